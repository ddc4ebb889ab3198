public import PatrolModel
import RandomStreams
public import RosterPrograms
public import Tempering

/// Anneals the plan of a roster: parallel tempering over moves that change few cars, rules by penalties.
///
/// Every rule and objective of rosters is known to it, which no other method can say; it proves nothing.
public struct RosterAnnealing: Sendable {
  /// The shift.
  public let instance: PatrolInstance
  /// The seed: with it and a number of steps the plan is the same for any number of threads.
  public let seed: UInt64
  /// The number of replicas, at least 1.
  public var replicas = 16
  /// The number of threads, at least 1.
  public var threads = 1
  /// A plan to start from; by default a first fit.
  public var start: Schedule?
  /// The minutes that no car is to have more of, if that matters more than the objective.
  public var cap: Minutes?
  /// A plan to stay near.
  public var changes: PlanChanges?

  /// Creates a run.
  public init(_ instance: PatrolInstance, seed: UInt64) {
    self.instance = instance
    self.seed = seed
  }

  /// Anneals until `stop` says so; its target is in thousandths of the objective's minutes.
  ///
  /// - Returns: The best plan met: one that keeps all rules if any did.
  public func run(
    until stop: Stop, report: (AnnealingEvent<Schedule>) -> Void = { _ in }
  ) -> AnnealingResult<Schedule> {
    let began = ContinuousClock.now
    let tables = RosterTables(instance, changes: changes, cap: cap)
    let first = start ?? FirstFit(tables).schedule
    let walkers = (0..<replicas).map { number in
      RosterWalker(
        tables, start: first, perBreak: tables.penalty,
        random: RandomStream(seed: seed, stream: UInt64(number) + 1))
    }
    // Single moves cross the median barrier once in a hundred tries at the hottest rung, and a low one
    // once in a million at the coldest: the Digital Annealer's own setting.
    let ladder = TemperatureLadder(
      barriers: tables.barriersThatMatter(walkers[0].sampledBarriers()), count: replicas,
      crossing: (1e-6, 0.01))
    return ParallelTempering(
      crew: WalkerCrew(walkers), stepsPerRound: walkers[0].stepsPerRound,
      team: WorkerTeam(threads: threads), isAdaptive: true
    ).run(
      ladder: ladder, exchangeRandom: RandomStream(seed: seed, stream: 0), until: stop,
      since: began, report: report)
  }
}

extension RosterTables {
  /// The barriers of moves; near a known plan none is higher than that of a broken rule.
  ///
  /// A move of many cells costs the price of each there, and a ladder that lets such moves happen forgets
  /// the plan.
  fileprivate func barriersThatMatter(_ sampled: [Int64]) -> [Int64] {
    perChange > 0 ? sampled.map { min($0, penalty) } : sampled
  }

  /// What a broken rule costs, in thousandths: more than what breaking it can save at once, which is two
  /// of the longest legs that are allowed, or the price of a car; and near a known plan the cells of a
  /// car that comes and of the one that takes its place.
  fileprivate var penalty: Int64 {
    var leg: Int32 = 0
    for place in 0..<stepCount * sectorCount * sectorCount where legs[place] <= longestLeg {
      leg = max(leg, legs[place])
    }
    var price: Int64 = 0
    for place in 0..<cellCount {
      price = max(price, cells[place].shortage, cells[place].below, cells[place].above)
    }
    return max(1, 2 * Int64(leg) * Int64(Self.thousandthsPerTenth), 2 * price) + 2 * perChange
  }
}
