extension ExchangeStatistics {
  /// What to know about a ladder that did not do its work in so many rounds, or `nil`.
  ///
  /// Without round trips the coldest replicas live from their own start alone, and a run is so many
  /// runs of simulated annealing; where neighbours hardly exchange, that is why.
  package func mixingWords(rounds: Int) -> String? {
    guard rounds >= Self.roundsToJudge, roundTrips == 0, attempts.count > 1,
      attempts.allSatisfy({ $0 > 0 }), let least = rates.min()
    else { return nil }
    return "no replica went from the hottest temperature to the coldest"
      + (least < Self.leastRate
        ? "; some neighbours exchange in \(Int((100 * least).rounded())) % of the attempts: "
          + "more replicas may help"
        : "; a longer search may help")
  }

  /// With sixteen rungs and a fifth of the exchanges accepted a round trip takes some 150 rounds.
  private static let roundsToJudge = 2_000
  /// Below, neighbours are too far apart.
  private static let leastRate = 0.1
}
