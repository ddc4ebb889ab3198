package import LinearPrograms
package import Simulation

/// What timetables are to be made for: cars with their duties, and calls that cars should be near.
package struct TimetableTask: Sendable {
  /// Where cars patrol.
  package let region: Region
  /// The duty of each car; its sectors have areas.
  package let duties: [CarDuty]
  /// Sample calls.
  package let calls: [Incident]

  package init(_ region: Region, _ duties: [CarDuty], calls: [Incident]) {
    (self.region, self.duties, self.calls) = (region, duties, calls)
  }

  /// What the checker says of rows.
  package func check(_ rows: [[Int]]) -> TimetableCheck {
    TimetableCheck(rows, duties, in: region, calls: calls)
  }

  /// Rows by sequential fill.
  package var filled: [[Int]] { SequentialFill.rows(region, duties) }

  /// Cars that share no sector with those of other groups, so that each group is by itself.
  package var groups: [[Int]] {
    var groups: [(sectors: Set<Int>, cars: [Int])] = []
    for (car, duty) in duties.enumerated() {
      let sectors = Set(duty.sectors)
      let touching = groups.filter { !$0.sectors.isDisjoint(with: sectors) }
      groups.removeAll { !$0.sectors.isDisjoint(with: sectors) }
      groups.append(
        (
          touching.reduce(sectors) { $0.union($1.sectors) },
          (touching.flatMap(\.cars) + [car]).sorted()
        ))
    }
    return groups.map(\.cars).sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// Rows by the program for each group of cars, with an equal share of the time.
  ///
  /// - Parameters:
  ///   - solver: The solver.
  ///   - options: How long, on how many threads and until when.
  ///   - report: Told of each group, from 1, and what its timetables are worth so far.
  /// - Returns: A row for each car; nil if some group's program found none.
  /// - Throws: ``SolverError`` if the solver fails, or gives an answer that cannot be trusted.
  package func flowing(
    with solver: any LinearSolver, options: SolverOptions,
    report: @escaping (_ group: Int, _ worth: Double) -> Void = { _, _ in }
  ) throws(SolverError) -> [[Int]]? {
    var rows = filled
    let groups = groups
    var options = options
    options.timeLimit = options.timeLimit.map { $0 / Double(max(1, groups.count)) }
    for (number, cars) in groups.enumerated() {
      let duties = cars.map { self.duties[$0] }
      let sectors = Set(duties.flatMap(\.sectors))
      let program = TimetableProgram(
        region, duties, calls: calls.filter { sectors.contains(region.areas[$0.area].sector) })
      let outcome = try TimetableSearch(program, with: solver, options: options)
        .improved(from: cars.map { rows[$0] }) { report(number + 1, $0) }
      guard let found = outcome.rows else { return nil }
      for (car, row) in zip(cars, found) { rows[car] = row }
    }
    return rows
  }
}
