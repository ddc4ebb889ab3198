import RandomStreams

extension FlipReplica {
  /// Tries to flip every bit once, in order, each with probability min(1, exp(−ΔE / T)).
  ///
  /// Metropolis and others (1953), doi:10.1063/1.1699114, with ΔE ≤ T·e for an exponential draw e.
  func sweep(temperature: Double) {
    var position = 0
    while let k = trial.nextAccepted(from: position, temperature: temperature, using: &random) {
      flip(k)
      position = k + 1
    }
  }
}
