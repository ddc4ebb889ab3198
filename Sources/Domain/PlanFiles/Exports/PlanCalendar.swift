import Foundation
public import PatrolModel
import Texts

/// A plan on a calendar (iCalendar, RFC 5545): an event per stay of a car in a sector.
///
/// A shift is time that passes from the instant of its start, whatever clocks do meanwhile. Events
/// are in UTC, which every calendar program shows in its owner's zone: an instant cannot be
/// misread, whereas local times need the zone's rules in the file, and programs prefer their own.
///
/// An event is known by shift, date, car and the instant at which the stay begins, whatever else is
/// changed; so a calendar can be the next revision of an ``earlier`` one.
public struct PlanCalendar: Sendable {
  /// The plan.
  public let record: PlanRecord
  /// If the clock shows the start of the shift twice on its date: what was decided, in words.
  public let note: String?
  /// The calendar that was sent out before, if there is one: what changed since is said in it.
  public var earlier: EarlierCalendar?
  /// When the plan was changed last, in seconds since 1970; the start of the shift if unknown.
  public var modified: Int
  private let date: String
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
    self.date = date
    self.clock = clock
    modified = start
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

  /// Whether a car has a stay, or had one in the earlier calendar.
  public func hasEvents(of car: CarIndex) -> Bool {
    cars.contains(car)
      || earlier?.events.contains { $0.uid.hasPrefix(prefix(of: car)) } ?? false
  }

  /// The calendar of all cars: the same text for the same plan.
  public var text: String { text(of: revised(nil), name: record.instance.name) }

  /// The calendar of one car.
  ///
  /// - Throws: ``PlanCalendarError/neverInService(_:)`` if the car has no stay.
  public func text(of car: CarIndex) throws(PlanCalendarError) -> String {
    let id = record.instance.fleet[car].id
    guard hasEvents(of: car) else { throw .neverInService(id) }
    return text(of: revised([car]), name: "\(record.instance.name) \u{2013} \(id)")
  }

  private func text(of events: [CalendarEvent], name: String) -> String {
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
    for event in events { event.append(to: &calendar) }
    calendar.append("END", "VCALENDAR")
    return calendar.text
  }

  // MARK: - Revisions

  /// The events of some cars, or of all, each as the next revision of an earlier one.
  ///
  /// Those that were there and are no longer planned are cancelled: a calendar that has them would
  /// keep them otherwise.
  private func revised(_ cars: [CarIndex]?) -> [CalendarEvent] {
    let planned = (cars ?? self.cars).flatMap(events)
    let former = Dictionary(
      (earlier?.events ?? []).map { ($0.uid, $0) }, uniquingKeysWith: { $1 })
    let current = Set(planned.map(\.uid))
    let prefixes = cars.map { $0.map(prefix) } ?? [shiftPrefix]
    let vanished = (earlier?.events ?? []).filter { event in
      !current.contains(event.uid) && prefixes.contains { event.uid.hasPrefix($0) }
    }
    return planned.map { event in former[event.uid].map(event.following) ?? event }
      + vanished.map { $0.cancelled(at: modified) }
  }

  /// What changed since the earlier calendar: stays that are new, that changed, and that are cancelled.
  public var changes: (new: Int, changed: Int, cancelled: Int) {
    let former = Dictionary(
      (earlier?.events ?? []).map { ($0.uid, $0) }, uniquingKeysWith: { $1 })
    let events = revised(nil)
    return (
      new: events.count { former[$0.uid] == nil },
      changed: events.count { event in
        !event.isCancelled && former[event.uid].map { $0.sequence < event.sequence } ?? false
      },
      cancelled: events.count { $0.isCancelled && former[$0.uid]?.isCancelled == false }
    )
  }

  /// Whether an earlier calendar has a stay of this shift on this date.
  public func continues(_ earlier: EarlierCalendar) -> Bool {
    earlier.events.contains { $0.uid.hasPrefix(shiftPrefix) }
  }

  /// This calendar as one that another can be the next revision of.
  public var asEarlier: EarlierCalendar { EarlierCalendar(events: revised(nil)) }

  /// What identifiers of the shift's events begin with.
  private var shiftPrefix: String {
    // NUL is in neither, so that no other name and date make the same text.
    Fingerprint.text(of: "\(record.instance.name)\0\(date)".utf8) + "-"
  }

  private func prefix(of car: CarIndex) -> String {
    shiftPrefix + Fingerprint.text(of: record.instance.fleet[car].id.rawValue.utf8) + "-"
  }

  // MARK: - Events

  private func events(of car: CarIndex) -> [CalendarEvent] {
    record.routes.stays[car.rawValue].indices.map { event(stay: $0, of: car) }
  }

  private func event(stay number: Int, of car: CarIndex) -> CalendarEvent {
    let stay = record.routes.stays[car.rawValue][number]
    let sector = record.instance[stay.sector]
    let id = record.instance.fleet[car].id
    let begin = ZonedClock.compact(instant(stay.steps.lowerBound)) + "Z"
    let end = ZonedClock.compact(instant(stay.steps.upperBound)) + "Z"
    let place = sector.position.map {
      "GEO:\($0.latitude.decimal);\($0.longitude.decimal)"
    }
    let content =
      [
        "DTSTART:\(begin)", "DTEND:\(end)",
        "SUMMARY:\(CalendarText.escaped("\(id) \u{2013} \(sector.id)"))",
        "LOCATION:\(CalendarText.escaped(sector.label))",
      ] + [place].compactMap(\.self) + [
        "DESCRIPTION:\(CalendarText.escaped(description(ofStay: number, of: car)))"
      ]
    return CalendarEvent(
      uid: "\(prefix(of: car))\(begin)@temper", content: content, modified: modified)
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
