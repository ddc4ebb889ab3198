/// Adam: steps by a mean of gradients over the root of a mean of their squares.
///
/// Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980, algorithm 1.
public struct Adam: Hashable, Sendable {
  /// The length of a step, α; may be changed between steps.
  public var rate: Float
  /// What is kept of the mean gradient, β₁.
  public let meanKept: Float
  /// What is kept of the mean square, β₂.
  public let squareKept: Float
  /// What keeps a step finite, ε.
  public let floor: Float
  /// m of the algorithm.
  public private(set) var mean: [Float] = []
  /// v of the algorithm.
  public private(set) var square: [Float] = []
  /// The number of steps made.
  public private(set) var steps = 0

  /// Creates an optimiser, with the paper's defaults.
  public init(
    rate: Float = 1e-3, meanKept: Float = 0.9, squareKept: Float = 0.999, floor: Float = 1e-8
  ) {
    self.rate = rate
    self.meanKept = meanKept
    self.squareKept = squareKept
    self.floor = floor
  }

  /// Takes up a run again where m, v and t of it are known; both have a number per weight.
  public mutating func resume(mean: [Float], square: [Float], steps: Int) {
    precondition(mean.count == square.count && steps >= 0, "means are of the same weights")
    (self.mean, self.square, self.steps) = (mean, square, steps)
  }

  /// Moves weights against a gradient.
  public mutating func step(_ weights: inout [Float], against gradient: [Float]) {
    precondition(gradient.count == weights.count, "there is a slope for each weight")
    if steps == 0 {
      mean = [Float](repeating: 0, count: weights.count)
      square = mean
    }
    steps += 1
    // α̂ = α √(1 − β₂ᵗ) / (1 − β₁ᵗ) corrects the bias of both means (end of section 2 there).
    let kept = (mean: power(meanKept, steps), square: power(squareKept, steps))
    let root = (1 - kept.square).squareRoot()
    let length = Float(Double(rate) * root / (1 - kept.mean))
    let floor = Float(Double(floor) * root)
    for (index, slope) in gradient.enumerated() {
      mean[index] += (1 - meanKept) * (slope - mean[index])
      square[index] += (1 - squareKept) * (slope * slope - square[index])
      weights[index] -= length * mean[index] / (square[index].squareRoot() + floor)
    }
  }

  /// A power by repeated squaring: the same bits on every machine.
  private func power(_ base: Float, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, Double(base), exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
