/// A mean of points over a rectangle, place by place.
///
/// The value at a place is the weighted mean of the points' values, each weighted besides by the
/// biweight kernel (1 − d²)² of its distance in units of the radius, 0 from there on: the estimator
/// of Nadaraya 1964 (doi:10.1137/1109020) and Watson 1964. The kernel needs no exponential, so that a
/// picture is the same on every machine. Where no point is within the radius there is no value.
struct SmoothField {
  /// A point in the unit square.
  struct Point {
    let x: Double
    let y: Double
    let value: Double
    let weight: Double
  }

  /// The number of cells in a row, and of rows.
  let size: (columns: Int, rows: Int)
  /// The values at the cells' centres, row by row from y = 0; nil where no point is near.
  let values: [Double?]

  /// The radius for a number of points: Scott's rate n^(−1/6) in two dimensions, a fifth at forty.
  static func radius(points: Int) -> Double {
    let root = Double(max(points, 1)).squareRoot()
    // The cube root by Newton's method, which is arithmetic alone.
    let cube = (0..<40).reduce(root) { guess, _ in (2 * guess + root / (guess * guess)) / 3 }
    return 0.37 / cube
  }

  init(_ points: [Point], columns: Int, rows: Int) {
    size = (columns, rows)
    let radius = Self.radius(points: points.count)
    values = (0..<rows * columns).map { cell in
      let x = (Double(cell % columns) + 0.5) / Double(columns)
      let y = (Double(cell / columns) + 0.5) / Double(rows)
      var (sum, weights) = (0.0, 0.0)
      for point in points {
        let (dx, dy) = ((point.x - x) / radius, (point.y - y) / radius)
        let rest = 1 - dx * dx - dy * dy
        guard rest > 0 else { continue }
        sum += rest * rest * point.weight * point.value
        weights += rest * rest * point.weight
      }
      return weights > 0 ? sum / weights : nil
    }
  }

  /// The lines on which the field has a value, as pairs of places in units of cells.
  ///
  /// Marching squares between centres; of a saddle's two pairs of lines either is right.
  func contour(at level: Double) -> [(from: (x: Double, y: Double), to: (x: Double, y: Double))] {
    guard size.columns > 1, size.rows > 1 else { return [] }
    return (0..<(size.rows - 1) * (size.columns - 1)).flatMap { square in
      let (column, row) = (square % (size.columns - 1), square / (size.columns - 1))
      let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { (column + $0.0, row + $0.1) }
      let heights = corners.compactMap { values[$0.1 * size.columns + $0.0] }
      guard heights.count == 4 else {
        return [] as [((x: Double, y: Double), (x: Double, y: Double))]
      }
      let crossings = (0..<4).compactMap { side -> (x: Double, y: Double)? in
        let (a, b) = (heights[side], heights[(side + 1) % 4])
        guard (a >= level) != (b >= level) else { return nil }
        let share = (level - a) / (b - a)
        let (from, to) = (corners[side], corners[(side + 1) % 4])
        return (
          Double(from.0) + share * Double(to.0 - from.0) + 0.5,
          Double(from.1) + share * Double(to.1 - from.1) + 0.5
        )
      }
      return stride(from: 0, to: crossings.count - 1, by: 2).map {
        (crossings[$0], crossings[$0 + 1])
      }
    }
  }
}
