/// Layers one after another.
///
/// Parameters are named by the number of their layer, as `0.weight`.
public struct Sequential: Layer {
  /// The layers, first to last.
  public let layers: [any Layer]
  private let starts: [Int]

  /// Creates a layer of layers.
  public init(_ layers: [any Layer]) {
    self.layers = layers
    starts = layers.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.weightCount) }
  }

  /// A multilayer perceptron: linear maps with a ReLU between any two.
  ///
  /// - Parameters:
  ///   - sizes: Numbers of inputs, of each hidden layer, and of outputs.
  ///   - end: How the last map begins; without it by Glorot, as no ReLU follows. With 0 the network
  ///     says 0 of everything until it learns.
  /// - Returns: The layers.
  public static func perceptron(_ sizes: [Int], end: InitialWeights? = nil) -> Sequential {
    precondition(sizes.count >= 2, "there are inputs and outputs")
    let maps = zip(sizes, sizes.dropFirst()).map { inputs, outputs in (inputs, outputs) }
    let layers: [[any Layer]] = maps.enumerated().map { index, size in
      index + 1 < maps.count
        ? [Linear(size.0, size.1), Rectifier()]
        : [Linear(size.0, size.1, start: end ?? .glorot(inputs: size.0, outputs: size.1))]
    }
    return Sequential(layers.flatMap { $0 })
  }

  /// Those of all layers.
  public var parameters: [ParameterKind] {
    layers.enumerated().flatMap { index, layer in layer.parameters.map { $0.inside("\(index)") } }
  }

  /// Each layer takes what the one before gave.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    var (current, parts) = (input, [Pass]())
    for (layer, start) in zip(layers, starts) {
      let pass = layer.forward(current, weights.after(start))
      current = pass.output
      parts.append(pass)
    }
    return Pass(current, parts: parts)
  }

  /// The chain rule, last layer first.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    var current = gradient
    for index in layers.indices.reversed() {
      current = layers[index].backward(
        current, through: pass.parts[index], weights.after(starts[index]), into: &sums)
    }
    return current
  }
}
