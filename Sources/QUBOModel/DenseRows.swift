/// A number type for the entries of a dense matrix.
///
/// `Int16` and `Int32` are chosen by range, `Float` where entries exceed `Int32` and each is exact
/// in its 24 significant bits. Narrow entries are the largest lever on speed: a flip reads a row.
public protocol DenseWeight: BitwiseCopyable, Sendable, ExpressibleByIntegerLiteral {
  /// The entry, if this type holds it exactly.
  init?(exactly value: Int64)
  /// The entry as an integer; exact by construction.
  var integer: Int64 { get }
}

extension Int16: DenseWeight {
  /// The entry as an integer.
  @inlinable public var integer: Int64 { Int64(self) }
}

extension Int32: DenseWeight {
  /// The entry as an integer.
  @inlinable public var integer: Int64 { Int64(self) }
}

extension Float: DenseWeight {
  /// The entry as an integer; entries are integers of magnitude below 2⁶².
  @inlinable public var integer: Int64 { Int64(self) }
}

/// Couplings as a full symmetric matrix, row-major, each row starting on a cache line.
public struct DenseRows<Weight: DenseWeight>: InteractionRows {
  /// The number of variables: rows, and columns.
  public let variableCount: Int
  /// Entries from the start of one row to the next: `variableCount` rounded up to a cache line.
  @usableFromInline let stride: Int
  /// b_ij at i · `stride` + j; zero on the diagonal and in the padding.
  @usableFromInline let entries: AlignedArray<Weight>

  /// Creates the matrix from sparse rows, or throws if an entry is not exact in `Weight`.
  public init(_ rows: SparseRows<some Any>) throws(QUBOError) {
    variableCount = rows.variableCount
    stride = Self.stride(variableCount)
    var inexact: Int64?
    entries = AlignedArray(repeating: 0, count: variableCount * stride) { [stride] target in
      for i in 0..<rows.variableCount {
        rows.forEachCoupling(of: i) { j, coefficient in
          if let weight = Weight(exactly: coefficient) {
            target[i * stride + j] = weight
          } else {
            inexact = coefficient
          }
        }
      }
    }
    if let inexact { throw .coefficientNotExact(inexact, storage: "dense \(Weight.self)") }
  }

  static func stride(_ variableCount: Int) -> Int {
    let perLine = AlignedArray<Weight>.alignment / MemoryLayout<Weight>.stride
    return (variableCount + perLine - 1) / perLine * perLine
  }

  /// Rows list every variable.
  @inlinable
  public static var isSparse: Bool { false }
  /// The memory the matrix takes, in bytes.
  public var memoryBytes: Int { entries.count * MemoryLayout<Weight>.stride }

  /// Calls `body` with every j ≠ i that interacts with i, in increasing order, and b_ij.
  @inlinable
  public func forEachCoupling(of i: Int, _ body: (_ j: Int, _ coefficient: Int64) -> Void) {
    let row = entries.base + i * stride
    for j in 0..<variableCount where row[j].integer != 0 { body(j, row[j].integer) }
  }

  /// Adds σ_j σ_k b_jk to the flip energy of every j ≠ k.
  @inlinable
  public func updateFlipEnergies<Energy: FixedWidthInteger & SignedInteger>(
    _ flipEnergies: UnsafeMutablePointer<Energy>, signs: UnsafePointer<Energy>, flipping k: Int
  ) {
    let row = entries.base + k * stride
    let sign = signs[k]
    for j in 0..<variableCount {
      flipEnergies[j] &+= signs[j] &* sign &* Energy(truncatingIfNeeded: row[j].integer)
    }
  }
}
