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
  private var couplings: [Coupling] = []

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
    couplings.append(Coupling(pair: UInt64(min(i, j)) << 32 | UInt64(max(i, j)), value: value))
  }

  /// Builds the function; zero couplings take no room.
  public func build(storage: Storage = .automatic) throws(QUBOError) -> QUBO {
    guard !offset.overflowed, !linear.contains(where: \.overflowed),
      let couplings = Coupling.merged(couplings)
    else { throw .energyOutOfRange }
    return try QUBO(
      offset: offset.value, linear: linear.map(\.value),
      interactions: interactions(couplings, storage), unitsPerOne: unitsPerOne)
  }

  private func interactions(
    _ couplings: [Coupling], _ storage: Storage
  ) throws(QUBOError) -> QUBO.Interactions {
    let pairs = variableCount * max(0, variableCount - 1) / 2
    guard storage != .sparse, storage == .dense || couplings.count * 10 >= pairs else {
      return sparse(couplings)
    }
    let scale = Coupling.scale(couplings)
    let largest = couplings.reduce(UInt64(0)) { max($0, $1.value.magnitude) } / scale.magnitude
    if largest <= Int8.max { return .dense8(try dense(couplings, scale)) }
    if largest <= Int16.max { return .dense16(try dense(couplings, scale)) }
    if largest <= Int32.max { return .dense32(try dense(couplings, scale)) }
    do { return .denseFloat(try dense(couplings, scale)) } catch {
      guard storage == .automatic else { throw error }
      return sparse(couplings)
    }
  }

  private func dense<Weight: DenseWeight>(
    _ couplings: [Coupling], _ scale: Int64
  ) throws(QUBOError) -> DenseRows<Weight> {
    try DenseRows(variableCount: variableCount, scale: scale) { enter in
      for coupling in couplings { enter(coupling.row, coupling.column, coupling.value) }
    }
  }

  private func sparse(_ couplings: [Coupling]) -> QUBO.Interactions {
    var starts = Array(repeating: 0, count: variableCount + 1)
    for coupling in couplings {
      starts[coupling.row + 1] += 1
      starts[coupling.column + 1] += 1
    }
    for row in 0..<variableCount { starts[row + 1] += starts[row] }
    var next = starts
    var columns = Array(repeating: Int32(0), count: 2 * couplings.count)
    var values = Array(repeating: Int64(0), count: 2 * couplings.count)
    // Pairs come in order, so each row gets its columns in order too.
    for coupling in couplings {
      for (row, column) in [(coupling.row, coupling.column), (coupling.column, coupling.row)] {
        columns[next[row]] = Int32(truncatingIfNeeded: column)
        values[next[row]] = coupling.value
        next[row] += 1
      }
    }
    let rows = SparseRows(
      pattern: SparsePattern(starts: AlignedArray(starts), columns: AlignedArray(columns)),
      coefficients: AlignedArray(values))
    return rows.narrowed(to: Int32.self).map { .sparse32($0) } ?? .sparse64(rows)
  }
}

/// The coefficient of a pair, the smaller variable in the high half of `pair`.
private struct Coupling {
  var pair: UInt64
  var value: Int64

  var row: Int { Int(truncatingIfNeeded: pair >> 32) }
  var column: Int { Int(truncatingIfNeeded: pair & 0xffff_ffff) }

  /// The sums by pair, in order and without zeros; `nil` if one overflows.
  static func merged(_ terms: [Self]) -> [Self]? {
    // Files mostly come in order, and then nothing is to be sorted.
    let isSorted = zip(terms, terms.dropFirst()).allSatisfy { $0.pair <= $1.pair }
    var merged: [Self] = []
    merged.reserveCapacity(terms.count)
    for term in isSorted ? terms : terms.sorted(by: { $0.pair < $1.pair }) {
      if let last = merged.last, last.pair == term.pair {
        let sum = last.value.addingReportingOverflow(term.value)
        guard !sum.overflow else { return nil }
        merged[merged.count - 1].value = sum.partialValue
      } else {
        merged.append(term)
      }
    }
    merged.removeAll { $0.value == 0 }
    return merged
  }

  /// The greatest common divisor of all coefficients, at least 1.
  static func scale(_ couplings: [Self]) -> Int64 {
    var divisor: UInt64 = 0
    for coupling in couplings where divisor != 1 {
      var rest = coupling.value.magnitude
      while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    }
    return Int64(clamping: max(1, divisor))
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
