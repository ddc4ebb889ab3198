package import Tables
import Texts

/// What a table of an import is about, and which sheet of a workbook that is.
package enum ImportKind: String, CaseIterable {
  case demand, travel, sectors, cars, rules

  /// What the table holds, in words.
  package var content: String {
    switch self {
    case .demand: "cars needed"
    case .travel: "travel minutes"
    case .sectors: "sectors"
    case .cars: "cars"
    case .rules: "rules"
    }
  }

  /// Names of sheets with such a table, in small letters.
  private var sheetNames: [String] {
    switch self {
    case .demand: ["demand", "needs", "need", "staffing", "cars needed"]
    case .travel: ["travel", "travel times", "times", "minutes", "matrix", "distances"]
    case .sectors: ["sectors", "beats", "zones", "areas"]
    case .cars: ["cars", "units", "fleet", "vehicles"]
    case .rules: ["rules", "pins", "constraints"]
    }
  }

  /// Whether a line of units or names may stand below the header: where all other lines have numbers.
  package var mayHaveSubtitles: Bool { self == .demand || self == .travel }

  /// The most lines of a table: travel times may stand one below the other.
  package var mostLines: Int {
    switch self {
    case .demand, .sectors: ImportTable.largestSide
    // As many legs as there are between a thousand sectors, far more than are written so.
    case .travel: 1_000_000
    case .cars, .rules: 100_000
    }
  }

  /// The sheet of a file with this table: the one of the right name, else the only one.
  package func sheet(of content: TableFile, file: String) throws(ImportError) -> TableSheet? {
    if let sheet = named(in: content) { return sheet }
    guard content.sheets.count > 1 else { return content.sheets.first }
    let alike = content.sheets.filter { sheet in
      words(in: sheet).contains { sheetNames.contains($0) }
    }
    if alike.count == 1 { return alike[0] }
    let names = content.sheets.map { ($0.name ?? "").quoted }.joined(separator: ", ")
    throw ImportError(
      file, .file, found: "the sheets \(names)",
      expected: "call the sheet of \(self.content) \(sheetNames[0].quoted)")
  }

  /// The sheet of a workbook whose name says that it has this table.
  package func named(in content: TableFile) -> TableSheet? {
    sheetNames.lazy.compactMap { name in
      content.sheets.first { words(in: $0).joined(separator: " ") == name }
    }.first
  }

  /// The words of a sheet's name, in small letters.
  private func words(in sheet: TableSheet) -> [String] {
    (sheet.name ?? "").lowercased().split { !$0.isLetter }.map { String($0) }
  }
}
