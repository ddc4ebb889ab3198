import Failures

/// Reads RFC 8259 JSON strictly: what it cannot take as written it refuses, with line and column.
///
/// Foundation's decoder is not used: of two members with the same key it silently keeps one, and
/// it rounds numbers and loses the place of an error. Nothing is built here: once the text has been
/// checked, values are read from it where they are asked for.
package struct JSONParser {
  /// The deepest nesting accepted; no format of ours needs more than five levels.
  private static let deepestNesting = 32

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  /// The way from the root to the value being read.
  private var steps: [JSONPath.Step] = []

  /// Reads a whole document.
  package static func parse(_ bytes: [UInt8], file: String) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes: bytes, file: file)
    try parser.checkSize()
    try parser.checkEncoding()
    try parser.value(depth: 1)
    parser.skipSpace()
    guard parser.position == bytes.count else {
      throw parser.failure("expected the end of the file", "remove what follows the closing }")
    }
    var cursor = JSONCursor(bytes, at: 0)
    return cursor.value()
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private func checkSize() throws(JSONError) {
    guard bytes.count > TextSize.most else { return }
    throw JSONError(
      file: file, path: JSONPath.root.description,
      problem: "expected a file of at most \(TextSize.inWords(TextSize.most))",
      found: TextSize.inWords(bytes.count), advice: TextSize.advice)
  }

  private func checkEncoding() throws(JSONError) {
    let start = bytes.prefix(3)
    let advice: Remedy = "save the file as UTF-8 without a byte order mark"
    if start == [0xef, 0xbb, 0xbf] {
      throw failure("expected {", advice, found: "a byte order mark")
    }
    if start.count >= 2 && (start.contains(0) || start[0] >= 0xfe && start[1] >= 0xfe) {
      throw failure("expected UTF-8 text", advice, found: "UTF-16 or binary data")
    }
  }

  private mutating func value(depth: Int) throws(JSONError) {
    guard depth <= Self.deepestNesting else {
      throw failure(
        "expected at most \(Self.deepestNesting) levels of lists and objects",
        "remove the inner brackets", found: "more")
    }
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: try word()
    }
  }

  private mutating func array(depth: Int) throws(JSONError) {
    position += 1
    skipSpace()
    if take("]") { return }
    var count = 0
    steps.append(.index(0))
    repeat {
      steps[steps.count - 1] = .index(count)
      try value(depth: depth + 1)
      skipSpace()
      count += 1
    } while take(",")
    guard take("]") else {
      throw failure("expected a comma or ]", "separate the values by commas and close the list")
    }
    steps.removeLast()
  }

  private mutating func object(depth: Int) throws(JSONError) {
    var keys: Set<String> = []
    position += 1
    skipSpace()
    if take("}") { return }
    repeat {
      let key = try key()
      steps.append(.key(key))
      guard keys.insert(key).inserted else {
        throw failure("expected each key once", "remove one of the two", found: "a second one")
      }
      try value(depth: depth + 1)
      skipSpace()
      guard byte != UInt8(ascii: ",") && byte != UInt8(ascii: "}") else {
        steps.removeLast()
        continue
      }
      throw failure("expected a comma or }", "separate the members by commas and close the object")
    } while take(",")
    position += 1
  }

  private mutating func key() throws(JSONError) -> String {
    skipSpace()
    guard byte == UInt8(ascii: "\"") else {
      throw failure("expected a key in double quotes", "write \"key\": value, no comma at the end")
    }
    let start = position
    try string()
    var cursor = JSONCursor(bytes, at: start)
    let key = cursor.string()
    skipSpace()
    guard take(":") else {
      throw failure("expected a colon after the key \(key.quoted)", "write \"key\": value")
    }
    return key
  }

  private mutating func number() throws(JSONError) {
    let start = position
    _ = take("-")
    if !take("0") { try digits(from: start) }
    if take(".") { try digits(from: start) }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      try digits(from: start)
    }
  }

  private mutating func digits(from start: Int) throws(JSONError) {
    let first = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > first else {
      position = start
      throw failure("expected a number", "write digits before and after the point, as in 12.9")
    }
  }

  private mutating func word() throws(JSONError) {
    guard take("true") || take("false") || take("null") else {
      throw failure(
        "expected a value",
        "write a number such as 12.9, a text in double quotes, a list or an object")
    }
  }
}

// MARK: - Strings

extension JSONParser {
  private mutating func string() throws(JSONError) {
    let start = position
    position += 1
    while byte != UInt8(ascii: "\"") {
      switch byte {
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20:
        throw failure(
          "expected a text without line breaks and control characters, then a double quote",
          "close the text or write \\n, \\t, \\u0000")
      default: position += 1
      }
    }
    position += 1
    // Escapes are ASCII, so that the text is UTF-8 if, and only if, what stands here is.
    guard (try? UTF8Span(validating: bytes[start..<position].span)) == nil else { return }
    var cursor = JSONCursor(bytes, at: start)
    position = start
    throw failure(
      "expected text in UTF-8", "save the file as UTF-8", found: cursor.string().quoted)
  }

  private mutating func escape() throws(JSONError) {
    let simple: [StaticString] = [
      "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t",
    ]
    for escape in simple where take(escape) { return }
    let start = position
    if unicodeEscape() { return }
    position = start
    throw failure(
      "expected \\n, \\t, \\\", \\\\ or \\u and four digits that name a character",
      "write the character itself")
  }

  /// Steps over `\uXXXX`, or two of them that are a surrogate pair.
  private mutating func unicodeEscape() -> Bool {
    guard let unit = codeUnit() else { return false }
    guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) != nil }
    return codeUnit().map(UTF16.isTrailSurrogate) ?? false
  }

  private mutating func codeUnit() -> UInt16? {
    guard take("\\u"), position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard digits.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
    position += 4
    return UInt16(digits, radix: 16)
  }
}

// MARK: - Bytes

extension JSONParser {
  /// The byte at the position; 0, which stands nowhere in JSON, at the end.
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  /// Steps over a token, if it is next.
  private mutating func take(_ token: StaticString) -> Bool {
    let isNext = token.withUTF8Buffer { bytes[position...].starts(with: $0) }
    position += isNext ? token.utf8CodeUnitCount : 0
    return isNext
  }

  private func failure(_ problem: String, _ advice: Remedy, found: String? = nil) -> JSONError {
    let before = bytes[..<position]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return JSONError(
      file: file, position: JSONError.TextPosition(line: line, column: column),
      path: JSONPath(steps).description,
      problem: problem, found: found ?? token, advice: advice)
  }

  /// What stands at the position, up to the next separator.
  private var token: String {
    guard position < bytes.count else { return "the end of the file" }
    let separators = Array(" \n\r\t,:[]{}\"".utf8)
    let rest = bytes[position...].dropFirst().prefix(80).prefix { !separators.contains($0) }
    return String(decoding: bytes[position...position] + rest, as: UTF8.self).escaped
  }
}
