/// How long and how exactly to solve a linear program.
public struct SolverOptions: Sendable {
  /// The most time; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// The number of threads, at least 1.
  public var threads = 1
  /// The seed of the solver's random numbers, in 0...2147483647.
  public var seed: Int32 = 0
  /// Branch and bound ends when (incumbent − bound) / |incumbent| is no more than this.
  public var relativeGap = 0.0
  /// Branch and bound ends when incumbent − bound is no more than this.
  public var absoluteGap = 1e-6
  /// Whether an interior point is enough, without a basis: for programs without whole numbers only.
  package var takesInteriorPoint = false
  /// Values of all columns to start branch and bound from.
  public var start: [Double]?
  /// Asked again and again, on any thread; `true` ends the run, which keeps its incumbent.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Creates options: one thread, no limits, no gap.
  public init() {}
}

/// Where branch and bound stands.
public struct SolverProgress: Hashable, Sendable {
  /// The objective of the best solution so far, if there is one.
  public let incumbent: Double?
  /// No solution costs less; −∞ while nothing is known.
  public let bound: Double
  /// Nodes of the search tree that are done.
  public let nodes: Int
  /// Time since the solver was started.
  public let elapsed: Duration

  /// The same with costs that a program leaves out.
  package func adding(toIncumbent incumbent: Double, toBound bound: Double) -> SolverProgress {
    SolverProgress(
      incumbent: self.incumbent.map { $0 + incumbent }, bound: self.bound + bound, nodes: nodes,
      elapsed: elapsed)
  }
}
