/// A workbook for spreadsheet programs: sheets of texts and numbers, never of formulas.
///
/// It is written as Office Open XML (ECMA-376), in memory and without a time of day, so that the
/// same workbook has the same bytes.
public struct Workbook: Hashable, Sendable {
  /// What the workbook is about, for the properties that file managers show.
  public var title: String
  /// The program that wrote it, with its version.
  public var application: String
  /// The sheets, in the order of their tabs; at least one, with different names.
  public var sheets: [Sheet]

  /// Creates a workbook.
  public init(title: String, application: String, sheets: [Sheet]) {
    self.title = title
    self.application = application
    self.sheets = sheets
  }
}

/// One sheet of a workbook: rows of cells, and how it is shown and printed.
///
/// It prints on A4 landscape, as wide as a page, with its frozen rows and columns on every page.
public struct Sheet: Hashable, Sendable {
  /// The name on the tab: 1 to 31 characters without `[ ] : * ? / \ '`.
  public let name: String
  /// The rows from the top; they may differ in length.
  public var rows: [[Cell]]
  /// The widths of the first columns in characters, each in 1...255.
  public var columnWidths: [Double]
  /// How many rows stay in sight when the sheet is scrolled, and head every printed page.
  public var frozenRows: Int
  /// How many columns stay in sight when the sheet is scrolled, and lead every printed page.
  public var frozenColumns: Int

  /// Creates a sheet.
  ///
  /// - Precondition: The name is one that spreadsheet programs accept.
  public init(
    name: String, rows: [[Cell]], columnWidths: [Double] = [], frozenRows: Int = 0,
    frozenColumns: Int = 0
  ) {
    precondition(
      (1...31).contains(name.utf16.count) && !name.contains { "[]:*?/\\'".contains($0) },
      "a sheet has a name that spreadsheet programs accept")
    self.name = name
    self.rows = rows
    self.columnWidths = columnWidths
    self.frozenRows = frozenRows
    self.frozenColumns = frozenColumns
  }
}

/// A cell of a sheet.
public struct Cell: Hashable, Sendable {
  /// What a cell holds.
  public enum Value: Hashable, Sendable {
    /// Nothing.
    case blank
    /// A text, shown as it is whatever it begins with; of more than 32,767 UTF-16 units the end is
    /// cut off.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A finite number.
    case decimal(Double)
  }

  /// What the cell holds.
  public var value: Value
  /// How it looks.
  public var style: CellStyle

  /// Creates a cell.
  public init(_ value: Value, _ style: CellStyle = CellStyle()) {
    self.value = value
    self.style = style
  }
}

/// How a cell looks.
public struct CellStyle: Hashable, Sendable {
  /// Whether the text is bold.
  public var isBold: Bool
  /// Whether the text is in the middle of the cell.
  public var isCentred: Bool
  /// Whether a long text goes on in a line below.
  public var wraps: Bool
  /// Whether the cell has a thin frame.
  public var isFramed: Bool
  /// The background as `RRGGBB` in hexadecimal, if it has one.
  public var fill: String?
  /// The colour of the text as `RRGGBB` in hexadecimal; black if there is none.
  public var textColour: String?
  /// How many decimals a number is shown with, in 0...9; as many as it has if there is none.
  public var decimals: Int?
  /// Whether what somebody types into the cell stays a text: `01`, `MAR1` and `2-1` are neither
  /// numbers nor dates then.
  public var keepsText: Bool

  /// Creates a style; without arguments a plain one.
  public init(
    isBold: Bool = false, isCentred: Bool = false, wraps: Bool = false, isFramed: Bool = false,
    fill: String? = nil, textColour: String? = nil, decimals: Int? = nil, keepsText: Bool = false
  ) {
    self.isBold = isBold
    self.isCentred = isCentred
    self.wraps = wraps
    self.isFramed = isFramed
    self.fill = fill
    self.textColour = textColour
    self.decimals = decimals
    self.keepsText = keepsText
  }
}
