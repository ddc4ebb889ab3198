public import PatrolModel

/// How large an instance's QUBO is, known before anything is allocated.
///
/// Closed forms: bits = Σ_t n·m_t over the m_t sectors with bits at step t; pairs = n Σ_t m_{t−1}·m_t
/// less shared sectors (migration) + Σ_t m_t·n(n−1)/2 (A) + Σ_t n·m_t(m_t−1)/2 (B) + presence (C).
/// With rules that tell cars apart, these are sums over kinds of cars.
public struct ScheduleQUBOSize: Hashable, Sendable {
  /// y bits plus auxiliary bits.
  public let bits: Int
  /// The auxiliary bits among them.
  public let auxiliaryBits: Int
  /// Interacting pairs per term; pairs at zero travel minutes are counted although they vanish.
  public let couplings: [PenaltyTerm: Int]
  /// Memory of the table that says which kind of car has which bits, where there are several kinds.
  private let tableBytes: Int

  /// Computes the size in O(k·T·m) time for k kinds of cars; at the limits of instance files no
  /// figure exceeds 10¹⁸.
  public init(_ instance: PatrolInstance, everySector: Bool = false) {
    let active = VariableCells.sectors(instance, everySector: everySector)
    let kinds = instance.carGroups
    var tally = Tally(stepCount: instance.stepCount, sectorCount: instance.sectorCount)
    let hasRules = instance.hasCarRules
    for cars in kinds {
      let sectors = active.enumerated().map { step, active in
        hasRules ? active.filter { instance.hasBit(cars[0], $0, step) } : active
      }
      tally.add(
        cars.count, sectors: sectors, start: instance.fleet[cars[0]].start?.rawValue,
        instance.presence)
    }
    auxiliaryBits = tally.auxiliaryBits
    bits = tally.bits + tally.auxiliaryBits
    couplings = tally.couplings
    tableBytes =
      kinds.count == 1
      ? 0 : saturatingProduct(4 * kinds.count, instance.stepCount * instance.sectorCount)
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
    return saturatingSum(saturatingSum(entries, bits * 48), tableBytes)
  }

  /// Memory of a full matrix with 16-bit entries, in bytes; at most `Int.max`.
  public var dense16Bytes: Int { saturatingProduct(bits, (bits + 31) / 32 * 64) }
}

/// Adds up what kinds of cars need.
private struct Tally {
  private(set) var bits = 0
  private(set) var auxiliaryBits = 0
  private var moves = 0
  private var pairsOfCar = 0
  private var presence = 0
  /// The cars with a bit: step · `sectorCount` + sector.
  private var cars: [Int]
  private let sectorCount: Int

  init(stepCount: Int, sectorCount: Int) {
    self.sectorCount = sectorCount
    cars = Array(repeating: 0, count: stepCount * sectorCount)
  }

  var couplings: [PenaltyTerm: Int] {
    [
      .migration: moves, .demand: cars.reduce(0) { $0 + $1 * ($1 - 1) / 2 },
      .oneLocation: pairsOfCar, .presence: presence,
    ]
  }

  /// Adds so many cars that have bits for these sectors, per step in increasing order.
  mutating func add(_ count: Int, sectors: [[Int]], start: Int?, _ rule: PresenceRule) {
    var has = sectors.map { _ in Array(repeating: false, count: sectorCount) }
    for (step, sectors) in sectors.enumerated() {
      for sector in sectors {
        has[step][sector] = true
        cars[step * sectorCount + sector] += count
      }
    }
    let counts = sectors.map(\.count)
    bits += count * counts.reduce(0, +)
    pairsOfCar += count * counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let shared = Self.windows(has, 2, needed: [0, 1])
    moves += count * (zip(counts, counts.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } - shared)
    addPresence(count, has, start, rule)
  }

  private mutating func addPresence(
    _ count: Int, _ has: [[Bool]], _ start: Int?, _ rule: PresenceRule
  ) {
    switch rule {
    case .none: break
    case .noReturn: presence += count * Self.windows(has, 3, needed: [0, 2])
    case .maxStay(limit: 1): presence += count * Self.windows(has, 2, needed: [0, 1])
    case .maxStay(let limit) where limit <= has.count:
      addChains(
        of: limit + 1, count * Self.windows(has, limit + 1, needed: Array(0...limit)))
      if let start, has.prefix(limit).allSatisfy({ $0[start] }) { addChains(of: limit, count) }
    case .maxStay: break
    }
  }

  private mutating func addChains(of factors: Int, _ count: Int) {
    auxiliaryBits += count * (factors - 2)
    presence += count * (3 * (factors - 2) + 1)
  }

  /// Windows of equal sectors over `length` steps; only the steps in `needed` must have bits.
  private static func windows(_ has: [[Bool]], _ length: Int, needed: [Int]) -> Int {
    guard has.count >= length else { return 0 }
    return (0...(has.count - length)).reduce(0) { sum, start in
      sum
        + has[start].indices.count { sector in needed.allSatisfy { has[start + $0][sector] } }
    }
  }
}

private func saturatingSum(_ a: Int, _ b: Int) -> Int {
  let sum = a.addingReportingOverflow(b)
  return sum.overflow ? .max : sum.partialValue
}

private func saturatingProduct(_ a: Int, _ b: Int) -> Int {
  let product = a.multipliedReportingOverflow(by: b)
  return product.overflow ? .max : product.partialValue
}
