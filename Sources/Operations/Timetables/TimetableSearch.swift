package import LinearPrograms

/// Better timetables by the integer program, a part of the shift at a time.
///
/// Fix and optimise (Helber and Sahling 2010, doi:10.1016/j.ijpe.2009.08.022): all that happens
/// outside a ``TimetablePart`` stays, and the program finds the best for what is in it. As a whole
/// it is too large: after 25 seconds HiGHS had found no timetables for a sector of 14 areas and 4
/// cars that were better than those it began with; by parts presence then was .90 instead of .82.
package struct TimetableSearch: Sendable {
  /// A part of a period of patrol: smaller gains are not waited for.
  private static let gap = 0.3

  /// The program.
  package let program: TimetableProgram
  private let solver: any LinearSolver
  private let options: SolverOptions
  private let clock = ContinuousClock()

  /// Creates a search; its options say how long, on how many threads and until when.
  package init(
    _ program: TimetableProgram, with solver: any LinearSolver, options: SolverOptions
  ) {
    (self.program, self.solver) = (program, solver)
    var options = options
    options.absoluteGap = Self.gap * program.periodWorth
    self.options = options
  }

  /// Searches until no part can be made better alone, or time is up.
  ///
  /// - Parameters:
  ///   - start: A row for each car to begin with.
  ///   - report: Told what timetables are worth, after each part.
  /// - Returns: A row for each car; none if the program had to find the
  ///   first ones, as `start` keeps no travel times or leaves its duties, and found none.
  /// - Throws: ``SolverError`` if the solver fails, or gives an answer that cannot be trusted.
  package func improved(
    from start: [[Int]], report: @escaping (Double) -> Void = { _ in }
  ) throws(SolverError) -> TimetableOutcome {
    let end = options.timeLimit.map { clock.now + $0 }
    guard var values = try first(from: start) else {
      return TimetableOutcome(rows: nil, value: nil, isComplete: false)
    }
    let parts = TimetablePart.parts(of: program.flows)
    // A part that is hard ends with the best that it has found, so that all have their turn.
    let most = options.timeLimit.map { $0 / Double(parts.count) } ?? .seconds(1_000_000)
    var (since, number) = (0, 0)
    while since < parts.count, !options.isCancelled() {
      guard let left = remaining(until: end) else { break }
      let better = try solved(
        program.fixed(at: values, outside: parts[number]), from: values,
        within: min(left, most))
      let gain = program.program.objective(of: values) - program.program.objective(of: better)
      since = gain > 1e-9 ? 1 : since + 1
      values = better
      report(-program.program.objective(of: values))
      number = (number + 1) % parts.count
    }
    return TimetableOutcome(
      rows: program.rows(of: values), value: -program.program.objective(of: values),
      isComplete: since >= parts.count)
  }

  /// The time that is left, or none.
  private func remaining(until end: ContinuousClock.Instant?) -> Duration? {
    guard let end else { return .seconds(1_000_000) }
    let left = clock.now.duration(to: end)
    return left > .zero ? left : nil
  }

  /// The values of the start, or of the first timetables that the whole program finds.
  private func first(from start: [[Int]]) throws(SolverError) -> [Double]? {
    if let values = program.values(of: start) { return values }
    var options = options
    options.relativeGap = 1
    return try solver.solve(program.program, options: options, report: { _ in }).solution?.values
  }

  private func solved(
    _ part: LinearProgram, from values: [Double], within time: Duration
  ) throws(SolverError) -> [Double] {
    var options = options
    (options.start, options.timeLimit) = (values, time)
    let outcome = try solver.solve(part, options: options, report: { _ in })
    return outcome.solution?.values ?? values
  }
}

/// What a search for timetables came to.
package struct TimetableOutcome: Sendable {
  /// A row for each car; none if none were found.
  package let rows: [[Int]]?
  /// What they are worth: presence and the share of calls, less shortages.
  package let value: Double?
  /// Whether no part alone can be made better, but for the time that it had.
  package let isComplete: Bool
}
