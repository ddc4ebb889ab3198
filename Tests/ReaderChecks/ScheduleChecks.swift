import Failures
import PatrolModel
import PlanFiles
import Texts

extension ReaderCheck {
  /// Schedules as tables, in either layout.
  static let scheduleCSV = ReaderCheck("schedule-csv") { bytes in
    let entries: [ScheduleEntry]
    do throws(ScheduleFileError) {
      entries = try ScheduleCSV.entries(parsing: bytes, of: smallShift, file: "input")
    } catch { return .refused(error.description) }
    let text = Array(text(of: entries).utf8)
    let again = try ScheduleCSV.entries(parsing: text, of: smallShift, file: "written")
    try expectSame(entries.map(unplaced), again.map(unplaced), "the list of entries")
    // Entries may be wrong or missing: that is for others to judge.
    let schedule: Schedule
    do throws(ScheduleEntryError) {
      schedule = try Schedule(entries: entries, of: smallShift)
    } catch { return .refused(error.description) }
    try expectWritten(schedule)
    return .accepted(written: text)
  }

  /// A shift past midnight, so that a step's time comes twice.
  static let smallShift: PatrolInstance = {
    let sectors = ["A", "B", "C"].map { Sector(id: .init($0), name: $0) }
    return PatrolInstance(
      name: "input", summary: "", fleet: .anonymous(count: 2),
      shift: Shift(startMinute: 8 * 60, stepMinutes: 12 * 60, stepCount: 3), presence: .none,
      sectors: sectors, demand: Demand(rows: Array(repeating: [1, 1, 0], count: 3)),
      travel: TravelTimes(rows: Array(repeating: Array(repeating: .zero, count: 3), count: 3)))
  }()

  private static func text(of entries: [ScheduleEntry]) -> String {
    var writer = DelimitedWriter()
    writer.append(["sector", "step", "car"])
    for entry in entries {
      writer.append([
        .text(entry.sector.rawValue), .integer(entry.stepNumber), .text(entry.car.rawValue),
      ])
    }
    return writer.text
  }

  private static func unplaced(_ entry: ScheduleEntry) -> ScheduleEntry {
    ScheduleEntry(car: entry.car, stepNumber: entry.stepNumber, sector: entry.sector)
  }

  private static func expectWritten(_ schedule: Schedule) throws {
    for layout in [ScheduleLayout.long, .wide] {
      let text = ScheduleCSV.text(schedule, of: smallShift, layout: layout)
      let entries = try ScheduleCSV.entries(
        parsing: Array(text.utf8), of: smallShift, file: "written")
      try expectSame(schedule, try Schedule(entries: entries, of: smallShift), "the schedule")
    }
  }
}
