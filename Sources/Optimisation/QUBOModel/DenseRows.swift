/// A number type for the entries of a dense matrix.
///
/// `Int8`, `Int16` and `Int32` are chosen by range, `Float` where entries exceed `Int32` and each is exact
/// in its 24 significant bits. Narrow entries are the largest lever on speed: a flip reads a row.
public protocol DenseWeight: BitwiseCopyable, Sendable, ExpressibleByIntegerLiteral {
  /// The entry, if this type holds it exactly.
  init?(exactly value: Int64)
  /// The entry as an integer; exact by construction.
  var integer: Int64 { get }
}

extension Int8: DenseWeight {
  /// The entry as an integer.
  @inlinable public var integer: Int64 { Int64(self) }
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
///
/// All couplings are multiples of ``scale``, and entries are stored divided by it: ±200 in steps of
/// two take a byte.
public struct DenseRows<Weight: DenseWeight>: InteractionRows {
  /// The number of variables: rows, and columns.
  public let variableCount: Int
  /// What an entry is multiplied by to give b_ij, at least 1.
  public let scale: Int64
  /// Entries from the start of one row to the next: `variableCount` rounded up to ``rowMultiple``.
  public let stride: Int
  /// b_ij / `scale` at i · `stride` + j; zero on the diagonal and in the padding.
  @usableFromInline let entries: AlignedArray<Weight>

  /// Creates the matrix from coefficients, or throws if one is not exact in `Weight`.
  ///
  /// - Parameters:
  ///   - variableCount: The number of variables.
  ///   - scale: A common divisor of all coefficients, at least 1.
  ///   - enterAll: Calls its argument with i, j ≠ i and b_ij once for each pair that interacts.
  /// - Throws: ``QUBOError`` if a coefficient is not an exact multiple that `Weight` holds.
  public init(
    variableCount: Int, scale: Int64 = 1,
    _ enterAll: (_ enter: (_ i: Int, _ j: Int, _ coefficient: Int64) -> Void) -> Void
  ) throws(QUBOError) {
    self.variableCount = variableCount
    self.scale = scale
    let stride = (variableCount + Self.rowMultiple - 1) / Self.rowMultiple * Self.rowMultiple
    self.stride = stride
    var inexact: Int64?
    entries = AlignedArray(repeating: 0, count: variableCount * stride) { target in
      enterAll { i, j, coefficient in
        let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: scale)
        if remainder == 0, let weight = Weight(exactly: quotient) {
          target[i * stride + j] = weight
          target[j * stride + i] = weight
        } else {
          inexact = coefficient
        }
      }
    }
    if let inexact { throw .coefficientNotExact(inexact, storage: "dense \(Weight.self)") }
  }

  /// Rows are padded with zeros to a multiple of this: whole vectors of any width.
  public static var rowMultiple: Int { 64 }
  /// The entries of row i: b_ij / `scale` for j in 0..<`stride`.
  @inlinable
  public func row(_ i: Int) -> UnsafePointer<Weight> { UnsafePointer(entries.base + i * stride) }

  /// Rows list every variable.
  @inlinable
  public static var isSparse: Bool { false }
  /// The memory the matrix takes, in bytes.
  public var memoryBytes: Int { entries.count * MemoryLayout<Weight>.stride }

  /// Calls `body` with every j ≠ i that interacts with i, in increasing order, and b_ij.
  @inlinable
  public func forEachCoupling(of i: Int, _ body: (_ j: Int, _ coefficient: Int64) -> Void) {
    let row = row(i)
    for j in 0..<variableCount where row[j].integer != 0 { body(j, row[j].integer * scale) }
  }
}
