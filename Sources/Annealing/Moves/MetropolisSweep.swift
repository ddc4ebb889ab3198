import RandomStreams

extension FlipReplica {
  /// Tries to flip every bit once, in order.
  ///
  /// Metropolis and others (1953), doi:10.1063/1.1699114: the reference against which the Digital
  /// Annealer's step is compared.
  func sweep(temperature: Double) {
    // No exponential draw reaches 37, so dearer flips are refused without one.
    let ceiling = temperature * 37
    for i in 0..<count {
      let change = Double(flipEnergies[i])
      if change <= 0 || (change < ceiling && change <= temperature * random.exponential()) {
        flip(i)
      }
    }
  }
}
