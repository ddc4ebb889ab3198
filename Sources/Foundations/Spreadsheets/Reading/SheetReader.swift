/// Reads the cells of a sheet (18.3.1.99).
struct SheetReader {
  /// The most cells of a sheet, blank ones before others included.
  private static let mostCells = 8_000_000

  let name: String
  let texts: [String]
  let formats: NumberFormats
  let countsFrom1904: Bool

  func sheet(_ bytes: [UInt8], part: String) throws(WorkbookFileError) -> SheetContent {
    var scanner = try XMLScanner(bytes, part: part)
    var rows: [SheetContent.Row] = []
    var (number, cells, total) = (0, [SheetContent.Value](), 0)
    var isInRow = false
    var (hiddenRows, hiddenColumns, merged) = ([String](), [String](), [String]())
    while let token = try scanner.next() {
      switch token {
      case .start("row", let attributes):
        let next = attributes["r"].map { Int($0) ?? 0 } ?? number + 1
        guard !isInRow, next > number, next <= WorkbookError.mostRows else {
          throw .damaged(part: part)
        }
        (number, cells, isInRow) = (next, [], true)
        if attributes.isSet("hidden") { hiddenRows.append("\(number)") }
      case .start("col", let attributes) where attributes.isSet("hidden"):
        hiddenColumns.append(Self.letters(of: attributes))
      case .start("mergeCell", let attributes):
        if let area = attributes["ref"] { merged.append(area) }
      case .start("c", let attributes):
        guard isInRow else { throw .damaged(part: part) }
        let column = try self.column(attributes["r"], in: number, after: cells.count)
        total += column + 1 - cells.count
        guard total <= Self.mostCells else { throw .tooLarge(part: part) }
        cells += Array(repeating: .blank, count: column - cells.count)
        cells.append(try value(attributes, of: &scanner))
      case .end("row"):
        isInRow = false
        while cells.last == .blank { cells.removeLast() }
        if !cells.isEmpty { rows.append(SheetContent.Row(number: number, cells: cells)) }
      default: break
      }
    }
    let shown = Set(rows.map { "\($0.number)" })
    return SheetContent(
      name: name, rows: rows,
      hiddenParts: Self.words(rows: hiddenRows.filter(shown.contains), columns: hiddenColumns),
      mergedAreas: merged)
  }

  /// The letters of columns from one to another, as `C` and `C:E`.
  private static func letters(of attributes: [String: String]) -> String {
    let ends = ["min", "max"].compactMap { attributes[$0].flatMap { Int($0) } }
      .map { SheetContent.letters(ofColumn: max(0, min($0, WorkbookError.mostColumns) - 1)) }
    return Set(ends).count == 1 ? ends[0] : ends.joined(separator: ":")
  }

  private static func words(rows: [String], columns: [String]) -> [String] {
    func words(_ part: String, _ names: [String]) -> String? {
      guard !names.isEmpty else { return nil }
      return "\(part)\(names.count == 1 ? "" : "s") "
        + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and others" : "")
    }
    return [words("row", rows), words("column", columns)].compactMap(\.self)
  }

  /// The column of a reference such as `BC12`, which must be one of its row; the next column without
  /// a reference.
  private func column(
    _ reference: String?, in row: Int, after count: Int
  ) throws(WorkbookFileError) -> Int {
    guard let reference else { return count }
    let digits = reference.utf8.drop { $0 >= UInt8(ascii: "A") }
    guard let column = Reference.column(of: reference), column >= count,
      Int(String(decoding: digits, as: UTF8.self)) == row
    else { throw .badCell(sheet: name, cell: reference) }
    return column
  }

  private func value(
    _ attributes: [String: String], of scanner: inout XMLScanner
  ) throws(WorkbookFileError) -> SheetContent.Value {
    let odd = WorkbookFileError.badCell(sheet: name, cell: attributes["r"] ?? "")
    var (text, inline, isValue, hasFormula) = ("", String?.none, false, false)
    var values = 0
    reading: while let token = try scanner.next() {
      switch token {
      // A cell has one value and no other cell in it; which of several is meant nobody knows.
      case .start("c", _), .start("row", _): throw odd
      case .start("v", _):
        values += 1
        guard values == 1 else { throw odd }
        isValue = true
      case .end("v"): isValue = false
      case .start("f", _): hasFormula = true
      case .start("is", _):
        guard inline == nil else { throw odd }
        inline = try scanner.richText(until: "is")
      case .text(let piece) where isValue: text += piece
      case .end("c"): break reading
      default: break
      }
    }
    if let inline { return .text(inline) }
    if text.isEmpty, attributes["t"] != "str" { return hasFormula ? .uncomputed : .blank }
    guard let value = meaning(of: text, attributes) else { throw odd }
    return value
  }

  /// What the content of a cell stands for by its type and style (18.18.11).
  private func meaning(
    of text: String, _ attributes: [String: String]
  ) -> SheetContent.Value? {
    switch attributes["t"] ?? "n" {
    case "s": Int(text).flatMap { texts.indices.contains($0) ? .text(texts[$0]) : nil }
    case "str": .text(text.withoutCellEscapes)
    case "d": .text(text)
    case "b": text == "1" || text == "true" ? .flag(true) : .flag(false)
    case "e": .error(text)
    case "n": number(text, style: attributes["s"].flatMap { Int($0) } ?? 0)
    default: nil
    }
  }

  private func number(_ text: String, style: Int) -> SheetContent.Value? {
    guard let number = Double(text), number.isFinite else { return nil }
    guard let moment = formats[style] else { return .number(number) }
    // The days between the two days from which programs count (18.17.4.1).
    let shift = countsFrom1904 && moment.hasDate ? 1462.0 : 0
    return .moment(number + shift, hasDate: moment.hasDate, hasTime: moment.hasTime)
  }
}

extension [String: String] {
  /// Whether an attribute says yes.
  fileprivate func isSet(_ name: String) -> Bool { ["1", "true"].contains(self[name]) }
}
