/// Which pairs of variables interact: compressed rows of a symmetric matrix without diagonal.
///
/// The pattern is separate from the coefficients so that functions that differ only in their
/// weights share it.
public struct SparsePattern: Sendable {
  /// Where each row starts in `columns`; one more entry than rows.
  @usableFromInline let starts: AlignedArray<Int>
  /// The column of each entry, increasing within a row.
  @usableFromInline let columns: AlignedArray<Int32>

  /// Creates a pattern from row starts and increasing columns.
  ///
  /// - Precondition: Symmetric, no diagonal entries, `starts` ends with the number of columns.
  public init(starts: AlignedArray<Int>, columns: AlignedArray<Int32>) {
    precondition(starts.count >= 1 && starts[starts.count - 1] == columns.count, "starts match")
    self.starts = starts
    self.columns = columns
  }

  /// The number of variables: rows, and columns.
  @inlinable
  public var variableCount: Int { starts.count - 1 }
  /// The number of entries: two per interacting pair.
  public var entryCount: Int { columns.count }
  /// The positions of a row's entries.
  @inlinable
  public func entries(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
  /// The column of an entry.
  @inlinable
  public func column(of entry: Int) -> Int { Int(columns[entry]) }
  /// The memory the pattern takes, in bytes.
  public var memoryBytes: Int { starts.count * 8 + columns.count * 4 }
}

/// Couplings as compressed sparse rows: for each variable its neighbours and their coefficients.
///
/// `Weight` is `Int32` wherever every coefficient fits, else `Int64`.
public struct SparseRows<Weight>: InteractionRows
where Weight: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
  /// Which pairs interact.
  public let pattern: SparsePattern
  /// b_ij of each entry of the pattern.
  @usableFromInline let coefficients: AlignedArray<Weight>

  /// Creates rows from a pattern and one coefficient per entry.
  public init(pattern: SparsePattern, coefficients: AlignedArray<Weight>) {
    precondition(pattern.entryCount == coefficients.count, "one coefficient per entry")
    self.pattern = pattern
    self.coefficients = coefficients
  }

  /// Rows list only the variables that interact.
  @inlinable
  public static var isSparse: Bool { true }
  /// The number of variables: rows, and columns.
  @inlinable
  public var variableCount: Int { pattern.variableCount }
  /// The memory pattern and coefficients take, in bytes.
  public var memoryBytes: Int {
    pattern.memoryBytes + coefficients.count * MemoryLayout<Weight>.stride
  }

  /// Calls `body` with every j ≠ i that interacts with i, in increasing order, and b_ij.
  @inlinable
  public func forEachCoupling(of i: Int, _ body: (_ j: Int, _ coefficient: Int64) -> Void) {
    for entry in pattern.entries(of: i) {
      body(pattern.column(of: entry), Int64(coefficients[entry]))
    }
  }
}

extension SparseRows {
  /// The same couplings with another weight type, or `nil` if one does not fit.
  public func narrowed<Narrow>(to _: Narrow.Type) -> SparseRows<Narrow>? {
    guard coefficients.elements.allSatisfy({ Narrow(exactly: $0) != nil }) else { return nil }
    let narrow = AlignedArray<Narrow>(repeating: 0, count: coefficients.count) { target in
      for entry in 0..<coefficients.count {
        target[entry] = Narrow(truncatingIfNeeded: coefficients[entry])
      }
    }
    return SparseRows<Narrow>(pattern: pattern, coefficients: narrow)
  }
}
