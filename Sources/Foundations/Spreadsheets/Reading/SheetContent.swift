/// A sheet of a workbook that was read: what its cells show, not how they look.
public struct SheetContent: Hashable, Sendable {
  /// What a cell holds.
  public enum Value: Hashable, Sendable {
    /// Nothing.
    case blank
    /// A text.
    case text(String)
    /// A number.
    case number(Double)
    /// A number that is shown as a date, a time of day, or both: days since 30 December 1899.
    case moment(Double, hasDate: Bool, hasTime: Bool)
    /// True or false.
    case flag(Bool)
    /// An error, as `#REF!`.
    case error(String)
    /// A formula whose result the program that wrote the file did not compute.
    case uncomputed
  }

  /// A row with some cell in it.
  public struct Row: Hashable, Sendable {
    /// The row's number, counted from one.
    public let number: Int
    /// The cells from column A on, without blank ones at the end.
    public let cells: [Value]

    /// How many cells are blank before the first that is not.
    public var blankStart: Int { cells.prefix { $0 == .blank || $0 == .text("") }.count }
  }

  /// The name on the sheet's tab.
  public let name: String
  /// The rows in order; those without any cell are left out.
  public let rows: [Row]
  /// Which rows and columns are hidden, in words.
  public let hiddenParts: [String]
  /// The areas of cells that are merged into one, such as `B2:B4`, in the order of the file.
  let mergedAreas: [String]
}

extension SheetContent {
  /// The first area of merged cells at or below a row whose cell says something.
  public func merged(from first: Int) -> String? {
    guard !mergedAreas.isEmpty else { return nil }
    let places = Dictionary(
      rows.map { ($0.number, $0.cells) }, uniquingKeysWith: { first, _ in first })
    return mergedAreas.first { area in
      guard let corner = area.split(separator: ":").first,
        let number = Int(corner.drop { !$0.isNumber }), number >= first,
        let column = Reference.column(of: corner),
        let cells = places[number], cells.indices.contains(column)
      else { return false }
      return cells[column] != .blank
    }
  }
}

extension SheetContent {
  /// The letters of a column counted from zero: A, B, and so on.
  public static func letters(ofColumn column: Int) -> String { Reference.letters(column) }
}
