/// A step from a batch of inputs to a batch of outputs, which knows its gradient.
///
/// A layer keeps nothing: what it learns is in the array of its network, and what a backward step
/// needs of the forward one is in the pass. So that a batch may be cut into chunks, and each thread
/// may take one.
public protocol Layer: Sendable {
  /// What it learns, in the order in which it is kept.
  var parameters: [ParameterKind] { get }

  /// The outputs of a batch.
  func forward(_ input: Tensor, _ weights: Weights) -> Pass

  /// The gradient of a loss with respect to the input, given the one with respect to the output.
  ///
  /// - Parameters:
  ///   - gradient: With respect to the output, in its shape.
  ///   - pass: What ``forward(_:_:)`` gave for the input.
  ///   - weights: Those of that pass.
  ///   - sums: To its part from `weights.start` on, gradients with respect to the weights are added.
  /// - Returns: The gradient, in the shape of the input.
  func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor
}

extension Layer {
  /// Most steps learn nothing.
  public var parameters: [ParameterKind] { [] }

  /// The number of weights.
  public var weightCount: Int { parameters.reduce(0) { $0 + $1.count } }
}

/// A layer's weights: a part of its network's array.
public struct Weights: Sendable {
  /// All weights of the network.
  let values: [Float]
  /// Where those of the layer begin.
  let start: Int

  /// The weights of all layers, from the first on.
  public init(_ values: [Float]) { self.init(values: values, start: 0) }

  init(values: [Float], start: Int) {
    self.values = values
    self.start = start
  }

  /// Those that come after so many.
  func after(_ count: Int) -> Weights { Weights(values: values, start: start + count) }
}

/// What a forward step gave, and what its backward step will need.
public struct Pass: Sendable {
  /// The outputs of the batch.
  public let output: Tensor
  /// Tensors that the layer wants to see again.
  let kept: [Tensor]
  /// The passes of the layers that it is made of.
  let parts: [Pass]

  /// Creates a pass.
  public init(_ output: Tensor, keeping kept: [Tensor] = [], parts: [Pass] = []) {
    self.output = output
    self.kept = kept
    self.parts = parts
  }
}
