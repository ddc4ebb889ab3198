import Foundation
import FoundationXML

/// A workbook as a reader that knows the format only from its specification understands it.
package struct ReadWorkbook {
  /// What a cell holds.
  package enum Value: Hashable {
    case text(String)
    case number(Double)
  }

  /// The archive that it is.
  package let file: UnzippedFile
  /// The names of the sheets, in order.
  package let names: [String]
  /// The cells of each sheet that hold something, by their references.
  package let sheets: [String: [String: Value]]
  /// How many cells hold a formula.
  package let formulaCount: Int

  /// Reads a workbook; every part has to be well-formed XML.
  package init(_ bytes: [UInt8]) throws {
    file = try UnzippedFile(bytes)
    var parts: [String: PartReader] = [:]
    for name in file.names { parts[name] = try PartReader(file.text(of: name) ?? "", name: name) }
    let texts = parts["xl/sharedStrings.xml"]?.texts ?? []
    names = parts["xl/workbook.xml"]?.sheets ?? []
    var sheets: [String: [String: Value]] = [:]
    var formulas = 0
    for (number, name) in names.enumerated() {
      let part = parts["xl/worksheets/sheet\(number + 1).xml"]
      sheets[name] = part?.cells.compactMapValues { cell in
        cell.isText
          ? Int(cell.value).flatMap { texts.indices.contains($0) ? .text(texts[$0]) : nil }
          : Double(cell.value).map { .number($0) }
      }
      formulas += part?.formulaCount ?? 0
    }
    self.sheets = sheets
    formulaCount = formulas
  }

  /// The cell at a row and column of a sheet, both counted from zero; there are 26 columns.
  package subscript(sheet: String, row: Int, column: Int) -> Value? {
    let letter = Character(Unicode.Scalar(UInt8(65 + column)))
    return sheets[sheet]?["\(letter)\(row + 1)"]
  }
}

/// Collects what the parts of a workbook hold.
private final class PartReader: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var sheets: [String] = []
  private(set) var cells: [String: (isText: Bool, value: String)] = [:]
  private(set) var formulaCount = 0
  private var reference = ""
  private var isText = false
  private var characters = ""

  init(_ xml: String, name: String) throws {
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    guard parser.parse() else {
      throw UnzippedFile.Damage(words: "\(name) is not well-formed: \(xml.prefix(200))")
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    characters = ""
    switch element {
    case "sheet": sheets.append(attributes["name"] ?? "")
    case "c":
      reference = attributes["r"] ?? ""
      isText = attributes["t"] == "s"
    case "f": formulaCount += 1
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters found: String) { characters += found }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    switch element {
    case "v": cells[reference] = (isText, characters)
    case "t": texts.append(characters.withoutEscapes)
    default: break
    }
  }
}

extension String {
  /// The text that `_xHHHH_` stands for where it stands.
  fileprivate var withoutEscapes: String {
    var (text, rest) = ("", unicodeScalars[...])
    while let scalar = rest.popFirst() {
      let digits = rest.dropFirst().prefix(4)
      if scalar == "_", rest.first == "x", digits.count == 4, rest.dropFirst(5).first == "_",
        let value = UInt32(String(digits), radix: 16), let meant = Unicode.Scalar(value)
      {
        text.unicodeScalars.append(meant)
        rest = rest.dropFirst(6)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
