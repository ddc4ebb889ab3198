import PatrolModel
import Tables
import Texts

/// Demand with a line per step and sector, and the columns `sector` and `cars`, or `min`, `target`
/// and `max`.
struct LongDemand {
  let sectors: [Sector.ID]
  /// The first line of each step.
  let steps: [Int]
  let cells: [[DemandCell]]

  // The last ones are those of `pandas.melt`.
  private static let sectorTitles: Set<String> = [
    "sector", "sector id", "beat", "zone", "area", "district", "sektor", "bezirk", "variable",
  ]
  private static let carTitles: Set<String> = [
    "cars", "demand", "needs", "need", "needed", "count", "number", "units", "required",
    "cars needed", "units needed", "cars required", "units required", "wagen", "fahrzeuge",
    "bedarf",
    "anzahl", "value",
    // Those of counts in R.
    "n", "freq",
  ]

  /// The columns of the time, where it stands behind a sector that comes first.
  static func lead(of header: [String], known: Set<Sector.ID>) -> LeadColumns? {
    let titles = titles(of: header, known: known)
    guard let first = titles.prefix(2).firstIndex(where: sectorTitles.contains),
      columns(titles) != nil
    else { return nil }
    return LeadColumns(long: header, behind: first)
  }

  private static func titles(of header: [String], known: Set<Sector.ID>) -> [String] {
    header.map { known.contains(Sector.ID($0)) ? "" : $0.lowercased().replacing("_", with: " ") }
  }

  /// Reads the table.
  ///
  /// - Returns: `nil` if its header is not of this kind.
  init?(
    _ table: ImportTable, lead: LeadColumns, known: Set<Sector.ID>, empty: Int?
  ) throws(ImportError) {
    let titles = Self.titles(of: table.header, known: known)
    guard let sector = titles.firstIndex(where: Self.sectorTitles.contains), sector >= lead.count
    else { return nil }
    guard let columns = Self.columns(titles) else {
      // Sectors below one another are no numbers of cars in a sector that is called "sector".
      guard !known.isEmpty, table.lines.allSatisfy({ known.contains(Sector.ID($0[sector])) })
      else { return nil }
      throw ImportError(
        table.file, .line(table.headerLine), found: "no column of the cars that a sector needs",
        expected: "call it cars, or call those of a range min, target and max")
    }
    let totals = DemandTotals(table, lead: lead.count, known: known, empty: empty)
    let times = Self.times(table, lead)
    let sums = totals.longSums(times: times, sector: sector, columns)
    var found: [String: [Sector.ID: DemandCell]] = [:]
    var steps: [(line: Int, time: String)] = []
    var sectors: [Sector.ID] = []
    var seen: Set<Sector.ID> = []
    for line in table.lines.indices where !table.journal.isFull && !sums.contains(line) {
      let time = times[line]
      let id = Sector.ID(table.lines[line][sector])
      if found[time] == nil { steps.append((line, time)) }
      if seen.insert(id).inserted { sectors.append(id) }
      if found[time, default: [:]].updateValue(totals.cell(columns, line: line), forKey: id) != nil
      {
        totals.report(
          line: line, column: sector, found: "sector \"\(id)\" at \(time) for the second time",
          expected: "write one line for each step and sector")
      }
    }
    try table.checkSectors(sectors) { place in
      table.lines.first { $0[sector] == sectors[place].rawValue }?.line ?? table.headerLine
    }
    self.sectors = sectors
    self.steps = steps.map(\.line)
    cells = steps.map { step in
      sectors.map { id in
        if let cell = found[step.time]?[id] { return cell }
        if empty == nil {
          totals.report(
            line: step.line, column: sector, found: "no line for sector \"\(id)\" at \(step.time)",
            expected: "add one, or say what is needed where nothing is written")
        }
        return DemandCell(exactly: empty ?? 0)
      }
    }
  }

  /// The time of each line; one that says none has that of the line above, as in outlines.
  private static func times(_ table: ImportTable, _ lead: LeadColumns) -> [String] {
    var times: [String] = []
    var first: Int?
    for line in table.lines {
      let isOpen = lead.isEmpty(in: line)
      if isOpen, !times.isEmpty { first = first ?? line.line }
      times.append(isOpen ? times.last ?? "" : lead.text(of: line))
    }
    if let first {
      table.journal.note(
        table.file, "lines without a time, first line \(first), are read as of the time above them")
    }
    return times
  }

  private static func columns(_ titles: [String]) -> DemandColumns? {
    var columns = DemandColumns(exact: titles.firstIndex(where: carTitles.contains))
    if columns.exact == nil {
      for (column, title) in titles.enumerated() {
        if let bound = DemandBound(title) { columns.bounds[bound] = column }
      }
    }
    return columns.exact == nil && columns.bounds.isEmpty ? nil : columns
  }
}
