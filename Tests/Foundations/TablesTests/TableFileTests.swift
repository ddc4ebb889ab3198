import Spreadsheets
import Tables
import Testing

@Suite("A file of tables")
struct TableFileTests {
  private func values(_ bytes: [UInt8]) throws(TableFileError) -> [[String]] {
    try TableFile(parsing: bytes).sheets.first?.rows.map(\.values) ?? []
  }

  @Test(
    "is read in the encodings that spreadsheets save",
    arguments: [
      Array("Köln,1\n".utf8), [0xef, 0xbb, 0xbf] + Array("Köln,1\n".utf8),
      Array("Köln,1\n".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
      [0xff, 0xfe] + Array("Köln,1\n".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
      [0xfe, 0xff] + Array("Köln,1\n".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
      [0x4b, 0xf6] + Array("ln,1\n".utf8),
    ] as [[UInt8]])
  func encodings(bytes: [UInt8]) throws {
    // The header alone is no title, as nothing is below it.
    #expect(try values(bytes) == [["Köln", "1"]])
  }

  @Test("is read whatever ends its lines", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = "sep=;\nNight shift;\n\na;b\n1;\"2 \"\"x\"\"\"\n"
    let file = try TableFile(parsing: Array(text.replacing("\n", with: end).utf8))
    let sheet = try #require(file.sheets.first)
    #expect(sheet.titles == ["Night shift"])
    #expect(sheet.rows.map(\.values) == [["a", "b"], ["1", "2 \"x\""]])
    #expect(sheet.rows.map(\.line) == [4, 5])
  }

  @Test("loses titles and separators above its header, and keeps its line numbers")
  func preamble() throws {
    let file = try TableFile(
      parsing: Array("sep=;\r\nNight shift;;\r\n\r\na;b;c\r\n1;2;3\r\n".utf8))
    let sheet = try #require(file.sheets.first)
    #expect(sheet.titles == ["Night shift"])
    #expect(sheet.rows.map(\.values) == [["a", "b", "c"], ["1", "2", "3"]])
    #expect(sheet.rows.map(\.line) == [4, 5])
  }

  @Test("loses titles with rows of separators below them, as spreadsheets save empty rows")
  func emptyRows() throws {
    let file = try TableFile(parsing: Array("Night shift,,\n,,\na,b,c\n1,2,3\n".utf8))
    let sheet = try #require(file.sheets.first)
    #expect(sheet.titles == ["Night shift"])
    #expect(sheet.rows.map(\.values) == [["a", "b", "c"], ["1", "2", "3"]])
    #expect(sheet.rows.map(\.line) == [3, 4])
  }

  @Test("is a workbook as it was written")
  func workbook() throws {
    let rows: [[Cell]] = [
      [Cell(.text("a")), Cell(.blank), Cell(.text("_x0041_ & <b>"))],
      [Cell(.integer(-7)), Cell(.decimal(6.5)), Cell(.text("=1+1"))],
    ]
    let book = Workbook(
      title: "t", application: "c", sheets: [Sheet(name: "Plan", rows: rows, columnWidths: [])])
    let file = try TableFile(parsing: try book.bytes())
    #expect(file.isWorkbook && file.sheets.map(\.name) == ["Plan"])
    #expect(
      file.sheets[0].rows.map(\.values) == [["a", "", "_x0041_ & <b>"], ["-7", "6.5", "=1+1"]])
  }

  @Test("that is damaged anywhere is refused or reads the same, and traps nowhere")
  func damage() throws {
    let book = Workbook(
      title: "t", application: "c",
      sheets: [
        Sheet(name: "Plan", rows: [[Cell(.text("a"))], [Cell(.integer(1))]], columnWidths: [])
      ])
    let bytes = try book.bytes()
    let whole = try values(bytes)
    var refused = 0
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x55
      guard let read = try? TableFile(parsing: damaged) else {
        refused += 1
        continue
      }
      // What is not covered by a checksum says nothing of cells, but the names of parts.
      if read.isWorkbook, let sheet = read.sheets.first, sheet.rows.count == 2, place > 4 {
        #expect(sheet.rows.map(\.count) == whole.map(\.count), "byte \(place)")
      }
    }
    #expect(refused > bytes.count / 2)
  }

  @Test(
    "has cells without what nobody sees",
    arguments: [
      ("\u{a0}N\u{200f}", "N"), ("Old\u{a0}Town", "Old Town"), ("N\u{200d}", "N"), ("N", "N"),
      ("Ko\u{308}ln", "Ko\u{308}ln"),
    ])
  func cells(raw: String, clean: String) {
    #expect(raw.cleanedCell == clean)
    #expect(
      (raw.invisibleCharacter != nil)
        == (raw.unicodeScalars.count != clean.unicodeScalars.count || raw.contains("\u{a0}")))
  }

  @Test(
    "has times in the ways that people write them",
    arguments: [
      ("8:00", 480), ("08:00:00", 480), ("24:00", 1440), ("12:00 AM", 0), ("12 pm", 720),
      ("8:30 p.m.", 1230), ("8h", 480), ("08h30", 510), ("24:01", nil), ("25:00", nil),
      ("13 PM", nil), ("8:60", nil), ("8", nil), ("08:00:30", nil), ("-8:00", nil),
    ] as [(String, Int?)])
  func clocks(text: String, minute: Int?) {
    #expect(ClockText.minute(text) == minute)
  }

  @Test(
    "has names for which somebody meant another",
    arguments: [
      ("n", "there is \"N\", in other letters"), ("1", "there is \"01\"; spreadsheets"),
      ("1-Mar", "there is \"MAR1\"; spreadsheets"), ("Centrall", "there is \"Central\""),
      ("\u{415}", "it holds U+0415"), ("Zoo", nil),
    ] as [(String, String?)])
  func nearest(name: String, hint: String?) {
    let found = NearestName(["N", "E", "01", "MAR1", "Central"]).hint(for: name)
    #expect(hint == nil ? found == nil : found?.hasPrefix(hint ?? "") == true)
  }
}
