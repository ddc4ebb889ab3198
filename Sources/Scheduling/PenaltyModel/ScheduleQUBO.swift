public import PatrolModel
public import QUBOModel

/// The QUBO of a patrol shift: structure built once, penalty weights applied late.
///
///     E(y) = migration(y) + A · demand(y) + B · oneLocation(y) + C · presence(y)
///
/// in tenths of minutes, equation (11), and where there are such rules + A · classDemand(y) +
/// C · travelLimit(y). No pair of bits belongs to two terms of different weights, but for legs that
/// are charged for, so each coupling carries the tag of its term, and a new set of weights is one pass
/// over the coefficients. Cars have no bits where and when the rules keep them out.
public struct ScheduleQUBO: Sendable {
  /// The shift the function plans.
  public let instance: PatrolInstance
  let layout: VariableLayout
  let auxiliaries: AuxiliaryTerms
  private let pattern: SparsePattern
  /// The unweighted coefficient of each entry of the pattern.
  private let coefficients: AlignedArray<Int32>
  /// The term of each entry of the pattern, as a position in `terms`.
  private let tags: AlignedArray<UInt8>

  /// Builds the structure of an instance's QUBO.
  ///
  /// - Parameters:
  ///   - instance: The shift to plan.
  ///   - everySector: Whether sectors without demand at a step get bits too, as in the published
  ///     sizes; the default leaves them out, which no optimum misses.
  ///   - memoryLimit: The most memory to take, in bytes.
  /// - Throws: ``QUBOModel/QUBOError/memoryLimit(needed:limit:)`` before anything is allocated;
  ///   ``QUBOModel/QUBOError/coefficientNotExact(_:storage:)`` if minutes per car have too many digits.
  public init(
    _ instance: PatrolInstance, everySector: Bool = false, memoryLimit: Int = .max
  ) throws(QUBOError) {
    let size = ScheduleQUBOSize(instance, everySector: everySector)
    guard size.sparseBytes <= memoryLimit, size.bits <= Int(Int32.max) else {
      throw .memoryLimit(needed: size.sparseBytes, limit: memoryLimit)
    }
    self.instance = instance
    layout = VariableLayout(instance, everySector: everySector)
    auxiliaries = AuxiliaryTerms(instance, layout: layout)
    try auxiliaries.travelLimit.checkCouplings(weight: 1)
    let terms = Self.terms(instance, layout, auxiliaries)
    let rows = TaggedRows(variableCount: auxiliaries.variableCount, terms: terms)
    pattern = rows.pattern
    coefficients = rows.coefficients
    tags = rows.tags
  }

  /// The number of bits, auxiliary ones included.
  public var variableCount: Int { pattern.variableCount }
  /// The number of auxiliary bits that rules need.
  public var auxiliaryCount: Int { variableCount - layout.assignmentCount }
  /// The number of interacting pairs.
  public var couplingCount: Int { pattern.entryCount / 2 }

  /// The function with penalty weights applied.
  public func qubo(weights: PenaltyWeights) throws(QUBOError) -> QUBO {
    let prices = Self.prices(weights)
    try auxiliaries.travelLimit.checkCouplings(weight: weights.tenths(.travelLimit))
    let weighted = AlignedArray<Int32>(repeating: 0, count: coefficients.count) { target in
      for entry in 0..<coefficients.count {
        // In range: |unit| ≤ 3 · 10⁶ for travel at factor 1, ≤ 4 for penalties at ≤ 10⁸, and the
        // limit of travel was checked.
        target[entry] = Int32(prices[Int(tags[entry])].coefficient(of: coefficients[entry]))
      }
    }
    return try function(SparseRows(pattern: pattern, coefficients: weighted), prices: prices)
  }

  /// The penalties alone, each counted once per unit: zero exactly at the feasible states.
  public func violations() throws(QUBOError) -> QUBO {
    let one = Minutes(tenths: 1)
    var prices = Self.prices(PenaltyWeights(demand: one, oneLocation: one, presence: one))
    prices[Self.migrationTag].factor = 0
    prices[Self.chargedLegTag].factor = 0
    var starts = [0]
    var columns: [Int32] = []
    var units: [Int32] = []
    for row in 0..<pattern.variableCount {
      for entry in pattern.entries(of: row) where tags[entry] != UInt8(Self.migrationTag) {
        columns.append(Int32(pattern.column(of: entry)))
        units.append(Int32(prices[Int(tags[entry])].coefficient(of: coefficients[entry])))
      }
      starts.append(columns.count)
    }
    let penalties = SparsePattern(starts: AlignedArray(starts), columns: AlignedArray(columns))
    return try function(
      SparseRows(pattern: penalties, coefficients: AlignedArray(units)), prices: prices)
  }

  /// The energy of an assignment, term by term, from the terms' definitions.
  public func breakdown(
    of assignment: BitVector, weights: PenaltyWeights
  ) -> EnergyBreakdown {
    let values = Self.terms(instance, layout, auxiliaries).map { $0.value(of: assignment) }
    let legs = ChargedLegTerm(layout: layout, instance: instance)
    var units = Dictionary(uniqueKeysWithValues: zip(PenaltyTerm.allCases, values))
    units[.migration, default: 0] += values[Self.chargedLegTag]
    units[.presence, default: 0] += legs.count(in: assignment)
    return EnergyBreakdown(units: units, weights: weights)
  }

  private func function(
    _ rows: SparseRows<Int32>, prices: [Price]
  ) throws(QUBOError) -> QUBO {
    var linear = Array(repeating: Int64(0), count: variableCount)
    var offset: Int64 = 0
    for (term, price) in zip(Self.terms(instance, layout, auxiliaries), prices)
    where price.factor != 0 {
      offset += price.factor * term.offset
      term.forEachLinear { bit, coefficient in linear[bit] += price.factor * coefficient }
    }
    return try QUBO(
      offset: offset, linear: linear, interactions: .sparse32(rows), unitsPerOne: 10)
  }
}

// MARK: - Terms

extension ScheduleQUBO {
  /// What a coupling of a term comes to: its coefficient times a factor, and more for being there.
  private struct Price {
    var factor: Int64
    var surcharge: Int64 = 0

    func coefficient(of units: Int32) -> Int64 { Int64(units) * factor + surcharge }
  }

  private static let migrationTag = PenaltyTerm.migration.tag
  /// Charged legs, whose price is a term's and another's, come after all terms.
  private static let chargedLegTag = PenaltyTerm.allCases.count

  /// The terms in the order of `PenaltyTerm.allCases`, then that of legs that are charged for.
  private static func terms(
    _ instance: PatrolInstance, _ layout: VariableLayout, _ auxiliaries: AuxiliaryTerms
  ) -> [any ScheduleTerm] {
    PenaltyTerm.allCases.map { term -> any ScheduleTerm in
      switch term {
      case .migration:
        MigrationTerm(
          layout: layout, travel: instance.travel, longestLeg: instance.longestUnchargedLeg)
      case .demand: DemandTerm(layout: layout, demand: instance.demand)
      case .oneLocation: OneLocationTerm(layout: layout, instance: instance)
      case .presence: auxiliaries.presence
      case .classDemand: auxiliaries.classDemand
      case .travelLimit: auxiliaries.travelLimit
      }
    } + [ChargedLegTerm(layout: layout, instance: instance)]
  }

  /// The prices of the terms, in the same order.
  private static func prices(_ weights: PenaltyWeights) -> [Price] {
    PenaltyTerm.allCases.map { Price(factor: weights.tenths($0)) }
      + [Price(factor: 1, surcharge: weights.tenths(.presence))]
  }
}

extension PenaltyTerm {
  /// What tags the couplings of a term: its position among all terms.
  fileprivate var tag: Int { Self.allCases.prefix { $0 != self }.count }
}
