/// How wrong outputs are.
public protocol Loss: Sendable {
  /// The sum over all numbers of a batch, and its gradient with respect to the outputs.
  ///
  /// - Parameters:
  ///   - output: What a network said.
  ///   - batch: What came, and what else the loss has to know, in the order of `output`.
  /// - Returns: The sum and its gradient.
  func evaluate(_ output: Tensor, _ batch: Batch) -> LossValue
}

/// A loss and its gradient.
public struct LossValue: Sendable {
  /// The sum over all numbers.
  public let sum: Double
  /// With respect to the outputs, in their shape.
  public let gradient: Tensor

  /// Adds up what each number costs: a function of the output and its place.
  init(_ output: Tensor, _ cost: (Float, Int) -> (cost: Double, slope: Double)) {
    var (sum, gradient) = (0.0, output.values)
    for (index, value) in output.values.enumerated() {
      let part = cost(value, index)
      sum += part.cost
      gradient[index] = Float(part.slope)
    }
    self.sum = sum
    self.gradient = Tensor(gradient, shape: output.shape)
  }
}

/// Samples that are learned from together.
public struct Batch: Sendable {
  /// What the network is given.
  public let input: Tensor
  /// What its outputs should be.
  public let target: [Float]
  /// What is added to outputs before the loss looks at them, as many as there are targets; for losses that have it.
  public let offset: [Float]?

  /// Creates a batch.
  public init(_ input: Tensor, target: [Float], offset: [Float]? = nil) {
    self.input = input
    self.target = target
    self.offset = offset
  }
}
