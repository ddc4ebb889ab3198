extension AnnealingResult {
  /// What to know about a ladder that did not do its work, or `nil`.
  ///
  /// Without round trips the coldest replicas live from their own start alone, and a run is so many
  /// runs of simulated annealing; where neighbours hardly exchange, that is why.
  package var mixingWords: String? {
    // Two epochs of adaptation: shorter runs are not meant to mix.
    guard progress.rounds >= 2 * LadderAdaptation.firstEpoch << LadderAdaptation.epochs,
      ladder.temperatures.count > 2, let least = exchange.rates.min(), progress.roundTrips == 0
    else { return nil }
    return "no replica went from the hottest temperature to the coldest; "
      + (least < 0.1
        ? "neighbours exchanged in \(Int(100 * least)) % of the attempts at least: more replicas may help"
        : "a longer run may help")
  }
}
