package import QUBOModel
package import Tempering

/// A crew whose best state is always a local minimum, and better for what its coldest replicas know.
///
/// From time to time the coldest replicas are looked at from outside: descent from their states, and
/// crossover with the best minimum, find what a walk at a temperature above zero passes by. Replicas
/// never notice.
package final class SettledCrew<Base: FlipCrew>: FlipCrew {
  /// The replicas.
  package let base: Base
  /// What was found below their states.
  package let minima: LocalMinima
  private let period: Int
  private var roundsLeft: Int

  /// Rungs that are looked at: the coldest are near the same few minima, and hotter ones far above.
  private static var coldRungs: Int { 4 }

  /// Creates a crew that is looked at once in `period` ≥ 1 rounds.
  package init(_ base: Base, minima: LocalMinima, period: Int) {
    self.base = base
    self.minima = minima
    self.period = period
    roundsLeft = period
    minima.offer(base.best.state)
  }

  package var partCount: Int { base.partCount }
  package var acceptedMoves: Int { base.acceptedMoves }
  package func energy(of replica: Int) -> Int64 { base.energy(of: replica) }
  package func state(of replica: Int) -> BitVector { base.state(of: replica) }

  package func advance(part: Int, steps: Int, temperatures: [Double]) {
    base.advance(part: part, steps: steps, temperatures: temperatures)
  }

  package var bestRank: Rank {
    min(base.bestRank, Rank(violation: 0, energy: minima.bestEnergy))
  }

  package var best: Incumbent<BitVector> {
    if base.bestRank.energy < minima.bestEnergy { minima.offer(base.best.state) }
    return minima.best
  }

  package func settle(coldest replicas: [Int]) {
    roundsLeft -= 1
    guard roundsLeft == 0 else { return }
    roundsLeft = period
    for replica in replicas.prefix(Self.coldRungs) { minima.offer(state(of: replica)) }
  }
}
