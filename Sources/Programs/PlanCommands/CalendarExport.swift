import ArgumentParser
import CommandSupport
import DurableFiles
import Foundation
import Temper

/// A plan written as calendars: one, or a file per car, each the next revision of what was there.
struct CalendarExport {
  private let plan: PlanFile
  private let calendar: PlanCalendar
  private let car: CarIndex?
  private let earlier: EarlierCalendar?

  /// Puts a plan on its day, unless others are given; `since` was sent out before, and `car` is the
  /// only one that is meant, if there is one.
  init(
    plan: PlanFile, date: String?, timeZone: String?, since: String?, car: CarIndex?
  ) throws {
    guard let date = date ?? plan.content.day, let timeZone = timeZone ?? plan.content.timeZone
    else {
      throw Failure(
        .validationFailure, "a calendar needs --date and --time-zone: when the shift starts")
    }
    var calendar = try Self.calendar(of: plan, date: date, timeZone: timeZone)
    if let since {
      let before = try Self.earlier(since, of: plan, date: date, timeZone: timeZone)
      guard calendar.continues(before) else {
        throw EarlierCalendarError(
          file: since, problem: .otherShift(name: plan.instance.name, date: date))
      }
      calendar.earlier = before
      earlier = before
    } else {
      earlier = nil
    }
    self.plan = plan
    self.car = car
    self.calendar = calendar
  }

  private static func calendar(
    of plan: PlanFile, date: String, timeZone: String
  ) throws -> PlanCalendar {
    var calendar = try PlanCalendar(
      plan.record(command: Program.typedCommand), date: date, timeZone: timeZone)
    if let modified = plan.modified { calendar.modified = modified }
    return calendar
  }

  /// What was sent out before: a calendar, or what one of that plan would have been.
  private static func earlier(
    _ path: String, of plan: PlanFile, date: String, timeZone: String
  ) throws -> EarlierCalendar {
    let bytes = try DurableFile.read(path)
    let isCalendar = String(decoding: bytes.prefix(64), as: UTF8.self).uppercased()
      .contains("BEGIN:VCALENDAR")
    if isCalendar { return try EarlierCalendar(parsing: bytes, file: path) }
    let before = try PlanFile(path, of: plan.instance)
    return try calendar(of: before, date: date, timeZone: timeZone).asEarlier
  }

  /// Writes the calendar, or one for each car to a folder, and says what changed.
  ///
  /// None of the `inputs` is written over.
  func write(to output: String?, folder: String?, inputs: [FileUse]) throws {
    if let note = calendar.note { Console.error("note: \(note)") }
    guard let folder else {
      let calendar = continued(at: output)
      report(calendar)
      return try Console.deliver(try car.map(calendar.text) ?? calendar.text, to: output)
    }
    // A car that lost all of its stays is there as long as its calendar is.
    let named = (car.map { [$0] } ?? plan.instance.carIndices)
      .map { (car: $0, file: fileName(of: $0)) }
      .filter { continued(at: "\(folder)/\($0.file)").hasEvents(of: $0.car) }
    try (inputs + FileUse.write(named.map(\.file), in: folder, as: "--output")).checkNoneIsLost()
    try OutputFolder.make(folder)
    for (car, file) in named {
      let path = "\(folder)/\(file)"
      try Console.deliver(continued(at: path).text(of: car), to: path)
    }
  }

  /// The calendar as the next revision of the one that is written over, if that is one.
  private func continued(at path: String?) -> PlanCalendar {
    guard earlier == nil, let path, !Console.isOutput(path),
      FileManager.default.fileExists(atPath: path), let bytes = try? DurableFile.read(path),
      let before = try? EarlierCalendar(parsing: bytes, file: path), calendar.continues(before)
    else { return calendar }
    var calendar = calendar
    calendar.earlier = before
    return calendar
  }

  private func report(_ calendar: PlanCalendar) {
    guard calendar.earlier != nil, car == nil else { return }
    let changes = calendar.changes
    Console.error(
      "calendar: \(changes.new) new, \(changes.changed) changed and \(changes.cancelled) cancelled "
        + "stays since the one before")
  }

  /// A name that is safe whatever the car is called, and sorts as the fleet does.
  private func fileName(of car: CarIndex) -> String {
    let patrol = plan.instance
    let number = "\(car.number)"
    let width = "\(patrol.carCount)".count
    let id = patrol.fleet[car].id.rawValue
    let isSafe = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }
    let safe = String(id.prefix(40).map { isSafe($0) ? $0 : "_" })
    return "car-" + String(repeating: "0", count: width - number.count) + number
      + (id == number ? "" : "-\(safe)") + ".ics"
  }
}
