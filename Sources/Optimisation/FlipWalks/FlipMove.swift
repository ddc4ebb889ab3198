/// How single bits are flipped.
public enum FlipMove: Hashable, Sendable {
  /// The Digital Annealer's step: every flip is tried at once, one of the accepted is made.
  ///
  /// `offsetIncrement` ≥ 0 is what the dynamic offset grows by when no flip was accepted, in energy
  /// units; 0 switches it off.
  case parallelTrial(offsetIncrement: Int)
  /// Plain Metropolis: each step tries every bit in turn.
  case sweep
}
