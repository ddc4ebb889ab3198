extension String {
  /// The most UTF-16 units of a text in a cell.
  private static let mostUnits = 32_767

  /// The text as a cell can hold it: cut off where it is too long.
  var fittingCell: String {
    guard utf16.count > Self.mostUnits else { return self }
    var kept = ""
    var units = 1
    for scalar in unicodeScalars {
      units += UTF16.width(scalar)
      if units > Self.mostUnits { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept + "\u{2026}"
  }

  /// The text as XML, with what XML 1.0 cannot carry in the form that ECMA-376 has for it.
  ///
  /// The form is `_xHHHH_` (part 1, 22.9.2.19, ST_Xstring), so that a text which looks like that
  /// has its first underscore escaped. NUL and U+FFFE, which are no characters, become U+FFFD.
  var cellXML: String {
    var xml = ""
    for (place, scalar) in zip(unicodeScalars.indices, unicodeScalars) {
      switch scalar.value {
      case 0, 0xfffe, 0xffff: xml += "\u{fffd}"
      case 9, 10: xml.unicodeScalars.append(scalar)
      case 1..<32: xml += Self.escape(scalar.value)
      case UInt32(UInt8(ascii: "_")) where unicodeScalars[place...].beginsWithEscape:
        xml += Self.escape(scalar.value)
      default: xml += scalar.markup
      }
    }
    return xml
  }

  /// The text as XML outside cells: without what XML 1.0 cannot carry.
  var plainXML: String {
    unicodeScalars.reduce(into: "") { xml, scalar in
      switch scalar.value {
      case 0..<32, 0xfffe, 0xffff: xml += "\u{fffd}"
      default: xml += scalar.markup
      }
    }
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
  }
}

extension Unicode.Scalar {
  fileprivate var markup: String {
    switch self {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    default: String(self)
    }
  }
}

extension Substring.UnicodeScalarView {
  /// Whether a reader would take the beginning for `_xHHHH_`.
  fileprivate var beginsWithEscape: Bool {
    let start = Array(prefix(7))
    return start.count == 7 && start[1] == "x" && start[6] == "_"
      && start[2..<6].allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
  }
}
