/// Writes a sheet as a part of the file; the order of elements is the format's (18.3.1.99).
struct SheetWriter {
  private let sheet: Sheet
  private let isFirst: Bool

  init(_ sheet: Sheet, isFirst: Bool) throws(WorkbookError) {
    let columns = sheet.rows.map(\.count).max() ?? 0
    if sheet.rows.count > WorkbookError.mostRows {
      throw .tooManyRows(sheet: sheet.name, rows: sheet.rows.count)
    }
    if columns > WorkbookError.mostColumns {
      throw .tooManyColumns(sheet: sheet.name, columns: columns)
    }
    self.sheet = sheet
    self.isFirst = isFirst
  }

  func xml(_ texts: inout SharedTexts, _ styles: inout StyleTable) -> String {
    "<worksheet xmlns=\"\(Namespace.sheets)\">"
      + "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
      + view + columns + data(&texts, &styles)
      + "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.4\" bottom=\"0.6\" header=\"0.3\""
      + " footer=\"0.3\"/>"
      // Paper 9 is A4; a height of 0 pages means as many as are needed.
      + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>"
      + "<headerFooter><oddFooter>&amp;L&amp;F, &amp;A&amp;RPage &amp;P of &amp;N</oddFooter>"
      + "</headerFooter>" + numberedNames + "</worksheet>"
  }

  private var view: String {
    let (rows, columns) = (sheet.frozenRows, sheet.frozenColumns)
    var pane = ""
    if rows > 0 || columns > 0 {
      let name =
        rows == 0 ? "topRight" : columns == 0 ? "bottomLeft" : "bottomRight"
      pane =
        "<pane" + (columns > 0 ? " xSplit=\"\(columns)\"" : "")
        + (rows > 0 ? " ySplit=\"\(rows)\"" : "")
        + " topLeftCell=\"\(Reference(row: rows, column: columns))\" activePane=\"\(name)\""
        + " state=\"frozen\"/>"
    }
    return "<sheetViews><sheetView workbookViewId=\"0\"\(isFirst ? " tabSelected=\"1\"" : "")>"
      + pane + "</sheetView></sheetViews>"
  }

  private var columns: String {
    guard !sheet.columnWidths.isEmpty else { return "" }
    return "<cols>"
      + sheet.columnWidths.enumerated().map { number, width in
        "<col min=\"\(number + 1)\" max=\"\(number + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
      }.joined() + "</cols>"
  }

  private func data(_ texts: inout SharedTexts, _ styles: inout StyleTable) -> String {
    var data = "<sheetData>"
    for (row, cells) in sheet.rows.enumerated() {
      data += "<row r=\"\(row + 1)\">"
      for (column, cell) in cells.enumerated() {
        let place = Reference(row: row, column: column)
        data += Self.xml(cell, at: place, &texts, &styles)
      }
      data += "</row>"
    }
    return data + "</sheetData>"
  }

  private static func xml(
    _ cell: Cell, at place: Reference, _ texts: inout SharedTexts, _ styles: inout StyleTable
  ) -> String {
    var isQuoted = false
    if case .text(let text) = cell.value, let first = text.utf8.first {
      // The same as those before which tables in text have an apostrophe.
      isQuoted = "=+-@\t\r".utf8.contains(first)
    }
    let start = "<c r=\"\(place)\" s=\"\(styles.number(of: cell.style, isQuoted: isQuoted))\""
    switch cell.value {
    case .blank: return start + "/>"
    case .text(let text): return start + " t=\"s\"><v>\(texts.number(of: text))</v></c>"
    case .integer(let number): return start + "><v>\(number)</v></c>"
    case .decimal(let number): return start + "><v>\(number)</v></c>"
    }
  }

  /// Keeps programs from warning of names that look like numbers.
  private var numberedNames: String {
    guard let width = sheet.rows.map(\.count).max(), width > 0 else { return "" }
    let end = Reference(row: sheet.rows.count - 1, column: width - 1)
    return "<ignoredErrors><ignoredError sqref=\"A1:\(end)\" numberStoredAsText=\"1\"/>"
      + "</ignoredErrors>"
  }
}

/// The place of a cell, counted from zero; in writing `A1` is the first.
struct Reference: CustomStringConvertible {
  let row: Int
  let column: Int

  var description: String { "\(Self.letters(column))\(row + 1)" }

  /// The name of a column: A to Z, AA, AB and so on.
  static func letters(_ column: Int) -> String {
    var (rest, letters) = (column + 1, "")
    while rest > 0 {
      let letter = Unicode.Scalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      letters = String(letter) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// The column of a reference that begins with its letters, as `BC12`; `nil` if it has none of the
  /// 16,384 that there are.
  static func column(of reference: some StringProtocol) -> Int? {
    let letters = reference.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    guard (1...3).contains(letters.count) else { return nil }
    let column = letters.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 } - 1
    return column < WorkbookError.mostColumns ? column : nil
  }
}
