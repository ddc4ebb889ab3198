/// Whatever solves mixed-integer programs and proves bounds on them.
///
/// A solver is handed a program as a value and answers with data. Its word is not taken: whoever
/// conforms computes values, rows and objective again (``LinearProgram/solution(_:claimed:)``).
public protocol LinearSolver: Sendable {
  /// Name and version, as in `HiGHS 1.15.1`.
  var title: String { get }
  /// Whether an optimum that it claims has turned out not to be one, so that its word needs a second.
  var needsConfirmation: Bool { get }

  /// Solves a program.
  ///
  /// - Parameters:
  ///   - program: What to solve.
  ///   - options: How long and how exactly.
  ///   - report: Told of better solutions and bounds while the solver runs.
  /// - Returns: How it ended, verified; no solution and a limit met are outcomes, not errors.
  /// - Throws: ``SolverError`` if the program is none, or the answer cannot be trusted.
  func solve(
    _ program: LinearProgram, options: SolverOptions, report: @escaping (SolverProgress) -> Void
  ) throws(SolverError) -> LinearOutcome
}

extension LinearSolver {
  /// Its word is taken where nothing is known against it.
  public var needsConfirmation: Bool { false }
}
