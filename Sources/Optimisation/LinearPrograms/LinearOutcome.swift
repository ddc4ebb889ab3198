/// How a run ended: one case for each of HiGHS's model statuses that is an answer.
public enum LinearStatus: Hashable, Sendable {
  /// An optimum was found, within the gaps that were asked for.
  case optimal
  /// No values keep all bounds and rows.
  case infeasible
  /// The objective has no lower limit.
  case unbounded
  /// One of the two; presolve did not need to know which.
  case infeasibleOrUnbounded
  /// The time was up.
  case timeLimit
  /// The run was cancelled.
  case interrupted
  /// The solver's own limit on iterations, solutions, objective or memory was met.
  case solverLimit
}

/// What a run came to; its numbers have been computed again from the program.
public struct LinearOutcome: Sendable {
  /// How the run ended.
  public let status: LinearStatus
  /// The best solution, if there is one; there always is when `status` is optimal.
  public let solution: LinearSolution?
  /// No solution costs less than this, up to the solver's tolerances; −∞ if nothing is known.
  public let bound: Double
  /// Nodes of the search tree that were looked at; 0 for a program without whole numbers.
  public let nodes: Int
  /// Time from the start of the solver to its end.
  public let elapsed: Duration
}

/// Values that keep a program's bounds and rows.
public struct LinearSolution: Sendable {
  /// The value of each column; exactly whole where it has to be.
  public let values: [Double]
  /// c·x of these values.
  public let objective: Double
  /// The reduced cost of each column; empty if the program has whole numbers.
  public let reducedCosts: [Double]
  /// The dual value of each row; empty if the program has whole numbers.
  public let rowDuals: [Double]
}
