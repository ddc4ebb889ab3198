/// Decides which temperature each replica has in the next round.
package protocol TemperatureControl {
  /// The temperatures, coldest first.
  var ladder: TemperatureLadder { get }
  /// How replicas moved along the ladder.
  var statistics: ExchangeStatistics { get }
  /// The temperature of each replica.
  var temperatureOfReplica: [Double] { get }
  /// Whether another control should take over.
  var isOver: Bool { get }
  /// Looks at a crew that has walked, before its best state is taken.
  mutating func look(at crew: some ReplicaCrew)
  /// Ends a round that a crew made at these temperatures.
  mutating func endRound(of crew: some ReplicaCrew)
}

extension ReplicaExchange: TemperatureControl {
  package var isOver: Bool { wantedRungs != nil }

  package func look(at crew: some ReplicaCrew) { crew.settle(coldest: replicaAtRung) }

  package mutating func endRound(of crew: some ReplicaCrew) {
    exchangeNeighbours(energy: crew.energy)
  }
}
