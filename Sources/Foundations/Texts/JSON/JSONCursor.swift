/// A place in a text that ``JSONParser`` has found to be JSON, so that nothing can be wrong here.
struct JSONCursor: Sendable {
  private let bytes: [UInt8]
  private var position: Int

  /// Starts at a value, a key or the blanks before one.
  init(_ bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  /// Steps into a list or an object; returns whether it holds anything.
  mutating func enter() -> Bool {
    skipSpace()
    position += 1
    skipSpace()
    return byte != UInt8(ascii: "]") && byte != UInt8(ascii: "}")
  }

  /// Steps over the comma after a value, if there is one.
  mutating func takeComma() -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: ",") else { return false }
    position += 1
    return true
  }

  /// Steps over a key and its colon and returns it.
  mutating func key() -> String {
    skipSpace()
    let key = string()
    skipSpace()
    position += 1
    return key
  }

  /// Steps over a value and returns it.
  mutating func value() -> JSONValue {
    skipSpace()
    let start = self
    switch byte {
    case UInt8(ascii: "["):
      skipValue()
      return .array(JSONElements(start: start))
    case UInt8(ascii: "{"):
      skipValue()
      return .object(JSONMembers(start: start))
    case UInt8(ascii: "\""): return .string(string())
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      skipValue()
      return .boolean(start.byte == UInt8(ascii: "t"))
    case UInt8(ascii: "n"):
      skipValue()
      return .null
    default:
      skipValue()
      let digits = bytes[start.position..<position]
      return .number(JSONNumber(literal: String(decoding: digits, as: UTF8.self)))
    }
  }

  /// Steps over a value, whatever it is.
  mutating func skipValue() {
    skipSpace()
    var depth = 0
    repeat {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        position += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        position += 1
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0a, 0x0d, 0x09: position += 1
      default: skipWord()
      }
    } while depth > 0 && position < bytes.count
  }

  /// Steps over a number, `true`, `false` or `null`.
  private mutating func skipWord() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x0a, 0x0d, 0x09: return
      default: position += 1
      }
    }
  }

  private mutating func skipString() {
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
  }
}

// MARK: - Strings

extension JSONCursor {
  /// Steps over a text in quotes and returns what it says.
  mutating func string() -> String {
    let first = position + 1
    skipString()
    let raw = bytes[first..<max(first, position - 1)]
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    var rest = Substring(decoding: raw, as: UTF8.self).unicodeScalars
    while let scalar = rest.popFirst() {
      text.append(scalar == "\\" ? Self.escaped(&rest) : scalar)
    }
    return String(text)
  }

  /// The character that an escape stands for, the backslash behind us.
  private static func escaped(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar {
    switch rest.popFirst() {
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let unit = codeUnit(&rest)
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{fffd}" }
      rest = rest.dropFirst(2)  // The second \u.
      let trail = codeUnit(&rest)
      return Unicode.Scalar(0x10000 + UInt32(unit & 0x3ff) << 10 + UInt32(trail & 0x3ff))
        ?? "\u{fffd}"
    case let scalar: return scalar ?? "\u{fffd}"
    }
  }

  private static func codeUnit(_ rest: inout Substring.UnicodeScalarView) -> UInt16 {
    let digits = String(rest.prefix(4))
    rest = rest.dropFirst(4)
    return UInt16(digits, radix: 16) ?? 0xfffd
  }
}
