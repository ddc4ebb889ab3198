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
    "sector", "beat", "zone", "area", "district", "sektor", "bezirk", "variable",
  ]
  private static let carTitles: Set<String> = [
    "cars", "demand", "needs", "need", "needed", "count", "number", "units", "required",
    "cars needed", "units needed", "cars required", "units required", "value",
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
    guard let sector = titles.firstIndex(where: Self.sectorTitles.contains), sector >= lead.count,
      let columns = Self.columns(titles)
    else { return nil }
    let totals = DemandTotals(table, lead: lead.count, known: known, empty: empty)
    let times = table.lines.map { lead.text(of: $0) }
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
