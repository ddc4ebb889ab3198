import Temper

/// A plan as a file of a form that somebody's programs open.
public struct PlanExport: Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// The MIME type.
  public let type: String

  /// Creates an export of bytes that are made elsewhere.
  public init(bytes: [UInt8], type: String) {
    self.bytes = bytes
    self.type = type
  }

  /// A table with a line per car and step.
  public static func csv(_ plan: WorkPlan) throws(DeskError) -> PlanExport {
    guard let schedule = plan.schedule else { throw .noPlan }
    return PlanExport(
      bytes: Array(ScheduleCSV.text(schedule, of: plan.instance, layout: .long).utf8),
      type: "text/csv; charset=utf-8; header=present")
  }

  /// A workbook.
  public static func xlsx(_ plan: WorkPlan, program: String, command: String) throws -> PlanExport {
    PlanExport(
      bytes: try PlanWorkbook.bytes(of: try record(plan, program: program, command: command)),
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }

  /// A calendar whose events keep their identities from one version to the next, of a shift that starts
  /// on a day as `2026-03-28` in a zone as `Europe/London`; `earlier` is what was sent out before.
  public static func ics(
    _ plan: WorkPlan, date: String, timeZone: String, since earlier: WorkPlan?, modified: Int,
    program: String, command: String
  ) throws -> PlanExport {
    var calendar = try PlanCalendar(
      try record(plan, program: program, command: command), date: date, timeZone: timeZone)
    calendar.modified = modified
    if let earlier {
      var sent = try PlanCalendar(
        try record(earlier, program: program, command: command), date: date, timeZone: timeZone)
      sent.modified = modified - 1
      calendar.earlier = sent.asEarlier
    }
    return PlanExport(bytes: Array(calendar.text.utf8), type: "text/calendar; charset=utf-8")
  }

  private static func record(
    _ plan: WorkPlan, program: String, command: String
  ) throws(DeskError) -> PlanRecord {
    guard let schedule = plan.schedule, let verdict = plan.verdict else { throw .noPlan }
    return PlanRecord(
      schedule, of: plan.instance, fingerprint: plan.instance.fingerprint,
      violations: verdict.violations.prefix(100).map(\.description),
      violationCount: verdict.violationCount, program: program, command: command)
  }
}
