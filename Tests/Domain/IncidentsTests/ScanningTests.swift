import CZlib
import Incidents
import RandomStreams
import Testing
import Texts

@Suite("Scanning tables")
struct ScanningTests {
  private func rows(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) -> [[String]] {
    var scanner = RecordScanner(Array(text.utf8), delimiter: delimiter)
    var (cells, rows) = ([ArraySlice<UInt8>](), [[String]]())
    while scanner.next(into: &cells) != nil {
      rows.append(cells.map { String(decoding: $0, as: UTF8.self) })
    }
    return rows
  }

  @Test("whole tables are read as the strict reader reads them", arguments: 0..<50 as Range<UInt64>)
  func strictReader(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let pieces = [
      "a", "b c", "\"x,y\"", "\"he said \"\"no\"\"\"", "\"two\nlines\"", "7", "-1.5", "é",
    ]
    let width = 1 + random.uniform(below: 4)
    let end = random.uniform(below: 2) == 0 ? "\n" : "\r\n"
    let text = (0..<random.uniform(below: 12)).map { _ in
      (0..<width).map { _ in pieces[random.uniform(below: pieces.count)] }.joined(separator: ",")
    }.joined(separator: end)
    let expected = try DelimitedTable(parsing: text, delimiter: .comma).records.map(\.values)
    #expect(rows(text) == expected, "\(text)")
  }

  @Test("damage is told, and the next line is read again")
  func damage() {
    let text = "a,b\n\"open,1\nc,2\n\"x\"y,3\nd,4\n"
    var scanner = RecordScanner(Array(text.utf8), delimiter: UInt8(ascii: ","))
    var (cells, seen) = ([ArraySlice<UInt8>](), [(Int, Bool)]())
    while let isWhole = scanner.next(into: &cells) { seen.append((scanner.line, isWhole)) }
    #expect(seen.contains { $0 == (5, true) })
    #expect(seen.contains { !$0.1 })
  }

  @Test("decimals are those of the standard library", arguments: 0..<40 as Range<UInt64>)
  func decimals(seed: UInt64) {
    var random = RandomStream(seed: seed)
    for _ in 0..<50 {
      let digits = 1 + random.uniform(below: 17)
      var text = random.uniform(below: 2) == 0 ? "-" : ""
      let point = random.uniform(below: digits + 1)
      for position in 0..<digits {
        if position == point { text += "." }
        text += "\(random.uniform(below: 10))"
      }
      #expect(decimal(Array(text.utf8)[...]) == Double(text), "\(text)")
    }
  }

  @Test(
    "what is no number is none", arguments: ["", "-", ".", "1,5", "4e", "0x", "nan", "inf", "1-2"])
  func noDecimals(text: String) {
    #expect(decimal(Array(text.utf8)[...]) == nil)
  }

  @Test("what gzip packed is unpacked; damaged and cut files are refused")
  func gzip() throws {
    let text = Array(String(repeating: "time,lat,lon\n2016-01-01 10:00,1,2\n", count: 20_000).utf8)
    let packed = try #require(Self.packed(text))
    #expect(Gzip.isPacked(packed))
    #expect(Gzip.unpacked(packed) == text)
    #expect(Gzip.unpacked(Array(packed.dropLast(9))) == nil)
    var damaged = packed
    damaged[packed.count / 2] ^= 0x40
    #expect(Gzip.unpacked(damaged) == nil)
  }

  private static func packed(_ text: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        &stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var (input, output) = (text, [UInt8](repeating: 0, count: text.count + 100))
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    return status == Z_STREAM_END ? Array(output.prefix(Int(stream.total_out))) : nil
  }
}
