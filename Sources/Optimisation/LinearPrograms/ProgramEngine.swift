/// What solves integer programs.
public enum ProgramEngine: String, CaseIterable, Sendable {
  /// HiGHS, in this process.
  case highs
  /// CP-SAT of OR-Tools, in a Python process: to compare with.
  case cpSAT = "cp-sat"

  /// Name and version, as in `HiGHS 1.15.1`; `nil` if it is not installed.
  public var title: String? { try? solver().title }

  /// The solver.
  ///
  /// - Throws: ``SolverError`` if it is not installed, with what to do.
  public func solver() throws(SolverError) -> any LinearSolver {
    switch self {
    case .highs: try HiGHSSolver()
    case .cpSAT: try CPSATSolver.shared.get()
    }
  }
  /// How much longer than a time limit it may take to end: for who has one of his own to keep.
  public func patience(for limit: Duration) -> Duration {
    switch self {
    case .highs: HiGHSRun.patience(for: limit)
    case .cpSAT: CPSATSolver.patience(for: limit)
    }
  }
}
