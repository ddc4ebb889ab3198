import Spreadsheets
import Texts

/// A table as its file shows it: lines of cells, from text or from a sheet of a workbook.
package struct TableSheet: Sendable {
  /// A line that says something.
  package struct Row: Sendable {
    /// The line of the text, or the row of the sheet, counted from one.
    package let line: Int
    /// The number of cells: the same in every line of a table.
    package let count: Int
    fileprivate let content: Content

    fileprivate enum Content: Sendable {
      /// A line of text, whose cells are read where they are asked for.
      case record(DelimitedTable.Record)
      case cells([String])
    }

    /// What a cell means, counted from zero: without blanks around it, guards against formulas and
    /// characters that nobody sees.
    package subscript(column: Int) -> String { self.raw(column).cleanedCell }

    /// The cell with the characters that nobody sees.
    package func raw(_ column: Int) -> String {
      switch content {
      case .record(let record): record[column]
      case .cells(let cells): cells.indices.contains(column) ? cells[column] : ""
      }
    }

    /// What all cells mean.
    package var values: [String] { (0..<count).map { self[$0] } }

    /// Whether no cell says anything.
    var isBlank: Bool { (0..<count).allSatisfy { self[$0].isEmpty } }
  }

  /// The sheet's name; `nil` for a text.
  package let name: String?
  /// The lines that say something, in order, the header included.
  package let rows: [Row]
  /// Whether a number may have a decimal comma: not where the comma separates cells, and not in a
  /// workbook, whose numbers have no marks.
  package let mayHaveDecimalComma: Bool
  /// The titles above the header that were passed over.
  package let titles: [String]
  /// What was taken for granted of the sheet, in words.
  package let remarks: [String]
  /// Why the sheet cannot be used, if it cannot: a formula without a result, merged cells.
  package let problem: TableFileError?

  /// A table in text.
  init(_ table: DelimitedTable, titles: [String]) {
    name = nil
    rows = table.records.map { Row(line: $0.line, count: $0.count, content: .record($0)) }
      .filter { !$0.isBlank }
    mayHaveDecimalComma = table.delimiter != .comma
    self.titles = titles
    remarks = []
    problem = nil
  }

  /// A sheet of a workbook.
  init(_ sheet: SheetContent) {
    var problem: TableFileError?
    let width = sheet.rows.map(\.cells.count).max() ?? 0
    // Tables need not begin at the edge of their sheet.
    let edge = sheet.rows.map(\.blankStart).min() ?? 0
    var rows: [Row] = []
    for row in sheet.rows {
      var cells: [String] = []
      for (column, value) in row.cells.enumerated().dropFirst(edge) {
        let text = CellWords.text(of: value)
        if text == nil, problem == nil {
          let cell = SheetContent.letters(ofColumn: column) + "\(row.number)"
          problem = .uncomputed(sheet: sheet.name, cell: cell)
        }
        cells.append((text ?? "").trimmingSpaces())
      }
      let content = Row(line: row.number, count: width - edge, content: .cells(cells))
      if !content.isBlank { rows.append(content) }
    }
    var titles: [String] = []
    while rows.count >= 2, Self.isTitle(rows[0], above: rows[1]) {
      titles.append(rows.removeFirst()[0])
    }
    if let header = rows.first, let merged = sheet.merged(from: header.line) {
      problem = problem ?? .merged(sheet: sheet.name, cells: merged)
    }
    name = sheet.name
    self.rows = rows
    remarks = sheet.hiddenParts.map { "hidden \($0) are read, too" }
    mayHaveDecimalComma = false
    self.titles = titles
    self.problem = problem
  }

  private static func isTitle(_ row: Row, above next: Row) -> Bool {
    let filled = { (row: Row) in (0..<row.count).filter { !row[$0].isEmpty } }
    return row.count > 1 && filled(row) == [0]
  }
}

/// Texts for what cells of workbooks hold, as a table in text would have them.
enum CellWords {
  /// The text of a value; `nil` for a formula without a result.
  static func text(of value: SheetContent.Value) -> String? {
    switch value {
    case .blank: ""
    case .text(let text): text
    case .number(let number): words(number)
    case .moment(let days, let hasDate, let hasTime):
      moment(days, hasDate: hasDate, hasTime: hasTime)
    case .flag(let flag): flag ? "TRUE" : "FALSE"
    case .error(let text): text
    case .uncomputed: nil
    }
  }

  /// A number without an exponent or needless decimals, where it has neither.
  private static func words(_ number: Double) -> String {
    // Up to 2^53 whole numbers are exact.
    abs(number) < 9_007_199_254_740_992 && number == number.rounded()
      ? "\(Int(number))" : "\(number)"
  }

  /// Days since 30 December 1899 as a date, a time of day, or both.
  private static func moment(_ days: Double, hasDate: Bool, hasTime: Bool) -> String {
    // Beyond the year 9999 programs show no dates either.
    guard (0..<2_958_466).contains(days) else { return words(days) }
    let seconds = Int((days * 86_400).rounded())
    var (day, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // Times to which hours were added go on past 24:00, whatever format shows them; nobody plans a
    // shift of the year 1900.
    if hasTime, day < 366 { (day, rest) = (0, seconds == 86_400 && !hasDate ? seconds : rest) }
    let clock =
      digits(rest / 3_600) + ":" + digits(rest / 60 % 60)
      + (rest % 60 == 0 ? "" : ":" + digits(rest % 60))
    if day == 0, hasTime || rest > 0 { return clock }
    return rest == 0 && !hasTime ? CivilDate(day).text : CivilDate(day).text + " " + clock
  }

  private static func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
}

extension String {
  /// The text without blanks at its ends.
  fileprivate func trimmingSpaces() -> String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}

/// A date of the Gregorian calendar by the days since 30 December 1899.
private struct CivilDate {
  let text: String

  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021, `civil_from_days`.
  init(_ days: Int) {
    // From 1 March of the year 0 to 30 December 1899.
    let day = days + 693_899
    let era = day / 146_097
    let inEra = day % 146_097
    let year = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    let date = inYear - (153 * month + 2) / 5 + 1
    let (civilMonth, civilYear) = (
      month < 10 ? month + 3 : month - 9, year + era * 400 + (month < 10 ? 0 : 1)
    )
    let two = { (number: Int) in (number < 10 ? "0" : "") + "\(number)" }
    text = "\(civilYear)-\(two(civilMonth))-\(two(date))"
  }
}
