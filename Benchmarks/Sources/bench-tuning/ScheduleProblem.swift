import PatrolModel
import Tuning
import TuningFunctions
import Workbench

extension Problem {
  /// A shift whose penalty weights are tuned in Digital Annealer mode, by short runs.
  ///
  /// The objective is that of `temper tune`, in the same words and by the same code. All tuners see
  /// the same function: seeds of runs never depend on the tuner, nor on its seed.
  ///
  /// - Parameters:
  ///   - path: The instance, with an `optima.json` beside it.
  ///   - fill: Sets what a trial is.
  /// - Returns: The problem, whose least value is the proven optimum.
  /// - Throws: What is wrong with the instance, or that its optimum is not known.
  static func schedule(
    at path: String, _ fill: (inout TuneRequest) -> Void
  ) throws -> Problem {
    let instance = try PatrolInstance(contentsOf: path)
    guard let optimum = KnownOptimum(of: instance, besideFile: path), optimum.isProven else {
      throw Failure(description: "\(path): no proven optimum in an optima.json beside it")
    }
    var request = TuneRequest(instance: instance)
    fill(&request)
    let trials = try WeightTrials(request)
    let ranges = try trials.space.entries.map { entry in
      guard case .real(let range, _) = entry.domain else {
        throw Failure(description: "\(path): \(entry.name) is no real number")
      }
      return range
    }
    let known = KnownTrials()
    return Problem(
      name: instance.name, arguments: ranges.map { .real($0, isLogarithmic: true) },
      minimum: optimum.travel.value, isConstrained: true
    ) { values in
      // Peers' exponentials of logarithms may miss the ends of ranges by a rounding.
      let weights = zip(values, ranges).map { min(max($0, $1.lowerBound), $1.upperBound) }
      return try known.result(of: weights) {
        guard
          case .complete(let value, let violation) = try trials.outcome(
            of: weights.map { .real($0) })
        else { throw Failure(description: "\(path): a trial has no value") }
        return (value, violation)
      }
    }
  }

  /// An instance that cannot be used.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}

/// Results of weights that were tried before, by any tuner.
private final class KnownTrials {
  private var results: [[Minutes?]: (value: Double, violation: Double)] = [:]

  /// Trials round weights to tenths of a minute: equal ones need no second evaluation.
  func result(
    of weights: [Double], _ evaluate: () throws -> (value: Double, violation: Double)
  ) rethrows -> (value: Double, violation: Double) {
    let key = weights.map { Minutes(rounding: $0) }
    if let known = results[key] { return known }
    let result = try evaluate()
    results[key] = result
    return result
  }
}
