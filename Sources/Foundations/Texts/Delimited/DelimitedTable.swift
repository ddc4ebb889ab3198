/// A table read from delimited text, strictly as RFC 4180 has it.
///
/// Beyond the RFC it accepts semicolons, tabs and vertical bars as delimiters, lines that end with LF only, a
/// byte order mark, and skips empty lines. Old Macintosh line ends (CR only) are refused, as a
/// lone CR is more often damage than intent. Every line has as many cells as the first one.
public struct DelimitedTable: Hashable, Sendable {
  /// One line of the table; longer if quoted cells contain line breaks.
  ///
  /// A record is a place in the table's text, whose cells are read where they are asked for: a table
  /// takes its text and four bytes per cell.
  public struct Record: Hashable, Sendable {
    /// The line on which the record begins, counted from one.
    public let line: Int
    let text: TableText
    /// The place of its first cell among all of the table.
    let first: Int

    /// The number of cells.
    public var count: Int { text.width }

    /// The cells exactly as written, less the quotes around them.
    public var fields: [String] { (0..<count).map { text.field(first + $0) } }

    /// The meaning of each cell: without blanks around it and the guard against formulas.
    public var values: [String] { (0..<count).map { self[$0] } }

    /// The meaning of a cell, counted from zero.
    public subscript(column: Int) -> String {
      precondition((0..<count).contains(column), "a record has so many cells")
      return FormulaGuard.unneutralised(
        text.field(first + column).trimmingBlanks())
    }

    /// Whether no cell says anything, as in the lines spreadsheets leave at the end.
    public var isBlank: Bool {
      (0..<count).allSatisfy { text.field(first + $0).trimmingBlanks().isEmpty }
    }

    /// Whether both are on the same line and hold the same cells.
    public static func == (first: Self, second: Self) -> Bool {
      first.line == second.line && first.fields == second.fields
    }

    /// Mixes in what makes records equal.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(line)
      hasher.combine(fields)
    }
  }

  /// What separates the cells.
  public let delimiter: Delimiter
  /// The lines of the table that are not empty, in order, the header included.
  public let records: [Record]

  /// Reads a table from UTF-8 bytes.
  ///
  /// Without a delimiter given it is whichever of comma, semicolon, tab and vertical bar is the most frequent in
  /// the first line.
  ///
  /// - Throws: ``DelimitedTextError`` with line and column for anything the RFC does not allow.
  public init(
    parsing bytes: [UInt8], delimiter: Delimiter? = nil
  ) throws(DelimitedTextError) {
    guard bytes.count <= TextSize.most else {
      throw DelimitedTextError(problem: .tooLarge(bytes: bytes.count), line: 1, column: 1)
    }
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
    try Self.checkEncoding(of: text)
    let delimiter = delimiter ?? Delimiter(detectedIn: text)
    let parser = Parser(text: text, delimiter: delimiter.byte)
    self.delimiter = delimiter
    records = try parser.records()
  }

  /// Reads a table from a string.
  ///
  /// - Throws: ``DelimitedTextError`` as for bytes.
  public init(
    parsing text: String, delimiter: Delimiter? = nil
  ) throws(DelimitedTextError) {
    try self.init(parsing: Array(text.utf8), delimiter: delimiter)
  }

  private static func checkEncoding(of text: ArraySlice<UInt8>) throws(DelimitedTextError) {
    var offset = text.firstIndex(of: 0)
    var problem = DelimitedTextError.Problem.nul
    do {
      _ = try UTF8Span(validating: text.span)
    } catch {
      let start = text.startIndex + error.byteOffsets.lowerBound
      if start < offset ?? text.endIndex { (offset, problem) = (start, .invalidUTF8) }
    }
    guard let offset else { return }
    throw DelimitedTextError(problem, at: offset, in: text)
  }
}

extension DelimitedTextError {
  /// Finds the line and column of a place in a text.
  init(_ problem: Problem, at offset: Int, in text: ArraySlice<UInt8>) {
    let before = text[..<offset]
    let lineFeed = before.lastIndex(of: UInt8(ascii: "\n"))
    let isContinuation = { (byte: UInt8) in byte & 0xc0 == 0x80 }
    self.problem = problem
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    column =
      1
      + before[(lineFeed.map { $0 + 1 } ?? text.startIndex)...]
      .count { !isContinuation($0) }
  }
}
