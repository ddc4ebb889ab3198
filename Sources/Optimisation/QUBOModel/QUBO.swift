/// A quadratic pseudo-Boolean function: min E(x) = c + Σ aᵢxᵢ + Σ_{i<j} b_ij xᵢxⱼ over x ∈ {0, 1}ᴺ.
///
/// Coefficients are integers in units of 1 / ``unitsPerOne``, so every energy is an exact `Int64`.
/// The initialiser refuses functions whose coefficients add up to more than 2⁶², hence no sum of
/// them overflows afterwards.
public struct QUBO: Sendable {
  /// The couplings in one of the storages.
  public enum Interactions: Sendable {
    /// A full matrix of 8-bit integers.
    case dense8(DenseRows<Int8>)
    /// A full matrix of 16-bit integers.
    case dense16(DenseRows<Int16>)
    /// A full matrix of 32-bit integers.
    case dense32(DenseRows<Int32>)
    /// A full matrix of floats, for large entries that are exact in 24 bits.
    case denseFloat(DenseRows<Float>)
    /// Sparse rows of 32-bit integers.
    case sparse32(SparseRows<Int32>)
    /// Sparse rows of 64-bit integers.
    case sparse64(SparseRows<Int64>)

    /// The storage behind one interface.
    public var rows: any InteractionRows {
      switch self {
      case .dense8(let rows): rows
      case .dense16(let rows): rows
      case .dense32(let rows): rows
      case .denseFloat(let rows): rows
      case .sparse32(let rows): rows
      case .sparse64(let rows): rows
      }
    }
  }

  /// The constant c, in units.
  public let offset: Int64
  /// aᵢ of each variable, in units.
  public let linear: [Int64]
  /// b_ij of each pair, in units.
  public let interactions: Interactions
  /// The number of units in an energy of 1, at least 1; 10 for travel minutes with one decimal.
  public let unitsPerOne: Int
  /// An upper bound on |ΔE| of any single flip: max over i of |aᵢ| + Σⱼ |b_ij|, in units.
  public let largestFlip: Int64
  /// An upper bound on |E − c| of any assignment: Σ |aᵢ| + 2 Σ |b_ij|, in units.
  public let largestEnergy: Int64

  /// Creates a function from its coefficients, or throws if its energies might overflow.
  ///
  /// - Precondition: `linear` has one entry per row of `interactions`; `unitsPerOne` ≥ 1.
  public init(
    offset: Int64, linear: [Int64], interactions: Interactions, unitsPerOne: Int = 1
  ) throws(QUBOError) {
    precondition(linear.count == interactions.rows.variableCount, "one row per variable")
    precondition(unitsPerOne >= 1, "a scale is positive")
    self.offset = offset
    self.linear = linear
    self.interactions = interactions
    self.unitsPerOne = unitsPerOne
    (largestFlip, largestEnergy) = try Self.bounds(offset, linear, interactions)
  }

  /// The number of variables, N.
  public var variableCount: Int { linear.count }

  /// E(x) of an assignment, in units, exact.
  public func energy(of assignment: BitVector) -> Int64 {
    precondition(assignment.count == variableCount, "one bit per variable")
    switch interactions {
    case .dense8(let rows): return energy(of: assignment, rows)
    case .dense16(let rows): return energy(of: assignment, rows)
    case .dense32(let rows): return energy(of: assignment, rows)
    case .denseFloat(let rows): return energy(of: assignment, rows)
    case .sparse32(let rows): return energy(of: assignment, rows)
    case .sparse64(let rows): return energy(of: assignment, rows)
    }
  }

  /// ΔEᵢ of flipping each variable of an assignment, in units: (1 − 2xᵢ)(aᵢ + Σⱼ b_ij xⱼ).
  public func flipEnergies(at assignment: BitVector) -> [Int64] {
    precondition(assignment.count == variableCount, "one bit per variable")
    var fields = linear
    for i in assignment.ones {
      interactions.rows.forEachCoupling(of: i) { j, coefficient in fields[j] += coefficient }
    }
    for i in assignment.ones { fields[i].negate() }
    return fields
  }

  private func energy(of assignment: BitVector, _ rows: some InteractionRows) -> Int64 {
    var energy = offset
    for i in assignment.ones {
      energy += linear[i]
      rows.forEachCoupling(of: i) { j, coefficient in
        if j < i && assignment[j] { energy += coefficient }
      }
    }
    return energy
  }

  private static func bounds(
    _ offset: Int64, _ linear: [Int64], _ interactions: Interactions
  ) throws(QUBOError) -> (flip: Int64, energy: Int64) {
    let limit: UInt64 = 1 << 62
    var total = offset.magnitude
    var largest: UInt64 = 0
    for (i, coefficient) in linear.enumerated() {
      var flip = coefficient.magnitude
      var overflow = flip > limit
      interactions.rows.forEachCoupling(of: i) { _, coupling in
        let sum = flip.addingReportingOverflow(coupling.magnitude)
        flip = sum.partialValue
        overflow = overflow || sum.overflow
      }
      let sum = total.addingReportingOverflow(flip)
      total = sum.partialValue
      // Each coupling is counted from both ends, so this is stricter than the sum by at most 2.
      guard !overflow, !sum.overflow, total <= limit else { throw .energyOutOfRange }
      largest = max(largest, flip)
    }
    guard total <= limit else { throw .energyOutOfRange }
    return (Int64(largest), Int64(total - offset.magnitude))
  }
}

extension QUBO {
  /// ΔE of flipping one variable of an assignment, in units.
  public func flipEnergy(of variable: Int, at assignment: BitVector) -> Int64 {
    switch interactions {
    case .dense8(let rows): return flipEnergy(of: variable, at: assignment, rows)
    case .dense16(let rows): return flipEnergy(of: variable, at: assignment, rows)
    case .dense32(let rows): return flipEnergy(of: variable, at: assignment, rows)
    case .denseFloat(let rows): return flipEnergy(of: variable, at: assignment, rows)
    case .sparse32(let rows): return flipEnergy(of: variable, at: assignment, rows)
    case .sparse64(let rows): return flipEnergy(of: variable, at: assignment, rows)
    }
  }

  private func flipEnergy(
    of variable: Int, at assignment: BitVector, _ rows: some InteractionRows
  ) -> Int64 {
    var field = linear[variable]
    rows.forEachCoupling(of: variable) { j, coefficient in
      if assignment[j] { field += coefficient }
    }
    return assignment[variable] ? -field : field
  }
}
