public import QUBOModel

/// A quadratic function with the variables left out that can be minimised by themselves.
///
/// What is left has the same minimum, exactly, and every minimiser of it expands to one of the whole
/// function. Any assignment of it expands to the best of all that agree with it; one that no flip
/// improves expands to one that no flip improves.
public struct QUBOReduction: Sendable {
  /// The function of the variables that are left, with the same units.
  public let reduced: QUBO
  /// The variables that are left, by their number in the reduced function.
  public let kept: [Int]
  /// What was left out, in order.
  private let eliminations: [Elimination]

  /// Reduces a function; one with a large full matrix, with millions of variables, or with energies near
  /// the ends of 64 bits, is returned as it is.
  public init(_ qubo: QUBO) {
    var work = Elimination.Work(qubo)
    guard work.hasRoom else {
      self.init(qubo, kept: Array(0..<qubo.variableCount), eliminations: [])
      return
    }
    work.eliminate()
    guard !work.eliminations.isEmpty, let reduced = try? work.remainder() else {
      self.init(qubo, kept: Array(0..<qubo.variableCount), eliminations: [])
      return
    }
    self.init(reduced, kept: work.kept, eliminations: work.eliminations)
  }

  private init(_ reduced: QUBO, kept: [Int], eliminations: [Elimination]) {
    self.reduced = reduced
    self.kept = kept
    self.eliminations = eliminations
  }

  /// The number of variables that were left out.
  public var eliminatedCount: Int { eliminations.count }

  /// The best assignment of all variables that agrees with one of those that are left.
  public func expanded(_ assignment: BitVector) -> BitVector {
    precondition(assignment.count == kept.count, "one bit per variable that is left")
    guard !eliminations.isEmpty else { return assignment }
    var whole = BitVector(count: kept.count + eliminations.count)
    for number in assignment.ones { whole[kept[number]] = true }
    // In reverse order: whatever a variable depended on is known by then.
    for elimination in eliminations.reversed() {
      whole[elimination.variable] = elimination.field(at: whole) < 0
    }
    return whole
  }

  /// The assignment of the variables that are left in one of all variables.
  public func restricted(_ whole: BitVector) -> BitVector { BitVector(kept.map { whole[$0] }) }
}
