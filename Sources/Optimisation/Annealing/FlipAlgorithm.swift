import FlipWalks

/// How single bits are flipped.
public enum FlipAlgorithm: String, CaseIterable, Sendable {
  /// The Digital Annealer's parallel-trial step.
  case digitalAnnealer = "da"
  /// Metropolis sweeps, the fastest way down for parallel tempering.
  case parallelTempering = "pt"

  /// The move that the name stands for; the offset is the Digital Annealer's.
  package func move(offsetIncrement: Int) -> FlipMove {
    switch self {
    case .digitalAnnealer: .parallelTrial(offsetIncrement: offsetIncrement)
    case .parallelTempering: .sweep
    }
  }
}
