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

/// A layer's weights, a part of its network's array, and what they are used for.
public struct Weights: Sendable {
  /// All weights of the network.
  let values: [Float]
  /// What the pass is for.
  let purpose: Purpose
  /// Where those of the layer begin.
  let start: Int

  /// The weights of all layers, from the first on.
  public init(_ values: [Float], for purpose: Purpose) {
    self.init(values: values, purpose: purpose, start: 0)
  }

  private init(values: [Float], purpose: Purpose, start: Int) {
    self.values = values
    self.purpose = purpose
    self.start = start
  }

  /// Those that come after so many.
  func after(_ count: Int) -> Weights {
    Weights(values: values, purpose: purpose, start: start + count)
  }
}

/// What a batch goes through a network for; the two differ in layers that look at a batch as a whole.
public enum Purpose: Sendable {
  /// To learn from it: by its own statistics.
  case training
  /// To have its outputs: by statistics of the training, so that no sample depends on the others.
  case inference
}

/// What a forward step gave, and what its backward step will need.
public struct Pass: Sendable {
  /// The outputs of the batch.
  public let output: Tensor
  /// Tensors that the layer wants to see again.
  let kept: [Tensor]
  /// The passes of the layers that it is made of.
  let parts: [Pass]
  /// What the parameters that follow observations will approach, in their order: of the layer, then
  /// of the layers that it is made of.
  public let observed: [Float]

  /// Creates a pass.
  public init(
    _ output: Tensor, keeping kept: [Tensor] = [], parts: [Pass] = [],
    observing observed: [Float] = []
  ) {
    self.output = output
    self.kept = kept
    self.parts = parts
    self.observed = parts.reduce(observed) { $0 + $1.observed }
  }
}
