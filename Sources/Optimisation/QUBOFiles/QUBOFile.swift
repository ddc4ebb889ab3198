public import Coefficients
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
    /// Any other value of JSON, such as the pair `[0,1]`, in compact form.
    case json(String)
  }

  /// The most variables read.
  public static let mostVariables = 10_000_000

  /// How the numbers of a file were rounded to whole units.
  public struct Rounding: Sendable {
    /// No energy of the model is further than this from the sum of the file's numbers as doubles.
    public let largestError: Double
    let given: GivenNumbers

    /// The largest error with two digits, rounded up.
    public var errorInWords: String {
      guard largestError > 0, largestError.isFinite else { return "\(largestError)" }
      var power = 0
      var rest = largestError
      while rest >= 100 { (rest, power) = (rest / 10, power + 1) }
      while rest < 10 { (rest, power) = (rest * 10, power - 1) }
      return ExactDecimal(units: Int64(rest.rounded(.up)), decimals: -power).description
    }
  }

  /// The function to minimise, in units of 10^−``decimals``.
  public let model: QUBO
  /// The decimals of the model's unit; negative where it is 10 or more.
  public let decimals: Int
  /// How the numbers were rounded; `nil` if the model is exact.
  public let rounding: Rounding?
  /// What a reader of the result should know: how the format was told, what comments said.
  public internal(set) var notes: [String]
  /// The polynomials that the model is made of, where the file has a penalty or a degree above 2.
  public internal(set) var polynomials: GivenPolynomials?
  /// Whether the file asks for the least or the greatest value.
  public let sense: Sense
  /// The names of the variables, or `nil` if they are just numbered from zero.
  public let labels: [Label]?
  /// The format that the file was read in, if it was.
  public let format: QUBOFormat?

  /// Creates what a file could hold; the model's unit is what ``QUBOModel/QUBO/unitsPerOne`` says.
  ///
  /// - Precondition: `model.unitsPerOne` is a power of ten; one label per variable.
  public init(
    model: QUBO, sense: Sense = .minimise, labels: [Label]? = nil, format: QUBOFormat? = nil
  ) {
    self.init(model: model, sense: sense, labels: labels, format: format, notes: [])
  }

  /// Creates what was read, in a unit of its own if there is one.
  init(
    model: QUBO, sense: Sense, labels: [Label]?, format: QUBOFormat?, decimals: Int? = nil,
    rounding: Rounding? = nil, notes: [String]
  ) {
    precondition(labels.map { $0.count == model.variableCount } ?? true, "one label per variable")
    let power = Self.decimals(of: model)
    precondition(power != nil, "decimals have powers of ten")
    self.model = model
    self.sense = sense
    self.labels = labels
    self.format = format
    self.decimals = decimals ?? power ?? 0
    self.rounding = rounding
    self.notes = notes
  }

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

  /// What the file calls an assignment: the sum of its numbers, also where the model is rounded.
  public func value(of assignment: BitVector) -> ExactDecimal {
    polynomials?.value(of: assignment) ?? rounding?.given.value(of: assignment)
      ?? value(ofEnergy: model.energy(of: assignment))
  }

  /// The energy of an assignment, from the sum of the file's numbers.
  public func energy(of assignment: BitVector) -> ExactDecimal {
    let value = value(of: assignment)
    return sense == .minimise ? value : value.negated ?? value
  }

  /// An energy of one unit of the model.
  public var unit: ExactDecimal { ExactDecimal(units: 1, decimals: decimals) }

  /// The greatest energy in units whose value is at least as good as a given one.
  public func energy(forValue value: ExactDecimal) -> Int64 {
    guard let energy = sense == .minimise ? value : value.negated else { return .max }
    if let units = energy.units(decimals: decimals) { return units }
    guard energy.decimals > decimals else { return energy.units < 0 ? .min : .max }
    // Between two energies: the lower one.
    guard energy.decimals - decimals <= ExactDecimal.mostDecimals else {
      return energy.units < 0 ? -1 : 0
    }
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
    case .name(let name), .json(let name): name
    }
  }
}
