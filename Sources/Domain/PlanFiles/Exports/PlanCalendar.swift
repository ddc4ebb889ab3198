import Foundation
public import PatrolModel

/// A plan on a calendar (iCalendar, RFC 5545): an event per stay of a car in a sector.
///
/// A shift is time that passes from the instant of its start, whatever clocks do meanwhile. Events
/// are in UTC, which every calendar program shows in its owner's zone: an instant cannot be
/// misread, whereas local times need the zone's rules in the file, and programs prefer their own.
public struct PlanCalendar: Sendable {
  /// The plan.
  public let record: PlanRecord
  /// If the clock shows the start of the shift twice on its date: what was decided, in words.
  public let note: String?
  private let clock: ZonedClock
  /// Seconds since 1970.
  private let start: Int

  /// Puts a plan on a date.
  ///
  /// If clocks are put back over the start of the shift, the first of the two times is meant.
  ///
  /// - Parameters:
  ///   - record: The plan.
  ///   - date: The day on which the shift starts, as `2026-03-28`.
  ///   - timeZone: The zone of the shift's clock, as `Europe/London` or `GMT+1`.
  /// - Throws: ``PlanCalendarError`` if there is no such date, zone, or time on that date.
  public init(
    _ record: PlanRecord, date: String, timeZone: String
  ) throws(PlanCalendarError) {
    guard let midnight = ZonedClock.midnight(of: date) else { throw .badDate(date) }
    guard let zone = ZonedClock.zone(named: timeZone) else { throw .unknownTimeZone(timeZone) }
    let clock = ZonedClock(zone: zone)
    let shift = record.instance.shift
    let starts = clock.instants(midnight: midnight, minute: shift.startMinute)
    let time = shift.clock(StepIndex(0))
    guard let start = starts.first else {
      throw .skippedStart(clock: time, date: date, timeZone: timeZone)
    }
    self.record = record
    self.clock = clock
    self.start = start
    note =
      starts.count < 2
      ? nil
      : "\(time) comes twice on \(date) in \(timeZone); the first one is meant, "
        + "\(ZonedClock(zone: .gmt).reading(at: start).time) UTC"
  }

  /// The cars that have a stay, so that they can have a calendar.
  public var cars: [CarIndex] {
    record.instance.carIndices.filter { !record.routes.stays[$0.rawValue].isEmpty }
  }

  /// The calendar of all cars: the same text for the same plan.
  public var text: String { text(of: cars, name: record.instance.name) }

  /// The calendar of one car.
  ///
  /// - Throws: ``PlanCalendarError/neverInService(_:)`` if the car has no stay.
  public func text(of car: CarIndex) throws(PlanCalendarError) -> String {
    let id = record.instance.fleet[car].id
    guard cars.contains(car) else { throw .neverInService(id) }
    return text(of: [car], name: "\(record.instance.name) \u{2013} \(id)")
  }

  private func text(of cars: [CarIndex], name: String) -> String {
    var calendar = CalendarText()
    calendar.append("BEGIN", "VCALENDAR")
    calendar.append("VERSION", "2.0")
    calendar.append("PRODID", text: "-//Temper//\(record.program)//EN")
    calendar.append("CALSCALE", "GREGORIAN")
    calendar.append("X-WR-CALNAME", text: name)
    calendar.append(
      "X-WR-CALDESC",
      text: "\(record.summary); \(record.verdict). Instance \(record.instance.name) "
        + "(\(record.fingerprint)).")
    calendar.append("X-WR-TIMEZONE", text: clock.zone.identifier)
    for car in cars {
      for number in record.routes.stays[car.rawValue].indices {
        append(stay: number, of: car, to: &calendar)
      }
    }
    calendar.append("END", "VCALENDAR")
    return calendar.text
  }

  private func append(stay number: Int, of car: CarIndex, to calendar: inout CalendarText) {
    let stay = record.routes.stays[car.rawValue][number]
    let sector = record.instance[stay.sector]
    let id = record.instance.fleet[car].id
    let first = instant(stay.steps.lowerBound)
    let begin = ZonedClock.compact(first) + "Z"
    calendar.append("BEGIN", "VEVENT")
    calendar.append("UID", "\(record.fingerprint)-car\(car.number)-\(begin)@temper")
    // When the plan was made is unknown; the start of the shift keeps the file the same each time.
    calendar.append("DTSTAMP", ZonedClock.compact(start) + "Z")
    calendar.append("DTSTART", begin)
    calendar.append("DTEND", ZonedClock.compact(instant(stay.steps.upperBound)) + "Z")
    calendar.append("SUMMARY", text: "\(id) \u{2013} \(sector.id)")
    calendar.append("LOCATION", text: sector.label)
    if let position = sector.position {
      calendar.append("GEO", "\(position.latitude.decimal);\(position.longitude.decimal)")
    }
    calendar.append("DESCRIPTION", text: description(ofStay: number, of: car))
    calendar.append("END", "VEVENT")
  }

  /// What stands in an event: the times on the wall, where the car comes from, where it goes.
  private func description(ofStay number: Int, of car: CarIndex) -> String {
    let instance = record.instance
    let stays = record.routes.stays[car.rawValue]
    let stay = stays[number]
    let (from, to) = (
      clock.reading(at: instant(stay.steps.lowerBound)),
      clock.reading(at: instant(stay.steps.upperBound))
    )
    let until = from.date == to.date ? to.time : "\(to.date) \(to.time)"
    var lines = [
      "Car \(instance.fleet[car].id) in \(instance[stay.sector].label), "
        + "\(from.date) \(from.time) to \(until) (\(clock.zone.identifier))."
    ]
    if let minutes = stay.arrival,
      let origin = number > 0 ? stays[number - 1].sector : instance.fleet[car].start
    {
      lines.append("Travel before: \(minutes) minutes from \(instance[origin].label).")
    }
    if number + 1 < stays.count, let minutes = stays[number + 1].arrival {
      let next = instance[stays[number + 1].sector]
      lines.append("Then to \(next.label), \(minutes) minutes.")
    }
    if record.violationCount > 0 { lines.append("The plan is \(record.verdict).") }
    return lines.joined(separator: "\n")
  }

  private func instant(_ step: Int) -> Int {
    start + 60 * record.instance.shift.stepMinutes * step
  }
}

extension Sector {
  /// The name, with the identifier unless that is the same.
  fileprivate var label: String { name == id.rawValue ? name : "\(name) (\(id))" }
}

extension Double {
  /// The number with six decimals, which is a tenth of a metre on the globe (section 3.8.1.6).
  fileprivate var decimal: String {
    let millionths = Int((self * 1e6).rounded())
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(rest)
    return (millionths < 0 ? "-" : "") + "\(whole)."
      + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
