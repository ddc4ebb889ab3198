import LinearPrograms
import Simulation

/// The time-expanded network of cars of one duty: a node is an area in a period, an arc a stay to
/// the next period or travel to another area.
struct DutyFlow: Sendable {
  /// An arc with its column.
  private struct Arc {
    let target: Int
    let arrival: Int
    let column: LinearProgram.ColumnIndex
  }

  private let region: Region
  private let duty: CarDuty
  /// Cars that begin in an area, by area.
  private var sources: [Int: LinearProgram.ColumnIndex] = [:]
  /// Cars in an area in a period.
  private var nodes: [LinearProgram.ColumnIndex?]
  private var arcs: [[Arc]]

  /// Adds the network to a program.
  init(_ duty: CarDuty, cars: Int, _ region: Region, in program: inout LinearProgram) {
    (self.region, self.duty) = (region, duty)
    let most = Double(cars)
    nodes = Array(repeating: nil, count: region.areas.count * ShiftClock.periods)
    arcs = Array(repeating: [], count: nodes.count)
    for period in 0..<ShiftClock.periods {
      for area in region.sectors[duty.sectors[period]].areas {
        nodes[Self.node(area, period)] = program.addColumn(cost: 0, in: 0...most)
      }
    }
    for area in region.sectors[duty.sectors[0]].areas {
      sources[area] = program.addColumn(cost: 0, in: 0...most, isInteger: true)
    }
    let ways = DirectWays(region)
    for period in 0..<ShiftClock.periods - 1 {
      for area in region.sectors[duty.sectors[period]].areas {
        addArcs(from: area, period, ways, most: most, in: &program)
      }
    }
    addBalance(cars: most, in: &program)
  }

  private static func node(_ area: Int, _ period: Int) -> Int {
    area * ShiftClock.periods + period
  }

  /// A stay, and travel to areas that are on duty as it ends.
  private mutating func addArcs(
    from area: Int, _ period: Int, _ ways: DirectWays, most: Double,
    in program: inout LinearProgram
  ) {
    for target in region.areas.indices {
      let arrival = period + 1 + region.periods(from: area, to: target)
      guard arrival < ShiftClock.periods,
        region.areas[target].sector == duty.sectors[arrival],
        ways.isDirect(area, target) || changesSector(in: period...arrival)
      else { continue }
      arcs[Self.node(area, period)].append(
        Arc(
          target: target, arrival: arrival,
          column: program.addColumn(cost: 0, in: 0...most, isInteger: true)))
    }
  }

  private func changesSector(in periods: ClosedRange<Int>) -> Bool {
    duty.sectors[periods].contains { $0 != duty.sectors[periods.lowerBound] }
  }

  /// Cars at a node are those that came, and all go on until the shift ends.
  private func addBalance(cars: Double, in program: inout LinearProgram) {
    typealias Term = LinearProgram.Term
    var incoming = Array(repeating: [Term](), count: nodes.count)
    for (area, source) in sources { incoming[Self.node(area, 0)].append(Term(source)) }
    for arc in arcs.joined() {
      incoming[Self.node(arc.target, arc.arrival)].append(Term(arc.column))
    }
    for (node, column) in nodes.enumerated() {
      guard let column else { continue }
      program.addRow(incoming[node] + [Term(column, times: -1)], in: 0...0)
      if node % ShiftClock.periods < ShiftClock.periods - 1 {
        program.addRow(arcs[node].map { Term($0.column) } + [Term(column, times: -1)], in: 0...0)
      }
    }
    program.addRow(sources.sorted { $0.key < $1.key }.map { Term($0.value) }, in: cars...cars)
  }

  // MARK: - Cars in areas

  /// Cars in an area in a period; nil where the duty is elsewhere.
  func visit(_ area: Int, _ period: Int) -> LinearProgram.ColumnIndex? {
    nodes[Self.node(area, period)]
  }

  /// Cars in an area, period by period.
  func visits(to area: Int) -> [LinearProgram.ColumnIndex] {
    (0..<ShiftClock.periods).compactMap { visit(area, $0) }
  }

  /// Cars that begin in an area, and those that come to it from others.
  func arrivals(at area: Int) -> [LinearProgram.ColumnIndex] {
    let travel = arcs.enumerated().flatMap { node, arcs in
      arcs.filter { $0.target == area && node / ShiftClock.periods != area }.map(\.column)
    }
    return (sources[area].map { [$0] } ?? []) + travel
  }

  /// Arcs that begin in a period, on average.
  var arcsPerPeriod: Int { arcs.reduce(0) { $0 + $1.count } / ShiftClock.periods }

  /// Fixes what does not happen within some periods, or all, at given values.
  func fix(
    _ program: inout LinearProgram, at values: [Double], outside window: ClosedRange<Int>?
  ) {
    let window = window ?? ShiftClock.periods...ShiftClock.periods
    func fix(_ column: LinearProgram.ColumnIndex) {
      program.fix(column, at: values[column.rawValue])
    }
    for (node, arcs) in arcs.enumerated() {
      let period = node % ShiftClock.periods
      for arc in arcs where period < window.lowerBound || arc.arrival > window.upperBound {
        fix(arc.column)
      }
      if let column = nodes[node], !window.contains(period) { fix(column) }
    }
    if window.lowerBound > 0 { sources.values.forEach(fix) }
  }

  // MARK: - Rows

  /// The rows of cars that share out a flow: each takes the first way that is left.
  func walks(along values: [Double], cars: Int) -> [[Int]] {
    var left = values
    func take(_ column: LinearProgram.ColumnIndex) -> Bool {
      guard left[column.rawValue] > 0.5 else { return false }
      left[column.rawValue] -= 1
      return true
    }
    return (0..<cars).compactMap { _ in
      guard
        var area = sources.sorted(by: { $0.key < $1.key }).first(where: { take($0.value) })?.key
      else { return nil }
      var row = [area]
      while row.count < ShiftClock.periods {
        guard let arc = arcs[Self.node(area, row.count - 1)].first(where: { take($0.column) })
        else { return nil }
        row += Array(repeating: ShiftState.travelling, count: arc.arrival - row.count)
        row.append(arc.target)
        area = arc.target
      }
      return row
    }
  }

  /// Adds a car that keeps a row to the values of columns; false if the row is no walk here.
  func add(_ row: [Int], to values: inout [Double]) -> Bool {
    guard row.count == ShiftClock.periods, let source = sources[row[0]] else { return false }
    values[source.rawValue] += 1
    var (area, period) = (row[0], 0)
    while true {
      guard let node = nodes[Self.node(area, period)] else { return false }
      values[node.rawValue] += 1
      guard period < ShiftClock.periods - 1 else { return true }
      guard let next = (period + 1..<ShiftClock.periods).first(where: { row[$0] >= 0 }),
        let arc = arcs[Self.node(area, period)].first(where: {
          $0.target == row[next] && $0.arrival == next
        })
      else { return false }
      values[arc.column.rawValue] += 1
      (area, period) = (row[next], next)
    }
  }
}

/// Ways that no other area lies on.
///
/// Where a stop of a period on the way costs no time, travel with the stop is worth at least as much
/// as travel without it, so a program needs no arc for the latter.
struct DirectWays {
  private let isDirect: [Bool]
  private let count: Int

  init(_ region: Region) {
    let areas = region.areas.indices
    count = areas.count
    isDirect = areas.flatMap { start in
      areas.map { end in
        let time = region.periods(from: start, to: end)
        let sector = region.areas[start].sector
        return region.areas[end].sector != sector
          || !region.sectors[sector].areas.contains { stop in
            stop != start && stop != end
              && region.periods(from: start, to: stop) + 1 + region.periods(from: stop, to: end)
                <= time
          }
      }
    }
  }

  func isDirect(_ start: Int, _ end: Int) -> Bool { isDirect[start * count + end] }
}
