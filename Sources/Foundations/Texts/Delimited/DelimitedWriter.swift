/// What separates the whole part of a number from its decimals.
public enum DecimalMark: String, Hashable, Sendable, CaseIterable {
  /// As programs write numbers.
  case point
  /// As most of Europe and South America writes them.
  case comma
}

/// Writes a table as RFC 4180 has it: lines end with CRLF, cells are quoted where needed.
public struct DelimitedWriter: Sendable {
  /// What a cell holds.
  public enum Cell: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A text; one that a spreadsheet could run as a formula is neutralised.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number with a decimal mark, in the shortest form that is read back as the same number.
    case decimal(Double)

    /// Creates a text cell.
    public init(stringLiteral value: String) { self = .text(value) }
  }

  /// What separates the cells.
  public let delimiter: Delimiter
  /// What separates whole numbers from decimals.
  public let decimalMark: DecimalMark
  /// The table so far.
  public private(set) var text = ""

  /// Creates an empty table.
  public init(delimiter: Delimiter = .comma, decimalMark: DecimalMark = .point) {
    self.delimiter = delimiter
    self.decimalMark = decimalMark
  }

  /// Appends a line of at least one cell.
  ///
  /// NUL, which no reader of tables accepts, is written as the replacement character U+FFFD.
  public mutating func append(_ cells: some Collection<Cell>) {
    precondition(!cells.isEmpty, "a line has at least one cell")
    var fields = cells.map(field)
    if fields == [""] { fields = ["\"\""] }  // An empty line would be none at all.
    let separator = String(decoding: CollectionOfOne(delimiter.byte), as: UTF8.self)
    text += fields.joined(separator: separator) + "\r\n"
  }

  private func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): Self.quoted(FormulaGuard.neutralised(text))
    case .integer(let number): "\(number)"
    case .decimal(let number):
      decimalMark == .point ? "\(number)" : Self.quoted("\(number)".replacing(".", with: ","))
    }
  }

  private static func quoted(_ text: String) -> String {
    // Quoting all delimiters, not only ours, lets readers detect ours. A leading byte order mark
    // would be taken for the file's.
    let needsQuotes =
      text.utf8.contains { "\",;|\t\r\n\0".utf8.contains($0) }
      || text.utf8.starts(with: "\u{feff}".utf8)
    guard needsQuotes else { return text }
    var bytes = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case 0: bytes += "\u{fffd}".utf8
      case UInt8(ascii: "\""): bytes += "\"\"".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
