import RandomStreams

/// A layer together with the weights that it has learned.
///
/// ```swift
/// var network = Network(Sequential.perceptron([8, 64, 64, 3]), seed: 1)
/// var adam = Adam()
/// let pass = network.pass(of: states)
/// let gradient = network.gradient(slopes(pass.output), through: pass)
/// adam.step(&network.weights, against: gradient)
/// ```
public struct Network: Sendable {
  /// What it computes.
  public let layer: any Layer
  /// What it learned, parameter by parameter; change numbers, but not how many they are.
  public var weights: [Float]
  /// How many they have to be.
  private let weightCount: Int

  /// Creates a network with seeded weights, a stream of random numbers for each parameter.
  public init(_ layer: any Layer, seed: UInt64) {
    self.layer = layer
    weights = layer.parameters.enumerated().flatMap { index, kind in
      var random = RandomStream(seed: seed, stream: UInt64(index))
      return kind.start.values(kind.count, from: &random)
    }
    weightCount = weights.count
  }

  /// The outputs of a batch, no sample's depending on the others.
  public func output(of input: Tensor) -> Tensor { pass(of: input, for: .inference).output }

  /// The outputs of a batch, with what a gradient needs.
  public func pass(of input: Tensor, for purpose: Purpose = .training) -> Pass {
    precondition(weights.count == weightCount, "a network keeps its size")
    return layer.forward(input, Weights(weights, for: purpose))
  }

  /// The gradient with respect to all weights, given the one with respect to the outputs.
  public func gradient(_ outputGradient: Tensor, through pass: Pass) -> [Float] {
    var sums = [Float](repeating: 0, count: weights.count)
    _ = backward(outputGradient, through: pass, into: &sums)
    return sums
  }

  /// Adds the gradient with respect to all weights to `sums`; returns the one for the inputs.
  public func backward(
    _ outputGradient: Tensor, through pass: Pass, into sums: inout [Float]
  ) -> Tensor {
    precondition(sums.count == weights.count, "there is a sum for each weight")
    return layer.backward(
      outputGradient, through: pass, Weights(weights, for: .training), into: &sums)
  }

  /// Moves the parameters that no gradient teaches towards what a pass in training observed.
  public mutating func follow(_ observed: [Float]) {
    guard !observed.isEmpty else { return }
    var (place, next) = (0, observed[...])
    for kind in layer.parameters {
      if let share = kind.follows {
        for (index, value) in zip(place..<place + kind.count, next) {
          weights[index] += share * (value - weights[index])
        }
        next = next.dropFirst(kind.count)
      }
      place += kind.count
    }
    precondition(next.isEmpty, "a pass observes what parameters follow")
  }

  /// Moves the weights towards those of another network of the same layers, by a share in 0...1.
  ///
  /// A share of 1 copies them; a small one after each step makes the slow twin of reinforcement
  /// learning (Lillicrap and others 2016, arXiv:1509.02971, algorithm 1).
  public mutating func approach(_ other: Network, by share: Float) {
    precondition(weights.count == other.weights.count, "both have the same layers")
    guard share < 1 else {
      weights = other.weights
      return
    }
    for (index, target) in other.weights.enumerated() {
      weights[index] += share * (target - weights[index])
    }
  }
}

// MARK: - Weights by name

extension Network {
  /// The parameters as tensors, by name.
  public var tensors: [String: Tensor] {
    var (start, tensors) = (0, [String: Tensor]())
    for kind in layer.parameters {
      tensors[kind.name] = Tensor(
        Array(weights[start..<start + kind.count]), shape: kind.shape)
      start += kind.count
    }
    return tensors
  }

  /// Creates a network with the weights of a file.
  ///
  /// - Throws: ``SafetensorsError`` if a parameter is missing or has another shape.
  public init(_ layer: any Layer, from file: SafetensorsFile) throws(SafetensorsError) {
    self.layer = layer
    var weights: [Float] = []
    for kind in layer.parameters {
      weights += try file.tensor(kind.name, shape: kind.shape).values
    }
    self.weights = weights
    weightCount = weights.count
  }
}
