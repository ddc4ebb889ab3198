import Failures
import Testing
import Texts

@Suite("A delimited table")
struct DelimitedTableTests {
  @Test(
    "has the cells the text says",
    arguments: [
      ("", []),
      ("a", [["a"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      (",\n,\n", [["", ""], ["", ""]]),
      ("\n\r\na,b\n\n\nc,d\n\n", [["a", "b"], ["c", "d"]]),
      ("\u{feff}a,b\n", [["a", "b"]]),
      ("\"a\",\"b,c\"\n\"\",\"\"\"\"\n", [["a", "b,c"], ["", "\""]]),
      ("\"\"\n", [[""]]),
      ("\"two\r\nlines\",b\n", [["two\r\nlines", "b"]]),
      (" a , b\n", [[" a ", " b"]]),
      ("e\u{301},\u{1f694}\n", [["e\u{301}", "\u{1f694}"]]),
    ] as [(String, [[String]])])
  func cells(text: String, expected: [[String]]) throws {
    let table = try DelimitedTable(parsing: text)
    #expect(table.records.map(\.fields) == expected)
    #expect(try DelimitedTable(parsing: Array(text.utf8)) == table)
  }

  @Test("knows on which line of the file each record begins")
  func lines() throws {
    let table = try DelimitedTable(parsing: "a,b\r\n\r\n\"1\n2\r\n3\",x\r\nlast,y")
    #expect(table.records.map(\.line) == [1, 3, 6])
  }

  @Test(
    "is split at the delimiter that is most frequent in its first line",
    arguments: [
      ("car,step,x;y\n", .comma),
      ("car;step,x;y\n", .semicolon),
      ("car\tstep\n", .tab),
      ("\n\"a,b,c\";d\n1,2,3;4", .semicolon),
      ("A;7,5\n", .semicolon),
      ("A\t7,5\n", .tab),
      ("alone\n", .comma),
      ("", .comma),
    ] as [(String, Delimiter)])
  func detection(text: String, expected: Delimiter) throws {
    #expect(try DelimitedTable(parsing: text).delimiter == expected)
  }

  @Test("is split at the delimiter it is told to have")
  func givenDelimiter() throws {
    let table = try DelimitedTable(parsing: "a;b;c,d", delimiter: .comma)
    #expect(table.records.map(\.fields) == [["a;b;c", "d"]])
  }

  @Test("says what its cells mean: no blanks, no guards against formulas")
  func values() throws {
    let table = try DelimitedTable(parsing: " F-01 ,'-1,\t'=x,it's\n , ,,\t\n")
    #expect(table.records[0].values == ["F-01", "-1", "=x", "it's"])
    #expect(table.records.map(\.isBlank) == [false, true])
  }
}

@Suite("A text that is no table")
struct DelimitedTextErrorTests {
  typealias Problem = DelimitedTextError.Problem

  @Test(
    "is refused with line and column",
    arguments: [
      ("a,b\nc,d\"e\n", .strayQuote, 2, 4),
      ("a, \"b\"\n", .strayQuote, 1, 4),
      ("a,\"b\"c\n", .textAfterQuote, 1, 6),
      ("a,\"b\" \n", .textAfterQuote, 1, 6),
      ("a,b\nc,\"d\ne\n", .unterminatedQuote, 2, 3),
      ("\"", .unterminatedQuote, 1, 1),
      ("a,b\rc,d\r", .bareCarriageReturn, 1, 4),
      ("a\r", .bareCarriageReturn, 1, 2),
      ("\u{e4}\u{1f694},\0", .nul, 1, 4),
      ("a,b\n\"x\ny\",z\nc\n", .raggedRow(expected: 2, found: 1), 4, 1),
      ("a,b\nc,d,e\n", .raggedRow(expected: 2, found: 3), 2, 1),
    ] as [(String, Problem, Int, Int)])
  func position(text: String, problem: Problem, line: Int, column: Int) {
    let error = #expect(throws: DelimitedTextError.self) { try DelimitedTable(parsing: text) }
    #expect(error?.problem == problem)
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test(
    "is refused if it is not UTF-8",
    arguments: [
      ([0x61, 0x0a, 0xc3, 0xa4, 0xe4, 0x62], 2, 2),
      ([0xff, 0xfe, 0x61, 0x00], 1, 1),
      ([0x61, 0xc0, 0x80], 1, 2),
      ([0x61, 0xed, 0xa0, 0x80], 1, 2),
      ([0xef, 0xbb, 0xbf, 0x61, 0xe2, 0x82], 1, 2),
    ] as [([UInt8], Int, Int)])
  func encoding(bytes: [UInt8], line: Int, column: Int) {
    let error = #expect(throws: DelimitedTextError.self) { try DelimitedTable(parsing: bytes) }
    #expect(error?.problem == .invalidUTF8)
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test("is described with what to do")
  func words() {
    let ragged = #expect(throws: DelimitedTextError.self) {
      try DelimitedTable(parsing: "a,b\nc\n")
    }
    #expect(
      ragged?.description
        == "line 2, column 1: 1 cell where the first line has 2; add or remove cells")
    let quote = #expect(throws: DelimitedTextError.self) { try DelimitedTable(parsing: "a\"") }
    #expect(
      quote?.description == "line 1, column 2: a quote inside a cell; put the whole cell in quotes "
        + "and write this one twice")
  }
}
