// The travel minutes of an instance file: one table, or one for each part of the shift.

import Failures
import Texts

extension JSONNode {
  /// The table from the first step on, and those of later steps.
  func travelTables(
    sectors: [Sector], _ places: InstancePlaces
  ) throws(JSONError) -> (first: TravelTimes, later: [RosterRules.TravelPeriod]) {
    guard let periods = try travelPeriods() else {
      return (try travelTimes(sectors: sectors), [])
    }
    var tables: [RosterRules.TravelPeriod] = []
    for period in periods {
      try period.allow(only: ["fromStep", "minutes"])
      let node = try period.required("fromStep", as: "1")
      let step = try places.step(node)
      guard tables.isEmpty ? step.rawValue == 0 : step > tables[tables.count - 1].firstStep else {
        throw node.failure(
          tables.isEmpty ? "expected 1, the first step" : "expected a later step than before",
          "write the tables in the order of their steps, the first from step 1")
      }
      let minutes = try period.required("minutes", as: "[[0, 7.2], [7.3, 0]]")
        .travelTimes(sectors: sectors)
      tables.append(.init(firstStep: step, minutes: minutes))
    }
    return (tables[0].minutes, Array(tables.dropFirst()))
  }

  /// The tables of parts of the shift, if there are any and not a table of rows.
  private func travelPeriods() throws(JSONError) -> [JSONObject]? {
    let advice: Remedy = "write the minutes from each sector to every sector: [[0, 7.2], [7.3, 0]]"
    let nodes = try longList(expecting: "expected travel minutes", advice)
    var iterator = nodes.makeIterator()
    guard let first = iterator.next(), case .object = first.value else { return nil }
    let example: Remedy = "write {\"fromStep\": 1, \"minutes\": [[0, 7.2], [7.3, 0]]}"
    var periods: [JSONObject] = []
    for node in nodes {
      periods.append(try node.object(expecting: "expected a table and its first step", example))
    }
    return periods
  }

  /// Minutes from each sector to each sector.
  func travelTimes(sectors: [Sector]) throws(JSONError) -> TravelTimes {
    let problem = "expected \(sectors.count) rows, one per sector"
    let advice: Remedy = "write the minutes from each sector to every sector: [[0, 7.2], [7.3, 0]]"
    let nodes = try longList(expecting: problem, advice)
    guard nodes.count == sectors.count else { throw failure(problem, advice) }
    var tenths: [Int32] = []
    for (origin, node) in zip(sectors, nodes) {
      // No room is kept beforehand: a file may promise more rows than it holds.
      for (destination, leg) in try node.row(of: sectors, expecting: "minutes").enumerated() {
        tenths.append(Int32(try leg.leg(from: origin.id, to: sectors[destination].id).tenths))
      }
    }
    return TravelTimes(sectorCount: sectors.count, tenths: tenths)
  }

  private func leg(from origin: Sector.ID, to destination: Sector.ID) throws(JSONError)
    -> Minutes
  {
    var way: String { "from \(origin.rawValue.escaped) to \(destination.rawValue.escaped)" }
    // What is in order, and nearly all is, needs no second look.
    if case .number(let number) = value, let tenths = number.scaled(byPowerOfTen: 1),
      (0...TravelTimes.longestLeg.tenths).contains(tenths), tenths == 0 || origin != destination
    {
      return Minutes(tenths: tenths)
    }
    guard case .number(let number) = value, let double = number.double else {
      throw failure("expected minutes \(way)", "write a number such as 12.9")
    }
    guard origin != destination || double == 0 else {
      throw failure("expected 0 minutes \(way)", "write 0: staying takes no travel")
    }
    guard (0...TravelTimes.longestLeg.value).contains(double) else {
      throw failure("expected 0 to 10080 minutes \(way)", "write minutes; a leg is at most a week")
    }
    return try wholeTenths(number, expecting: "expected a multiple of 0.1 minutes \(way)")
  }

  /// Minutes from a number in the range of legs, if it is one of exact tenths.
  func wholeTenths(
    _ number: JSONNumber, expecting problem: @autoclosure () -> String
  ) throws(JSONError) -> Minutes {
    if let tenths = number.scaled(byPowerOfTen: 1) { return Minutes(tenths: tenths) }
    let rounded = number.double.flatMap { Minutes(rounding: $0) }?.shortest ?? "0"
    throw failure(problem(), "round it: write \(rounded)")
  }
}
