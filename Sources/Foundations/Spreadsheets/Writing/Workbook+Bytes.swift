/// The names that the elements of the file belong to.
enum Namespace {
  static let sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packages = "http://schemas.openxmlformats.org/package/2006"
}

extension Workbook {
  /// The workbook as a file in the format XLSX: the same bytes for the same workbook.
  ///
  /// - Precondition: There is a sheet, and no two have the same name.
  /// - Throws: ``WorkbookError`` if a sheet or the file is larger than programs take.
  public func bytes() throws(WorkbookError) -> [UInt8] {
    precondition(!sheets.isEmpty, "a workbook has sheets")
    precondition(
      Set(sheets.map { $0.name.lowercased() }).count == sheets.count, "names of sheets differ")
    var (texts, styles) = (SharedTexts(), StyleTable())
    var archive = ZipArchive()
    try archive.append(Self.declared(contentTypes), name: "[Content_Types].xml")
    try archive.append(Self.declared(Self.packageRelationships), name: "_rels/.rels")
    try archive.append(Self.declared(index), name: "xl/workbook.xml")
    try archive.append(Self.declared(relationships), name: "xl/_rels/workbook.xml.rels")
    for (number, sheet) in sheets.enumerated() {
      let part = try SheetWriter(sheet, isFirst: number == 0).xml(&texts, &styles)
      try archive.append(Self.declared(part), name: Self.path(number))
    }
    try archive.append(Self.declared(texts.xml), name: "xl/sharedStrings.xml")
    try archive.append(Self.declared(styles.xml), name: "xl/styles.xml")
    try archive.append(Self.declared(coreProperties), name: "docProps/core.xml")
    try archive.append(Self.declared(applicationProperties), name: "docProps/app.xml")
    return try archive.finished()
  }

  private static func path(_ number: Int) -> String { "xl/worksheets/sheet\(number + 1).xml" }

  private static func declared(_ xml: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml
  }

  private var contentTypes: String {
    let office = "application/vnd.openxmlformats-officedocument"
    let parts =
      [
        ("xl/workbook.xml", "\(office).spreadsheetml.sheet.main+xml"),
        ("xl/sharedStrings.xml", "\(office).spreadsheetml.sharedStrings+xml"),
        ("xl/styles.xml", "\(office).spreadsheetml.styles+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", "\(office).extended-properties+xml"),
      ]
      + sheets.indices.map { (Self.path($0), "\(office).spreadsheetml.worksheet+xml") }
    return "<Types xmlns=\"\(Namespace.packages)/content-types\">"
      + "<Default Extension=\"rels\""
      + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + parts.map { path, type in
        "<Override PartName=\"/\(path)\" ContentType=\"\(type)\"/>"
      }.joined() + "</Types>"
  }

  private static let packageRelationships = relationships([
    ("\(Namespace.relationships)/officeDocument", "xl/workbook.xml"),
    ("\(Namespace.packages)/relationships/metadata/core-properties", "docProps/core.xml"),
    ("\(Namespace.relationships)/extended-properties", "docProps/app.xml"),
  ])

  private var relationships: String {
    Self.relationships(
      sheets.indices.map {
        ("\(Namespace.relationships)/worksheet", "worksheets/sheet\($0 + 1).xml")
      } + [
        ("\(Namespace.relationships)/sharedStrings", "sharedStrings.xml"),
        ("\(Namespace.relationships)/styles", "styles.xml"),
      ])
  }

  private static func relationships(_ targets: [(type: String, path: String)]) -> String {
    "<Relationships xmlns=\"\(Namespace.packages)/relationships\">"
      + targets.enumerated().map { number, target in
        "<Relationship Id=\"rId\(number + 1)\" Type=\"\(target.type)\" Target=\"\(target.path)\"/>"
      }.joined() + "</Relationships>"
  }

  /// The list of sheets, and what of them heads every printed page.
  private var index: String {
    let list = sheets.enumerated().map { number, sheet in
      "<sheet name=\"\(sheet.name.plainXML)\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>"
    }
    let titles = sheets.enumerated().compactMap { number, sheet in
      sheet.printTitles.map {
        "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(number)\">\($0)</definedName>"
      }
    }
    return "<workbook xmlns=\"\(Namespace.sheets)\" xmlns:r=\"\(Namespace.relationships)\">"
      + "<bookViews><workbookView/></bookViews><sheets>\(list.joined())</sheets>"
      + (titles.isEmpty ? "" : "<definedNames>\(titles.joined())</definedNames>") + "</workbook>"
  }

  private var coreProperties: String {
    "<cp:coreProperties xmlns:cp=\"\(Namespace.packages)/metadata/core-properties\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>\(title.plainXML)</dc:title>"
      + "<dc:creator>\(application.plainXML)</dc:creator></cp:coreProperties>"
  }

  private var applicationProperties: String {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return "<Properties xmlns=\"\(types)\"><Application>\(application.plainXML)</Application>"
      + "</Properties>"
  }
}

extension Sheet {
  /// The columns and rows that stay in sight, as absolute references; `nil` if there are none.
  fileprivate var printTitles: String? {
    let name = "'\(name.plainXML)'"
    let columns =
      frozenColumns > 0 ? ["\(name)!$A:$\(Reference.letters(frozenColumns - 1))"] : []
    let rows = frozenRows > 0 ? ["\(name)!$1:$\(frozenRows)"] : []
    let titles = columns + rows
    return titles.isEmpty ? nil : titles.joined(separator: ",")
  }
}
