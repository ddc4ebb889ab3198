/// ReLU: what is below 0 becomes 0.
public struct Rectifier: Layer {
  /// Creates the layer.
  public init() {}

  /// y = max(x, 0).
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    let output = input.mapped { max($0, 0) }
    return Pass(output)
  }

  /// ∂x = ∂y where y > 0.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    gradient.combined(pass.output) { $1 > 0 ? $0 : 0 }
  }
}
