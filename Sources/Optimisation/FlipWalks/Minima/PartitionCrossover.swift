package import QUBOModel
package import RandomStreams

/// Takes from two states of a sparse function what is better in each, independently in every part of
/// their difference.
///
/// The bits in which an incumbent and another state differ fall into connected components of the
/// function's graph. Flipping one does not change what flipping another is worth, so the best of
/// 2ᵏ offspring is found by looking at k components (Tinós, Whitley & Chicano, "Partition crossover
/// for pseudo-Boolean optimization", FOGA 2015, doi:10.1145/2725494.2725497).
package final class PartitionCrossover {
  private let starts: [Int]
  private let columns: [Int32]
  private let weights: [Int64]
  /// Whether flipping every bit of any state leaves the energy as it is.
  private let isSymmetric: Bool
  /// The difference that a bit belongs to, and whether it was visited: 2 · round, and one more.
  private var marks: [Int]
  private var round = 0
  private var component: [Int] = []
  private var random: RandomStream

  /// What was crossed.
  package struct Outcome: Equatable, Sendable {
    /// The bits in which the states differed, or agreed if a symmetric function made that fewer.
    package var differing = 0
    /// The bits of the largest component.
    package var largest = 0
  }

  /// Prepares to cross states of a function; `nil` for dense storage, where nothing falls apart.
  package init?(_ qubo: QUBO, random: RandomStream) {
    let rows = qubo.interactions.rows
    guard type(of: rows).isSparse else { return nil }
    var (starts, columns, weights) = ([0], [Int32](), [Int64]())
    var isSymmetric = true
    for i in 0..<qubo.variableCount {
      // The field of a spin is aᵢ/2 + Σⱼ b_ij/4; without fields both signs are alike. Four times it is
      // less than 2⁶⁴, so that wrapping makes no zero.
      var field = 2 &* qubo.linear[i]
      rows.forEachCoupling(of: i) { j, coefficient in
        columns.append(Int32(truncatingIfNeeded: j))
        weights.append(coefficient)
        field &+= coefficient
      }
      starts.append(columns.count)
      isSymmetric = isSymmetric && field == 0
    }
    (self.starts, self.columns, self.weights) = (starts, columns, weights)
    self.isSymmetric = isSymmetric
    self.random = random
    marks = Array(repeating: -1, count: qubo.variableCount)
  }

  /// Flips in a walker every component of its difference from a state that lowers its energy, and
  /// every second of those that leave it as it is; then it descends.
  package func improve(_ walker: FlipWalker, with state: BitVector) -> Outcome {
    let assignment = walker.assignment()
    var difference = assignment.differences(from: state)
    if isSymmetric && 2 * difference.count > assignment.count {
      difference = assignment.agreements(with: state)
    }
    round += 1
    for bit in difference { marks[bit] = 2 * round }
    let flipEnergies = walker.flipEnergies
    var outcome = Outcome(differing: difference.count)
    for first in difference where marks[first] == 2 * round {
      let change = collect(from: first, at: assignment, flipEnergies)
      outcome.largest = max(outcome.largest, component.count)
      guard change < 0 || (change == 0 && random.next() >> 63 == 0) else { continue }
      for bit in component { walker.flip(bit) }
    }
    walker.descend()
    return outcome
  }

  /// Lists the component of a bit, and returns what flipping all of it changes:
  /// Σ ΔEᵢ + Σ_{i<j} σᵢσⱼ b_ij.
  private func collect(from first: Int, at state: BitVector, _ flipEnergies: [Int64]) -> Int64 {
    component = [first]
    marks[first] += 1
    var (change, inner, next) = (Int64(0), Int64(0), 0)
    while next < component.count {
      let i = component[next]
      next += 1
      change += flipEnergies[i]
      for entry in starts[i]..<starts[i + 1] {
        let j = Int(columns[entry])
        guard marks[j] >= 2 * round else { continue }
        inner += state[i] == state[j] ? weights[entry] : -weights[entry]
        guard marks[j] == 2 * round else { continue }
        marks[j] += 1
        component.append(j)
      }
    }
    return change + inner / 2
  }
}
