/// What some layers add to their input: y = x + f(x).
///
/// With activations before the maps, as in He and others 2016, "Identity mappings in deep residual
/// networks", doi:10.1007/978-3-319-46493-0_38, equation 4.
public struct ResidualUnit: Layer {
  /// f, whose output has the shape of its input.
  public let inner: Sequential

  /// Creates a unit of any layers.
  public init(_ inner: Sequential) { self.inner = inner }

  /// ReLU, convolution, ReLU, convolution, as in ST-ResNet (Zhang, Zheng & Qi 2017,
  /// doi:10.1609/aaai.v31i1.10735, figure 4).
  ///
  /// - Parameters:
  ///   - channels: At least 1.
  ///   - normalises: Whether there is a batch normalisation before each ReLU, as tried under
  ///     "Residual Unit" there.
  public init(channels: Int, normalises: Bool = false) {
    let normalisation: [any Layer] = normalises ? [BatchNormalisation(channels: channels)] : []
    let half = normalisation + [Rectifier(), Convolution(channels, channels)]
    self.init(Sequential(half + half))
  }

  /// Those of f.
  public var parameters: [ParameterKind] { inner.parameters }

  /// y = x + f(x).
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    let pass = inner.forward(input, weights)
    return Pass(input.combined(pass.output) { $0 + $1 }, parts: [pass])
  }

  /// ∂x = ∂y + f′(x)ᵀ ∂y.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let back = inner.backward(gradient, through: pass.parts[0], weights, into: &sums)
    return gradient.combined(back) { $0 + $1 }
  }
}
