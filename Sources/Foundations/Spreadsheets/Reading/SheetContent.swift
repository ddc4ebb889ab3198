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
  }

  /// The name on the sheet's tab.
  public let name: String
  /// The rows in order; those without any cell are left out.
  public let rows: [Row]
}

extension SheetContent {
  /// The letters of a column counted from zero: A, B, and so on.
  public static func letters(ofColumn column: Int) -> String { Reference.letters(column) }
}
