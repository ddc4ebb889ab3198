import Failures
import PatrolModel
import Texts

/// Plans as JSON: `temper-result` and `temper-plan`, whose schedules are alike.
enum PlanJSON {
  private static let formats: Set = ["temper-result", "temper-plan"]
  private static let advice: Remedy = "give a result or a plan as it was written"

  static func content(
    parsing bytes: [UInt8], file: String
  ) throws(ScheduleFileError) -> PlanContent {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text = bytes.starts(with: mark) ? Array(bytes[mark.count...]) : bytes
    let document: Document
    do throws(JSONError) {
      document = try Document(
        JSONNode(value: JSONParser.parse(text, file: file), file: file))
    } catch {
      throw ScheduleFileError(file: file, line: nil, problem: .document(error.account))
    }
    guard formats.contains(document.format) else {
      throw ScheduleFileError(file: file, line: nil, problem: .otherFormat(document.format))
    }
    guard !document.content.entries.isEmpty else {
      throw ScheduleFileError(file: file, line: nil, problem: .noPlan(status: document.status))
    }
    return document.content
  }

  private struct Document {
    let format: String
    let status: String?
    let content: PlanContent

    init(_ root: JSONNode) throws(JSONError) {
      let members = try root.object(expecting: "expected an object", advice)
      format = try members.required("format", as: "\"temper-plan\"")
        .string(expecting: "expected the name of a format")
      status = try members["status"]?.string(expecting: "expected a status")
      guard formats.contains(format) else {
        content = PlanContent(entries: [])
        return
      }
      var entries: [ScheduleEntry] = []
      for line in try members.required("schedule", as: "[…]")
        .longList(expecting: "expected a schedule", advice)
      {
        entries.append(try PlanJSON.entry(line))
      }
      let shift = try members["shift"]?.object(expecting: "expected a shift", advice)
      let instance = try members["instance"]?.object(expecting: "expected an instance", advice)
      content = PlanContent(
        entries: entries,
        day: try (members["day"] ?? shift?["day"])?.string(expecting: "expected a day"),
        timeZone: try shift?["timeZone"]?.string(expecting: "expected a time zone"),
        fingerprint: try instance?["fingerprint"]?.string(expecting: "expected a fingerprint"))
    }
  }

  private static func entry(_ node: JSONNode) throws(JSONError) -> ScheduleEntry {
    let line = try node.object(expecting: "expected a car at a step", advice)
    return ScheduleEntry(
      car: Car.ID(
        try line.required("car", as: "\"F-1\"").string(expecting: "expected a car")),
      stepNumber: try line.required("step", as: "1")
        .integer(in: Int(Int32.min)...Int(Int32.max), expecting: "expected a step", advice),
      sector: Sector.ID(
        try line.required("sector", as: "\"N\"").string(expecting: "expected a sector")))
  }
}
