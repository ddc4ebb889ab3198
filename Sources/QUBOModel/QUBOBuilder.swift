/// Collects coefficients in any order and builds the function in the storage that suits it.
///
/// Repeated coefficients of a variable or pair add up. Overflow is noticed when it happens and
/// reported by ``build(storage:)``.
public struct QUBOBuilder: Sendable {
  /// How couplings are to be stored.
  public enum Storage: Sendable {
    /// Dense where a tenth of all pairs interact and every entry is exact, else sparse.
    case automatic
    /// A full matrix with the narrowest exact entries.
    case dense
    /// Sparse rows.
    case sparse
  }

  /// The number of variables, N.
  public let variableCount: Int
  private let unitsPerOne: Int
  private var offset = CheckedSum()
  private var linear: [CheckedSum]
  private var couplings: [UInt64: CheckedSum] = [:]

  /// Creates an empty function of `variableCount` variables, in 0...2³¹ − 1.
  public init(variableCount: Int, unitsPerOne: Int = 1) {
    precondition((0...Int(Int32.max)).contains(variableCount), "a variable fits 31 bits")
    self.variableCount = variableCount
    self.unitsPerOne = unitsPerOne
    linear = Array(repeating: CheckedSum(), count: variableCount)
  }

  /// Adds to the constant, in units.
  public mutating func addOffset(_ value: Int64) { offset.add(value) }

  /// Adds to the coefficient of variable i, in units.
  public mutating func addLinear(_ i: Int, _ value: Int64) { linear[i].add(value) }

  /// Adds to the coefficient of the pair i ≠ j, in units; the order of i and j does not matter.
  public mutating func addCoupling(_ i: Int, _ j: Int, _ value: Int64) {
    precondition(i != j && linear.indices.contains(i) && linear.indices.contains(j), "a pair")
    couplings[UInt64(min(i, j)) << 32 | UInt64(max(i, j)), default: CheckedSum()].add(value)
  }

  /// Builds the function; zero couplings take no room.
  public func build(storage: Storage = .automatic) throws(QUBOError) -> QUBO {
    let sums = [offset] + linear + couplings.values
    guard !sums.contains(where: \.overflowed) else { throw .energyOutOfRange }
    return try QUBO(
      offset: offset.value, linear: linear.map(\.value), interactions: interactions(storage),
      unitsPerOne: unitsPerOne)
  }

  private func interactions(_ storage: Storage) throws(QUBOError) -> QUBO.Interactions {
    let rows = sparseRows()
    let pairs = variableCount * max(0, variableCount - 1)
    guard storage != .sparse, storage == .dense || rows.pattern.entryCount * 10 >= pairs else {
      return rows.narrowed(to: Int32.self).map { .sparse32($0) } ?? .sparse64(rows)
    }
    if rows.narrowed(to: Int16.self) != nil { return try .dense16(DenseRows(rows)) }
    if rows.narrowed(to: Int32.self) != nil { return try .dense32(DenseRows(rows)) }
    do { return try .denseFloat(DenseRows(rows)) } catch {
      guard storage == .automatic else { throw error }
      return .sparse64(rows)
    }
  }

  private func sparseRows() -> SparseRows<Int64> {
    let kept = couplings.mapValues(\.value).filter { $0.value != 0 }
    var entries: [(row: Int, column: Int, value: Int64)] = []
    entries.reserveCapacity(2 * kept.count)
    for (key, value) in kept {
      let (i, j) = (Int(key >> 32), Int(key & 0xffff_ffff))
      entries.append((i, j, value))
      entries.append((j, i, value))
    }
    entries.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    var starts = Array(repeating: 0, count: variableCount + 1)
    for entry in entries { starts[entry.row + 1] += 1 }
    for row in 0..<variableCount { starts[row + 1] += starts[row] }
    return SparseRows(
      pattern: SparsePattern(
        starts: AlignedArray(starts), columns: AlignedArray(entries.map { Int32($0.column) })),
      coefficients: AlignedArray(entries.map(\.value)))
  }
}

/// A sum that remembers whether it ever left the range of `Int64`.
private struct CheckedSum {
  var value: Int64 = 0
  var overflowed = false

  mutating func add(_ term: Int64) {
    let result = value.addingReportingOverflow(term)
    value = result.partialValue
    overflowed = overflowed || result.overflow
  }
}
