/// Why a workbook cannot be written: it has more than spreadsheet programs take.
public enum WorkbookError: Error, Hashable, Sendable {
  /// A sheet has more rows than there can be.
  case tooManyRows(sheet: String, rows: Int)
  /// A sheet has more columns than there can be.
  case tooManyColumns(sheet: String, columns: Int)
  /// The file would be larger than 4 GiB.
  case tooLarge

  /// The most rows of a sheet.
  public static let mostRows = 1_048_576
  /// The most columns of a sheet.
  public static let mostColumns = 16_384
}

extension WorkbookError: CustomStringConvertible {
  /// What is too large, and what to do.
  public var description: String {
    switch self {
    case .tooManyRows(let sheet, let rows):
      "a workbook's sheet \"\(sheet)\" would have \(rows) rows, and programs take "
        + "\(Self.mostRows); write CSV or JSON instead"
    case .tooManyColumns(let sheet, let columns):
      "a workbook's sheet \"\(sheet)\" would have \(columns) columns, and programs take "
        + "\(Self.mostColumns); write CSV in the long layout or JSON instead"
    case .tooLarge: "the workbook would be larger than 4 GiB; write CSV or JSON instead"
    }
  }
}
