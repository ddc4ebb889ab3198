/// Cuts valid UTF-8 into records; all delimiters are ASCII, so bytes are enough.
struct Parser {
  private let text: ArraySlice<UInt8>
  private let delimiter: UInt8
  private var position: Int
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(text: ArraySlice<UInt8>, delimiter: UInt8) {
    self.text = text
    self.delimiter = delimiter
    position = text.startIndex
  }

  /// All records that are not empty lines.
  mutating func records() throws(DelimitedTextError) -> [DelimitedTable.Record] {
    var records: [DelimitedTable.Record] = []
    while position < text.endIndex {
      let start = position
      if try skipLineEnd() { continue }
      let record = try record()
      let expected = records.first?.fields.count ?? record.fields.count
      guard record.fields.count == expected else {
        let problem = DelimitedTextError.Problem.raggedRow(
          expected: expected, found: record.fields.count)
        throw DelimitedTextError(problem, at: start, in: text)
      }
      records.append(record)
    }
    return records
  }

  private mutating func record() throws(DelimitedTextError) -> DelimitedTable.Record {
    let start = line
    var fields = [try field()]
    while position < text.endIndex {
      if try skipLineEnd() { break }
      position += 1  // A field ends at the end of the text, of the line, or at a delimiter.
      fields.append(try field())
    }
    return DelimitedTable.Record(line: start, fields: fields)
  }

  private mutating func field() throws(DelimitedTextError) -> String {
    if position < text.endIndex, text[position] == Self.quote { return try quotedField() }
    let start = position
    while position < text.endIndex, !endsField(text[position]) {
      if text[position] == Self.quote { throw error(.strayQuote, at: position) }
      position += 1
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func quotedField() throws(DelimitedTextError) -> String {
    let opening = position
    var content: [UInt8] = []
    position += 1
    while position < text.endIndex {
      let byte = text[position]
      position += 1
      if byte == Self.quote {
        guard position < text.endIndex, text[position] == Self.quote else {
          return try closeField(String(decoding: content, as: UTF8.self))
        }
        position += 1
      } else if byte == Self.lineFeed {
        line += 1
      }
      content.append(byte)
    }
    throw error(.unterminatedQuote, at: opening)
  }

  private func closeField(_ field: String) throws(DelimitedTextError) -> String {
    guard position == text.endIndex || endsField(text[position]) else {
      throw error(.textAfterQuote, at: position)
    }
    return field
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
