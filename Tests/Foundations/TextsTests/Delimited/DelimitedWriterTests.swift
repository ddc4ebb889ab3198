import RandomStreams
import Testing
import Texts

@Suite("A written table")
struct DelimitedWriterTests {
  @Test("has CRLF line ends, and quotes where they are needed")
  func golden() {
    var writer = DelimitedWriter()
    writer.append(["car", "a,b", "a;b", "say \"hi\"", "two\nlines", ""])
    writer.append([.integer(-7), .decimal(265.2), .decimal(-0.5), "=1+2", "-x", "'@y"])
    writer.append(["", "it's", "=", "\0", "e\u{301}", "'"])
    let lines = [
      #"car,"a,b","a;b","say ""hi""","two\#nlines","#,
      "-7,265.2,-0.5,'=1+2,'-x,''@y",
      ",it's,'=,\"\u{fffd}\",e\u{301},'",
    ]
    #expect(Array(writer.text.utf8) == Array(lines.map { $0 + "\r\n" }.joined().utf8))
  }

  @Test("is read back exactly", arguments: 0..<500 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let delimiter = Delimiter.allCases[random.uniform(below: 3)]
    let columns = 1 + random.uniform(below: 5)
    let rows = (0...random.uniform(below: 6)).map { _ in
      (0..<columns).map { _ in hostileText(using: &random) }
    }
    var writer = DelimitedWriter(delimiter: delimiter)
    for row in rows { writer.append(row.map { .text($0) }) }

    let table = try DelimitedTable(
      parsing: writer.text, delimiter: columns == 1 ? delimiter : nil)
    #expect(table.delimiter == delimiter)
    let read = table.records.map { $0.fields.map(FormulaGuard.unneutralised) }
    #expect(read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    for field in table.records.flatMap(\.fields) {
      #expect(field.utf8.first.map { !"=+-@\t\r".utf8.contains($0) } ?? true)
    }
  }

  @Test("keeps every number", arguments: 0..<50 as Range<UInt64>)
  func numbers(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let number = (random.unit() - 0.5) * Double(1 << random.uniform(below: 60))
    var writer = DelimitedWriter()
    writer.append([.decimal(number), .integer(Int(number))])
    let fields = try DelimitedTable(parsing: writer.text).records[0].fields
    #expect(fields.map(Double.init) == [number, number.rounded(.towardZero)])
  }

  /// Up to six pieces of what breaks readers: delimiters, quotes, line ends, guards, combining marks.
  private func hostileText(using random: inout RandomStream) -> String {
    let pieces = [
      ",", ";", "\t", "\"", "\"\"", "\r\n", "\n", "\r", "'", "=", "+", "-", "@", " ", "a", "F-01",
      "\u{301}", "\u{200d}", "\u{feff}", "\u{1f694}", "\u{2028}", "\u{85}", "\u{7f}", "\\",
    ]
    return (0..<random.uniform(below: 7))
      .map { _ in pieces[random.uniform(below: pieces.count)] }.joined()
  }
}

@Suite("The guard against formulas")
struct FormulaGuardTests {
  @Test(
    "is put before what a spreadsheet would run, and only there",
    arguments: [
      ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\ta", "'\ta"), ("\ra", "'\ra"),
      ("\r\na", "'\r\na"), ("=\u{301}", "'=\u{301}"), ("'=1", "''=1"), ("'a", "'a"), ("", ""),
      ("'", "'"), ("a=1", "a=1"), (" =1", " =1"),
    ])
  func neutralised(text: String, guarded: String) {
    #expect(Array(FormulaGuard.neutralised(text).utf8) == Array(guarded.utf8))
    #expect(Array(FormulaGuard.unneutralised(guarded).utf8) == Array(text.utf8))
  }
}
