/// Walks through delimited text a record at a time, at the speed of memory, and goes on after damage.
///
/// `DelimitedTable` refuses a table for one bad line, which is right for tables that people make.
/// Portals export millions of records, some of them damaged: here each record says whether it is
/// whole. Cells are slices of the text, without quotes and blanks around them.
package struct RecordScanner {
  private let text: [UInt8]
  private let delimiter: UInt8
  private var position: Int
  private var nextLine = 1
  /// The line on which the last record began.
  package private(set) var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")

  package init(_ text: [UInt8], delimiter: UInt8) {
    self.text = text
    self.delimiter = delimiter
    position = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0  // A byte order mark.
  }

  /// Reads the next record that is no empty line.
  ///
  /// - Parameter cells: Takes the cells of the record.
  /// - Returns: Whether its quotes close; `nil` at the end of the text.
  package mutating func next(into cells: inout [ArraySlice<UInt8>]) -> Bool? {
    while position < text.count, text[position] == Self.lineFeed || text[position] == 0x0d {
      if text[position] == Self.lineFeed { nextLine += 1 }
      position += 1
    }
    guard position < text.count else { return nil }
    line = nextLine
    cells.removeAll(keepingCapacity: true)
    var isWhole = true
    while true {
      if position < text.count, text[position] == Self.quote {
        isWhole = quotedCell(&cells) && isWhole
      } else {
        let start = position
        while position < text.count, text[position] != delimiter, text[position] != Self.lineFeed {
          position += 1
        }
        cells.append(trimmed(start..<position))
      }
      guard position < text.count else { return isWhole }
      position += 1
      if text[position - 1] == Self.lineFeed {
        nextLine += 1
        return isWhole
      }
    }
  }

  /// Reads a cell in quotes; where they do not close, the rest of the line as it is.
  private mutating func quotedCell(_ cells: inout [ArraySlice<UInt8>]) -> Bool {
    let start = position + 1
    var (end, lines, hasQuotes) = (start, 0, false)
    while end < text.count {
      if text[end] == Self.quote {
        guard end + 1 < text.count, text[end + 1] == Self.quote else { break }
        hasQuotes = true
        end += 1
      } else if text[end] == Self.lineFeed {
        lines += 1
      }
      end += 1
    }
    let isClosed = end < text.count
    if !isClosed { (end, lines) = (start, 0) }
    var after = isClosed ? end + 1 : end
    while after < text.count, text[after] != delimiter, text[after] != Self.lineFeed { after += 1 }
    let isClean = isClosed && trimmed((end + 1)..<after).isEmpty
    let cell = trimmed(isClosed ? start..<end : start..<after)
    cells.append(hasQuotes && isClosed ? Self.withoutDoubledQuotes(cell) : cell)
    position = after
    nextLine += lines
    return isClean
  }

  private func trimmed(_ range: Range<Int>) -> ArraySlice<UInt8> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.isBlank(text[start]) { start += 1 }
    while end > start, Self.isBlank(text[end - 1]) { end -= 1 }
    return text[start..<end]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }

  private static func withoutDoubledQuotes(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (plain, isSecond) = ([UInt8](), false)
    for byte in cell {
      isSecond = byte == quote && !isSecond
      if byte != quote || isSecond { plain.append(byte) }
    }
    return plain[...]
  }
}
