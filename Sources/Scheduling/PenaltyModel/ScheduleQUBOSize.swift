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
  public var auxiliaryBits: Int { auxiliaries.values.reduce(0, +) }
  /// The auxiliary bits by what they are for.
  public let auxiliaries: [AuxiliaryBits: Int]
  /// Interacting pairs per term; pairs at zero travel minutes are counted although they vanish.
  public let couplings: [PenaltyTerm: Int]
  /// Memory of the table that says which kind of car has which bits, where there are several kinds.
  private let tableBytes: Int

  /// Computes the size in O(k·T·m) time for k kinds of cars; at the limits of instance files no
  /// figure exceeds 10¹⁸.
  public init(_ instance: PatrolInstance, everySector: Bool = false) {
    let active = VariableCells.sectors(instance, everySector: everySector)
    let kinds = instance.carGroups
    var tally = Tally(instance)
    let hasRules = instance.hasCarRules
    for cars in kinds {
      let sectors = active.enumerated().map { step, active in
        hasRules ? active.filter { instance.hasBit(cars[0], $0, step) } : active
      }
      tally.add(cars, sectors: sectors)
    }
    tally.addClassSlack()
    auxiliaries = tally.auxiliaries
    bits = tally.auxiliaries.values.reduce(tally.bits, saturatingSum)
    couplings = tally.couplings
    tableBytes =
      kinds.count == 1
      ? 0 : saturatingProduct(4 * kinds.count, instance.stepCount * instance.sectorCount)
  }

  /// All interacting pairs.
  public var couplingCount: Int { couplings.values.reduce(0, saturatingSum) }

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
    return saturatingSum(saturatingSum(entries, saturatingProduct(bits, 48)), tableBytes)
  }

  /// Memory of a full matrix with 16-bit entries, in bytes; at most `Int.max`.
  public var dense16Bytes: Int { saturatingProduct(bits, (bits + 31) / 32 * 64) }
}

/// Adds up what kinds of cars need.
private struct Tally {
  private(set) var bits = 0
  private(set) var auxiliaries: [AuxiliaryBits: Int] = [:]
  private var pairs: [PenaltyTerm: Int] = [:]
  /// The cars with a bit: step · `sectorCount` + sector.
  private var cars: [Int]
  /// The cars of the class of each minimum that have a bit where it applies.
  private var classCars: [Int]
  private let sectorCount: Int
  private let instance: PatrolInstance
  private let units: TravelUnits?

  init(_ instance: PatrolInstance) {
    self.instance = instance
    sectorCount = instance.sectorCount
    cars = Array(repeating: 0, count: instance.stepCount * sectorCount)
    classCars = instance.rules.classMinimums.map { _ in 0 }
    units = TravelUnits(instance)
  }

  var couplings: [PenaltyTerm: Int] {
    var couplings = pairs
    couplings[.demand] = cars.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    return couplings
  }

  /// Adds cars of a kind, which have bits for these sectors, per step in increasing order.
  mutating func add(_ kind: [CarIndex], sectors: [[Int]]) {
    let (count, car) = (kind.count, instance.fleet[kind[0]])
    var has = sectors.map { _ in Array(repeating: false, count: sectorCount) }
    for (step, sectors) in sectors.enumerated() {
      for sector in sectors {
        has[step][sector] = true
        cars[step * sectorCount + sector] += count
      }
    }
    let counts = sectors.map(\.count)
    bits += count * counts.reduce(0, +)
    pairs[.oneLocation, default: 0] += count * counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let shared = Self.windows(has, 2, needed: [0, 1])
    pairs[.migration, default: 0] +=
      count * (zip(counts, counts.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } - shared)
    addPresence(count, has, car.start?.rawValue, instance.presence)
    for (place, minimum) in instance.rules.classMinimums.enumerated()
    where minimum.carClass == car.carClass && has[minimum.step.rawValue][minimum.sector.rawValue] {
      classCars[place] += count
    }
    if let units { addTravel(count, sectors, car.start?.rawValue, units) }
  }

  /// Adds the slack of classes; their pairs of cars are the demand's as well.
  mutating func addClassSlack() {
    for (minimum, cars) in zip(instance.rules.classMinimums, classCars) {
      let most = min(cars, instance.demand[minimum.step, minimum.sector]) - minimum.cars
      let slack = SlackBits.count(upTo: most)
      auxiliaries[.classSlack, default: 0] += slack
      pairs[.classDemand, default: 0] += slack * cars + slack * (slack - 1) / 2
    }
  }

  /// Adds moves and slack of a limit of travel per car.
  private mutating func addTravel(
    _ count: Int, _ sectors: [[Int]], _ start: Int?, _ units: TravelUnits
  ) {
    let first = start.map { start in sectors[0].count { units.ofMove(from: start, to: $0) != nil } }
    var moves = 0
    for (origins, destinations) in zip(sectors, sectors.dropFirst()) {
      moves += Self.moves(origins, destinations, units)
    }
    let bits = moves + (first ?? 0) + SlackBits.count(upTo: units.limit)
    auxiliaries[.travel, default: 0] = saturatingSum(
      auxiliaries[.travel] ?? 0, saturatingProduct(count, bits))
    let joined = saturatingSum(saturatingProduct(bits, bits) / 2, 2 * moves + (first ?? 0))
    pairs[.travelLimit] = saturatingSum(
      pairs[.travelLimit] ?? 0, saturatingProduct(count, joined))
  }

  /// The moves between sectors that need a bit; above a million pairs, too many for any memory, all.
  private static func moves(_ origins: [Int], _ destinations: [Int], _ units: TravelUnits) -> Int {
    guard origins.count * destinations.count <= 1_000_000 else {
      return origins.count * destinations.count
    }
    return origins.reduce(0) { sum, origin in
      sum + destinations.count { units.ofMove(from: origin, to: $0) != nil }
    }
  }

  private mutating func addPresence(
    _ count: Int, _ has: [[Bool]], _ start: Int?, _ rule: PresenceRule
  ) {
    switch rule {
    case .none: break
    case .noReturn: pairs[.presence, default: 0] += count * Self.windows(has, 3, needed: [0, 2])
    case .maxStay(limit: 1):
      pairs[.presence, default: 0] += count * Self.windows(has, 2, needed: [0, 1])
    case .maxStay(let limit) where limit <= has.count:
      addChains(
        of: limit + 1, count * Self.windows(has, limit + 1, needed: Array(0...limit)))
      if let start, has.prefix(limit).allSatisfy({ $0[start] }) { addChains(of: limit, count) }
    case .maxStay: break
    }
  }

  private mutating func addChains(of factors: Int, _ count: Int) {
    auxiliaries[.stays, default: 0] += count * (factors - 2)
    pairs[.presence, default: 0] += count * (3 * (factors - 2) + 1)
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
