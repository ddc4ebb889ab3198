import RandomStreams

/// Softplus: a smooth way to be above 0.
public struct Softplus: Layer {
  /// Creates the layer.
  public init() {}

  /// y = ln(1 + eˣ), the same bits on every machine.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    Pass(
      input.mapped { x in
        let x = Double(x)
        return Float(max(x, 0) + naturalLogarithm(1 + Self.decay(x)))
      }, keeping: [input])
  }

  /// ∂x = ∂y / (1 + e⁻ˣ).
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    gradient.combined(pass.kept[0]) { gradient, x in
      let decay = Self.decay(Double(x))
      return gradient * Float((x < 0 ? decay : 1) / (1 + decay))
    }
  }

  /// e to the power −|x|; beyond 100 it is nothing beside 1.
  private static func decay(_ x: Double) -> Double { naturalExponential(-min(100, abs(x))) }
}
