import Failures
import InstanceImports
import PatrolModel
import Spreadsheets
import Tables
import Texts

extension ReaderCheck {
  /// Workbooks as archives.
  static let workbook = ReaderCheck("workbook") { bytes in
    do throws(WorkbookFileError) { _ = try WorkbookContent(parsing: bytes) } catch {
      return .refused("\(error)")
    }
    return .accepted(written: [])
  }

  /// The sheet of a workbook whose other parts are sound, as `demand` of an import.
  static let worksheet = ReaderCheck("worksheet") { bytes in
    guard let xml = String(validating: bytes, as: UTF8.self) else { return .refused("no text") }
    return try table(archive(sheet: xml))
  }

  /// Tables as text.
  static let tableText = ReaderCheck("table-text") { bytes in try table(bytes) }

  /// A day in one workbook, its sheets one after the other as text: what `import` makes of it.
  static let dayTables = ReaderCheck("day-tables") { bytes in
    let parts = bytes.split(separator: 0x0c, maxSplits: 4, omittingEmptySubsequences: false)
      .map(Array.init)
    guard parts.count >= 2 else { return .refused("fewer than two tables") }
    func part(_ place: Int) -> InstanceImport.File? {
      parts.indices.contains(place) && !parts[place].isEmpty
        ? InstanceImport.File(name: "input", bytes: parts[place]) : nil
    }
    let source = InstanceImport(
      name: "input", travel: .table(.init(name: "input", bytes: parts[1])),
      demand: .init(name: "input", bytes: parts[0]), sectors: part(2), carList: part(3),
      ruleList: part(4))
    let instance: PatrolInstance
    do throws(ImportFailure) { instance = try source.imported().instance } catch {
      return .refused(error.description)
    }
    return .accepted(written: try rewritten(instance))
  }

  private static func table(_ bytes: [UInt8]) throws -> Outcome {
    do throws(TableFileError) { _ = try TableFile(parsing: bytes) } catch {
      return .refused("\(error)")
    }
    return .accepted(written: [])
  }

  private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func archive(sheet: String) throws -> [UInt8] {
    var archive = ZipArchive()
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    func list(_ id: String, _ type: String, _ target: String) -> String {
      "\(head)<Relationships xmlns=\"\(relations)\"><Relationship Id=\"\(id)\" "
        + "Type=\"\(office)/\(type)\" Target=\"\(target)\"/></Relationships>"
    }
    try archive.append(list("r1", "officeDocument", "xl/workbook.xml"), name: "_rels/.rels")
    try archive.append(
      "\(head)<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
        + "<sheet name=\"demand\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
      name: "xl/workbook.xml")
    try archive.append(
      list("r1", "worksheet", "worksheets/sheet1.xml"), name: "xl/_rels/workbook.xml.rels")
    try archive.append(sheet, name: "xl/worksheets/sheet1.xml")
    return try archive.finished()
  }
}
