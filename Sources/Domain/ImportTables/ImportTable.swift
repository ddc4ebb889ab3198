package import PatrolModel
package import Tables
import Texts

/// A planner's table: a header and the lines below it, with errors that name the cell.
package struct ImportTable {
  /// The most sectors, and steps, that are read: far beyond what any solver here can do.
  package static let largestSide = 10_000

  /// The file's name, with the sheet's if it is a workbook of several.
  package let file: String
  package let headerLine: Int
  package let header: [String]
  package let lines: [TableSheet.Row]
  package let journal: ImportJournal
  private let decimalComma: Bool

  /// Reads a table, or the sheet of a workbook that is about something.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - kind: What the table is about.
  ///   - journal: Where remarks go.
  /// - Throws: ``ImportError`` if the file is no table with a header and a line.
  package init(
    parsing source: ImportFile, of kind: ImportKind, _ journal: ImportJournal
  ) throws(ImportError) {
    let content: TableFile
    do { content = try TableFile(parsing: source.bytes) } catch {
      throw ImportError(source.name, error)
    }
    let sheet = try kind.sheet(of: content, file: source.name)
    file = source.name + (content.isWorkbook ? ", sheet \(sheet?.name?.escaped ?? "")" : "")
    if let problem = sheet?.problem { throw ImportError(source.name, problem) }
    var rows = sheet?.rows ?? []
    let overline =
      rows.count > 2 && Self.isOverline(rows[0], above: rows[1]) ? rows.removeFirst() : nil
    guard let header = rows.first, rows.count > 1 else {
      throw ImportError(
        file, .file, found: rows.isEmpty ? "an empty file" : "a header only",
        expected: "a table of \(kind.content) with a header and a line for each")
    }
    self.header = Self.titles(header, above: rows.dropFirst())
    headerLine = header.line
    let isSubtitled =
      kind.mayHaveSubtitles && rows.count > 2 && Self.isSubtitle(rows[1], of: self.header)
    lines = Array(rows.dropFirst(isSubtitled ? 2 : 1))
    if isSubtitled, kind == .travel, let unit = Self.otherUnit(of: rows[1]) {
      throw ImportError(
        file, .line(rows[1].line), found: "legs in the unit \(unit.quoted)",
        expected: "write the minutes of travel, and \"min\" or nothing below the header")
    }
    decimalComma = sheet?.mayHaveDecimalComma ?? false
    self.journal = journal
    guard lines.count <= kind.mostLines, self.header.count <= Self.largestSide + 1 else {
      throw ImportError(
        file, .file, found: "\(lines.count) lines of \(self.header.count) cells",
        expected: "at most \(Self.largestSide) sectors and steps are possible")
    }
    for remark in content.remarks + (sheet?.remarks ?? []) { journal.note(file, remark) }
    if let overline {
      journal.note(file, "line \(overline.line) above the header is passed over")
    }
    if isSubtitled {
      journal.note(
        file, "line \(rows[1].line) is read as units or names below the header and is passed over")
    }
    for title in sheet?.titles ?? [] {
      journal.note(file, "the title \(title.quoted) above the header is passed over")
    }
    noteInvisibleCharacters(in: header)
  }

  /// The titles of a header; spreadsheets leave columns without anything at the end.
  private static func titles(
    _ header: TableSheet.Row, above lines: ArraySlice<TableSheet.Row>
  ) -> [String] {
    var titles = header.values
    while let last = titles.last, last.isEmpty, lines.allSatisfy({ $0[titles.count - 1].isEmpty }) {
      titles.removeLast()
    }
    return titles
  }

  /// Whether a line stands above a header as `Sum of cars, Column Labels` does in a pivot table: at most
  /// two words, and below them a name in each column.
  private static func isOverline(_ row: TableSheet.Row, above next: TableSheet.Row) -> Bool {
    let names = next.values
    return row.count > 3 && row.values.count(where: { !$0.isEmpty }) <= 2
      && names.allSatisfy { !$0.isEmpty && Double($0) == nil && ClockReading($0) == nil }
  }

  /// Whether a line below a header has units or names instead of numbers: words without any digit,
  /// and before them neither a time nor a sector.
  private static func isSubtitle(_ row: TableSheet.Row, of header: [String]) -> Bool {
    let cells = row.values
    let words = cells.dropFirst().filter { !$0.isEmpty }
    return !words.isEmpty && words.allSatisfy { $0.contains(where: \.isLetter) }
      && !cells.joined().contains(where: \.isNumber) && ClockReading(cells[0]) == nil
      && (cells[0].isEmpty || !header.dropFirst().contains(cells[0]))
  }

  /// The unit in a line of units, if all are one and it is none of minutes.
  private static func otherUnit(of row: TableSheet.Row) -> String? {
    let words = Set(
      row.values.dropFirst().filter { !$0.isEmpty }.map { cell in
        String(cell.lowercased().filter { !"[]()".contains($0) })
      })
    guard words.count == 1, let word = words.first, otherUnits.contains(word) else { return nil }
    return word
  }

  private static let otherUnits: Set<String> = [
    "s", "sec", "secs", "second", "seconds", "sekunden", "h", "hr", "hrs", "hour", "hours",
    "stunden",
    "ms", "m", "metres", "meters", "meter", "km", "kilometres", "kilometers", "kilometer", "mi",
    "mile",
    "miles", "ft", "km/h", "mph",
  ]

  /// Says which names have characters that nobody sees, as they are read without.
  private func noteInvisibleCharacters(in header: TableSheet.Row) {
    let names =
      header.count == 0
      ? [] : (0..<header.count).map { (header, $0) } + lines.map { ($0, 0) }
    for (row, column) in names {
      let raw = row.raw(column)
      guard let character = raw.invisibleCharacter else { continue }
      journal.note(
        file,
        "line \(row.line): \(raw.cleanedCell.quoted) holds \(character.words), which is left out")
      return
    }
  }

  /// The error for a cell.
  package func error(
    line: Int, column: Int, expected: String, _ found: String? = nil
  ) -> ImportError {
    let cell = lines[line][column]
    return ImportError(
      file, .cell(line: lines[line].line, column: columnName(column)),
      found: found ?? (cell.isEmpty ? "an empty cell" : cell.quoted), expected: expected)
  }

  /// The number in a cell, if it is a plain decimal.
  package func decimal(line: Int, column: Int) -> Double? {
    let cell = lines[line][column]
    // Double reads more than planners write: hexadecimal, infinities, NaN.
    if cell.utf8.allSatisfy(Self.isPlain) { return Double(cell) }
    guard decimalComma, !cell.utf8.contains(UInt8(ascii: ".")) else { return nil }
    let bytes = cell.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
    return bytes.allSatisfy(Self.isPlain) ? Double(String(decoding: bytes, as: UTF8.self)) : nil
  }

  /// The whole number in a cell, which may be written as `1.0`.
  package func wholeNumber(line: Int, column: Int) -> Int? {
    let cell = lines[line][column]
    return Int(cell)
      ?? decimal(line: line, column: column).flatMap { $0 == $0.rounded() ? Int(exactly: $0) : nil }
  }

  /// Throws if some numbers have a decimal comma and others a decimal point: nobody can tell which
  /// of the two separates thousands.
  package func checkDecimalMarks(columns: some Collection<Int>) throws(ImportError) {
    guard decimalComma else { return }
    var first: (mark: UInt8, line: Int, column: Int)?
    for line in lines.indices {
      for column in columns {
        let cell = lines[line][column]
        let marks = cell.utf8.filter { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
        guard let mark = marks.first, decimal(line: line, column: column) != nil else { continue }
        if let first, first.mark != mark {
          throw error(
            line: line, column: column,
            expected: "write one decimal mark in the whole table; line \(lines[first.line].line) "
              + "has \(lines[first.line][first.column].quoted)")
        }
        first = first ?? (mark, line, column)
      }
    }
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

  /// Whether a text stands for nothing, as dashes do on a diagonal.
  package static func isNothing(_ cell: String) -> Bool {
    ["", "-", "\u{2013}", "\u{2014}", "\u{2212}"].contains(cell)
  }

  /// Whether a text is what programs write where there is no number.
  package static func isMissing(_ cell: String) -> Bool {
    isNothing(cell)
      || ["nan", "na", "n/a", "#n/a", "<na>", "none", "null"].contains(cell.lowercased())
  }

  /// Whether a text on a diagonal says that there is nothing to say, as people cross it out.
  package static func isCrossedOut(_ cell: String) -> Bool {
    isNothing(cell)
      || ["x", ".", "*", "/", "\\", "n/a", "na", "nan", "#n/a"].contains(cell.lowercased())
  }

  /// Where columns of certain names are; names of which one is enough stand together.
  ///
  /// - Throws: ``ImportError`` if two columns are the same thing.
  package func column(_ names: [String]) throws(ImportError) -> Int? {
    let places = header.indices.filter {
      names.contains(header[$0].lowercased()) || names.contains(Self.plainTitle(header[$0]))
    }
    if places.count > 1 {
      let titles = places.map { header[$0].quoted }.joined(separator: " and ")
      throw ImportError(
        file, .line(headerLine), found: "the columns \(titles), which mean the same",
        expected: "keep one of them")
    }
    return places.first
  }

  private static let units: Set<String> = ["min", "mins", "minutes", "deg", "degrees", "\u{b0}"]

  /// A title in small letters, without the unit behind it if that is the one in which it is read.
  private static func plainTitle(_ title: String) -> String {
    let title = title.lowercased().replacing("_", with: " ")
    guard title.hasSuffix(")") || title.hasSuffix("]"),
      let gap = title.lastIndex(where: { "([".contains($0) }),
      units.contains(String(title[title.index(after: gap)...].dropLast()))
    else { return title }
    return String(title[..<gap].reversed().drop { $0 == " " }.reversed())
  }

  /// Says which columns are not used.
  package func noteUnused(_ used: [Int?]) {
    let used = Set(used.compactMap(\.self))
    let unused = header.indices.filter { !used.contains($0) && !header[$0].isEmpty }
    guard !unused.isEmpty else { return }
    journal.note(
      file, "columns not used: \(unused.map { header[$0].quoted }.joined(separator: ", "))")
  }

  /// Throws unless the identifiers are there, not empty, and each there once.
  package func checkSectors(_ ids: [Sector.ID], line: (Int) -> Int) throws(ImportError) {
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
    warnOfTwins(ids.map(\.rawValue), "sectors")
  }

  /// Warns of names that people read as one, such as `f-01` and `F-01`: often one is a slip.
  package func warnOfTwins(_ names: [String], _ what: String) {
    var seen: [String: String] = [:]
    for name in names {
      if let other = seen.updateValue(name, forKey: name.lowercased()), other != name {
        journal.warn(
          file, "the \(what) \(other.quoted) and \(name.quoted) differ only in capital letters")
      }
    }
  }

  /// Where each wanted sector is in a list of this table; what is missing is reported.
  package func places(
    of wanted: [Sector.ID], in listed: [Sector.ID], as part: String
  ) -> [Int]? {
    let places = Dictionary(zip(listed, listed.indices), uniquingKeysWith: { first, _ in first })
    var result: [Int] = []
    let known = Set(wanted)
    let strangers = NearestName(listed.filter { !known.contains($0) }.map(\.rawValue))
    for id in wanted {
      if let place = places[id] {
        result.append(place)
        continue
      }
      // A hint goes over all names, which is too much for each of thousands.
      if journal.isFull { return nil }
      let hint = strangers.hint(for: id.rawValue)
      journal.report(
        ImportError(
          file, .file, found: "no \(part) for sector \"\(id)\"" + (hint.map { " (\($0))" } ?? ""),
          expected: "add one; identifiers must be the same in all files"))
    }
    return result.count == wanted.count ? result : nil
  }

  /// Reports the sectors of a list that nobody wants.
  package func refuseStrangers(to wanted: [Sector.ID], in listed: [Sector.ID], as part: String) {
    let known = Set(wanted)
    let names = NearestName(wanted.map(\.rawValue))
    for stranger in listed where !known.contains(stranger) {
      if journal.isFull { return }
      let hint = names.hint(for: stranger.rawValue)
      journal.report(
        ImportError(
          file, .file,
          found: "a \(part) for sector \"\(stranger)\"" + (hint.map { " (\($0))" } ?? "")
            + ", which the other files lack",
          expected: "remove it, or add the sector there"))
    }
  }

  /// What errors call a column: its heading, or its number.
  package func columnName(_ column: Int) -> String {
    header[column].isEmpty ? "\(column + 1)" : header[column].escaped
  }
}

extension ImportError {
  /// The error for a file that has no tables.
  package init(_ file: String, _ cause: TableFileError) {
    let place: Place =
      if case .text(let error) = cause {
        .cell(line: error.line, column: "\(error.column)")
      } else { .file }
    self.init(file, place, found: cause.found, expected: cause.advice)
  }
}
