/// A weight for each number of a sample: y = W ∘ x.
///
/// Branches whose outputs are weighed so and added are fused as ST-ResNet does (Zhang, Zheng & Qi
/// 2017, doi:10.1609/aaai.v31i1.10735, equation 3).
public struct Fusion: Layer {
  /// The shape of a sample.
  public let shape: [Int]
  private let weight: Float

  /// Creates a layer for samples of a shape, whose weights all begin with the same value.
  public init(_ shape: [Int], weight: Float = 1) {
    self.shape = shape
    self.weight = weight
  }

  /// `weight`.
  public var parameters: [ParameterKind] {
    [ParameterKind("weight", shape, start: .constant(weight))]
  }

  /// y = W ∘ x.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    Pass(weighed(input, weights), keeping: [input])
  }

  /// ∂x = W ∘ ∂y, ∂W = Σ ∂y ∘ x.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let (input, size) = (pass.kept[0], gradient.sampleSize)
    for sample in 0..<gradient.sampleCount {
      for index in 0..<size {
        sums[weights.start + index] +=
          gradient.values[sample * size + index] * input.values[sample * size + index]
      }
    }
    return weighed(gradient, weights)
  }

  private func weighed(_ tensor: Tensor, _ weights: Weights) -> Tensor {
    let size = shape.reduce(1, *)
    precondition(tensor.sampleSize == size, "there is a weight for each number")
    var result = tensor.values
    for sample in 0..<tensor.sampleCount {
      for index in 0..<size {
        result[sample * size + index] *= weights.values[weights.start + index]
      }
    }
    return Tensor(result, shape: tensor.shape)
  }
}
