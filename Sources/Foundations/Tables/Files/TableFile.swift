import Spreadsheets
import Texts

/// A file of tables: one in text (CSV), or the sheets of a workbook (XLSX).
///
/// Text may be UTF-8, UTF-16 or Windows-1252, its cells separated by commas, semicolons, tabs or
/// vertical bars; titles above the header are passed over.
package struct TableFile: Sendable {
  /// The tables that say something.
  package let sheets: [TableSheet]
  /// Whether the file is a workbook.
  package let isWorkbook: Bool
  /// What was taken for granted of the file as a whole, in words.
  package let remarks: [String]

  /// Reads a file.
  ///
  /// - Throws: ``TableFileError`` for what is no table.
  package init(parsing bytes: [UInt8]) throws(TableFileError) {
    if WorkbookContent.isWorkbook(bytes) {
      self.init(sheets: try Self.sheets(of: bytes), isWorkbook: true, remarks: [])
      return
    }
    // The mark of files before XLSX, and of workbooks with a password ([MS-CFB], 2.2).
    if bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0]) { throw .oldWorkbook }
    // Beyond that text only its own reader says how large it is.
    let encoding =
      bytes.count <= TextSize.most ? TableEncoding(bytes) : nil
    let preamble = TablePreamble(encoding?.text ?? bytes)
    let table: DelimitedTable
    do throws(DelimitedTextError) {
      table = try DelimitedTable(parsing: preamble.text, delimiter: preamble.delimiter)
    } catch { throw .text(error) }
    self.init(
      sheets: [TableSheet(table, titles: preamble.titles)], isWorkbook: false,
      remarks: [encoding?.remark].compactMap(\.self))
  }

  private init(sheets: [TableSheet], isWorkbook: Bool, remarks: [String]) {
    self.sheets = sheets
    self.isWorkbook = isWorkbook
    self.remarks = remarks
  }

  private static func sheets(of bytes: [UInt8]) throws(TableFileError) -> [TableSheet] {
    let content: WorkbookContent
    do throws(WorkbookFileError) { content = try WorkbookContent(parsing: bytes) } catch {
      throw .workbook(error)
    }
    return content.sheets.filter { !$0.rows.isEmpty }.map(TableSheet.init)
  }
}
