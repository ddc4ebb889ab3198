/// A learned number for each symbol: y = w[x], which is a map without bias of one-hot vectors.
///
/// Inputs are symbols from 0 on; one that is negative is no symbol, a vector of zeros, and gives 0.
public struct Embedding: Layer {
  private let symbols: Int

  /// Creates a layer of so many symbols, at least 1.
  public init(symbols: Int) {
    precondition(symbols >= 1, "there is a symbol")
    self.symbols = symbols
  }

  /// `weight`, begun as a map of that many inputs to one output.
  public var parameters: [ParameterKind] {
    [ParameterKind("weight", [symbols], start: .glorot(inputs: symbols, outputs: 1))]
  }

  /// y = w[x].
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    var output = input
    for (index, value) in input.values.enumerated() {
      output.values[index] = place(value).map { weights.values[weights.start + $0] } ?? 0
    }
    return Pass(output, keeping: [input])
  }

  /// ∂w[x] = Σ ∂y; symbols have no slope.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    for (value, slope) in zip(pass.kept[0].values, gradient.values) {
      if let place = place(value) { sums[weights.start + place] += slope }
    }
    return Tensor(repeating: 0, shape: gradient.shape)
  }

  private func place(_ value: Float) -> Int? {
    guard value >= 0 else { return nil }
    precondition(value < Float(symbols), "a symbol is known")
    return Int(value)
  }
}
