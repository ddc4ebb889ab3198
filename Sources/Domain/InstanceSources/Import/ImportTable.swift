import PatrolModel
import Texts

/// A planner's table: a header and the lines below it, with errors that name the cell.
struct ImportTable {
  /// The most sectors, and steps, that are read: far beyond what any solver here can do.
  static let largestSide = 10_000

  let file: String
  let headerLine: Int
  let header: [String]
  let lines: [DelimitedTable.Record]
  private let decimalComma: Bool

  init(parsing source: InstanceImport.File, of what: String) throws(ImportError) {
    file = source.name
    let table: DelimitedTable
    do {
      table = try DelimitedTable(parsing: source.bytes)
    } catch let cause {
      throw ImportError(
        source.name, .cell(line: cause.line, column: "\(cause.column)"),
        found: cause.problem.found, expected: cause.problem.advice)
    }
    let records = table.records.filter { !$0.isBlank }
    guard let header = records.first, records.count > 1 else {
      throw ImportError(
        source.name, .file, found: records.isEmpty ? "an empty file" : "a header only",
        expected: "a table of \(what) with a header and a line for each")
    }
    self.header = header.values
    headerLine = header.line
    lines = Array(records.dropFirst())
    decimalComma = table.delimiter != .comma
    guard lines.count <= Self.largestSide, self.header.count <= Self.largestSide + 1 else {
      throw ImportError(
        source.name, .file, found: "\(lines.count) lines of \(self.header.count) cells",
        expected: "at most \(Self.largestSide) sectors and steps are possible")
    }
  }

  /// The error for a cell.
  func error(line: Int, column: Int, expected: String) -> ImportError {
    let cell = lines[line][column]
    return ImportError(
      file, .cell(line: lines[line].line, column: columnName(column)),
      found: cell.isEmpty ? "an empty cell" : cell.quoted, expected: expected)
  }

  /// The number in a cell, if it is a plain decimal.
  func decimal(line: Int, column: Int) -> Double? {
    let cell = lines[line][column]
    // Double reads more than planners write: hexadecimal, infinities, NaN.
    if cell.utf8.allSatisfy(Self.isPlain) { return Double(cell) }
    guard decimalComma, !cell.utf8.contains(UInt8(ascii: ".")) else { return nil }
    let bytes = cell.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
    return bytes.allSatisfy(Self.isPlain) ? Double(String(decoding: bytes, as: UTF8.self)) : nil
  }

  /// Whether a byte is a digit, a sign or a point.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The sector identifiers of the header, from its second cell on, which must differ.
  func headerSectors() throws(ImportError) -> [Sector.ID] {
    let ids = header.dropFirst().map { Sector.ID($0) }
    try checkSectors(ids) { _ in headerLine }
    return ids
  }

  /// Throws unless the identifiers are there, not empty, and each there once.
  func checkSectors(_ ids: [Sector.ID], line: (Int) -> Int) throws(ImportError) {
    if ids.isEmpty {
      throw ImportError(
        file, .line(headerLine), found: "no sectors", expected: "a column for each sector")
    }
    var seen: Set<Sector.ID> = []
    for (index, id) in ids.enumerated() {
      if id.rawValue.isEmpty {
        throw ImportError(
          file, .line(line(index)), found: "a sector without an identifier",
          expected: "fill it in or remove it")
      }
      guard id.rawValue.isLabel(upTo: Sector.ID.longest) else {
        throw ImportError(
          file, .line(line(index)), found: "the identifier \(id.rawValue.quoted)",
          expected: String.labelInWords(upTo: Sector.ID.longest))
      }
      if !seen.insert(id).inserted {
        throw ImportError(
          file, .line(line(index)), found: "sector \"\(id)\" for the second time",
          expected: "list each sector once")
      }
    }
  }

  /// Where each wanted sector is in a list of this table, which must hold these and no others.
  func places(
    of wanted: [Sector.ID], in listed: [Sector.ID], as part: String
  ) throws(ImportError) -> [Int] {
    let places = Dictionary(zip(listed, listed.indices), uniquingKeysWith: { first, _ in first })
    var result: [Int] = []
    for id in wanted {
      guard let place = places[id] else {
        throw ImportError(
          file, .file, found: "no \(part) for sector \"\(id)\"",
          expected: "add one; identifiers must be the same in all files")
      }
      result.append(place)
    }
    let known = Set(wanted)
    if let stranger = listed.first(where: { !known.contains($0) }) {
      throw ImportError(
        file, .file, found: "a \(part) for sector \"\(stranger)\", which the other files lack",
        expected: "remove it, or add the sector there")
    }
    return result
  }

  private func columnName(_ column: Int) -> String {
    header[column].isEmpty ? "\(column + 1)" : header[column].escaped
  }
}
