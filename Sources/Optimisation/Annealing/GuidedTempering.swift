import FlipWalks
import QUBOModel
import RandomStreams
import Tempering

/// Cools replicas down from the hottest rung once, and goes on as their minima tell.
///
/// From random states the coldest replicas would fall into the next minimum and wait there for
/// others to come down the ladder; cooled ones are where they belong. Then parallel tempering goes
/// on, or reheats, where the clusters in which minima differ are small beside the whole difference:
/// those they improve one by one, and a ladder that is long enough would take too long to climb.
///
/// A second ladder may stand beside the first: its replicas come after those of the first.
struct GuidedTempering: TemperatureControl {
  private var exchanges: [ReplicaExchange]
  /// `nil` where there is nothing to choose.
  private var reheats: IslandReheats?
  private var phase = Phase.cooling
  private let coolingRounds: Int
  private var round = 0

  private enum Phase { case cooling, exchanging, reheating }

  /// The largest cluster's share of a difference below which reheats get on.
  ///
  /// Minima of toroidal grids have 0.64 to 0.74 after the first cooling, those of random and planar
  /// graphs 0.998 and more.
  private static let percolating = 0.9

  /// Starts to cool for so many rounds, or for a first cycle of reheats; at once where they are to be.
  ///
  /// - Precondition: There is a ladder.
  init(exchanges: [ReplicaExchange], coolingRounds: Int, reheats: IslandReheats?) {
    self.exchanges = exchanges
    self.coolingRounds = coolingRounds
    self.reheats = reheats
    if coolingRounds == 0 && reheats == nil { phase = .exchanging }
  }

  var ladder: TemperatureLadder { exchanges[0].ladder }
  var statistics: ExchangeStatistics { exchanges[0].statistics }
  var replicaCount: Int { exchanges.reduce(0) { $0 + $1.replicaAtRung.count } }
  var wantedRungs: Int? { exchanges[0].wantedRungs }
  var isOver: Bool { wantedRungs != nil }

  var temperatureOfReplica: [Double] {
    switch phase {
    case .exchanging: exchanges.flatMap(\.temperatureOfReplica)
    case .cooling, .reheating: reheats?.temperatureOfReplica ?? coolingTemperatures
    }
  }

  /// Every replica from the hottest temperature to that of its rung, geometrically.
  private var coolingTemperatures: [Double] {
    let hottest = ladder.temperatures.last ?? 1
    let part = Double(round + 1) / Double(coolingRounds)
    return exchanges.flatMap(\.temperatureOfReplica).map {
      hottest * naturalExponential(part * naturalLogarithm($0 / hottest))
    }
  }

  mutating func look(at crew: some ReplicaCrew) {
    switch phase {
    case .exchanging:
      crew.settle(coldest: coldestReplicas)
    case .cooling where reheats == nil:
      round += 1
    case .cooling, .reheating:
      reheats?.look(at: crew)
    }
  }

  mutating func endRound(of crew: some ReplicaCrew) {
    switch phase {
    case .exchanging: exchange(crew)
    case .cooling: phase = nextPhase
    case .reheating: break
    }
  }

  private var nextPhase: Phase {
    guard let reheats else { return round < coolingRounds ? .cooling : .exchanging }
    guard reheats.hasCrossed else { return .cooling }
    return reheats.percolation < Self.percolating ? .reheating : .exchanging
  }

  private mutating func exchange(_ crew: some ReplicaCrew) {
    var first = 0
    for number in exchanges.indices {
      exchanges[number].exchangeNeighbours { crew.energy(of: first + $0) }
      first += exchanges[number].replicaAtRung.count
    }
  }

  /// The replicas at the coldest rungs, of both ladders by turns.
  private var coldestReplicas: [Int] {
    guard exchanges.count > 1 else { return Array(exchanges[0].replicaAtRung.prefix(4)) }
    let first = exchanges[0].replicaAtRung.count
    return zip(exchanges[0].replicaAtRung, exchanges[1].replicaAtRung).prefix(2)
      .flatMap { [$0, first + $1] }
  }
}
