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
  /// The largest energy at which a solver's word can be checked: its tolerances, 10⁻⁶ of a row, are then
  /// still a hundredth of a unit.
  static let largestCheckedEnergy: Int64 = 10_000_000_000

  /// The function.
  public let qubo: QUBO
  /// The program: a column per bit, then one per product; costs in the function's units, to the nearest
  /// double.
  public let program: LinearProgram

  /// Linearises a function.
  ///
  /// - Throws: ``ExactError/tooLarge(_:remedy:)`` for too many products.
  public init(_ qubo: QUBO) throws(ExactError) {
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
  /// An optimum is proven by a bound in whole numbers from the duals of the linear program, or by two
  /// searches with other seeds for anything better that find nothing: a solver's own word is not enough.
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
    return try LinearisedSearch(self, options: options, report: report).run()
  }
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
