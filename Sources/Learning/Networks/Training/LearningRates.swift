/// How a network and its slow twin learn.
public struct LearningRates: Hashable, Sendable {
  /// The length of Adam's steps.
  public var step: Float
  /// The share by which the twin follows after each step, τ.
  public var follow: Float

  /// Creates rates; without others, those of arXiv:1412.6980 and a twin of some 200 steps.
  public init(step: Float = 1e-3, follow: Float = 0.005) {
    (self.step, self.follow) = (step, follow)
  }
}
