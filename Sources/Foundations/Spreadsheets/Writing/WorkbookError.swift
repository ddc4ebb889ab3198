public import Failures

/// Why a workbook cannot be written: it has more than spreadsheet programs take.
public enum WorkbookError: ClassifiedError, Hashable {
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

extension WorkbookError {
  /// What is too large, and what to do.
  public var account: FailureAccount {
    switch self {
    case .tooManyRows(let sheet, let rows):
      FailureAccount(
        .invalidData,
        "a workbook's sheet \"\(sheet)\" would have \(rows) rows, and programs take \(Self.mostRows)",
        remedy: "write CSV or JSON instead")
    case .tooManyColumns(let sheet, let columns):
      FailureAccount(
        .invalidData,
        "a workbook's sheet \"\(sheet)\" would have \(columns) columns, and programs take "
          + "\(Self.mostColumns)", remedy: "write CSV in the long layout or JSON instead")
    case .tooLarge:
      FailureAccount(
        .invalidData, "the workbook would be larger than 4 GiB",
        remedy: "write CSV or JSON instead")
    }
  }
}
