import Coefficients

/// A text under construction, as bytes.
struct TextBuffer {
  private(set) var bytes: [UInt8]

  init(_ text: String = "") { bytes = Array(text.utf8) }

  static func + (start: TextBuffer, end: TextBuffer) -> TextBuffer {
    var whole = start
    whole.bytes += end.bytes
    return whole
  }

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes `i j v` and a line feed: the line that most formats consist of.
  mutating func writeLine(_ i: Int, _ j: Int, _ value: ExactDecimal) {
    write(Int64(i))
    bytes.append(0x20)
    write(Int64(j))
    bytes.append(0x20)
    write(value)
    bytes.append(0x0a)
  }

  /// Writes `i j v` with all digits of v and no exponent.
  mutating func writePlainLine(_ i: Int, _ j: Int, _ value: ExactDecimal) {
    guard !(0...ExactDecimal.mostDecimals).contains(value.decimals) else {
      return writeLine(i, j, value)
    }
    write("\(i) \(j) \(value.plain)\n")
  }

  mutating func write(_ number: ExactDecimal) {
    if number.decimals == 0 { write(number.units) } else { write(number.description) }
  }

  private mutating func write(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
