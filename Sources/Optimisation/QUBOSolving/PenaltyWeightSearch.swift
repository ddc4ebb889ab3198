import Annealing
public import Coefficients
import Polynomials
public import QUBOFiles
import QUBOModel
import Tuning

/// Looks for a penalty weight that is small and works, by a tree-structured Parzen estimator between a
/// thousandth of the certified weight and the certified weight itself.
///
/// A trial runs the annealer from several seeds with a weight. It is feasible if all runs end with a
/// penalty of 0, and better the less the objectives add up to. Nothing is proven of what is found.
public struct PenaltyWeightSearch: Sendable {
  /// The problem, which has a penalty.
  public let problem: QUBOFile
  /// The number of weights tried, at least 1; the certified one is the first.
  public var trials = 20
  /// The annealer's runs with each weight, at least 1.
  public var runs = 5
  /// The steps of each replica in a run, at least 1.
  public var steps = 1000
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The number of threads, at least 1; it never changes the result.
  public var threads = 1
  /// Asked between trials; `true` ends the search with what was tried.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Creates a search.
  public init(_ problem: QUBOFile, seed: UInt64) {
    self.problem = problem
    self.seed = seed
  }

  /// What came of a weight.
  public struct Trial: Sendable {
    /// The weight.
    public let weight: ExactDecimal
    /// The runs that ended with a penalty of 0.
    public let feasibleRuns: Int
    /// The runs.
    public let runs: Int
    /// The least objective of these, if there was one.
    public let bestObjective: ExactDecimal?
    /// The mean objective of these, if there was one.
    public let meanObjective: Double?

    /// Whether all runs kept the constraints.
    public var isFeasible: Bool { feasibleRuns == runs }
  }

  /// Tries weights; `report` is told of each.
  ///
  /// - Returns: All trials, the best first: feasible in more runs, then of the lesser mean objective,
  ///   then of the lesser weight.
  /// - Throws: ``QUBORunError`` if a model does not fit.
  public func run(report: (Trial) -> Void = { _ in }) throws(QUBORunError) -> [Trial] {
    guard let certified = problem.polynomials?.certifiedWeight else { return [] }
    var done = [try trial(certified)]
    report(done[0])
    var space = SearchSpace()
    let share: Parameter<Double>
    do { share = try space.logUniform("share", in: 0.001...1) } catch { return done }
    let study = Study(space: space, sampler: TPE(startupTrials: 6), seed: seed)
    while done.count < trials, !isCancelled(), let suggestion = try? study.ask() {
      let weight = Self.rounded(certified.double * suggestion[share])
      let trial = try trial(weight)
      report(trial)
      done.append(trial)
      let missing = Double(trial.runs - trial.feasibleRuns) / Double(trial.runs)
      let outcome = TrialOutcome.complete(value: trial.meanObjective ?? 0, violation: missing)
      guard (try? study.tell(suggestion, outcome)) != nil else { break }
    }
    return done.sorted(by: Self.isBetter)
  }

  private func trial(_ weight: ExactDecimal) throws(QUBORunError) -> Trial {
    let weighed: QUBOFile
    do { weighed = try problem.weighed(weight) } catch { throw .model(error) }
    guard let polynomials = weighed.polynomials else {
      return Trial(weight: weight, feasibleRuns: 0, runs: 0, bestObjective: nil, meanObjective: nil)
    }
    var objectives: [ExactDecimal] = []
    for run in 0..<runs {
      var request = QUBORequest(
        problem: weighed, seed: seed &+ UInt64(run), stop: Stop(steps: steps))
      request.threads = threads
      let state = try QUBORun(request).run().assignment
      guard polynomials.penalty(of: state).units == 0 else { continue }
      objectives.append(polynomials.objective(of: state))
    }
    let sum = objectives.reduce(0) { $0 + $1.double }
    return Trial(
      weight: weight, feasibleRuns: objectives.count, runs: runs,
      bestObjective: objectives.min { $0.double < $1.double },
      meanObjective: objectives.isEmpty ? nil : sum / Double(objectives.count))
  }

  private static func isBetter(_ left: Trial, _ right: Trial) -> Bool {
    if left.feasibleRuns != right.feasibleRuns { return left.feasibleRuns > right.feasibleRuns }
    let (first, second) = (left.meanObjective ?? 0, right.meanObjective ?? 0)
    return first != second ? first < second : left.weight.double < right.weight.double
  }

  /// The weight with three digits: what is finer matters to nobody, and takes room in 64 bits.
  private static func rounded(_ weight: Double) -> ExactDecimal {
    var (digits, decimals) = (weight, 0)
    while digits < 100, decimals < 15 { (digits, decimals) = (digits * 10, decimals + 1) }
    while digits >= 1000 { (digits, decimals) = (digits / 10, decimals - 1) }
    return ExactDecimal(units: max(1, Int64(digits.rounded())), decimals: decimals)
  }
}
