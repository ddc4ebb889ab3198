/// A workbook that is read (XLSX: ECMA-376, parts of the first edition that programs write).
public struct WorkbookContent: Hashable, Sendable {
  /// The sheets that are shown, in their order.
  public let sheets: [SheetContent]
  /// The names of sheets that are hidden, which are not read.
  public let hiddenSheets: [String]

  /// Whether bytes look like the archive that a workbook is.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4b, 0x03, 0x04])
  }

  /// Reads a workbook.
  ///
  /// Of formulas the results count that the program which wrote the file computed.
  ///
  /// - Throws: ``WorkbookFileError`` for what is no workbook, is damaged, or too large.
  public init(parsing bytes: [UInt8]) throws(WorkbookFileError) {
    let archive = try ZipContents(bytes)
    let package = try PartRelations(of: "", in: archive)
    let index = package.part("officeDocument") ?? "xl/workbook.xml"
    guard let book = try archive.content(index) else {
      if archive.has("content.xml") { throw .otherWorkbook("OpenDocument (ODS)") }
      if archive.has("xl/workbook.bin") { throw .otherWorkbook("the binary form (XLSB)") }
      throw .missing(part: index)
    }
    let relations = try PartRelations(of: index, in: archive)
    let outline = try WorkbookOutline(book, part: index)
    let texts =
      try archive.content(relations.part("sharedStrings") ?? "xl/sharedStrings.xml")
      .map { bytes throws(WorkbookFileError) in try SharedTextList(bytes).texts } ?? []
    let formats =
      try archive.content(relations.part("styles") ?? "xl/styles.xml")
      .map { bytes throws(WorkbookFileError) in try NumberFormats(bytes) } ?? NumberFormats()
    var sheets: [SheetContent] = []
    for sheet in outline.sheets {
      guard let part = relations.part(id: sheet.relation) else { continue }
      guard let content = try archive.content(part) else { throw .missing(part: part) }
      let reader = SheetReader(
        name: sheet.name, texts: texts, formats: formats, countsFrom1904: outline.countsFrom1904)
      sheets.append(try reader.sheet(content, part: part))
    }
    guard !sheets.isEmpty else { throw .missing(part: "a sheet") }
    self.sheets = sheets
    hiddenSheets = outline.hiddenSheets
  }
}

/// What the workbook's own part says: its sheets, and the day from which days are counted.
struct WorkbookOutline {
  var sheets: [(name: String, relation: String)] = []
  var hiddenSheets: [String] = []
  var countsFrom1904 = false

  init(_ bytes: [UInt8], part: String) throws(WorkbookFileError) {
    var scanner = try XMLScanner(bytes, part: part)
    while let token = try scanner.next() {
      guard case .start(let name, let attributes) = token else { continue }
      if name == "sheet" {
        guard let title = attributes["name"], let relation = attributes["id"] else {
          throw .damaged(part: part)
        }
        if attributes["state"] ?? "visible" == "visible" {
          sheets.append((title, relation))
        } else {
          hiddenSheets.append(title)
        }
      } else if name == "workbookPr" {
        countsFrom1904 = ["1", "true"].contains(attributes["date1904"])
      }
    }
  }
}

/// The texts that cells refer to by number (18.4.8).
struct SharedTextList {
  private(set) var texts: [String] = []

  init(_ bytes: [UInt8]) throws(WorkbookFileError) {
    var scanner = try XMLScanner(bytes, part: "xl/sharedStrings.xml")
    while let token = try scanner.next() {
      if case .start("si", _) = token { texts.append(try scanner.richText(until: "si")) }
    }
  }
}

extension XMLScanner {
  /// The text of an element made of runs, without how it is pronounced (18.4.6, `rPh`).
  mutating func richText(until name: String) throws(WorkbookFileError) -> String {
    var (text, isShown, isSpoken) = ("", false, false)
    while let token = try next() {
      switch token {
      case .start("t", _): isShown = !isSpoken
      case .end("t"): isShown = false
      case .start("rPh", _): isSpoken = true
      case .end("rPh"): isSpoken = false
      case .end(name): return text.withoutCellEscapes
      case .text(let piece) where isShown: text += piece
      default: break
      }
    }
    return text.withoutCellEscapes
  }
}

extension String {
  /// The text with `_xHHHH_` resolved, the form that the format has for characters beyond XML
  /// (22.9.2.19, ST_Xstring).
  var withoutCellEscapes: String {
    guard utf8.contains(UInt8(ascii: "_")) else { return self }
    var units: [UInt16] = []
    let source = Array(utf16)
    var place = 0
    while place < source.count {
      if let unit = source[place...].cellEscape {
        units.append(unit)
        place += 7
      } else {
        units.append(source[place])
        place += 1
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}

extension ArraySlice<UInt16> {
  /// The unit that the beginning stands for if it is `_xHHHH_`.
  fileprivate var cellEscape: UInt16? {
    let start = prefix(7).map { UInt8(exactly: $0) ?? 0 }
    guard start.count == 7, start[0] == UInt8(ascii: "_"), start[1] == UInt8(ascii: "x"),
      start[6] == UInt8(ascii: "_")
    else { return nil }
    return UInt16(String(decoding: start[2..<6], as: UTF8.self), radix: 16)
  }
}
