// The sectors of an instance file and the two tables over them.

import Failures
import Texts

extension JSONNode {
  /// The sectors, in file order.
  func sectors() throws(JSONError) -> [Sector] {
    let problem = "expected a list of 1 to 10000 sectors"
    let advice: Remedy = "write [{\"id\": \"F-01\", \"name\": \"Punggol\"}, …]"
    let nodes = try longList(expecting: problem, advice)
    guard (1...10_000).contains(nodes.count) else { throw failure(problem, advice) }
    var identifiers = UniqueIdentifiers()
    var sectors: [Sector] = []
    for node in nodes {
      let sector = try node.object(
        expecting: "expected a sector", "write {\"id\": \"F-01\", \"name\": \"Punggol\"}")
      try sector.allow(only: ["id", "name", "lon", "lat", "classes"])
      let id = Sector.ID(try identifiers.read(sector, as: "\"F-01\""))
      let name = try sector.required("name", as: "\"Punggol\"")
        .label(upTo: Sector.longestName, expecting: "expected a name")
      sectors.append(
        Sector(
          id: id, name: name, position: try sector.position(),
          classes: try sector["classes"]?.classes()))
    }
    return sectors
  }

  /// Cars per step and sector, not yet added up.
  func demandRows(sectors: [Sector]) throws(JSONError) -> [[Int]] {
    let problem = "expected a list of 1 to 10000 rows, one per step"
    let advice: Remedy = "write one row of cars per step: [[1, 2, 0], …]"
    let nodes = try longList(expecting: problem, advice)
    guard (1...10_000).contains(nodes.count) else { throw failure(problem, advice) }
    var rows: [[Int]] = []
    for node in nodes {
      let cells = try node.row(of: sectors, expecting: "whole numbers of cars")
      var row: [Int] = []
      row.reserveCapacity(sectors.count)
      for (sector, cell) in cells.enumerated() {
        let cars = try cell.integer(
          in: 0...100_000,
          expecting: "expected the number of cars \(sectors[sector].id.rawValue.escaped) needs",
          "write 0 where none is needed")
        row.append(cars)
      }
      rows.append(row)
    }
    return rows
  }

  /// Checks that every car in service has a place at every step, and every place a car.
  func check(_ rows: [[Int]], addUpTo fleet: Fleet, in shift: Shift) throws(JSONError) {
    for (step, cars) in zip(shift.steps, fleet.inService(during: shift)) {
      let sum = rows[step.rawValue].reduce(0, +)
      guard sum != cars else { continue }
      let off = fleet.count - cars
      let rest = off == 0 ? "" : " in service, \(off) \(off == 1 ? "is" : "are") off"
      let change: Remedy =
        sum > cars ? "lower the demand by \(sum - cars)" : "raise it by \(cars - sum)"
      throw JSONError(
        file: file, path: JSONPath.index(step.rawValue, of: path).description,
        problem: """
          step \(step.number) (\(shift.clock(step))): the sectors need \(sum) \
          \(sum == 1 ? "car" : "cars") in total but there \(cars == 1 ? "is" : "are") \(cars)\(rest)
          """,
        found: nil, advice: change)
    }
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

  private func row(
    of sectors: [Sector], expecting what: String
  ) throws(JSONError) -> JSONNodes {
    let problem = "expected \(sectors.count) \(what), one per sector"
    let advice: Remedy = "write them in the order of the sectors, with decimal points, not commas"
    let nodes = try longList(expecting: problem, advice)
    guard nodes.count == sectors.count else {
      throw failure("\(problem), not \(nodes.count)", advice)
    }
    return nodes
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

extension JSONObject {
  fileprivate func position() throws(JSONError) -> Sector.Position? {
    if self["lon"] == nil && self["lat"] == nil { return nil }
    let longitude = try required("lon", as: "103.87")
      .double(in: -180...180, expecting: "expected degrees east, -180 to 180", "write WGS 84")
    let latitude = try required("lat", as: "1.35")
      .double(in: -90...90, expecting: "expected degrees north, -90 to 90", "write WGS 84")
    return Sector.Position(longitude: longitude, latitude: latitude)
  }
}

/// The identifiers of a list read so far.
struct UniqueIdentifiers {
  private var seen: Set<String> = []

  /// Reads the `id` of the list's next object.
  mutating func read(_ object: JSONObject, as example: String) throws(JSONError) -> String {
    let node = try object.required("id", as: example)
    let id = try node.label(upTo: Sector.ID.longest, expecting: "expected an identifier")
    guard seen.insert(id).inserted else {
      throw node.failure("expected an identifier used once", "give each its own")
    }
    return id
  }
}
