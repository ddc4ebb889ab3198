import Coefficients
import Failures
import Texts

/// Reads a text line by line and token by token, over its bytes.
///
/// Goals, in order: no line is passed over unread, an error names its line, and a file of millions
/// of lines takes a second; hence no line and no token becomes a value of its own.
struct TextScanner {
  let file: String
  let bytes: [UInt8]
  /// Lines that begin with this byte are comments; 0 if there are none.
  private let comment: UInt8
  /// Lines that begin with this byte are comments, too; 0 if there are none.
  private let otherComment: UInt8
  private var position = 0
  /// The line of the position, counted from one.
  private(set) var line = 1

  init(_ bytes: [UInt8], file: String, comment: UInt8 = 0, or otherComment: UInt8 = 0) {
    self.otherComment = otherComment
    self.bytes = bytes
    self.file = file
    self.comment = comment
  }

  /// The byte at the position, 0 at the end.
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// The scanner behind the line it is at, with other comments from there on.
  func after(comment: UInt8) -> TextScanner {
    var rest = TextScanner(bytes, file: file, comment: comment)
    rest.position = position
    rest.line = line
    rest.skipLine()
    return rest
  }

  /// Steps to the next line that holds something; `false` at the end of the text.
  mutating func startLine() -> Bool {
    while true {
      skipBlanks()
      if position >= bytes.count { return false }
      if bytes[position] == UInt8(ascii: "\n") {
        position += 1
        line += 1
      } else if bytes[position] != 0, bytes[position] == comment || bytes[position] == otherComment
      {
        skipLine()
      } else {
        return true
      }
    }
  }

  /// Whether nothing but blanks is left on the line.
  mutating func isAtEndOfLine() -> Bool {
    skipBlanks()
    // A remark may follow on the line if # begins remarks; a word may begin with qbsolv's c.
    return position >= bytes.count || bytes[position] == UInt8(ascii: "\n")
      || (bytes[position] == comment && comment == UInt8(ascii: "#"))
  }

  /// Checks that nothing is left on the line.
  mutating func endLine() throws(QUBOFileError) {
    guard isAtEndOfLine() else {
      throw failure("expected the end of the line", "write one entry per line")
    }
  }

  /// Passes over the rest of a line and steps to the next one that holds something.
  mutating func skippedToNextLine(after line: Int) -> Bool {
    if self.line == line { skipLine() }
    return startLine() && self.line > line
  }

  /// Passes over the rest of the line.
  mutating func skipLine() {
    while position < bytes.count && bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  /// Steps over a word and returns it.
  mutating func word() -> String {
    skipBlanks()
    let start = position
    while position < bytes.count && !Self.isSpace(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Reads a whole number in a range.
  mutating func count(
    in range: ClosedRange<Int>, _ what: @autoclosure () -> String
  ) throws(QUBOFileError) -> Int {
    skipBlanks()
    let start = position
    var value = 0
    while position < bytes.count, let digit = bytes[position].digit, value < Int.max / 100 {
      value = value * 10 + Int(digit)
      position += 1
    }
    skipZeroDecimals()
    guard position > start, isAtEndOfToken, range.contains(value) else {
      position = start
      throw failure(
        "expected \(what()), \(range.lowerBound) to \(range.upperBound)",
        hasComma
          ? "this looks like CSV: write blanks between numbers, and a point before decimals"
          : "correct the line")
    }
    return value
  }

  /// Steps over `.0`, which some programs add to whole numbers.
  private mutating func skipZeroDecimals() {
    guard byte == UInt8(ascii: ".") else { return }
    var end = position + 1
    while end < bytes.count, bytes[end] == UInt8(ascii: "0") { end += 1 }
    if end > position + 1 { position = end }
  }

  /// Reads a number, exactly.
  mutating func number(_ what: @autoclosure () -> String) throws(QUBOFileError) -> ExactDecimal {
    skipBlanks()
    let start = position
    switch ExactDecimal.read(bytes, &position) {
    case .success(let number) where isAtEndOfToken:
      return number
    case .failure(.notExact):
      throw failure(
        "expected \(what()) that a double can hold, of magnitude 1e-308 to 1.7e308",
        "round it, or scale all coefficients")
    default:
      position = start
      throw failure(
        "expected \(what())",
        hasComma
          ? "write a point before decimals, and blanks between numbers"
          : "write a number such as -3 or 0.25")
    }
  }

  /// Whether a comma is in the token, which stands for a point or for a blank.
  private var hasComma: Bool {
    bytes[position...].prefix { !Self.isSpace($0) }.contains { ",;".utf8.contains($0) }
  }

  /// The error that what stands at the position is not what was expected.
  func failure(_ problem: String, _ advice: Remedy) -> QUBOFileError {
    QUBOFileError(file, .line(line), problem, found: token, advice: advice)
  }

  /// An error at this line that says itself what is there.
  func complaint(_ problem: String, _ advice: Remedy) -> QUBOFileError {
    QUBOFileError(file, .line(line), problem, advice: advice)
  }

  /// Whether the next token is a number, or begins as one.
  mutating func isAtNumber() -> Bool {
    skipBlanks()
    return byte.digit != nil || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".")
  }

  private mutating func skipBlanks() {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
  }

  private var isAtEndOfToken: Bool {
    position >= bytes.count || Self.isSpace(bytes[position])
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }

  /// Whether a byte ends a token: a blank or the end of the line, so that what is neither is part of
  /// one and no token is empty but at the end of a line.
  private static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0a }

  /// What stands at the position, fit for a message.
  private var token: String {
    guard position < bytes.count else { return "the end of the file" }
    guard bytes[position] != 0x0a else { return "the end of the line" }
    let rest = bytes[position...].prefix(80)
    return String(decoding: rest.prefix { !Self.isSpace($0) }, as: UTF8.self).quoted
  }
}
