public import Failures

/// A calendar that was written before, of which another one is the next revision.
public struct EarlierCalendar: Sendable {
  /// The events in it, in order; of two with one identifier the last one counts.
  let events: [CalendarEvent]

  init(events: [CalendarEvent]) { self.events = events }

  /// Reads a calendar (RFC 5545), whoever wrote or changed it.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, lines ending with CR LF or LF.
  ///   - file: What errors call it.
  /// - Throws: ``EarlierCalendarError`` if it is no calendar.
  public init(parsing bytes: [UInt8], file: String) throws(EarlierCalendarError) {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
    let lines = try Self.unfolded(text, file: file)
    guard lines.first?.uppercased() == "BEGIN:VCALENDAR",
      lines.last?.uppercased() == "END:VCALENDAR"
    else { throw EarlierCalendarError(file: file, problem: .noCalendar) }
    var open: [String] = []
    var depth = 0
    var found: [CalendarEvent] = []
    for line in lines.dropFirst().dropLast() {
      switch line.uppercased() {
      case "BEGIN:VEVENT" where depth == 0:
        (open, depth) = ([], 1)
      case "END:VEVENT" where depth == 1:
        depth = 0
        guard let event = CalendarEvent(lines: open) else {
          throw EarlierCalendarError(file: file, problem: .eventWithoutIdentifier)
        }
        found.append(event)
      case let part where part.hasPrefix("BEGIN:"): depth += depth > 0 ? 1 : 0
      // Alarms that somebody set are not of the plan.
      case let part where part.hasPrefix("END:"): depth -= depth > 1 ? 1 : 0
      default: if depth == 1 { open.append(line) }
      }
    }
    guard depth == 0 else { throw EarlierCalendarError(file: file, problem: .unfinished) }
    let latest = Dictionary(found.map { ($0.uid, $0) }, uniquingKeysWith: { $1 })
    var seen: Set<String> = []
    events = found.compactMap { seen.insert($0.uid).inserted ? latest[$0.uid] : nil }
  }

  /// The content lines: a line that begins with a blank goes on where the one before ends (3.1).
  private static func unfolded(
    _ text: ArraySlice<UInt8>, file: String
  ) throws(EarlierCalendarError) -> [String] {
    var lines: [[UInt8]] = []
    for part in text.split(separator: UInt8(ascii: "\n")) {
      let line = part.last == UInt8(ascii: "\r") ? part.dropLast() : part
      if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"),
        !lines.isEmpty
      {
        lines[lines.count - 1] += line.dropFirst()
      } else if !line.isEmpty {
        lines.append(Array(line))
      }
    }
    var texts: [String] = []
    for line in lines {
      guard let text = String(validating: line, as: UTF8.self) else {
        throw EarlierCalendarError(file: file, problem: .notUnicode)
      }
      texts.append(text)
    }
    return texts
  }
}

/// Why a file is no calendar that another one could follow.
public struct EarlierCalendarError: ClassifiedError, Hashable {
  /// What is wrong with the file.
  public enum Problem: Hashable, Sendable {
    /// It does not begin and end as a calendar does.
    case noCalendar
    /// It ends within an event.
    case unfinished
    /// It is not UTF-8.
    case notUnicode
    /// An event has no identifier.
    case eventWithoutIdentifier
    /// It has no stay of the shift on the date.
    case otherShift(name: String, date: String)
  }

  /// The file as the caller named it.
  public let file: String
  /// What is wrong.
  public let problem: Problem

  /// Creates the error of a file.
  public init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension EarlierCalendarError {
  /// What is wrong, and what to do.
  public var account: FailureAccount {
    let words =
      switch problem {
      case .noCalendar: "no calendar: it lacks BEGIN:VCALENDAR or END:VCALENDAR"
      case .unfinished: "the calendar ends within an event"
      case .notUnicode: "the calendar is not UTF-8"
      case .eventWithoutIdentifier: "an event has no UID"
      case .otherShift(let name, let date): "no stay of the shift \(name) on \(date) is in it"
      }
    return FailureAccount(
      .invalidData, "\(file): \(words)",
      remedy: "give the calendar that was sent out before, or the plan that it was made of")
  }
}
