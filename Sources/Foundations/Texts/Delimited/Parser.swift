/// Finds the records and cells of valid UTF-8; all delimiters are ASCII, so bytes are enough.
struct Parser {
  private let text: ArraySlice<UInt8>
  private let delimiter: UInt8
  private var position: Int
  private var line = 1
  /// Where each cell begins.
  private var starts: [UInt32] = []

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(text: ArraySlice<UInt8>, delimiter: UInt8) {
    self.text = text
    self.delimiter = delimiter
    position = text.startIndex
  }

  /// All records that are not empty lines.
  consuming func records() throws(DelimitedTextError) -> [DelimitedTable.Record] {
    // At least as many as there are cells; growing would take twice the memory for a while.
    starts.reserveCapacity(
      text.count { $0 == delimiter || $0 == Self.lineFeed } + 1)
    var lines: [UInt32] = []
    var width: Int?
    while position < text.endIndex {
      let (start, line, first) = (position, line, starts.count)
      if try skipLineEnd() { continue }
      try record()
      let count = starts.count - first
      guard count == width ?? count else {
        let problem = DelimitedTextError.Problem.raggedRow(expected: width ?? count, found: count)
        throw DelimitedTextError(problem, at: start, in: text)
      }
      width = count
      lines.append(UInt32(truncatingIfNeeded: line))
    }
    let table = TableText(text, delimiter: delimiter, starts: starts, width: width ?? 0)
    return lines.enumerated().map { number, line in
      DelimitedTable.Record(line: Int(line), text: table, first: number * table.width)
    }
  }

  private mutating func record() throws(DelimitedTextError) {
    try field()
    while position < text.endIndex {
      if try skipLineEnd() { break }
      position += 1  // A field ends at the end of the text, of the line, or at a delimiter.
      try field()
    }
  }

  private mutating func field() throws(DelimitedTextError) {
    starts.append(UInt32(truncatingIfNeeded: position))
    if position < text.endIndex, text[position] == Self.quote { return try quotedField() }
    while position < text.endIndex, !endsField(text[position]) {
      if text[position] == Self.quote { throw error(.strayQuote, at: position) }
      position += 1
    }
  }

  private mutating func quotedField() throws(DelimitedTextError) {
    let opening = position
    position += 1
    while position < text.endIndex {
      let byte = text[position]
      position += 1
      if byte == Self.quote {
        guard position < text.endIndex, text[position] == Self.quote else {
          return try closeField()
        }
        position += 1
      } else if byte == Self.lineFeed {
        line += 1
      }
    }
    throw error(.unterminatedQuote, at: opening)
  }

  private func closeField() throws(DelimitedTextError) {
    guard position == text.endIndex || endsField(text[position]) else {
      throw error(.textAfterQuote, at: position)
    }
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  /// Whether a line ended here; if so it is behind us.
  private mutating func skipLineEnd() throws(DelimitedTextError) -> Bool {
    var end = position
    if text[end] == Self.carriageReturn {
      end += 1
      guard end < text.endIndex, text[end] == Self.lineFeed else {
        throw error(.bareCarriageReturn, at: position)
      }
    }
    guard text[end] == Self.lineFeed else { return false }
    position = end + 1
    line += 1
    return true
  }

  private func error(
    _ problem: DelimitedTextError.Problem, at position: Int
  ) -> DelimitedTextError {
    DelimitedTextError(problem, at: position, in: text)
  }
}
