import Foundation

/// A calendar as a reader that knows RFC 5545 understands it, or what it does not allow.
struct ReadCalendar {
  /// What is not as the RFC has it.
  struct Flaw: Error {
    let line: String
  }

  /// The properties of an event, unescaped; a name comes once.
  typealias Event = [String: String]

  let properties: Event
  let events: [Event]

  init(_ text: String) throws {
    var lines: [String] = []
    // Characters would take CR LF for one, and a mark after a line for its part: bytes do not.
    guard text.utf8.suffix(2).elementsEqual([13, 10]) else { throw Flaw(line: "last") }
    for part in Self.split(Array(text.utf8)) {
      guard part.count <= 75, !part.contains(where: { $0 == 13 || $0 == 10 || $0 == 0 }),
        let line = String(validating: part, as: UTF8.self)
      else { throw Flaw(line: String(decoding: part, as: UTF8.self)) }
      if line.utf8.first == UInt8(ascii: " ") {
        guard let last = lines.popLast() else { throw Flaw(line: line) }
        lines.append(last + String(decoding: line.utf8.dropFirst(), as: UTF8.self))
      } else {
        lines.append(line)
      }
    }
    guard lines.first == "BEGIN:VCALENDAR", lines.last == "END:VCALENDAR" else {
      throw Flaw(line: lines.first ?? "none")
    }
    var (properties, events, current) = (Event(), [Event](), Event?.none)
    for line in lines.dropFirst().dropLast() {
      guard let colon = line.firstIndex(of: ":") else { throw Flaw(line: line) }
      let (name, value) = (String(line[..<colon]), String(line[line.index(after: colon)...]))
      switch (name, value) {
      case ("BEGIN", "VEVENT") where current == nil: current = [:]
      case ("END", "VEVENT"):
        guard let event = current else { throw Flaw(line: line) }
        events.append(event)
        current = nil
      case ("BEGIN", _), ("END", _): throw Flaw(line: line)
      default:
        let old = current?[name] ?? (current == nil ? properties[name] : nil)
        guard old == nil else { throw Flaw(line: line) }
        if current == nil {
          properties[name] = Self.unescaped(value)
        } else {
          current?[name] = name == "GEO" ? value : Self.unescaped(value)
        }
      }
    }
    (self.properties, self.events) = (properties, events)
  }

  /// The instant of `20260328T220000Z`, in seconds since 1970.
  static func instant(_ text: String?) -> Int? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = .gmt
    format.dateFormat = "yyyyMMdd'T'HHmmss'Z'"
    return text.flatMap { format.date(from: $0) }.map { Int($0.timeIntervalSince1970) }
  }

  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var (lines, line) = ([[UInt8]](), [UInt8]())
    for byte in bytes {
      if byte == 10, line.last == 13 {
        lines.append(line.dropLast())
        line = []
      } else {
        line.append(byte)
      }
    }
    return lines
  }

  private static func unescaped(_ value: String) -> String {
    var (text, isEscaped) = ("", false)
    for scalar in value.unicodeScalars {
      if isEscaped {
        text.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
