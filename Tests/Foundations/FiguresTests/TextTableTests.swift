import Figures
import Testing

@Suite("A text table")
struct TextTableTests {
  private static let table = TextTable([
    .init("Name", width: 8, .left), .init("Count", width: 7), .init("Share", width: 9),
    .init("Note", width: 4, .left),
  ])

  @Test("has cells under their titles, on the left or the right")
  func rows() {
    let lines = [
      Self.table.header, Self.table.row(["one", "1", "50 %", "a note of any length"]),
      Self.table.row(["", "1,234", "-", ""]),
    ]
    #expect(
      lines == [
        "Name      Count    Share" + "Note",
        "one           1     50 %" + "a note of any length",
        "          1,234        -",
      ])
  }

  @Test("keeps cells that are too wide, and needs no cells in its last columns")
  func wide() {
    #expect(Self.table.row(["a long name", "12345678"]) == "a long name12345678")
    let gapped = TextTable([.init("", width: 4, .left, gap: 1), .init("", width: 3)])
    #expect(gapped.row(["abcdef", "1"]) == "abcdef   1")
    #expect(gapped.row(["abc", "1"]) == "abc   1")
  }

  @Test("counts columns of the screen, not characters")
  func displayWidth() {
    #expect(Self.table.row(["北区", "1"]) == "北区    " + "      1")
    #expect(Self.table.row(["Zoë", "1"]) == "Zoë     " + "      1")
  }

  @Test("fits its columns to their widest cell, and leaves no blanks at the end")
  func fitting() {
    let rows = [["a", "long cell", "x"], ["bcd", "", "yz"]]
    let table = TextTable(fitting: rows, titles: ["I", "II", "III"])
    #expect(
      ([table.header] + rows.map(table.row)) == [
        "I    II         III", "a    long cell  x", "bcd             yz",
      ])
  }
}
