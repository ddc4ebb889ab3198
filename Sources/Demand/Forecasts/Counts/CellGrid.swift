public import Incidents

/// Square cells of equal degrees that cover a set of incidents.
///
/// Cells begin at multiples of the resolution, so that grids of several data sets fit together.
public struct CellGrid: Hashable, Sendable {
  /// The side of a cell in degrees.
  public let resolution: Double
  /// Where the first row begins, in cells north of the equator.
  public let firstRow: Int
  /// Where the first column begins, in cells east of Greenwich.
  public let firstColumn: Int
  /// The number of rows, south to north.
  public let rows: Int
  /// The number of columns, west to east.
  public let columns: Int

  /// More cells than this are refused: with a year of hours each takes 70 kB in some methods.
  public static let mostCells = 20_000

  /// Creates a grid of given extent.
  public init(resolution: Double, firstRow: Int, firstColumn: Int, rows: Int, columns: Int) {
    precondition(resolution > 0 && rows >= 1 && columns >= 1, "a grid has cells")
    self.resolution = resolution
    self.firstRow = firstRow
    self.firstColumn = firstColumn
    self.rows = rows
    self.columns = columns
  }

  /// Creates the smallest grid that holds all incidents, of which there is one at least.
  ///
  /// - Parameters:
  ///   - incidents: Where cells are needed.
  ///   - resolution: Degrees, in 0.0005...1.
  /// - Throws: ``ForecastError/tooManyCells(_:resolution:)``.
  public init(
    covering incidents: [Incident], resolution: Double
  ) throws(ForecastError) {
    precondition(!incidents.isEmpty && (0.0005...1).contains(resolution), "a grid has cells")
    let rows = incidents.lazy.map { Self.index($0.latitude, resolution) }
    let columns = incidents.lazy.map { Self.index($0.longitude, resolution) }
    let (south, north) = (rows.min() ?? 0, rows.max() ?? 0)
    let (west, east) = (columns.min() ?? 0, columns.max() ?? 0)
    let (height, width) = (north - south + 1, east - west + 1)
    guard height * width <= Self.mostCells else {
      throw .tooManyCells(height * width, resolution: resolution)
    }
    self.init(
      resolution: resolution, firstRow: south, firstColumn: west, rows: height, columns: width)
  }

  /// The number of cells; they are counted row by row from the south-west.
  public var cellCount: Int { rows * columns }

  /// The cell of a place, `nil` outside the grid.
  public func cell(latitude: Double, longitude: Double) -> Int? {
    let row = Self.index(latitude, resolution) - firstRow
    let column = Self.index(longitude, resolution) - firstColumn
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return nil }
    return row * columns + column
  }

  /// The south-west corner of a cell, in degrees.
  public func corner(of cell: Int) -> (latitude: Double, longitude: Double) {
    (
      Double(firstRow + cell / columns) * resolution,
      Double(firstColumn + cell % columns) * resolution
    )
  }

  /// The up to eight cells around one.
  public func neighbours(of cell: Int) -> [Int] {
    let (row, column) = (cell / columns, cell % columns)
    return (max(0, row - 1)...min(rows - 1, row + 1)).flatMap { row in
      (max(0, column - 1)...min(columns - 1, column + 1)).map { row * columns + $0 }
    }.filter { $0 != cell }
  }

  /// The cell that a degree is in; one on the border, up to rounding, is in the cell that begins.
  private static func index(_ degrees: Double, _ resolution: Double) -> Int {
    // Records have five to nine decimals; 1e-9 cells is far below them, and far above rounding.
    Int((degrees / resolution + 1e-9).rounded(.down))
  }
}
