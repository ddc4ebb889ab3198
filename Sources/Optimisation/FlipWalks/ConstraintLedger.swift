package import QUBOModel

/// By how much a walker's state breaks the constraints, worked out only when somebody asks.
///
/// Few states are candidates for the incumbent. The others need no violation, so flips are not
/// followed one by one: when asked, the ledger makes up for the bits that differ from the state it
/// looked at last.
package struct ConstraintLedger {
  private let constraints: QUBO
  private var checked: BitVector
  private var violation: Int64

  /// Starts at a state; `constraints` is zero exactly at valid states, positive elsewhere.
  package init(_ constraints: QUBO, at start: BitVector) {
    self.constraints = constraints
    checked = start
    violation = constraints.energy(of: start)
  }

  /// The violation of a state.
  package mutating func violation(of state: BitVector) -> Int64 {
    for bit in state.differences(from: checked) {
      violation += constraints.flipEnergy(of: bit, at: checked)
      checked.flip(bit)
    }
    return violation
  }
}
