import CAnnealKernels
import RandomStreams

// Metropolis and others (1953), doi:10.1063/1.1699114: every bit is tried once, in order, and
// flipped if ΔE ≤ T·e for an exponential draw e.

extension DenseFields {
  /// Thresholds T·e are drawn for 32 bits at a time, and rejected bits cost no branch.
  package static func sweep(_ replica: FlipReplica<Self>, temperature: Double) {
    replica.fields.sweep.temperature = Float(temperature)
    var position = 0
    while let bit = replica.fields.nextAccepted(from: position) {
      replica.flip(bit)
      position = bit + 1
    }
  }
}

extension SparseFields {
  /// Tries to flip every bit once, in order.
  package static func sweep(_ replica: FlipReplica<Self>, temperature: Double) {
    // No exponential draw reaches 37, so dearer flips are refused without one.
    let ceiling = temperature * 37
    for i in 0..<replica.fields.count {
      let change = Double(replica.fields.flipEnergy(of: i))
      if change <= 0
        || (change < ceiling && change <= temperature * replica.random.exponential())
      {
        replica.flip(i)
      }
    }
  }
}
