package import JointPatrol

/// What each pair of a free car and a waiting call would change: the coefficients of the integer
/// program of dispatch, min Σ m x with each car and call at most once.
package struct AdditiveAssignment: Sendable {
  package struct Pair: Hashable, Sendable {
    package let assignment: JointAssignment
    /// What the future and the drive cost more than if nobody were sent.
    package let change: Double

    package init(assignment: JointAssignment, change: Double) {
      (self.assignment, self.change) = (assignment, change)
    }
  }

  package let pairs: [Pair]

  package init(pairs: [Pair]) { self.pairs = pairs }

  /// The best sets of pairs, by looking at all; pairs that gain nothing stay unused.
  package func byEnumeration() -> [JointAssignment] {
    let useful = pairs.filter { $0.change < 0 }
    var best = (value: 0.0, set: [JointAssignment]())
    extend([], 0, from: 0, useful, &best)
    return best.set
  }

  private func extend(
    _ set: [JointAssignment], _ value: Double, from first: Int, _ useful: [Pair],
    _ best: inout (value: Double, set: [JointAssignment])
  ) {
    if value < best.value { best = (value, set) }
    for place in useful.indices.dropFirst(first) {
      let next = useful[place].assignment
      guard !set.contains(where: { $0.car == next.car || $0.call == next.call }) else { continue }
      extend(set + [next], value + useful[place].change, from: place + 1, useful, &best)
    }
  }

  /// The sum of changes of a set.
  package func value(_ set: [JointAssignment]) -> Double {
    pairs.filter { set.contains($0.assignment) }.reduce(0) { $0 + $1.change }
  }
}
