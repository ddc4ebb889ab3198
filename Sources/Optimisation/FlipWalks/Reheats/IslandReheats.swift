package import QUBOModel
package import RandomStreams
package import Tempering

/// Anneals again and again from the best minima of a few islands, and crosses what comes of it.
///
/// For sparse functions whose minima differ in many separate clusters. Each cycle every replica
/// starts at the incumbent of its island, is heated to a temperature of its own, so that clusters up
/// to some size melt, and is cooled; partition crossover then takes each cluster that became better.
package struct IslandReheats {
  private let bundles: BundleCrew
  private let minima: LocalMinima
  private let replicas: Int
  private let coldest: Double
  private let hottest: Double
  /// Walkers at the best minimum of each island; replica k belongs to island k mod 8.
  private var islands: [FlipWalker] = []
  private var random: RandomStream
  private var sweep = 0
  /// Cycles that are over.
  package private(set) var cycles = 0
  private var sweepsPerCycle = Self.firstCycle
  /// Cycles before the first one that heats: none if it begins from given states.
  private let coldCycles: Int
  /// What crossing the replicas' minima of the last cycle met, over all replicas.
  package private(set) var crossed = PartitionCrossover.Outcome()

  /// Islands: each keeps minima of its own, and diversity lives from their number.
  private static let islandCount = 8
  /// Sweeps of a cycle: found on toroidal grids of 3,000 to 20,000 spins.
  package static let firstCycle = 300
  /// A cycle is longer than the one before by this share: late gains take slower cooling.
  private static let growth = 1.01
  /// Cycles after which the worst island starts anew as a copy of another one; every 10 lost
  /// diversity.
  private static let migration = 20
  /// The heat of the replica that is heated least, as a share of the hottest temperature.
  private static let leastHeat = 0.25

  /// Starts with replicas at any states, which the first cycle cools down from the hottest rung; or
  /// with islands at the minima below given states, from which the first cycle is heated.
  package init(
    _ bundles: BundleCrew, replicas: Int, minima: LocalMinima, ladder: TemperatureLadder,
    from starts: [BitVector] = [], random: RandomStream
  ) {
    self.bundles = bundles
    self.minima = minima
    self.random = random
    self.replicas = replicas
    coldest = ladder.temperatures.first ?? 1
    hottest = ladder.temperatures.last ?? 1
    coldCycles = starts.isEmpty ? 1 : 0
    guard !starts.isEmpty else { return }
    islands = (0..<Self.islandCount).map { minima.walker(below: starts[$0 % starts.count]) }
    restart()
  }

  /// Whether a cycle is over, so that ``percolation`` says something.
  package var hasCrossed: Bool { cycles > 0 }

  /// The largest component's share of the bits in which minima of the last cycle differed.
  package var percolation: Double {
    crossed.differing == 0 ? 1 : Double(crossed.largest) / Double(crossed.differing)
  }

  /// The temperature of each replica in the next sweep.
  package var temperatureOfReplica: [Double] {
    let part = Double(sweep) / Double(max(1, sweepsPerCycle - 1))
    return (0..<replicas).map { replica in
      let heat = self.heat(of: replica)
      return heat * naturalExponential(part * naturalLogarithm(coldest / heat))
    }
  }

  /// The temperature at which a replica's cycle begins; neighbours of an island are far apart.
  private func heat(of replica: Int) -> Double {
    guard cycles >= coldCycles else { return hottest }
    let share = Double(replica) / Double(max(1, replicas - 1))
    return max(coldest, hottest * (Self.leastHeat + (1 - Self.leastHeat) * share))
  }

  /// Counts a sweep; at the end of a cycle crosses what it came to, and starts the next one.
  package mutating func look(at crew: some ReplicaCrew) {
    sweep += 1
    guard sweep >= sweepsPerCycle else { return }
    harvest()
    migrate()
    sweep = 0
    cycles += 1
    sweepsPerCycle = Int((Double(Self.firstCycle) * power(Self.growth, cycles)).rounded())
    restart()
  }

  /// Crosses each replica's minimum into its island, and islands into the best minimum.
  private mutating func harvest() {
    crossed = PartitionCrossover.Outcome()
    for replica in 0..<replicas {
      let found = minima.minimum(below: bundles.state(of: replica))
      guard islands.count == Self.islandCount else {
        islands.append(minima.walker(below: found.state))
        continue
      }
      let island = islands[replica % Self.islandCount]
      guard let outcome = minima.crossover?.improve(island, with: found.state) else { continue }
      crossed.differing += outcome.differing
      crossed.largest += outcome.largest
    }
    for island in islands { minima.offer(island.assignment()) }
  }

  private mutating func migrate() {
    guard cycles % Self.migration == Self.migration - 1,
      let worst = islands.indices.max(by: { islands[$0].energy < islands[$1].energy })
    else { return }
    let other = islands[random.uniform(below: islands.count)]
    islands[worst].move(to: other.assignment())
  }

  /// Puts every replica at its island's incumbent.
  package func restart() {
    for (number, island) in islands.enumerated() {
      let (state, energy, flips) = (island.assignment(), island.energy, island.flipEnergies)
      for replica in stride(from: number, to: replicas, by: Self.islandCount) {
        bundles.place(replica, at: state, energy: energy, flipEnergies: flips)
      }
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    naturalExponential(Double(exponent) * naturalLogarithm(base))
  }
}
