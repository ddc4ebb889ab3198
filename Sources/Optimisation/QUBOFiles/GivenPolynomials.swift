public import Coefficients
public import Polynomials
public import QUBOModel

/// What a file states where it is more than a quadratic function: an objective of any degree, and a
/// penalty that is 0 where constraints hold.
///
/// The model is objective + weight · penalty, reduced to degree 2 with auxiliary bits behind the file's.
public struct GivenPolynomials: Sendable {
  /// What is to be least, in units of 10^−`objectiveDecimals`.
  public let objective: BitPolynomial
  /// What has to be 0, in units of 10^−`penaltyDecimals`; `nil` if there is none.
  public let penalty: BitPolynomial?
  /// What the penalty is multiplied by; `nil` without one.
  public let weight: ExactDecimal?
  /// A weight that suffices, and why; `nil` without a penalty.
  public let certificate: PenaltyCertificate?
  /// The auxiliary bits of the model.
  public let quadratisation: Quadratisation

  /// The digits after the point of the objective's and the penalty's unit, and of the model's.
  let decimals: (objective: Int, penalty: Int, model: Int)
  /// What the file calls its bits.
  private let numbers: [Int]
  /// Objective + weight · penalty in the model's unit.
  let total: BitPolynomial

  /// Weighs a penalty, by a certified weight unless one is given.
  init(
    objective: BitPolynomial, penalty: BitPolynomial?,
    decimals given: (objective: Int, penalty: Int), numbers: [Int], weight: ExactDecimal?
  ) throws(QUBOError) {
    self.objective = objective
    self.penalty = penalty
    self.numbers = numbers
    var modelDecimals = given.objective
    if let penalty {
      let certificate = PenaltyCertificate(objective: objective, penalty: penalty)
      let certified = ExactDecimal(
        units: certificate.weight, decimals: given.objective - given.penalty)
      let taken = weight ?? certified
      // Where the weight is finer than the unit, the unit becomes finer.
      let shift = given.objective - given.penalty - taken.decimals
      guard abs(shift) <= ExactDecimal.mostDecimals else { throw .energyOutOfRange }
      let power = ExactDecimal.powerOfTen(abs(shift))
      let (factor, overflow) = taken.units.multipliedReportingOverflow(by: shift > 0 ? power : 1)
      guard !overflow else { throw .energyOutOfRange }
      modelDecimals += max(0, -shift)
      total = try objective.times(shift < 0 ? power : 1).plus(try penalty.times(factor))
      self.certificate = certificate
      self.weight = taken
    } else {
      (total, certificate, self.weight) = (objective, nil, nil)
    }
    guard modelDecimals <= ExactDecimal.mostDecimals else { throw .energyOutOfRange }
    decimals = (given.objective, given.penalty, modelDecimals)
    quadratisation = try Quadratisation(total)
  }

  /// The certified weight, of the file's numbers.
  public var certifiedWeight: ExactDecimal? { certificate.map { weight(ofUnits: $0.weight) } }

  /// A weight in units of the objective per unit of the penalty, of the file's numbers.
  public func weight(ofUnits units: Int64) -> ExactDecimal {
    ExactDecimal(units: units, decimals: decimals.objective - decimals.penalty)
  }

  /// The objective of an assignment of the file's bits, which auxiliary ones may follow.
  public func objective(of assignment: BitVector) -> ExactDecimal {
    ExactDecimal(units: objective.value(of: assignment), decimals: decimals.objective)
  }

  /// The penalty of an assignment, before it is weighed; 0 if there is none.
  public func penalty(of assignment: BitVector) -> ExactDecimal {
    ExactDecimal(units: penalty?.value(of: assignment) ?? 0, decimals: decimals.penalty)
  }

  /// The function to minimise at an assignment.
  func value(of assignment: BitVector) -> ExactDecimal {
    ExactDecimal(units: total.value(of: assignment), decimals: decimals.model)
  }

  /// What an assignment comes to, in a line; `nil` without a penalty.
  public func words(of assignment: BitVector) -> String? {
    guard penalty != nil else { return nil }
    let broken = penalty(of: assignment)
    return "objective \(objective(of: assignment)), penalty \(broken): "
      + (broken.units == 0 ? "the constraints hold" : "the constraints do not hold")
  }

  /// What a reader of the result should know.
  var notes: [String] {
    var notes: [String] = []
    if let weight, let certifiedWeight {
      let certified = "weight \(certifiedWeight) is certified"
      notes.append(
        weight == certifiedWeight
          ? "penalty: \(certified)\(groundWords)"
          : "penalty: weight \(weight), as given; \(certified)\(groundWords)")
    }
    if !quadratisation.auxiliaries.isEmpty {
      notes.append(
        "degree \(total.degree): \(quadratisation.auxiliaries.count) auxiliary bits are named after "
          + "the products that they stand for; values are those of the polynomial")
    }
    return notes
  }

  /// What the certificate rests on, to go behind it.
  private var groundWords: String {
    switch certificate?.ground {
    case .assumed: ", provided that the penalty is never below 0 and 0 where constraints hold"
    case .unsatisfiable(let least):
      ", but no assignment satisfies the constraints: the penalty is "
        + "\(ExactDecimal(units: least, decimals: decimals.penalty)) at least"
    case .negative(let least):
      ", but only if the penalty is never below 0, and it goes down to "
        + "\(ExactDecimal(units: least, decimals: decimals.penalty))"
    case .proven, nil: ""
    }
  }
}

extension GivenPolynomials {
  /// The model, with what a reader of the result should know.
  func file(format: QUBOFormat?, notes: [String]) throws(QUBOError) -> QUBOFile {
    let unitsPerOne = Int(ExactDecimal.powerOfTen(decimals.model))
    var file = QUBOFile(
      model: try quadratisation.qubo(unitsPerOne: unitsPerOne), sense: .minimise, labels: labels,
      format: format, notes: notes + self.notes)
    file.polynomials = self
    return file
  }

  /// The file's numbers, and products for auxiliary bits; nothing if the bits are just counted.
  private var labels: [QUBOFile.Label]? {
    let products = quadratisation.auxiliaries.map { auxiliary in
      auxiliary.product.map { "\(numbers[$0])" }.joined(separator: "*")
    }
    guard !products.isEmpty || numbers != Array(0..<numbers.count) else { return nil }
    var seen: [String: Int] = [:]
    return numbers.map { .number($0) }
      + products.map { product in
        let count = seen[product, default: 0] + 1
        seen[product] = count
        // Two bits of one product, in terms of either sign, stay apart.
        return .name(count == 1 ? product : "\(product) (\(count))")
      }
  }

  /// The same with another weight of the penalty.
  fileprivate func weighed(_ weight: ExactDecimal) throws(QUBOError) -> GivenPolynomials {
    try GivenPolynomials(
      objective: objective, penalty: penalty, decimals: (decimals.objective, decimals.penalty),
      numbers: numbers, weight: weight)
  }
}

extension QUBOFile {
  /// The file with its penalty multiplied by another weight, above 0; itself if it has none.
  ///
  /// - Throws: ``QUBOModel/QUBOError`` if the energies do not fit.
  public func weighed(_ weight: ExactDecimal) throws(QUBOError) -> QUBOFile {
    guard let polynomials, polynomials.penalty != nil else { return self }
    return try polynomials.weighed(weight).file(format: format, notes: [])
  }

  /// The number of bits that the file has, without auxiliary ones.
  public var givenVariableCount: Int {
    polynomials?.quadratisation.givenCount ?? model.variableCount
  }

  /// The names of the file's bits, or `nil` if they are just numbered from zero.
  var givenLabels: [Label]? {
    guard polynomials != nil, let labels else { return labels }
    let given = Array(labels.prefix(givenVariableCount))
    return given == given.indices.map { .number($0) } ? nil : given
  }

  /// The file's bits of an assignment, without auxiliary ones.
  public func givenBits(of assignment: BitVector) -> BitVector {
    guard polynomials != nil else { return assignment }
    return BitVector(count: givenVariableCount) { assignment[$0] }
  }

  /// The assignment with each auxiliary bit at the product that it stands for, where it adds least.
  public func completed(_ assignment: BitVector) -> BitVector {
    polynomials?.quadratisation.completed(assignment) ?? assignment
  }
}
