public import Failures

/// Why a file is no workbook that can be read.
public enum WorkbookFileError: ClassifiedError, Hashable {
  /// The bytes are no ZIP archive, which every workbook is.
  case noArchive
  /// A workbook of another kind, as named.
  case otherWorkbook(String)
  /// The workbook is protected by a password.
  case encrypted
  /// A part of the file is damaged.
  case damaged(part: String)
  /// A part is larger, deeper or has more cells than is read.
  case tooLarge(part: String)
  /// A part that a workbook has is missing.
  case missing(part: String)
  /// A cell refers to something that is not in the file.
  case badCell(sheet: String, cell: String)
}

extension WorkbookFileError {
  /// What is wrong with the file, and what to do.
  public var account: FailureAccount {
    FailureAccount(.invalidData, found, remedy: .inWords(advice))
  }

  /// What there is in the file.
  public var found: String {
    switch self {
    case .noArchive: "no workbook (XLSX), or a damaged one"
    case .otherWorkbook(let kind): "a workbook in \(kind)"
    case .encrypted: "a workbook with a password"
    case .damaged(let part): "a workbook whose part \(part) is damaged"
    case .tooLarge(let part): "a workbook whose part \(part) is larger than tables are"
    case .missing(let part): "a file without \(part), which every workbook (XLSX) has"
    case .badCell(let sheet, let cell): "sheet \"\(sheet)\", cell \(cell): a value that is none"
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .noArchive, .damaged, .missing, .badCell:
      "save it again as XLSX or CSV by a spreadsheet program"
    case .otherWorkbook: "save it as XLSX or CSV by a spreadsheet program"
    case .encrypted: "save it without one"
    case .tooLarge: "keep the table alone in the workbook, or save it as CSV"
    }
  }
}
