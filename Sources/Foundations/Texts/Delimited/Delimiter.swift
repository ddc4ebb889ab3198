/// What separates the cells of a line.
public enum Delimiter: Hashable, Sendable, CaseIterable {
  /// A comma, as RFC 4180 has it.
  case comma
  /// A semicolon: what spreadsheets write where the comma is the decimal mark.
  case semicolon
  /// A tab, as in text copied from a spreadsheet.
  case tab
  /// A vertical bar, as databases write it.
  case pipe

  /// The character itself, in ASCII.
  public var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .pipe: UInt8(ascii: "|")
    }
  }

  /// The delimiter that occurs most often outside quotes in the first line that is not empty.
  ///
  /// Of equally frequent ones a comma is the least likely, as it may be a decimal mark; without
  /// any the only column might as well be separated by commas.
  init(detectedIn bytes: some Sequence<UInt8>) {
    var counts: [UInt8: Int] = [:]
    var quoted = false
    var empty = true
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if quoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if empty { continue } else { break }
      }
      empty = false
      counts[byte, default: 0] += 1
    }
    self = .comma
    for candidate in [Self.semicolon, .tab, .pipe]
    where counts[candidate.byte, default: 0] >= max(1, counts[byte, default: 0]) {
      self = candidate
    }
  }
}
