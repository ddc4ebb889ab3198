package import QUBOModel

/// The couplings of a sparse function as the bundle kernels read them.
package final class SweepRows {
  /// Row i is the entries `starts[i]`..<`starts[i + 1]`.
  let starts: UnsafePointer<Int64>
  /// The other variable of each entry.
  let columns: UnsafePointer<Int32>
  /// The coefficient of each entry.
  let weights: UnsafePointer<Int32>
  private let owners: [AnyObject]

  /// Copies the rows.
  package init(_ rows: SparseRows<Int32>) {
    let starts = AlignedArray<Int64>(repeating: 0, count: rows.variableCount + 1) { target in
      for row in 0..<rows.variableCount {
        target[row + 1] = Int64(rows.pattern.entries(of: row).upperBound)
      }
    }
    let columns = AlignedArray(
      (0..<rows.pattern.entryCount).map {
        Int32(truncatingIfNeeded: rows.pattern.column(of: $0))
      })
    var weights: [Int32] = []
    weights.reserveCapacity(rows.pattern.entryCount)
    for row in 0..<rows.variableCount {
      rows.forEachCoupling(of: row) { weights.append(Int32(truncatingIfNeeded: $1)) }
    }
    let aligned = AlignedArray(weights)
    self.starts = starts.first
    self.columns = columns.first
    self.weights = aligned.first
    owners = [starts, columns, aligned]
  }
}
