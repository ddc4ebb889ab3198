/// A number that is added to each place of a sample: y = x + b.
public struct Bias: Layer {
  private let values: [Float]

  /// Creates a layer whose numbers begin with given ones, one for each place of a sample.
  public init(startingAt values: [Float]) { self.values = values }

  /// `bias`.
  public var parameters: [ParameterKind] {
    [ParameterKind("bias", [values.count], start: .values(values))]
  }

  /// y = x + b.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    let size = values.count
    precondition(input.sampleSize == size, "there is a number for each place")
    var output = input
    for index in output.values.indices {
      output.values[index] += weights.values[weights.start + index % size]
    }
    return Pass(output)
  }

  /// ∂x = ∂y, ∂b = Σ ∂y.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let size = values.count
    for (index, value) in gradient.values.enumerated() {
      sums[weights.start + index % size] += value
    }
    return gradient
  }
}
