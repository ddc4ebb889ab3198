package import QUBOModel

/// A way to prove a minimum in whole numbers, for tests to compare with the others.
package enum ExactWay: String, CaseIterable, Sendable {
  case enumeration, elimination, branching

  /// The minimum of a function, all of it by this way; `nil` if it is not applicable.
  package func minimum(of qubo: QUBO) -> (assignment: BitVector, energy: Int64)? {
    var assignment = BitVector(count: qubo.variableCount)
    var energy = qubo.offset
    for part in qubo.parts() {
      guard let found = minimum(of: part) else { return nil }
      for (bit, variable) in part.variables.enumerated() { assignment[variable] = found.bits[bit] }
      energy += found.energy
    }
    return (assignment, energy)
  }

  private func minimum(of part: QUBOPart) -> (bits: [Bool], energy: Int64)? {
    switch self {
    case .enumeration: return GrayEnumeration(part: part).minimum { false }
    case .elimination: return VariableElimination(part)?.minimum { false }
    case .branching:
      let zeros = Array(repeating: false, count: part.count)
      var search = IntegerBranching(part, around: zeros, steps: .max / 2)
      let result = search.minimise { false }
      return result.isComplete ? (result.bits, result.energy) : nil
    }
  }
}
