/// Solves parts of a staged program, none for long.
package struct PartSolver: Sendable {
  let solver: any LinearSolver
  let options: SolverOptions
  /// The time that is left for all parts together; `nil` without a limit.
  let remaining: @Sendable () -> Duration?

  /// The most time for a part, so that one that is hard does not take all of it.
  ///
  /// A pass of windows over a city of 100 sectors takes one or two seconds of processor time; not tuned.
  private static let patience = Duration.seconds(5)

  /// Prepares to solve parts until the time is up; the time limit of `options` is not looked at.
  package init(
    _ solver: any LinearSolver, _ options: SolverOptions,
    remaining: @escaping @Sendable () -> Duration?
  ) {
    self.solver = solver
    self.options = options
    self.remaining = remaining
  }

  /// Whether there is no time for another part.
  var isOver: Bool { options.isCancelled() || remaining().map { $0 <= .milliseconds(1) } ?? false }

  /// The values of all columns, those of a part at the best that was found.
  ///
  /// - Returns: `nil` if no values were found.
  func solve(
    _ part: StagedProgram.Part, from settled: [Double], start: [Double]?
  ) throws(SolverError) -> [Double]? {
    guard !part.isBroken, !isOver else { return nil }
    var values = settled
    // A program without columns has nothing to say, and solvers refuse it.
    guard !part.columns.isEmpty else { return values }
    var options = options
    options.threads = 1
    options.relativeGap = 0
    options.start = start.map { start in part.columns.map { start[$0] } }
    options.timeLimit = min(Self.patience, remaining() ?? Self.patience)
    let outcome = try solver.solve(part.program, options: options) { _ in }
    guard let found = outcome.solution else { return nil }
    for (column, value) in zip(part.columns, found.values) { values[column] = value }
    return values
  }
}
