/// How planes lie in memory for a 3×3 convolution: in one row of numbers, with zeros around.
///
/// A column of zeros ends each row of cells and serves as the left neighbour of the next one, so that
/// a shift by a cell in any direction is a shift of the whole plane. Sums over all cells, and over
/// that column, are then one loop over numbers that lie side by side.
struct PaddedPlane {
  let height: Int
  let width: Int

  /// The numbers from one row of cells to the next.
  var stride: Int { width + 1 }
  /// The numbers from the first cell to the end of the last row.
  var span: Int { height * stride }
  /// The numbers of a plane: a row of zeros above and below, and one more at either end.
  var count: Int { (height + 2) * stride + 2 }
  /// Where the first cell is.
  var first: Int { stride + 1 }

  /// How far the nine neighbours of a cell are from it, row by row.
  var shifts: [Int] { (-1...1).flatMap { row in (-1...1).map { row * stride + $0 } } }

  /// Where the shifted planes of all channels begin, for the first cell: channels × 9.
  func offsets(channels: Int) -> [Int] {
    (0..<channels).flatMap { channel in shifts.map { channel * count + first + $0 } }
  }

  /// Copies planes of cells to padded ones.
  func pad(
    _ cells: UnsafePointer<Float>, channels: Int, into planes: UnsafeMutablePointer<Float>
  ) {
    for channel in 0..<channels {
      for row in 0..<height {
        (planes + channel * count + first + row * stride).update(
          from: cells + (channel * height + row) * width, count: width)
      }
    }
  }

  /// Copies rows of ``stride`` numbers to planes of cells.
  func unpad(
    _ rows: UnsafePointer<Float>, channels: Int, into cells: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<channels * height {
      (cells + row * width).update(from: rows + row * stride, count: width)
    }
  }
}
