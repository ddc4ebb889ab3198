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
      try self.init(workbook: bytes)
      return
    }
    if let kind = Self.otherKind(bytes) { throw .other(kind) }
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

  private init(workbook bytes: [UInt8]) throws(TableFileError) {
    let content: WorkbookContent
    do throws(WorkbookFileError) { content = try WorkbookContent(parsing: bytes) } catch {
      throw .workbook(error)
    }
    let hidden = content.hiddenSheets.map(\.quoted).joined(separator: ", ")
    self.init(
      sheets: content.sheets.filter { !$0.rows.isEmpty }.map(TableSheet.init), isWorkbook: true,
      remarks: hidden.isEmpty ? [] : ["hidden sheets are passed over: \(hidden)"])
  }

  /// What a file is that is no table, by how it begins.
  private static func otherKind(_ bytes: [UInt8]) -> String? {
    let start = bytes.prefix(1_024)
    if start.starts(with: [0x1f, 0x8b]) { return "a compressed file (gzip)" }
    if start.starts(with: "%PDF".utf8) { return "a PDF" }
    switch start.first(where: { !" \t\r\n".utf8.contains($0) }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return "JSON, which is no table here"
    case UInt8(ascii: "<"): return "a page of the web (HTML or XML)"
    default: return nil
    }
  }
}
