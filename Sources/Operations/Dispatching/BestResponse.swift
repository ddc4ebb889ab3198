package import RandomStreams
import Simulation

/// Iterative best response: sectors in turn spend their stays where all together lack patrol, as
/// long as the joint timetables gain by it.
public struct BestResponse: Hashable, Sendable {
  /// The most joint timetables that are tried.
  public var iterations: Int
  /// How often the next one is drawn from the pool instead of the best so far.
  public var shuffledShare = 0.3

  /// Describes a search.
  public init(iterations: Int) { self.iterations = iterations }

  /// Timetables whose presence is at least that of the input.
  package func improved(
    _ start: ChainTable, _ crews: [ChainCrew], _ chain: EjectionChain,
    random: inout RandomStream
  ) -> ChainTable {
    var best = start
    var pool = [start]
    for _ in 0..<iterations where !pool.isEmpty {
      if random.unit() < shuffledShare {
        pool.swapAt(0, random.uniform(below: pool.count))
      } else if let place = pool.firstIndex(where: { $0.hash == best.hash }) {
        pool.swapAt(0, place)
      }
      let popped = pool.removeFirst()
      let joint = response(to: popped, crews, chain, &random)
      if joint.gain > best.gain { best = joint }
      if joint.gain > popped.gain { pool.append(joint) }
    }
    return best
  }

  /// Each sector in turn keeps its best repair of an area that lacks, of its own or a neighbour.
  private func response(
    to table: ChainTable, _ crews: [ChainCrew], _ chain: EjectionChain,
    _ random: inout RandomStream
  ) -> ChainTable {
    crews.reduce(table) { joint, crew in
      let sectors = [crew.sector] + joint.region.sectors[crew.sector].neighbours
      let short = sectors.flatMap { joint.region.sectors[$0].areas }
        .filter { joint.shortfall(of: $0) > 0 }
      return short.reduce(joint) { best, area in
        var trial = joint
        chain.repair(area, &trial, crew, &random)
        guard let repaired = chain.repaired(trial, crew, random: &random) else { return best }
        return repaired.gain > best.gain ? repaired : best
      }
    }
  }
}
