import Figures
import Forecasts
import Reports

/// Cells on a map, north above, the darker the more is expected in them.
struct RateMap {
  let grid: CellGrid
  /// What is expected in each cell.
  let expected: [Double]

  /// Pixels that the longer side takes, at most.
  private static let extent = 620
  /// Shades of the key, in parts of the largest value.
  private static let key = [0, 0.1, 0.25, 0.5, 0.75, 1]

  private var side: Int { max(3, min(34, Self.extent / max(grid.rows, grid.columns))) }
  private var most: Double { max(expected.max() ?? 0, 1e-9) }

  /// The map and its key, as SVG.
  var picture: Markup {
    let (width, height) = (max(300, grid.columns * side + 2), grid.rows * side + 2)
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height + 44,
        "viewBox": "0 0 \(width) \(height + 44)", "role": "img",
        "aria-label": "Map of \(grid.rows) by \(grid.columns) cells by what is expected in them",
      ],
      expected.indices.filter { expected[$0] >= most / 1_000 }.map(square) + [frame]
        + keys(y: height + 8))
  }

  private var frame: Markup {
    .element(
      "rect",
      [
        "x": 0.5, "y": 0.5, "width": grid.columns * side + 1, "height": grid.rows * side + 1,
        "fill": "none", "stroke": "#8a8a8a",
      ], [])
  }

  private func square(_ cell: Int) -> Markup {
    let (row, column) = (cell / grid.columns, cell % grid.columns)
    let corner = Self.place(cell, of: grid)
    return .element(
      "rect",
      [
        "x": 1 + column * side, "y": 1 + (grid.rows - 1 - row) * side, "width": side,
        "height": side, "fill": Self.shade(expected[cell] / most),
      ], [.line("title", "\(corner): \(Figure.fixed(expected[cell], 2))")])
  }

  private func keys(y: Int) -> [Markup] {
    Self.key.enumerated().flatMap { number, part in
      [
        Markup.rectangle(
          .init(x: 1 + number * 48, y: y, width: 48, height: 14), fill: Self.shade(part)),
        .text(
          Figure.fixed(part * most, most < 10 ? 2 : 1), x: 25 + number * 48, y: y + 30,
          style: "sum"),
      ]
    }
  }

  /// White for nothing to dark for the most, by the root of the part, as most cells have little.
  private static func shade(_ part: Double) -> String {
    let strength = max(0, min(1, part)).squareRoot()
    let (red, green, blue) = (255 - 235 * strength, 255 - 185 * strength, 255 - 120 * strength)
    return "rgb(\(Int(red)),\(Int(green)),\(Int(blue)))"
  }

  /// A cell by its south-west corner.
  static func place(_ cell: Int, of grid: CellGrid) -> String {
    let corner = grid.corner(of: cell)
    return "\(Figure.fixed(corner.latitude, 3))°, \(Figure.fixed(corner.longitude, 3))°"
  }
}
