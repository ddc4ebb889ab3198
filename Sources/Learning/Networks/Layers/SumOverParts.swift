/// A sample of parts that are alike, as sectors of a region: the sum of what one network says of each.
///
/// Zaheer and others, "Deep sets", NIPS 2017, arXiv:1703.06114, theorem 2, with the identity outside:
/// the same weights serve any number of parts, in any order.
public struct SumOverParts: Layer {
  /// What is computed of each part.
  public let each: Sequential
  /// The numbers of a part.
  public let partSize: Int

  /// Creates a layer whose samples have a whole number of parts.
  public init(_ each: Sequential, partSize: Int) {
    precondition(partSize >= 1, "a part has numbers")
    (self.each, self.partSize) = (each, partSize)
  }

  /// Those of the network for a part.
  public var parameters: [ParameterKind] { each.parameters }

  /// y = Σ f(part), for each sample.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    let parts = partCount(of: input)
    let pass = each.forward(
      input.reshaped([input.sampleCount * parts, partSize]), weights)
    let width = pass.output.sampleSize
    var sums = [Float](repeating: 0, count: input.sampleCount * width)
    for (index, value) in pass.output.values.enumerated() {
      sums[index / (parts * width) * width + index % width] += value
    }
    return Pass(Tensor(sums, shape: [input.sampleCount, width]), keeping: [input], parts: [pass])
  }

  /// Every part has the gradient of the sum.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let (input, inner) = (pass.kept[0], pass.parts[0])
    let (parts, width) = (partCount(of: input), gradient.sampleSize)
    let spread = inner.output.values.indices.map {
      gradient.values[$0 / (parts * width) * width + $0 % width]
    }
    return each.backward(
      Tensor(spread, shape: inner.output.shape), through: inner, weights, into: &sums
    ).reshaped(input.shape)
  }

  private func partCount(of input: Tensor) -> Int {
    precondition(
      input.sampleSize > 0 && input.sampleSize % partSize == 0, "a sample is made of parts")
    return input.sampleSize / partSize
  }
}
