package import Spreadsheets
package import Texts

/// Why a file has no tables.
package enum TableFileError: Error, Hashable {
  /// The text is no table.
  case text(DelimitedTextError)
  /// The workbook cannot be read.
  case workbook(WorkbookFileError)
  /// A formula whose result is not in the file.
  case uncomputed(sheet: String, cell: String)
  /// A workbook of the format before XLSX, or one with a password.
  case oldWorkbook
  /// A cell below the header that is one with others, so that nobody knows for which it stands.
  case merged(sheet: String, cells: String)
  /// A file of another kind, in words.
  case other(String)

  /// What there is in the file.
  package var found: String {
    switch self {
    case .text(let error): error.problem.found
    case .workbook(let error): error.found
    case .uncomputed(let sheet, let cell):
      "sheet \(sheet.quoted), cell \(cell): a formula without its result"
    case .oldWorkbook: "a workbook of the old format XLS, or one with a password"
    case .merged(let sheet, let cells): "sheet \(sheet.quoted): the cells \(cells) are merged"
    case .other(let kind): kind
    }
  }

  /// What to do about it.
  package var advice: String {
    switch self {
    case .text(let error): error.problem.advice
    case .workbook(let error): error.advice
    case .uncomputed: "open the file in a spreadsheet program and save it"
    case .oldWorkbook: "save it as XLSX, without a password"
    case .merged: "split them, and write in each what holds for it"
    case .other: "save the table as CSV or XLSX"
    }
  }
}
