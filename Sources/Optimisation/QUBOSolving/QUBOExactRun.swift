public import Coefficients
public import LinearPrograms
public import QUBOFiles
import QUBOModel
import QUBOReduction

/// Minimises the function of a file, and proves how good the result is.
///
/// Parts that share no bit are for themselves. Small ones are enumerated, sparse ones eliminated bit by
/// bit, and others searched in whole numbers, then by a linearised program.
public struct QUBOExactRun: Sendable {
  /// The function, as a file states it.
  public let problem: QUBOFile
  /// The most time; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// The number of threads, at least 1.
  public var threads = 1
  /// The seed of the solver's random numbers.
  public var seed: Int32 = 0
  /// Asked again and again, on any thread; `true` ends the run, which keeps its best assignment.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Creates a run without limits.
  public init(_ problem: QUBOFile) { self.problem = problem }

  /// Better values and bounds as they come, in the file's sense.
  public struct Progress: Sendable {
    /// The best value so far, up to the solver's tolerances.
    public let value: Double?
    /// No assignment is better than this.
    public let bound: Double?
    /// Nodes of the search tree.
    public let nodes: Int
    /// Since the start of the solver.
    public let elapsed: Duration
  }

  /// Runs to the end; `report` is told of better values and bounds.
  ///
  /// - Throws: ``ExactError`` if the function is too large, or needs a solver that is not there or whose
  ///   answer is wrong.
  public func run(
    report: @escaping (Progress) -> Void = { _ in }
  ) throws(ExactError) -> QUBOExactOutcome {
    let start = ContinuousClock.now
    let reduction = QUBOReduction(problem.model)
    let offset = reduction.reduced.offset
    var options = SolverOptions()
    options.timeLimit = timeLimit
    options.threads = threads
    options.seed = seed
    options.isCancelled = isCancelled
    var minimum = try ExactMinimiser(qubo: reduction.reduced, options: options) { progress in
      report(
        Progress(
          value: progress.incumbent.map { value(ofObjective: $0, above: offset) },
          bound: progress.bound.isFinite ? value(ofObjective: progress.bound, above: offset) : nil,
          nodes: progress.nodes, elapsed: progress.elapsed))
    }.minimise()
    minimum.assignment = minimum.assignment.map { problem.completed(reduction.expanded($0)) }
    return QUBOExactOutcome(
      minimum: minimum, value: minimum.assignment.map { problem.value(of: $0) },
      bound: minimum.bound.map(problem.value(ofEnergy:)), rounding: problem.rounding,
      elapsed: start.duration(to: .now))
  }

  private func value(ofObjective objective: Double, above offset: Int64) -> Double {
    let energy = objective + Double(offset)
    return (problem.sense == .minimise ? energy : -energy) * problem.unit.double
  }
}

/// What an exact run came to.
public struct QUBOExactOutcome: Sendable {
  /// The least energy, as far as it is known.
  public let minimum: ExactMinimum
  /// The best value found, in the file's sense: the sum of the file's numbers.
  public let value: ExactDecimal?
  /// No value is better, in the file's sense; of the rounded model, if it is.
  public let bound: ExactDecimal?
  /// How the file's numbers were rounded, if they were.
  public let rounding: QUBOFile.Rounding?
  /// The time it took, building included.
  public let elapsed: Duration
}

extension QUBOExactOutcome {
  /// How the run ended, in a line.
  public var words: String {
    let bound = bound?.description ?? "nothing"
    guard let value else { return "no assignment found; proven bound \(bound)" }
    guard minimum.isProven else {
      return "best so far \(value), proven bound \(bound)"
        + (minimum.doubt.map { "; no proof, since \($0)" } ?? "")
    }
    guard let rounding else { return "proven optimal" }
    return "proven optimal for the rounded numbers; no value is better by more than twice "
      + "\(rounding.errorInWords)"
  }
}
