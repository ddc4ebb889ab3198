public import LinearPrograms
public import QUBOModel

/// Any quadratic pseudo-Boolean function as a mixed-integer program.
///
/// A product xᵢxⱼ becomes a column z in 0...1 (Fortet 1960; Glover & Woolsey 1974,
/// doi:10.1287/opre.22.1.180). Its cost pulls it one way, so that two or one rows are enough:
///
///     b < 0:  z ≤ xᵢ,  z ≤ xⱼ          b > 0:  z ≥ xᵢ + xⱼ − 1
///
/// With whole x, z is xᵢxⱼ at an optimum without being asked to be whole.
public struct LinearisedQUBO: Sendable {
  /// The most products that are built.
  public static let largestProductCount = 2_000_000

  /// The function.
  public let qubo: QUBO
  /// The program: a column per bit, then one per product; costs in the function's units.
  public let program: LinearProgram

  /// Linearises a function.
  ///
  /// - Throws: ``ExactError/tooLarge(_:remedy:)`` for too many products, or coefficients that a solver's
  ///   floating-point numbers do not hold exactly.
  public init(_ qubo: QUBO) throws(ExactError) {
    guard qubo.largestEnergy < 1 << 53, qubo.offset.magnitude < 1 << 53 else {
      throw .notApplicable("energies of 2^53 units and more are not exact in an LP solver")
    }
    var program = LinearProgram()
    let bits = qubo.linear.map { program.addColumn(cost: Double($0), in: 0...1, isInteger: true) }
    var products = 0
    for i in bits.indices {
      guard products <= Self.largestProductCount else { break }
      qubo.interactions.rows.forEachCoupling(of: i) { j, coefficient in
        guard j > i, coefficient != 0 else { return }
        products += 1
        program.addProduct(of: bits[i], bits[j], cost: Double(coefficient))
      }
    }
    guard products <= Self.largestProductCount else {
      throw .tooLarge("the function has more than \(Self.largestProductCount) products")
    }
    self.qubo = qubo
    self.program = program
  }

  /// Minimises the function.
  ///
  /// - Parameters:
  ///   - options: How long; gaps are set so that the optimum is exact.
  ///   - report: Told of better solutions and bounds.
  /// - Returns: The best assignment found, and how good one could be.
  /// - Throws: ``ExactError`` if the solver fails, or its answer cannot be trusted.
  public func minimise(
    options: SolverOptions = SolverOptions(),
    report: @escaping (SolverProgress) -> Void = { _ in }
  ) throws(ExactError) -> ExactMinimum {
    guard qubo.variableCount > 0 else {
      return ExactMinimum(assignment: BitVector(count: 0), energy: qubo.offset, bound: qubo.offset)
    }
    var options = options
    (options.relativeGap, options.absoluteGap) = (0, 0.5)
    let outcome = try ExactError.solving { () throws(SolverError) in
      try HiGHSSolver().solve(program, options: options, report: report)
    }
    var minimum = try minimum(of: outcome)
    minimum.wasCancelled = outcome.status == .interrupted
    return minimum
  }

  private func minimum(of outcome: LinearOutcome) throws(ExactError) -> ExactMinimum {
    let margin = 1e-6 * max(1, abs(outcome.bound))
    let bound = Int64(exactly: (outcome.bound - margin).rounded(.up)).map { $0 + qubo.offset }
    guard let solution = outcome.solution else {
      return ExactMinimum(assignment: nil, energy: nil, bound: bound)
    }
    var assignment = BitVector(count: qubo.variableCount)
    for bit in 0..<qubo.variableCount { assignment[bit] = solution.values[bit] == 1 }
    let energy = qubo.energy(of: assignment)
    guard bound.map({ $0 <= energy }) ?? true else {
      throw .wrongAnswer("the bound \(bound ?? 0) is above the energy \(energy)")
    }
    return ExactMinimum(assignment: assignment, energy: energy, bound: bound)
  }
}

/// The least energy of a function, as far as it is known.
public struct ExactMinimum: Hashable, Sendable {
  /// Whether somebody asked for the end before there was a proof.
  public var wasCancelled = false
  /// The best assignment found.
  public internal(set) var assignment: BitVector?
  /// Its energy in units, exact.
  public let energy: Int64?
  /// No assignment has less, in units.
  public let bound: Int64?
  /// Whether no assignment has less energy.
  public var isProven: Bool { energy != nil && energy == bound }
}

extension LinearProgram {
  fileprivate mutating func addProduct(of a: ColumnIndex, _ b: ColumnIndex, cost: Double) {
    let product = addColumn(cost: cost, in: 0...1)
    guard cost < 0 else {
      return addRow(
        [Term(product), Term(a, times: -1), Term(b, times: -1)], in: -1...Double.infinity)
    }
    for factor in [a, b] {
      addRow([Term(product), Term(factor, times: -1)], in: -Double.infinity...0)
    }
  }
}
