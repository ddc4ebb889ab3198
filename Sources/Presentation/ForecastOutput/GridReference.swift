package import Forecasts

/// The cells that a document speaks of.
public struct GridReference: Codable, Sendable {
  let resolution: Double
  let firstRow: Int
  let firstColumn: Int
  let rows: Int
  let columns: Int
  /// The south-west corner in degrees, for readers who place cells on a map.
  let south: Double
  let west: Double

  package init(_ grid: CellGrid) {
    resolution = grid.resolution
    firstRow = grid.firstRow
    firstColumn = grid.firstColumn
    rows = grid.rows
    columns = grid.columns
    south = Double(grid.firstRow) * grid.resolution
    west = Double(grid.firstColumn) * grid.resolution
  }

  /// The grid, if the numbers make one.
  var grid: CellGrid? {
    guard resolution >= 0.0005, resolution <= 1, (1...CellGrid.mostCells).contains(rows),
      (1...CellGrid.mostCells).contains(columns), rows * columns <= CellGrid.mostCells,
      abs(firstRow) <= 1_000_000, abs(firstColumn) <= 1_000_000
    else { return nil }
    return CellGrid(
      resolution: resolution, firstRow: firstRow, firstColumn: firstColumn, rows: rows,
      columns: columns)
  }
}

/// Days from a midnight to another one, which is not among them.
struct DaySpan: Codable {
  let from: String
  let to: String
  let days: Int
}
