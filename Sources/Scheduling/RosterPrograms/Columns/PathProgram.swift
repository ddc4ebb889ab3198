import LinearPrograms
import PatrolModel

/// The integer program over given paths: how many cars take each, at least cost in thousandths of
/// minutes.
struct PathProgram {
  private(set) var program = LinearProgram()
  private let columns: [PathMaster.Column]

  init(_ columns: [PathMaster.Column], _ rows: CoverRows, _ networks: [PathNetwork]) {
    self.columns = columns
    var terms = [[LinearProgram.Term]](repeating: [], count: rows.rows.count)
    var groups = [[LinearProgram.Term]](repeating: [], count: networks.count)
    for column in columns {
      let count = networks[column.group].group.count
      let cars = program.addColumn(
        cost: Double(column.path.cost), in: 0...Double(count), isInteger: true)
      groups[column.group].append(.init(cars))
      for row in rows.rows(of: column.path, group: column.group) {
        terms[Int(row)].append(.init(cars))
      }
    }
    for (group, network) in networks.enumerated() {
      let count = Double(network.group.count)
      program.addRow(groups[group], in: count...count)
    }
    for (row, place) in zip(rows.rows, terms.indices) { add(row, terms[place]) }
  }

  private mutating func add(_ row: CoverRows.Row, _ paths: [LinearProgram.Term]) {
    let least = Double(row.range.lowerBound)
    guard row.price != nil else {
      return program.addRow(paths, in: least...Double(row.range.upperBound))
    }
    let fixed = program.addColumn(
      cost: Double(row.cost(of: row.range.lowerBound)), in: 1...1, isInteger: true)
    let steps = row.range.dropFirst().map { row.cost(of: $0) - row.cost(of: $0 - 1) }
    let units = steps.map { program.addColumn(cost: Double($0), in: 0...1, isInteger: true) }
    program.addRow(
      paths + units.map { .init($0, times: -1) } + [.init(fixed, times: -least)], in: 0...0)
    // Where prices do not rise with the number, each unit waits for the one before.
    guard zip(steps, steps.dropFirst()).contains(where: { $0 > $1 }) else { return }
    for (before, after) in zip(units, units.dropFirst()) {
      program.addRow([.init(before), .init(after, times: -1)], in: 0...1)
    }
  }

  /// The schedule of values of the program's columns.
  func schedule(of values: [Double], _ networks: [PathNetwork], _ instance: PatrolInstance)
    -> Schedule
  {
    Self.schedule(
      zip(columns, values).map { ($0, Int($1.rounded())) }, networks, instance)
  }

  /// The schedule in which so many cars take each path.
  static func schedule(
    _ uses: [(column: PathMaster.Column, cars: Int)], _ networks: [PathNetwork],
    _ instance: PatrolInstance
  ) -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    var waiting = networks.map { $0.group.cars[...] }
    for (column, cars) in uses {
      for _ in 0..<cars {
        guard let car = waiting[column.group].popFirst() else { break }
        for step in instance.shift.steps { schedule[step, car] = nil }
        for (step, sector) in column.path.visits(in: networks[column.group]) {
          schedule[StepIndex(step), car] = sector
        }
      }
    }
    return schedule
  }
}
