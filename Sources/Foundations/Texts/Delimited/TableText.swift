/// The text of a table, and where its cells are.
final class TableText: Sendable {
  /// The cells of each record.
  let width: Int
  private let text: ArraySlice<UInt8>
  /// Where each cell begins, record by record; texts are shorter than 4 GiB.
  private let starts: [UInt32]
  private let delimiter: UInt8

  init(_ text: ArraySlice<UInt8>, delimiter: UInt8, starts: [UInt32], width: Int) {
    self.text = text
    self.delimiter = delimiter
    self.starts = starts
    self.width = width
  }

  /// A cell as written, less the quotes around it.
  func field(_ cell: Int) -> String {
    let rest = text[Int(starts[cell])...]
    guard rest.first == UInt8(ascii: "\"") else {
      let end = rest.firstIndex { $0 == delimiter || $0 == 0x0a || $0 == 0x0d } ?? rest.endIndex
      return String(decoding: rest[..<end], as: UTF8.self)
    }
    return String(decoding: Self.unquoted(rest.dropFirst()), as: UTF8.self)
  }

  /// What stands before the closing quote, quotes that are written twice once.
  private static func unquoted(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    var position = rest.startIndex
    while position < rest.endIndex {
      let byte = rest[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < rest.endIndex, rest[position] == byte else { break }
        position += 1
      }
      content.append(byte)
    }
    return content
  }
}
