public import QUBOModel

/// A quadratic function as a file states it: what to minimise, and what its energies mean there.
public struct QUBOFile: Sendable {
  /// Whether the file asks for the least or the greatest value.
  public enum Sense: String, CaseIterable, Sendable {
    /// The value is the energy.
    case minimise = "min"
    /// The value is the energy with the other sign.
    case maximise = "max"
  }

  /// What a file calls a variable that it does not just count.
  public enum Label: Hashable, Sendable {
    /// A number.
    case number(Int)
    /// A name.
    case name(String)
  }

  /// The most variables read.
  public static let mostVariables = 10_000_000

  /// The function to minimise; its units are those of a number of decimals.
  public let model: QUBO
  /// Whether the file asks for the least or the greatest value.
  public let sense: Sense
  /// The names of the variables, or `nil` if they are just numbered from zero.
  public let labels: [Label]?
  /// The format that the file was read in, if it was.
  public let format: QUBOFormat?

  /// Creates what a file could hold.
  ///
  /// - Precondition: `model.unitsPerOne` is a power of ten; one label per variable.
  public init(
    model: QUBO, sense: Sense = .minimise, labels: [Label]? = nil, format: QUBOFormat? = nil
  ) {
    precondition(labels.map { $0.count == model.variableCount } ?? true, "one label per variable")
    precondition(Self.decimals(of: model) != nil, "decimals have powers of ten")
    self.model = model
    self.sense = sense
    self.labels = labels
    self.format = format
  }

  /// The decimals of the model's unit.
  public var decimals: Int { Self.decimals(of: model) ?? 0 }

  /// The number of pairs that interact.
  public var pairCount: Int {
    var ends = 0
    let rows = model.interactions.rows
    for i in 0..<model.variableCount { rows.forEachCoupling(of: i) { _, _ in ends += 1 } }
    return ends / 2
  }

  /// What the file calls an energy of the model, given in units: the cut, the maximum, the energy.
  public func value(ofEnergy energy: Int64) -> ExactDecimal {
    ExactDecimal(units: sense == .minimise ? energy : -energy, decimals: decimals)
  }

  /// The greatest energy in units whose value is at least as good as a given one.
  public func energy(forValue value: ExactDecimal) -> Int64 {
    guard let energy = sense == .minimise ? value : value.negated else { return .max }
    if let units = energy.units(decimals: decimals) { return units }
    guard energy.decimals > decimals else { return energy.units < 0 ? .min : .max }
    // Between two energies: the lower one.
    let step = ExactDecimal.powerOfTen(energy.decimals - decimals)
    return energy.units / step - (energy.units < 0 ? 1 : 0)
  }

  private static func decimals(of model: QUBO) -> Int? {
    (0...ExactDecimal.mostDecimals).first {
      ExactDecimal.powerOfTen($0) == Int64(model.unitsPerOne)
    }
  }
}

extension QUBOFile.Label: CustomStringConvertible {
  /// The name.
  public var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .name(let name): name
    }
  }
}
