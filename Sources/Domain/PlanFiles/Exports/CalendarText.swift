/// Lines of a calendar file (RFC 5545), folded as they are appended.
struct CalendarText {
  /// The most octets of a line, without its end (section 3.1).
  private static let mostOctets = 75

  private(set) var text = ""

  /// Appends a property whose value stands as it is.
  mutating func append(_ name: String, _ value: String) { append(line: "\(name):\(value)") }

  /// Appends a property whose value is text (section 3.3.11).
  mutating func append(_ name: String, text value: String) {
    append(name, Self.escaped(value))
  }

  /// Appends a content line.
  mutating func append(line: String) {
    var octets = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > Self.mostOctets {
        text += "\r\n "
        octets = 1
      }
      text.unicodeScalars.append(scalar)
      octets += width
    }
    text += "\r\n"
  }

  /// A text as the value of a property (section 3.3.11).
  ///
  /// Control characters, which the format does not allow, become U+FFFD.
  static func escaped(_ value: String) -> String {
    var escaped = ""
    var previous: Unicode.Scalar = " "
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": if previous != "\r" { escaped += "\\n" }
      case "\r": escaped += "\\n"
      case "\t": escaped += "\t"
      case "\0"..<" ", "\u{7f}": escaped += "\u{fffd}"
      default: escaped.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return escaped
  }
}
