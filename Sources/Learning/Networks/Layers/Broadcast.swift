/// The same number at many places: y = x for samples of one number.
public struct Broadcast: Layer {
  private let count: Int

  /// Creates a layer whose outputs have so many numbers, at least 1.
  public init(to count: Int) {
    precondition(count >= 1, "there is a place")
    self.count = count
  }

  /// y(i) = x.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    precondition(input.sampleSize == 1, "a sample is a number")
    let values = input.values.flatMap { repeatElement($0, count: count) }
    return Pass(Tensor(values, shape: [input.sampleCount, count]), keeping: [input])
  }

  /// ∂x = Σ ∂y(i).
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let sums = (0..<gradient.sampleCount).map { sample in
      gradient.values[sample * count..<(sample + 1) * count].reduce(0, +)
    }
    return Tensor(sums, shape: pass.kept[0].shape)
  }
}
