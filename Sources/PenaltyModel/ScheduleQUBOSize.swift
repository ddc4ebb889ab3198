public import PatrolModel

/// How large an instance's QUBO is, known before anything is allocated.
///
/// Closed forms: bits = Σ_t n·m_t over the m_t sectors with bits at step t; pairs = n Σ_t m_{t−1}·m_t
/// less shared sectors (migration) + Σ_t m_t·n(n−1)/2 (A) + Σ_t n·m_t(m_t−1)/2 (B) + presence (C).
public struct ScheduleQUBOSize: Hashable, Sendable {
  /// y bits plus auxiliary bits.
  public let bits: Int
  /// The auxiliary bits among them.
  public let auxiliaryBits: Int
  /// Interacting pairs per term; pairs at zero travel minutes are counted although they vanish.
  public let couplings: [PenaltyTerm: Int]

  /// Computes the size in O(T·m) time; at the limits of instance files no figure exceeds 10¹⁸.
  public init(_ instance: PatrolInstance, everySector: Bool = false) {
    let n = instance.carCount
    let active = instance.shift.steps.map { step in
      instance.sectorIndices.map { everySector || instance.demand[step, $0] > 0 }
    }
    let counts = active.map { $0.count(where: \.self) }
    // Windows of equal sectors over `length` steps, only the steps in `needed` must have bits.
    func windows(_ length: Int, needed: [Int]) -> Int {
      guard active.count >= length else { return 0 }
      return n
        * (0...(active.count - length)).reduce(0) { sum, start in
          sum
            + instance.sectors.indices.count { sector in
              needed.allSatisfy { active[start + $0][sector] }
            }
        }
    }
    var auxiliary = 0
    var presence = 0
    switch instance.presence {
    case .none: break
    case .noReturn: presence = windows(3, needed: [0, 2])
    case .maxStay(limit: 1): presence = windows(2, needed: [0, 1])
    case .maxStay(let limit) where limit < active.count:
      let chains = windows(limit + 1, needed: Array(0...limit))
      auxiliary = chains * (limit - 1)
      presence = chains * (3 * (limit - 1) + 1)
    case .maxStay: break
    }
    let shared = windows(2, needed: [0, 1])
    let moves = n * zip(counts, counts.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    auxiliaryBits = auxiliary
    bits = n * counts.reduce(0, +) + auxiliary
    couplings = [
      .migration: moves - shared,
      .demand: counts.reduce(0, +) * (n * (n - 1) / 2),
      .oneLocation: n * counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 },
      .presence: presence,
    ]
  }

  /// All interacting pairs.
  public var couplingCount: Int { couplings.values.reduce(0, +) }

  /// The share of all pairs that interact, in 0...1.
  public var density: Double {
    bits < 2 ? 0 : Double(couplingCount) / (Double(bits) * Double(bits - 1) / 2)
  }

  /// Memory of the structure and one set of weighted sparse rows, in bytes; at most `Int.max`.
  ///
  /// Each pair has two entries: column, tag and unit coefficient (4 + 1 + 4 bytes), a weighted
  /// coefficient (4), and 12 bytes of sorting room while the structure is built.
  public var sparseBytes: Int {
    let entries = saturatingProduct(couplingCount, 50)
    let sum = entries.addingReportingOverflow(bits * 48)
    return sum.overflow ? .max : sum.partialValue
  }

  /// Memory of a full matrix with 16-bit entries, in bytes; at most `Int.max`.
  public var dense16Bytes: Int { saturatingProduct(bits, (bits + 31) / 32 * 64) }
}

private func saturatingProduct(_ a: Int, _ b: Int) -> Int {
  let product = a.multipliedReportingOverflow(by: b)
  return product.overflow ? .max : product.partialValue
}
