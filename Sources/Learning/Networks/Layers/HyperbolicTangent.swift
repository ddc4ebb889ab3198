import RandomStreams

/// Hyperbolic tangent.
public struct HyperbolicTangent: Layer {
  /// Creates the layer.
  public init() {}

  /// y = tanh x, the same bits on every machine.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    Pass(
      input.mapped { x in
        // Beyond 20, 1 − tanh x is below half a unit in the last place of 1.
        let decay = naturalExponential(-2 * min(20, abs(Double(x))))
        let size = Float((1 - decay) / (1 + decay))
        return x < 0 ? -size : size
      })
  }

  /// ∂x = ∂y (1 − y²).
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    gradient.combined(pass.output) { $0 * (1 - $1 * $1) }
  }
}
