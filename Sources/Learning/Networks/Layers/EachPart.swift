/// A sample of parts that are alike: what one network says of each, side by side.
///
/// Unlike ``DistinctParts`` it knows the slopes of its inputs, so it may stand after other layers.
public struct EachPart: Layer {
  /// What is computed of each part.
  public let layer: any Layer
  private let count: Int
  private let partSize: Int

  /// Creates a layer whose samples have so many parts of so many numbers, each at least 1.
  public init(_ count: Int, of partSize: Int, _ layer: any Layer) {
    precondition(count >= 1 && partSize >= 1, "there are parts, and they have numbers")
    (self.count, self.partSize, self.layer) = (count, partSize, layer)
  }

  /// Those of the network for a part.
  public var parameters: [ParameterKind] { layer.parameters }

  /// y = (f(x₁), f(x₂), …).
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    precondition(input.sampleSize == count * partSize, "a sample is made of its parts")
    let pass = layer.forward(
      input.reshaped([input.sampleCount * count, partSize]), weights)
    let output = pass.output.reshaped([input.sampleCount, count * pass.output.sampleSize])
    return Pass(output, parts: [pass])
  }

  /// Each part has its own.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let inner = pass.parts[0]
    return layer.backward(
      gradient.reshaped(inner.output.shape), through: inner, weights, into: &sums
    ).reshaped([gradient.sampleCount, count * partSize])
  }
}
