package import QUBOModel
package import RandomStreams
package import Tempering

/// Goes down from states to local minima, and crosses them with the best one so far.
package final class LocalMinima {
  private let scout: FlipWalker
  private let factory: FlipWalkers
  private let count: Int
  /// `nil` if the function is dense.
  package let crossover: PartitionCrossover?
  private var random: RandomStream
  /// A walker that stays at the best minimum.
  private let champion: FlipWalker

  /// Prepares for a function; random are coins on components that are worth nothing, and where chains
  /// of flips begin.
  package init(of qubo: QUBO, kernels: KernelSet, random: RandomStream) {
    self.random = random
    count = qubo.variableCount
    factory = FlipWalkers(of: qubo, move: .sweep, kernels: kernels)
    scout = factory.walker(at: BitVector(count: count), random: random)
    champion = factory.walker(at: BitVector(count: count), random: random)
    champion.descend()
    crossover = PartitionCrossover(qubo, random: random)
  }

  /// The best minimum so far.
  package var best: Incumbent<BitVector> {
    Incumbent(state: champion.assignment(), energy: champion.energy, violation: 0)
  }

  /// Its energy.
  package var bestEnergy: Int64 { champion.energy }

  /// A walker at a local minimum below a state.
  package func walker(below state: BitVector) -> FlipWalker {
    let walker = factory.walker(at: state, random: RandomStream(seed: 0))
    walker.descend()
    return walker
  }

  /// The local minimum that descent from a state reaches, and its energy.
  package func minimum(below state: BitVector) -> (state: BitVector, energy: Int64) {
    scout.move(to: state)
    scout.descend()
    return (scout.assignment(), scout.energy)
  }

  /// Descends from a state, by chains of flips in the end, and lets the minimum replace or improve
  /// the best one.
  package func offer(_ state: BitVector) {
    scout.move(to: state)
    scout.descend()
    scout.improveByChains(using: &random)
    let found = (state: scout.assignment(), energy: scout.energy)
    if found.energy < champion.energy {
      let former = champion.assignment()
      champion.move(to: found.state)
      _ = crossover?.improve(champion, with: former)
    } else {
      _ = crossover?.improve(champion, with: found.state)
    }
  }
}
