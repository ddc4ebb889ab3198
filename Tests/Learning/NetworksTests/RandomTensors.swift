import Networks
import RandomStreams

/// Numbers that tests feed to networks, all of a seed.
struct RandomTensors {
  private var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed, stream: 1_000) }

  /// Numbers uniform in −1...1, at least `gap` from 0.
  mutating func tensor(_ shape: [Int], gap: Float = 0) -> Tensor {
    Tensor(
      (0..<shape.reduce(1, *)).map { _ in
        let size = gap + (1 - gap) * Float(random.unit())
        return random.uniform(below: 2) == 0 ? size : -size
      }, shape: shape)
  }

  mutating func size(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + random.uniform(below: range.count)
  }

  /// Whole numbers from 0 to 3, as counts are.
  mutating func counts(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float(random.uniform(below: 4)) }
  }
}

/// Slopes of a layer by central differences: what its backward step is held against.
struct Differences {
  let network: Network
  let input: Tensor
  /// The loss is Σ slope · output.
  let slope: Tensor
  /// By how much a number is moved to either side.
  let step: Float
  /// Whether the loss consists of straight pieces: where a bend is within the step there is no slope.
  let hasBends: Bool

  private func loss(_ network: Network, _ input: Tensor) -> Double {
    zip(network.pass(of: input).output.values, slope.values).reduce(0) {
      $0 + Double($1.0) * Double($1.1)
    }
  }

  private func difference(_ down: Double, _ middle: Double, _ up: Double) -> Double? {
    // Rounding of some hundred numbers near 1 stays below this, and a bend that does is no matter.
    guard !hasBends || abs(up - 2 * middle + down) < 1e-4 * Double(step) + 4e-6 else { return nil }
    return (up - down) / (2 * Double(step))
  }

  var ofInput: [Double?] {
    let middle = loss(network, input)
    return input.values.indices.map { index in
      var (up, down) = (input, input)
      up.values[index] += step
      down.values[index] -= step
      return difference(loss(network, down), middle, loss(network, up))
    }
  }

  var ofWeights: [Double?] {
    let middle = loss(network, input)
    return network.weights.indices.map { index in
      var (up, down) = (network, network)
      up.weights[index] += step
      down.weights[index] -= step
      return difference(loss(down, input), middle, loss(up, input))
    }
  }
}

/// The largest difference of two lists, in parts of the largest number.
func distance(_ first: [Float], _ second: [Double]) -> Double {
  guard first.count == second.count else { return .infinity }
  let largest = second.reduce(1e-3) { max($0, abs($1)) }
  return zip(first, second).reduce(0) { max($0, abs(Double($1.0) - $1.1)) } / largest
}

/// The same where some numbers are not known.
func distance(_ first: [Float], _ second: [Double?]) -> Double {
  guard first.count == second.count else { return .infinity }
  let known = zip(first, second).compactMap { value, truth in truth.map { (value, $0) } }
  return distance(known.map(\.0), known.map(\.1))
}
