import LinearPrograms
import PatrolModel

/// Solves a large program by its LP and the few columns that an optimum can use.
///
/// With the LP's optimum L and reduced costs r ≥ 0, any solution that uses a column with r > δ costs
/// more than L + δ. So the program is solved over the columns with r ≤ δ alone, to a value U; if
/// U ≤ L + δ, it is the optimum, and otherwise δ = U − L is sure to be wide enough (reduced-cost
/// fixing, Crowder, Johnson & Padberg 1983, doi:10.1287/opre.31.5.803, from the narrow side).
///
/// Objectives are whole numbers.
struct RestrictedSearch {
  /// What a search came to, in the program's own terms.
  struct Found {
    var solution: LinearSolution?
    var bound: Double
    var end: ExactEnd
    var nodes: Int
  }

  let solver: any LinearSolver
  let options: SolverOptions
  let clock: RunClock
  /// What is known of the objective before.
  let knownBound: Double
  let report: (ExactEvent) -> Void

  /// Branch and bound over all columns.
  func solveWhole(_ program: LinearProgram, start: [Double]?) throws(SolverError) -> Found {
    try branch(program, start: start, knownBound: knownBound, ceiling: .infinity)
  }

  /// The LP first, then branch and bound over more and more columns.
  ///
  /// What the best solution so far uses stays in, too, so that it can be improved piece by piece.
  func solve(_ program: LinearProgram, start: [Double]?) throws(SolverError) -> Found {
    var options = options
    options.timeLimit = clock.remaining
    let relaxation = try solver.solve(program.relaxed, options: options) { _ in }
    guard relaxation.status == .optimal, let root = relaxation.solution else {
      return Found(solution: nil, bound: knownBound, end: end(of: relaxation.status), nodes: 0)
    }
    if let bound = Minutes(roundingUpBound: root.objective) {
      report(.relaxed(bound: bound, time: clock.elapsed))
    }
    var found = Found(
      solution: try start.map { (values) throws(SolverError) in
        try program.solution(values, claimed: nil)
      }, bound: root.objective, end: .complete, nodes: 0)
    var width = Self.firstWidth(of: root.reducedCosts, rows: program.rowCount)
    while true {
      let (part, beyond) = restrict(
        program, to: width, root.reducedCosts, keeping: found.solution?.values)
      report(.restricted(columns: part.kept, reducedCost: Minutes(tenths: Int(width))))
      let ceiling = root.objective + beyond
      let step = try branch(
        part.program, start: found.solution?.values, knownBound: found.bound, ceiling: ceiling)
      found.nodes += step.nodes
      if let new = step.solution, new.objective <= found.solution?.objective ?? .infinity {
        found.solution = new
      }
      found.bound = max(found.bound, min(step.bound, ceiling))
      found.end = step.end
      guard step.end == .complete, beyond < .infinity else { return found }
      if let best = found.solution?.objective {
        let isClose = found.bound > best - 1 || best - found.bound <= options.relativeGap * best
        if isClose { return found }
        // A width that left the best solution unproven is not tried again.
        width = max(best - root.objective, beyond)
      } else {
        width *= 2
      }
    }
  }

  /// Fixes at zero what costs more than the width; also returns the least reduced cost left out.
  private func restrict(
    _ program: LinearProgram, to width: Double, _ reducedCosts: [Double], keeping best: [Double]?
  ) -> (part: (program: LinearProgram, kept: Int), beyond: Double) {
    var (part, kept, beyond) = (program, 0, Double.infinity)
    for (column, cost) in reducedCosts.enumerated() {
      if cost <= width || best.map({ $0[column] > 0 }) ?? false {
        kept += 1
      } else {
        part.fix(LinearProgram.ColumnIndex(column), at: 0)
        beyond = min(beyond, cost)
      }
    }
    return ((part, kept), beyond)
  }

  private func branch(
    _ program: LinearProgram, start: [Double]?, knownBound: Double, ceiling: Double
  ) throws(SolverError) -> Found {
    var options = options
    options.timeLimit = clock.remaining
    options.start = start
    let before = clock.elapsed
    let outcome = try solver.solve(program, options: options) { progress in
      report(
        .progress(
          incumbent: progress.incumbent.flatMap { Minutes(rounding: $0 / 10) },
          bound: Minutes(roundingUpBound: max(knownBound, min(progress.bound, ceiling))),
          nodes: progress.nodes, time: before + progress.elapsed))
    }
    let bound = outcome.status == .infeasible ? .infinity : max(knownBound, outcome.bound)
    return Found(
      solution: outcome.solution, bound: bound, end: end(of: outcome.status), nodes: outcome.nodes)
  }

  private func end(of status: LinearStatus) -> ExactEnd {
    switch status {
    case .optimal, .infeasible, .infeasibleOrUnbounded, .unbounded: .complete
    case .timeLimit: .time
    case .interrupted: .cancelled
    case .solverLimit: .solverLimit
    }
  }

  /// A first width that keeps about two columns per row: enough to find solutions near the optimum.
  private static func firstWidth(of reducedCosts: [Double], rows: Int) -> Double {
    let sorted = reducedCosts.sorted()
    let index = min(sorted.count - 1, sorted.count / 8)
    return max(1, (sorted.isEmpty ? 1 : sorted[index]).rounded(.up))
  }
}
