import PatrolModel
import Tables
import Texts

/// Finds the totals that planners keep beside and below their numbers, by their sums.
struct DemandTotals {
  let table: ImportTable
  private let lead: Int
  private let known: Set<Sector.ID>
  /// Those of the known sectors that no column has, in order.
  private let missing: [String]
  private let empty: Int?

  private static let words: Set<String> = [
    "total", "totals", "sum", "sums", "all", "all cars", "gesamt", "gesamtergebnis", "gesamtsumme",
    "insgesamt", "summe", "somme", "totale", "suma", "totaal", "\u{3a3}", "\u{2211}",
  ]

  init(_ table: ImportTable, lead: Int, known: Set<Sector.ID>, empty: Int?) {
    self.table = table
    self.lead = lead
    self.known = known
    missing = known.subtracting(table.header.map { Sector.ID($0) }).map(\.rawValue).sorted()
    self.empty = empty
  }

  /// The number in a cell, if it is one of cars.
  func count(line: Int, column: Int) -> Int? {
    if let empty, ImportTable.isMissing(table.lines[line][column]) { return empty }
    return table.wholeNumber(line: line, column: column).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Whether another file knows a sector of a name.
  func isKnown(_ name: String) -> Bool { known.contains(Sector.ID(name)) }

  /// Whether a cell says nothing, as an empty one does.
  func isNothing(line: Int, column: Int) -> Bool {
    ImportTable.isNothing(table.lines[line][column])
  }

  /// The number in a cell; one that is none is reported, and 0 stands for it.
  func reportedCount(line: Int, column: Int) -> Int {
    if let count = count(line: line, column: column), count <= DemandTable.mostCars { return count }
    report(
      line: line, column: column, found: nil,
      expected: "write how many cars are needed, a whole number from 0 to \(DemandTable.mostCars)"
        + (table.lines[line][column].isEmpty ? ", or say what empty cells are" : ""))
    return 0
  }

  /// Keeps an error about a cell.
  func report(line: Int, column: Int, found: String?, expected: String) {
    table.journal.report(table.error(line: line, column: column, expected: expected, found))
  }

  /// The columns of sectors: all but those that other files do not know and that are the sums of
  /// the others; and those sums.
  ///
  /// - Throws: ``ImportError`` if a column called a total is not the sum.
  func sectorColumns() throws(ImportError) -> (sectors: [Int], sums: [Int]) {
    var sums: [Int] = []
    var columns = Array(lead..<max(lead, table.header.count))
    // Spreadsheets leave columns without anything at the end.
    while let last = columns.last, isEmpty(column: last) { columns.removeLast() }
    // Sums of minima and maxima mean nothing: there, a total is told by its title alone.
    let hasRanges = columns.contains { isBound(column: $0) }
    for column in columns.reversed() where !known.contains(Sector.ID(table.header[column])) {
      let others = columns.filter { $0 != column }
      let isCalledTotal = Self.isTotal(table.header[column])
      if hasRanges {
        guard isCalledTotal else { continue }
        columns = others
        table.journal.note(
          table.file, "column \(table.columnName(column)) is called a total and is left out")
        continue
      }
      // Without the word, one column is no sum of others.
      guard !others.isEmpty, isCalledTotal || others.count > 1 && !mayBeSector(column: column)
      else { continue }
      let lines = table.lines.indices.filter { !isTotalLine($0) }
      if let odd = lines.first(where: { sum(line: $0, others) != count(line: $0, column: column) })
      {
        if isCalledTotal, !known.isEmpty {
          throw table.error(
            line: odd, column: column,
            expected: sum(line: odd, others).map { "the sectors of this line add up to \($0)" }
              ?? "write whole numbers, or leave the column of totals out")
        }
        continue
      }
      columns = others
      sums.append(column)
      table.journal.note(
        table.file,
        "column \(table.columnName(column)) is the sum of the others and is left out")
    }
    return (columns, sums)
  }

  /// Whether a column may be that of a sector which other files know and which has none: its title
  /// is almost that name, or there are so few steps that anything may be a sum by chance.
  private func mayBeSector(column: Int) -> Bool {
    guard !missing.isEmpty else { return false }
    return table.lines.count < 3 || NearestName(missing).hint(for: table.header[column]) != nil
  }

  /// The lines of steps: all but those that are sums.
  ///
  /// - Parameters:
  ///   - columns: The columns of sectors.
  ///   - sums: Those of their sums, in which a line of totals may say nothing.
  /// - Returns: The lines, in order.
  /// - Throws: ``ImportError`` if a line called a total is not the sum.
  func stepLines(columns: [Int], sums: [Int]) throws(ImportError) -> [Int] {
    let lines = 0..<(table.lines.count - footnotes())
    let steps = lines.filter { !isTotalLine($0) }
    for line in lines where isTotalLine(line) {
      for column in columns + sums.filter({ !isNothing(line: line, column: $0) }) {
        let total = steps.reduce(into: 0) { $0 += count(line: $1, column: column) ?? 0 }
        guard count(line: line, column: column) == total else {
          throw table.error(
            line: line, column: column,
            expected: "the steps of this column add up to \(total); mend the line of totals, or "
              + "leave it out")
        }
      }
      table.journal.note(
        table.file, "line \(table.lines[line].line) is the sum of the others and is left out")
    }
    guard !steps.isEmpty else {
      throw ImportError(
        table.file, .file, found: "no steps", expected: "a line for each step, with its time")
    }
    return steps
  }

  /// How many lines at the end are notes: words in the first cell and nothing in any other, where an
  /// empty cell stands for no number.
  private func footnotes() -> Int {
    guard empty == nil else { return 0 }
    let notes = table.lines.indices.reversed().prefix { line in
      let cells = table.lines[line].values
      return cells[0].contains(where: \.isLetter) && cells.dropFirst().allSatisfy(\.isEmpty)
        && ClockReading(cells[0]) == nil && !Self.isTotal(cells[0])
    }
    if let first = notes.last {
      table.journal.note(
        table.file,
        "what stands below the table, from line \(table.lines[first].line) on, is passed over")
    }
    return notes.count
  }

  /// Whether a line begins with a word for a total, or stands below steps and begins with nothing.
  private func isTotalLine(_ line: Int) -> Bool {
    let label = (0..<lead).map { table.lines[line][$0] }.joined()
    return label.isEmpty ? line > 0 : Self.isTotal(label)
  }

  /// Whether a title is a word for a total, or has one, as `Grand Total` and `Total cars`.
  static func isTotal(_ title: String) -> Bool {
    let title = title.lowercased()
    return words.contains(title) || title.split(separator: " ").contains { isTotalWord($0) }
  }

  /// Whether a word of a title says that it is a total.
  private static func isTotalWord(_ word: Substring) -> Bool {
    ["total", "totals", "sum", "gesamtergebnis"].contains(word)
  }

  /// The words of a label but those for a total: what `08:00 Total` is the total of.
  static func scope(_ label: String) -> [Substring] {
    let label = label.lowercased()
    if words.contains(label) { return [] }
    return label.split(separator: " ").filter {
      $0 != "-" && !isTotalWord($0) && !words.contains(String($0))
    }
  }

  private func sum(line: Int, _ columns: [Int]) -> Int? {
    var sum = 0
    for column in columns {
      guard let count = count(line: line, column: column) else { return nil }
      sum += count
    }
    return sum
  }

  private func isBound(column: Int) -> Bool {
    !known.contains(Sector.ID(table.header[column]))
      && DemandBound.split(table.header[column]) != nil
  }

  private func isEmpty(column: Int) -> Bool {
    table.header[column].isEmpty && table.lines.allSatisfy { $0[column].isEmpty }
  }
}
