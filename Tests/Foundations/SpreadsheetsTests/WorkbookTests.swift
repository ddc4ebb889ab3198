import RandomStreams
import Spreadsheets
import Testing
import _TemperTestSupport

@Suite("A workbook")
struct WorkbookTests {
  /// Texts that a spreadsheet program, XML or the format could take for something else.
  static let hostile = [
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "",
    " ", "<script>alert(1)</script>", "]]>", "&amp;", "\"", "_x0041_", "_x005F_", "__x000D__",
    "_x00", "\u{0}", "\u{1}\u{1f}", "\u{7f}\u{85}", "\u{fffe}\u{ffff}", "\u{202e}abc", "e\u{301}",
    "\u{e9}", "\u{1f694}\u{1f3fd}", "\u{feff}x", "#REF!", "TRUE", "1e5", "08:00", "a\r\nb",
    "http://example.com/?a=1&b=2",
  ]

  @Test("holds texts and numbers as they were given", arguments: 0..<40 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let rows = (0..<random.uniform(below: 9)).map { _ in
      (0..<random.uniform(below: 12)).map { _ in Self.cell(&random) }
    }
    let workbook = Workbook(
      title: Self.text(&random), application: Self.text(&random),
      sheets: [
        Sheet(
          name: "One & only", rows: rows, columnWidths: [12.5, 7],
          frozenRows: random.uniform(below: 3), frozenColumns: random.uniform(below: 3)),
        Sheet(name: "Empty", rows: []),
      ])
    let bytes = try workbook.bytes()
    #expect(try workbook.bytes() == bytes)
    let read = try ReadWorkbook(bytes)
    #expect(read.names == ["One & only", "Empty"])
    #expect(read.formulaCount == 0)
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        #expect(read["One & only", row, column] == Self.expected(cell))
      }
    }
  }

  private static func cell(_ random: inout RandomStream) -> Cell {
    let style = CellStyle(
      isBold: random.uniform(below: 2) == 0, wraps: random.uniform(below: 2) == 0,
      fill: random.uniform(below: 2) == 0 ? "E69F00" : nil, decimals: random.uniform(below: 3))
    return switch random.uniform(below: 4) {
    case 0: Cell(.blank, style)
    case 1: Cell(.integer(random.uniform(below: 2_000_001) - 1_000_000), style)
    case 2: Cell(.decimal(Double(random.uniform(below: 20_001) - 10_000) / 10), style)
    default: Cell(.text(text(&random)), style)
    }
  }

  private static func text(_ random: inout RandomStream) -> String {
    (0..<1 + random.uniform(below: 3)).map { _ in hostile[random.uniform(below: hostile.count)] }
      .joined()
  }

  private static func expected(_ cell: Cell) -> ReadWorkbook.Value? {
    switch cell.value {
    case .blank: nil
    case .text(let text): .text(Self.readable(text))
    case .integer(let number): .number(Double(number))
    case .decimal(let number): .number(number)
    }
  }

  /// The text, with what is no character replaced.
  private static func readable(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      [0, 0xfffe, 0xffff].contains(scalar.value) ? "\u{fffd}" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test("keeps texts apart that only look alike")
  func canonicalEquivalence() throws {
    let texts = ["\u{e9}", "e\u{301}"]
    let rows = texts.map { [Cell(.text($0))] }
    let read = try ReadWorkbook(
      Workbook(title: "", application: "", sheets: [Sheet(name: "S", rows: rows)]).bytes())
    for (row, text) in texts.enumerated() {
      guard case .text(let found) = read["S", row, 0] else {
        Issue.record("no text in row \(row)")
        continue
      }
      #expect(Array(found.unicodeScalars) == Array(text.unicodeScalars))
    }
  }

  @Test("cuts off texts that are too long for a cell")
  func longText() throws {
    let texts = [
      String(repeating: "a", count: 32_767), String(repeating: "\u{1f694}", count: 20_000),
    ]
    let sheet = Sheet(name: "S", rows: [texts.map { Cell(.text($0)) }])
    let read = try ReadWorkbook(
      Workbook(title: "", application: "", sheets: [sheet]).bytes())
    #expect(read["S", 0, 0] == .text(texts[0]))
    #expect(
      read["S", 0, 1] == .text(String(repeating: "\u{1f694}", count: 16_383) + "\u{2026}"))
  }

  @Test("has a part for each sheet, as the format lays it out")
  func golden() throws {
    let sheet = Sheet(
      name: "Plan",
      rows: [
        [Cell(.text("car"), CellStyle(isBold: true)), Cell(.text("minutes"))],
        [Cell(.text("=1"), CellStyle(fill: "0072B2", textColour: "FFFFFF")), Cell(.decimal(7.5))],
      ], columnWidths: [8], frozenRows: 1, frozenColumns: 1)
    let file = try ReadWorkbook(
      Workbook(title: "a & b", application: "Temper", sheets: [sheet]).bytes()
    ).file
    let sheetXML = try #require(file.text(of: "xl/worksheets/sheet1.xml"))
    #expect(
      sheetXML.contains(
        "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\""
          + " state=\"frozen\"/>"))
    #expect(
      sheetXML.contains(
        "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\" t=\"s\">"
          + "<v>1</v></c></row><row r=\"2\"><c r=\"A2\" s=\"2\" t=\"s\"><v>2</v></c>"
          + "<c r=\"B2\" s=\"0\"><v>7.5</v></c></row></sheetData>"))
    #expect(
      sheetXML.contains("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\""))
    let styles = try #require(file.text(of: "xl/styles.xml"))
    // A text that would be a formula if it were typed in stays a text when it is edited.
    #expect(styles.matches(of: /quotePrefix="1"/).count == 1)
    #expect(
      file.text(of: "xl/workbook.xml")?.contains(">'Plan'!$A:$A,'Plan'!$1:$1</definedName>") == true
    )
    #expect(file.text(of: "docProps/core.xml")?.contains("<dc:title>a &amp; b</dc:title>") == true)
  }

  @Test("is refused if programs could not open it")
  func limits() {
    let wide = Sheet(
      name: "Wide", rows: [Array(repeating: Cell(.blank), count: WorkbookError.mostColumns + 1)])
    let long = Sheet(name: "Long", rows: Array(repeating: [], count: WorkbookError.mostRows + 1))
    #expect(throws: WorkbookError.tooManyColumns(sheet: "Wide", columns: 16_385)) {
      try Workbook(title: "", application: "", sheets: [wide]).bytes()
    }
    #expect(throws: WorkbookError.tooManyRows(sheet: "Long", rows: 1_048_577)) {
      try Workbook(title: "", application: "", sheets: [long]).bytes()
    }
  }

  @Test(
    "names columns as spreadsheet programs do",
    arguments: [
      (0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1"), (16_383, "XFD1"),
    ])
  func columnNames(column: Int, name: String) throws {
    let row = Array(repeating: Cell(.blank), count: column) + [Cell(.integer(1))]
    let read = try ReadWorkbook(
      Workbook(title: "", application: "", sheets: [Sheet(name: "S", rows: [row])]).bytes())
    #expect(read.sheets["S"] == [name: .number(1)])
  }
}
