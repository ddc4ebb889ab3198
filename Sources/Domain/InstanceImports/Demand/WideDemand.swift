import PatrolModel
import Texts

/// Demand with a line per step, and for each sector one column, or one each for `min`, `target` and
/// `max`.
struct WideDemand {
  let sectors: [Sector.ID]
  /// A line per step.
  let steps: [Int]
  let cells: [[DemandCell]]

  init(
    _ table: ImportTable, lead: LeadColumns, known: Set<Sector.ID>, empty: Int?
  ) throws(ImportError) {
    let totals = DemandTotals(table, lead: lead.count, known: known, empty: empty)
    let (columns, sums) = try totals.sectorColumns()
    let groups = try Self.groups(of: columns, in: table, known: known)
    sectors = groups.map(\.sector)
    try table.checkSectors(sectors) { _ in table.headerLine }
    steps = try totals.stepLines(columns: columns, sums: sums)
    var cells: [[DemandCell]] = []
    for line in steps where !table.journal.isFull {
      cells.append(groups.map { totals.cell($0.columns, line: line) })
    }
    self.cells = cells
  }

  /// The columns by sector, in the order of the header.
  private static func groups(
    of columns: [Int], in table: ImportTable, known: Set<Sector.ID>
  ) throws(ImportError) -> [(sector: Sector.ID, columns: DemandColumns)] {
    var groups: [(sector: Sector.ID, columns: DemandColumns)] = []
    var places: [Sector.ID: Int] = [:]
    for column in columns {
      let title = table.header[column]
      guard !known.contains(Sector.ID(title)), let part = DemandBound.split(title) else {
        places[Sector.ID(title)] = places[Sector.ID(title)] ?? groups.count
        groups.append((Sector.ID(title), DemandColumns(exact: column)))
        continue
      }
      let sector = Sector.ID(part.sector)
      guard let place = places[sector] else {
        places[sector] = groups.count
        groups.append((sector, DemandColumns(bounds: [part.bound: column])))
        continue
      }
      let isFree = groups[place].columns.exact == nil
      guard isFree, groups[place].columns.bounds.updateValue(column, forKey: part.bound) == nil
      else {
        throw ImportError(
          table.file, .line(table.headerLine),
          found: "the column \(title.quoted) beside another of sector \"\(sector)\"",
          expected: "give a sector one column, or one each for min, target and max")
      }
    }
    return groups
  }
}
