import Foundation
import Networks
import Testing

@Suite("Batch normalisation")
struct BatchNormalisationTests {
  /// Two samples of two channels and two cells, with scales and shifts.
  private static var byHand: (network: Network, input: Tensor) {
    var network = Network(BatchNormalisation(channels: 2, floor: 0.25, momentum: 0.5), seed: 0)
    // γ, β, running mean, running variance.
    network.weights = [2, 3, 1, -1, 4, 0, 8, 1]
    return (network, Tensor([0, 4, 1, 1, 2, 2, 2, 0], shape: [2, 2, 1, 2]))
  }

  @Test("by hand, in training: statistics, outputs, gradients, and what is observed")
  func training() {
    var (network, input) = Self.byHand
    let pass = network.pass(of: input)
    // Channel 1: 0 4 2 2, mean 2, variance 2, √2.25 = 1.5: −4/3 4/3 0 0, times 2, plus 1.
    // Channel 2: 1 1 2 0, mean 1, variance 1/2, √0.75: 0 0 ±1/√0.75, times 3, less 1.
    let r = 1 / 0.75.squareRoot()
    #expect(
      distance(pass.output.values, [1 - 8.0 / 3, 1 + 8.0 / 3, -1, -1, 1, 1, 3 * r - 1, -3 * r - 1])
        < 1e-6)
    // ∂y = 1 at the first number only: ∂β = 1, ∂γ = x̂ = −4/3, and ∂x = 2 / 1.5 (∂y − 1/4 + x̂ / 3).
    var sums = [Float](repeating: 0, count: 8)
    let back = network.backward(
      Tensor([1, 0, 0, 0, 0, 0, 0, 0], shape: [2, 2, 1, 2]), through: pass, into: &sums)
    #expect(distance(sums, [-4.0 / 3, 0, 1, 0, 0, 0, 0, 0]) < 1e-6)
    let expected = [1 - 1 / 4.0 - 4 / 9.0, -1 / 4.0 + 4 / 9.0, 0, 0, -1 / 4.0, -1 / 4.0, 0, 0]
    #expect(distance(back.values, expected.map { 4 / 3.0 * $0 }) < 1e-6)
    // Unbiased variances: 8/3 and 2/3. Half of the way there.
    #expect(distance(pass.observed, [2, 1, 8.0 / 3, 2.0 / 3]) < 1e-6)
    network.follow(pass.observed)
    #expect(distance(network.weights, [2, 3, 1, -1, 3, 0.5, 16.0 / 3, 2.5 / 3]) < 1e-6)
  }

  @Test("by hand, in inference: no sample depends on another")
  func inference() {
    let (network, input) = Self.byHand
    // Channel 1: (x − 4) / √8.25 · 2 + 1; channel 2: x / √1.25 · 3 − 1.
    let (a, b) = (2 / 8.25.squareRoot(), 3 / 1.25.squareRoot())
    let expected = [1 - 4 * a, 1, b - 1, b - 1, 1 - 2 * a, 1 - 2 * a, 2 * b - 1, -1]
    #expect(distance(network.output(of: input).values, expected) < 1e-6)
    let second = network.output(of: Tensor(Array(input.values[4...]), shape: [1, 2, 1, 2]))
    #expect(second.values == Array(network.output(of: input).values[4...]))
    let pass = network.pass(of: input, for: .inference)
    #expect(pass.observed.isEmpty)
    var sums = [Float](repeating: 0, count: 8)
    let ones = Tensor(repeating: 1, shape: input.shape)
    let back = network.backward(ones, through: pass, into: &sums)
    #expect(distance(back.values, [a, a, b, b, a, a, b, b]) < 1e-6)
    #expect(
      distance(sums, [-8 / 8.25.squareRoot(), 4 / 1.25.squareRoot(), 4, 4, 0, 0, 0, 0]) < 1e-6)
  }

  @Test("outputs have the moments that were asked for", arguments: 0..<10 as Range<UInt64>)
  func moments(seed: UInt64) {
    var random = RandomTensors(seed: seed)
    let shape = [random.size(2...6), random.size(1...5), random.size(1...5), random.size(2...5)]
    var input = random.tensor(shape)
    // Far from 0, where a variance as a difference of squares would lose all digits.
    for index in input.values.indices { input.values[index] += 4096 }
    let network = Network(BatchNormalisation(channels: shape[1], floor: 1e-9), seed: seed)
    let output = network.pass(of: input).output.values.map(Double.init)
    let cells = shape[2] * shape[3]
    for channel in 0..<shape[1] {
      let own = output.indices.filter { $0 / cells % shape[1] == channel }.map { output[$0] }
      let mean = own.reduce(0, +) / Double(own.count)
      let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
      #expect(abs(mean) < 1e-3 && abs(variance - 1) < 1e-2, "seed \(seed)")
    }
  }

  @Test("of a single number there is no variance to follow")
  func single() {
    var network = Network(BatchNormalisation(channels: 1), seed: 0)
    let pass = network.pass(of: Tensor([7], shape: [1, 1, 1, 1]))
    #expect(pass.output.values == [0])
    network.follow(pass.observed)
    #expect(network.weights[3] == 1 && abs(network.weights[2] - 0.7) < 1e-6)
  }

  /// Planes whose counts are to be recognised by a residual unit.
  private static func samples(_ range: Range<Int>) -> Batch {
    var (inputs, targets) = ([Float](), [Float]())
    for index in range {
      var random = RandomTensors(seed: UInt64(index))
      let planes = random.tensor([3, 4, 5])
      inputs += planes.values
      targets.append(planes.values[7] > planes.values[30] ? 1 : 0)
    }
    return Batch(Tensor(inputs, shape: [range.count, 3, 4, 5]), target: targets)
  }

  private static func trained(threads: Int, chunk: Int) -> Network {
    let layers = Sequential([
      ResidualUnit(channels: 3, normalises: true), Rectifier(), Linear(60, 1),
    ])
    var twin = TwinNetwork(layers, rates: LearningRates(), seed: 3)
    let gradient = BatchGradient(threads: threads, chunkSize: chunk)
    for step in 0..<20 {
      let slope = gradient(twin.online, SquaredError(), samples: 30) { range in
        samples(range.lowerBound + 30 * step..<range.upperBound + 30 * step)
      }
      twin.step(against: slope.gradient, observed: slope.observed)
    }
    return twin.online
  }

  @Test("any number of threads gives the same bytes", arguments: [2, 3, 4])
  func threads(_ threads: Int) {
    let weights = Self.trained(threads: 1, chunk: 8).weights.map(\.bitPattern)
    #expect(Self.trained(threads: threads, chunk: 8).weights.map(\.bitPattern) == weights)
    #expect(Self.trained(threads: 1, chunk: 30).weights.map(\.bitPattern) != weights)
  }

  @Test("running statistics are kept in files, and no gradient changes them")
  func files() throws {
    let network = Self.trained(threads: 1, chunk: 8)
    let mean = try #require(network.tensors["0.0.running_mean"])
    #expect(mean.values.contains { $0 != 0 } && network.tensors["0.3.running_var"] != nil)
    let file = try SafetensorsFile(
      parsing: SafetensorsFile(network.tensors).bytes, file: "weights")
    let again = try Network(network.layer, from: file)
    #expect(again.weights == network.weights)
    // A gradient alone leaves them.
    let slope = BatchGradient(threads: 1)(network, SquaredError(), samples: 8, Self.samples)
    var (moved, adam) = (network, Adam())
    adam.step(&moved.weights, against: slope.gradient)
    #expect(moved.tensors["0.0.running_mean"] == mean)
    #expect(moved.tensors["0.0.weight"] != network.tensors["0.0.weight"])
  }
}
