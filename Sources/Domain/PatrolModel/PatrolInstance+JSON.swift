import Failures
import Texts

extension PatrolInstance {
  /// The format's name in instance files.
  static let formatName = "patrol-shift"
  /// The version of the format read and written.
  static let formatVersion = 1

  /// Reads an instance from a file in the format `patrol-shift`, version 1.
  ///
  /// Everything is checked; nothing is guessed, rounded or ignored.
  ///
  /// - Parameters:
  ///   - json: The content of the file.
  ///   - file: The file's name, for errors.
  /// - Throws: ``InstanceError`` with the first thing that is wrong.
  public init(json: some Collection<UInt8>, file: String) throws(InstanceError) {
    do throws(JSONError) { self = try Self.read(Array(json), file: file) } catch {
      throw InstanceError(error)
    }
  }

  private static func read(_ json: [UInt8], file: String) throws(JSONError) -> PatrolInstance {
    let document = try JSONParser.parse(json, file: file)
    let root = try JSONNode(value: document, file: file)
      .object(expecting: "expected an object", "write { \"format\": \"patrol-shift\", … }")
    try root.checkFormat()
    try root.allow(
      only: [
        "format", "version", "name", "description", "cars", "startTime", "stepMinutes", "presence",
        "sectors", "demand", "travelMinutes", "maxLegMinutes", "carTravelLimit", "fixed",
        "forbidden", "classDemand",
      ])

    let name = try root.required("name", as: "\"night shift\"")
      .label(upTo: 200, expecting: "expected a name")
    let summary = try root["description"]?.string(expecting: "expected a description") ?? ""
    let startMinute = try root.required("startTime", as: "\"08:00\"").clockMinute()
    let stepMinutes = try root.required("stepMinutes", as: "60")
      .integer(in: 1...1440, expecting: "expected the whole minutes of a step", "write minutes")
    let presence = try root.required("presence", as: "{\"rule\": \"no-return\"}").presenceRule()
    let sectors = try root.required("sectors", as: "[{\"id\": \"F-01\", \"name\": \"Punggol\"}]")
      .sectors()
    let demand = try root.required("demand", as: "[[1, 2, 0], [1, 1, 1]]")
    let rows = try demand.demandRows(sectors: sectors)
    let shift = Shift(
      startMinute: startMinute, stepMinutes: stepMinutes, stepCount: rows.count)
    let places = InstancePlaces(sectors: sectors, shift: shift)
    let fleet = try root.required("cars", as: "17").fleet(places)
    try root.required("sectors", as: "[]").checkClasses(of: sectors, known: fleet)
    try demand.check(rows, addUpTo: fleet, in: shift)
    let travel = try root.required("travelMinutes", as: "[[0, 7.2], [7.3, 0]]")
      .travelTimes(sectors: sectors)
    return PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: Demand(rows: rows), travel: travel,
      rules: try root.rules(fleet: fleet, demand: rows, places))
  }
}

extension JSONObject {
  fileprivate func checkFormat() throws(JSONError) {
    let name = PatrolInstance.formatName
    let format = try required("format", as: "\"\(name)\"")
    guard case .string(name) = format.value else {
      throw format.failure(
        "expected \"\(name)\"", "give a patrol-shift instance; this file is something else")
    }
    let version = try required("version", as: "1")
    guard case .number(let number) = version.value, number.integer == PatrolInstance.formatVersion
    else {
      throw version.failure(
        "expected version 1, the only one this program reads",
        "use a newer program for a newer version, else write 1")
    }
  }
}

extension JSONNode {
  fileprivate func clockMinute() throws(JSONError) -> Int {
    let advice: Remedy = "write two digits each, 00:00 to 23:59"
    let text = try string(expecting: "expected a time such as \"08:00\"")
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: ":")).contains($0) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { throw failure("expected a time such as \"08:00\"", advice) }
    return hour * 60 + minute
  }

  fileprivate func presenceRule() throws(JSONError) -> PresenceRule {
    let presence = try object(
      expecting: "expected a presence rule", "write {\"rule\": \"no-return\"}")
    try presence.allow(only: ["rule", "limit"])
    let rule = try presence.required("rule", as: "\"no-return\"")
    let limit =
      try presence["limit"]?.integer(
        in: 1...10_000, expecting: "expected the steps a car may stay", "write a whole number") ?? 2
    switch rule.value {
    case .string("none"): return .none
    case .string("no-return"): return .noReturn
    case .string("max-stay"): return .maxStay(limit: limit)
    default:
      throw rule.failure(
        "expected a rule", "write \"none\", \"no-return\" or \"max-stay\" with a \"limit\"")
    }
  }
}
