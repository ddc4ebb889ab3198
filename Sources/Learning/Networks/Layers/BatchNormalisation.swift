/// Batch normalisation: each channel to mean 0 and variance 1 over a batch, then scaled and shifted.
///
/// Ioffe & Szegedy, "Batch normalization: accelerating deep network training by reducing internal
/// covariate shift", ICML 2015, arXiv:1502.03167, algorithms 1 and 2. The batch is whatever goes
/// through the layer at once. In training that is a chunk of ``BatchGradient``: *ghost* batches
/// (Hoffer, Hubara & Soudry, "Train longer, generalize better", NIPS 2017, arXiv:1705.08741,
/// algorithm 1). Statistics of the whole batch would make all threads wait for each other at each
/// layer, forward and back; those of chunks need no waiting, are the same for any number of threads,
/// as chunks have a fixed size, and with one chunk they are those of the whole batch.
public struct BatchNormalisation: Layer {
  /// The channels, the second dimension of a batch.
  public let channels: Int
  /// What keeps the deviation above 0, ε.
  public let floor: Float
  /// The share by which running statistics approach those of each batch.
  public let momentum: Float

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - channels: At least 1.
  ///   - floor: ε, above 0, in squares of the inputs' unit.
  ///   - momentum: In 0...1. A tenth, as usual, remembers the last ten batches or so.
  public init(channels: Int, floor: Float = 1e-5, momentum: Float = 0.1) {
    precondition(channels >= 1 && floor > 0, "there is something to normalise")
    precondition((0...1).contains(momentum), "a momentum is a share")
    (self.channels, self.floor, self.momentum) = (channels, floor, momentum)
  }

  /// γ, β, and the statistics that inference goes by, named as PyTorch names them.
  public var parameters: [ParameterKind] {
    [
      ParameterKind("weight", [channels], start: .constant(1)),
      ParameterKind("bias", [channels], start: .constant(0)),
      ParameterKind("running_mean", [channels], start: .constant(0), follows: momentum),
      ParameterKind("running_var", [channels], start: .constant(1), follows: momentum),
    ]
  }

  /// x̂ = (x − μ) / √(σ² + ε), y = γ x̂ + β: algorithm 1; in inference with running μ and σ².
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    let planes = ChannelPlanes(input.shape, channels: channels)
    let running = ChannelMoments(
      mean: weights.values(2, of: channels).map(Double.init),
      variance: weights.values(3, of: channels).map { max(0, Double($0)) })
    let batch = weights.purpose == .training ? planes.moments(input.values) : nil
    let (mean, variance) = (batch?.mean ?? running.mean, batch?.variance ?? running.variance)
    let inverse = variance.map { 1 / ($0 + Double(floor)).squareRoot() }
    let normal = planes.map(input) { channel, x in
      Float((Double(x) - mean[channel]) * inverse[channel])
    }
    let (scale, shift) = (weights.values(0, of: channels), weights.values(1, of: channels))
    let output = planes.map(normal) { channel, x in scale[channel] * x + shift[channel] }
    return Pass(
      output, keeping: [normal, Tensor(inverse.map(Float.init), shape: [channels])],
      observing: batch?.observations(of: planes.count, or: running) ?? [])
  }

  /// ∂γ = Σ ∂y x̂, ∂β = Σ ∂y, ∂x = γ / √(σ² + ε) · (∂y − mean(∂y) − x̂ mean(∂y x̂)).
  ///
  /// The six formulas of section 3 there, ∂μ and ∂σ² put into ∂x. In inference both are constants,
  /// and the means are left out.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let planes = ChannelPlanes(gradient.shape, channels: channels)
    let (normal, inverse, scale) = (
      pass.kept[0].values, pass.kept[1].values, weights.values(0, of: channels)
    )
    let shift = planes.sums(gradient.values)
    let slope = planes.sums(gradient.values, times: normal)
    for channel in 0..<channels {
      sums[weights.start + channel] += Float(slope[channel])
      sums[weights.start + channels + channel] += Float(shift[channel])
    }
    // What a pass observed, it was normalised by.
    let share = pass.observed.isEmpty ? 0 : 1 / Double(planes.count)
    let (level, tilt) = (shift.map { Float($0 * share) }, slope.map { Float($0 * share) })
    return planes.map(gradient, normal) { channel, slope, x in
      scale[channel] * inverse[channel] * (slope - level[channel] - x * tilt[channel])
    }
  }
}

extension Weights {
  /// The numbers of a parameter, where all before it have as many.
  fileprivate func values(_ parameter: Int, of count: Int) -> [Float] {
    let first = start + parameter * count
    return Array(values[first..<first + count])
  }
}
