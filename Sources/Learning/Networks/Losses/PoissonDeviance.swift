import RandomStreams

/// The deviance of counts from rates, 2 (t ln(t / λ) − t + λ): twice how far the log-likelihood is
/// below the best (McCullagh & Nelder 1989, Generalized Linear Models, section 2.3).
public struct PoissonDeviance: Loss {
  /// What the outputs of a network are.
  public enum Link: Sendable {
    /// λ itself, above 0, as after a softplus.
    case rate
    /// ln λ less the offset of the batch: with an offset, a correction of rates that are known.
    case logarithm
  }

  /// What the outputs are.
  public let link: Link

  /// Creates the loss.
  public init(_ link: Link) { self.link = link }

  /// The sum of deviances.
  public func evaluate(_ output: Tensor, _ batch: Batch) -> LossValue {
    LossValue(output) { value, index in
      let count = Double(batch.target[index])
      switch link {
      case .rate:
        let rate = max(Self.leastRate, Double(value))
        return (Self.deviance(count, rate), 2 - 2 * count / rate)
      case .logarithm:
        let rate = Self.rate(value, offset: batch.offset.map { $0[index] } ?? 0)
        return (Self.deviance(count, rate), 2 * (rate - count))
      }
    }
  }

  /// The rate of an output on top of an offset.
  public static func rate(_ output: Float, offset: Float) -> Double {
    // e³⁰ incidents an hour are more than there are people: farther out, a network has diverged.
    naturalExponential(min(30, max(-30, Double(output) + Double(offset))))
  }

  /// Below this no rate is taken: 1e-9 incidents an hour are one in 100,000 years.
  private static let leastRate = 1e-9

  private static func deviance(_ count: Double, _ rate: Double) -> Double {
    2 * ((count > 0 ? count * naturalLogarithm(count / rate) : 0) - count + rate)
  }
}
