package import LinearPrograms
package import Simulation

/// Timetables by an integer program: cars flow through areas and periods, so that first of all no
/// area lacks patrol, and then presence and the share of sample calls with a car near are greatest.
///
/// The paper's program has a big-M row for any two areas and periods (Joe, Lau and Pan 2022,
/// doi:10.1609/icaps.v32i1.19831); on a time-expanded network (Ford and Fulkerson 1958,
/// doi:10.1287/opre.6.3.419) a car is a unit of flow, and travel takes its time by the arcs alone.
/// Cars of one duty are one commodity. In place of patrol as such, presence counts: see
/// ``PresenceSlopes``.
package struct TimetableProgram: Sendable {
  typealias Column = LinearProgram.ColumnIndex
  typealias Term = LinearProgram.Term

  /// A missing period of patrol costs more than all presence and all calls are worth, 1 each.
  private static let shortageCost = 2.0
  /// Periods of travel within which a car answers a call in time.
  private static let near = ResponseUtility.targetMinutes / ShiftClock.periodMinutes

  let region: Region
  /// Equal duties, and the cars that have them.
  let crews: [(duty: CarDuty, cars: [Int])]
  package private(set) var program = LinearProgram()
  /// The network of each crew.
  private(set) var flows: [DutyFlow] = []
  private var presence: [AreaWorth] = []
  private var nearness: [CallWorth] = []

  /// What patrol of an area is worth.
  private struct AreaWorth {
    let required: Int
    let patrol: [Column]
    let shortage: Column
    /// Periods that are needed, then each one beyond.
    let segments: [Column]
  }

  /// Whether a car is near a call.
  private struct CallWorth {
    let cars: [Column]
    let isNear: Column
  }

  /// Creates the program.
  ///
  /// - Parameters:
  ///   - region: Where cars patrol.
  ///   - duties: A duty for each car; its sectors have areas.
  ///   - calls: Sample calls of any number of shifts; those elsewhere than on duty are left out.
  package init(_ region: Region, _ duties: [CarDuty], calls: [Incident]) {
    self.region = region
    var crews: [(duty: CarDuty, cars: [Int])] = []
    for (car, duty) in duties.enumerated() {
      if let crew = crews.firstIndex(where: { $0.duty == duty }) {
        crews[crew].cars.append(car)
      } else {
        crews.append((duty, [car]))
      }
    }
    self.crews = crews
    for crew in crews {
      flows.append(DutyFlow(crew.duty, cars: crew.cars.count, region, in: &program))
    }
    let patrolled = Set(duties.flatMap(\.sectors)).flatMap { region.sectors[$0].areas }.sorted()
    addPresence(patrolled, cars: duties.count)
    addCalls(calls.filter { patrolled.contains($0.area) })
  }

  /// n_a + shortage ≥ Q_a; Σ segments of U ≤ n_a, whose slopes fall.
  private mutating func addPresence(_ areas: [Int], cars: Int) {
    let unit = 1 / Double(ShiftClock.periods * max(1, cars))
    for area in areas {
      let required = region.areas[area].requiredPeriods
      let patrol = flows.flatMap { $0.visits(to: area) }
      let shortage = program.addColumn(cost: Self.shortageCost, in: 0...Double(required))
      let segments =
        [program.addColumn(cost: -unit, in: 0...Double(required))]
        + PresenceSlopes.beyond.map { program.addColumn(cost: -unit * $0, in: 0...1) }
      let terms = patrol.map { Term($0) }
      program.addRow(terms + [Term(shortage)], in: Double(required)...Double.infinity)
      program.addRow(terms + segments.map { Term($0, times: -1) }, in: 0...Double.infinity)
      addArrivals(at: area, shortage, required)
      presence.append(
        AreaWorth(required: required, patrol: patrol, shortage: shortage, segments: segments))
    }
  }

  /// Σ arrivals at a + shortage / Q_a ≥ 1.
  ///
  /// Follows from the rows above in whole numbers; without it a part of a car that stands in each
  /// area all day patrols everywhere and never travels.
  private mutating func addArrivals(at area: Int, _ shortage: Column, _ required: Int) {
    guard required > 0 else { return }
    let arrivals = flows.flatMap { $0.arrivals(at: area) }.map { Term($0) }
    program.addRow(
      arrivals + [Term(shortage, times: 1 / Double(required))], in: 1...Double.infinity)
  }

  /// z ≤ Σ cars near a call as it comes, for each place and period of calls.
  private mutating func addCalls(_ calls: [Incident]) {
    var counts: [Int: Int] = [:]
    for call in calls where call.period < ShiftClock.periods {
      counts[call.area * ShiftClock.periods + call.period, default: 0] += 1
    }
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      let (area, period) = key.quotientAndRemainder(dividingBy: ShiftClock.periods)
      let near = region.areas.indices.filter { region.periods(from: $0, to: area) <= Self.near }
      let cars = flows.flatMap { flow in near.compactMap { flow.visit($0, period) } }
      guard !cars.isEmpty else { continue }
      let isNear = program.addColumn(cost: -Double(count) / Double(calls.count), in: 0...1)
      program.addRow(
        cars.map { Term($0) } + [Term(isNear, times: -1)], in: 0...Double.infinity)
      nearness.append(CallWorth(cars: cars, isNear: isNear))
    }
  }

  /// What a period of patrol is worth.
  var periodWorth: Double {
    1 / Double(ShiftClock.periods * max(1, crews.reduce(0) { $0 + $1.cars.count }))
  }

  /// The program with all but a part of it fixed.
  func fixed(at values: [Double], outside part: TimetablePart) -> LinearProgram {
    var program = program
    for (crew, flow) in flows.enumerated() {
      flow.fix(&program, at: values, outside: part.crews.contains(crew) ? part.window : nil)
    }
    return program
  }

  /// A row for each car, by walks along the flow of its crew.
  func rows(of values: [Double]) -> [[Int]] {
    var rows = Array(repeating: [Int](), count: crews.reduce(0) { $0 + $1.cars.count })
    for (crew, flow) in zip(crews, flows) {
      for (car, row) in zip(crew.cars, flow.walks(along: values, cars: crew.cars.count)) {
        rows[car] = row
      }
    }
    return rows
  }

  /// The values of all columns for given rows; nil if one of them is no walk through the network.
  func values(of rows: [[Int]]) -> [Double]? {
    var values = [Double](repeating: 0, count: program.columnCount)
    for (crew, flow) in zip(crews, flows) {
      for car in crew.cars {
        guard car < rows.count, flow.add(rows[car], to: &values) else { return nil }
      }
    }
    complete(&values)
    return values
  }

  /// Sets what follows from where cars are.
  private func complete(_ values: inout [Double]) {
    for area in presence {
      let patrol = area.patrol.reduce(0) { $0 + values[$1.rawValue] }
      values[area.shortage.rawValue] = max(0, Double(area.required) - patrol)
      var left = patrol
      for (place, segment) in area.segments.enumerated() {
        let worth = min(left, place == 0 ? Double(area.required) : 1)
        values[segment.rawValue] = worth
        left -= worth
      }
    }
    for call in nearness {
      let near = call.cars.contains { values[$0.rawValue] > 0.5 }
      values[call.isNear.rawValue] = near ? 1 : 0
    }
  }
}

/// What the periods beyond an area's need are worth, as a concave function.
///
/// U grows by u·exp(−u / 2.5) with the u-th period beyond the need: .67, .90, .90, .81 …, which is
/// not concave at its beginning. Its least concave majorant is, and differs from it by .25 at most.
enum PresenceSlopes {
  /// Periods beyond the need that are worth something: the 21st is worth less than .005.
  private static let count = 20

  /// The slope of each period beyond the need; none is steeper than the one before it.
  static let beyond: [Double] = {
    let heights = (0...count).map { PresenceUtility.value(periods: $0, required: 0) }
    var slopes: [Double] = []
    while slopes.count < count {
      let first = slopes.count
      // The steepest line from here to a later point is the next edge of the majorant.
      let edge = (first + 1...count).map { last in
        (slope: (heights[last] - heights[first]) / Double(last - first), last: last)
      }.max { $0.slope < $1.slope }
      guard let edge else { break }
      slopes += Array(repeating: edge.slope, count: edge.last - first)
    }
    return slopes
  }()
}
