import Networks
import Testing

@Suite("Layers")
struct LayerTests {
  /// A layer, the shape of a batch, and a step over which it is straight enough.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let shape: [Int]
    var step: Float = 0x1p-6
    var hasBends = false
    let layer: any Layer
  }

  static func cases(seed: UInt64) -> [Case] {
    var random = RandomTensors(seed: seed)
    let (batch, inputs, outputs) = (random.size(1...5), random.size(1...19), random.size(1...11))
    let (height, width) = (random.size(1...6), random.size(1...7))
    let vector = [batch, inputs]
    let planes = [batch, inputs % 5 + 1, height, width]
    return [
      // What is straight may be moved far, so that nothing is lost by rounding.
      Case(
        testDescription: "linear", shape: vector, step: 1, layer: Linear(inputs, outputs)),
      Case(
        testDescription: "linear without bias", shape: vector, step: 1,
        layer: Linear(inputs, outputs, hasBias: false)),
      Case(
        testDescription: "convolution", shape: planes, step: 1,
        layer: Convolution(planes[1], outputs)),
      Case(
        testDescription: "fusion", shape: planes, step: 1,
        layer: Fusion(Array(planes.dropFirst()), weight: 0.5)),
      Case(
        testDescription: "broadcast", shape: [batch, 1], step: 1, layer: Broadcast(to: outputs)),
      Case(
        testDescription: "bias", shape: vector, step: 1,
        layer: Bias(startingAt: [Float](repeating: 0.5, count: inputs))),
      Case(
        testDescription: "branches", shape: [batch, 2 * inputs + 2 * height * width], step: 1,
        layer: Branches([
          .init("a", shape: [2 * inputs], Linear(2 * inputs, height * width)),
          .init("b", shape: [2, height, width], Convolution(2, 1)),
        ])),
      Case(testDescription: "ReLU", shape: vector, layer: Rectifier()),
      Case(testDescription: "tanh", shape: vector, layer: HyperbolicTangent()),
      Case(testDescription: "softplus", shape: vector, layer: Softplus()),
      Case(
        testDescription: "batch normalisation", shape: planes,
        // With so large an ε two numbers that are nearly alike make no cliff.
        layer: BatchNormalisation(channels: planes[1], floor: 1)),
      Case(
        testDescription: "residual unit", shape: planes, hasBends: true,
        layer: ResidualUnit(channels: planes[1])),
      Case(
        testDescription: "perceptron", shape: vector, hasBends: true,
        layer: Sequential.perceptron([inputs, 9, outputs])),
      Case(
        testDescription: "sum over parts", shape: [batch, 3 * inputs], hasBends: true,
        layer: SumOverParts(.perceptron([inputs, 7, outputs]), partSize: inputs)),
      Case(
        testDescription: "each part", shape: [batch, 3 * inputs], step: 1,
        layer: EachPart(3, of: inputs, Linear(inputs, outputs))),
      Case(
        testDescription: "attention", shape: [batch, 4 * inputs],
        layer: MaskedAttention(
          hears: [[1, 2], [0], [], [0, 2, 3]], size: inputs, width: outputs, outputs: 3)),
      Case(
        testDescription: "beside", shape: [batch, inputs + 4], step: 1,
        layer: Beside([(inputs, Linear(inputs, outputs)), (4, Sequential([]))])),
    ]
  }

  @Test(
    "parts that samples have in common go through once, and count as often as they are there",
    arguments: 0..<4 as Range<UInt64>)
  func distinctParts(seed: UInt64) {
    var random = RandomTensors(seed: seed)
    var input = random.tensor([7, 3, 4]).values
    // Samples 1... differ from sample 0 in a part each, as candidates of a decision do.
    for sample in 1..<7 {
      for part in 0..<3 where part != sample % 3 {
        for number in 0..<4 { input[(sample * 3 + part) * 4 + number] = input[part * 4 + number] }
      }
    }
    let shared = Network(DistinctParts(3, of: 4, Linear(4, 5)), seed: seed)
    let plain = Network(Linear(4, 5), seed: seed)
    let slope = random.tensor([7, 15])
    let (pass, truth) = (
      shared.pass(of: Tensor(input, shape: [7, 12])), plain.pass(of: Tensor(input, shape: [21, 4]))
    )
    #expect(distance(pass.output.values, truth.output.values.map(Double.init)) < 1e-6)
    let expected = plain.gradient(slope.reshaped([21, 5]), through: truth)
    #expect(
      distance(shared.gradient(slope, through: pass), expected.map(Double.init)) < 1e-5,
      "seed \(seed)")
  }

  @Test("attention hears those alone that it may, in parts that sum to 1")
  func attention() {
    let layer = MaskedAttention(hears: [[1, 2], [], [2]], size: 2, width: 2, outputs: 2)
    var network = Network(layer, seed: 1)
    // Q and K are 0, so that all are heard alike; V and O copy.
    network.weights =
      [Float](repeating: 0, count: 8) + [1, 0, 0, 1] + [1, 0, 0, 1] + [10, 20]
    let pass = network.pass(of: Tensor([1, 2, 3, 4, 5, 6], shape: [1, 6]))
    #expect(pass.output.values == [1, 2, 14, 25, 3, 4, 10, 20, 5, 6, 15, 26])
    #expect(layer.outputSize == 4)
  }

  @Test("embeddings are maps of one-hot vectors, and none of what is no symbol")
  func embedding() {
    var network = Network(Embedding(symbols: 3), seed: 1)
    network.weights = [10, 20, 30]
    let input = Tensor([0, 2, -1, 2, 1, 0], shape: [2, 3])
    let pass = network.pass(of: input)
    #expect(pass.output.values == [10, 30, 0, 30, 20, 10])
    let slopes = Tensor([1, 2, 4, 8, 16, 32], shape: [2, 3])
    #expect(network.gradient(slopes, through: pass) == [33, 16, 10])
  }

  @Test("gradients are central differences", arguments: 0..<12 as Range<UInt64>)
  func gradients(seed: UInt64) {
    for item in Self.cases(seed: seed) {
      var random = RandomTensors(seed: seed)
      // ReLU has no slope at 0, so inputs stay away from there by more than a step.
      let input = random.tensor(item.shape, gap: 0.1)
      let network = Network(item.layer, seed: seed)
      let pass = network.pass(of: input)
      let slope = random.tensor(pass.output.shape)
      var sums = [Float](repeating: 0, count: network.weights.count)
      let back = network.backward(slope, through: pass, into: &sums)
      let truth = Differences(
        network: network, input: input, slope: slope, step: item.step, hasBends: item.hasBends)
      let (ofInput, ofWeights) = (truth.ofInput, truth.ofWeights)
      // Of 24 bits, a step of 2⁻⁶ takes 6 and sums of some hundred numbers 4 more.
      let tolerance = item.step == 1 ? 1e-5 : 1e-3
      #expect(back.shape == input.shape)
      #expect(distance(back.values, ofInput) < tolerance, "\(item.testDescription), input")
      #expect(distance(sums, ofWeights) < tolerance, "\(item.testDescription), weights")
      let known = (ofInput + ofWeights).count { $0 != nil }
      #expect(2 * known > ofInput.count + ofWeights.count, "\(item.testDescription)")
    }
  }

  @Test("a second backward step adds to the sums of the first", arguments: 0..<3 as Range<UInt64>)
  func sums(seed: UInt64) {
    for item in Self.cases(seed: seed) where item.step == 1 {
      var random = RandomTensors(seed: seed)
      let network = Network(item.layer, seed: seed)
      let pass = network.pass(of: random.tensor(item.shape))
      let slope = random.tensor(pass.output.shape)
      var sums = network.gradient(slope, through: pass)
      let once = sums.map { 2 * Double($0) }
      _ = network.backward(slope, through: pass, into: &sums)
      #expect(distance(sums, once) < 1e-5, "\(item.testDescription)")
    }
  }

  @Test("a sum over parts does not ask for their order, or how many they are")
  func parts() {
    var random = RandomTensors(seed: 4)
    let network = Network(SumOverParts(.perceptron([5, 8, 2]), partSize: 5), seed: 1)
    let parts = (0..<4).map { _ in random.tensor([1, 5]).values }
    let whole = network.output(of: Tensor(parts.flatMap { $0 }, shape: [1, 20]))
    let turned = network.output(of: Tensor(parts.reversed().flatMap { $0 }, shape: [1, 20]))
    let each = parts.map { network.output(of: Tensor($0, shape: [1, 5])).values.map(Double.init) }
    let sum = (0..<2).map { column in each.reduce(0) { $0 + $1[column] } }
    #expect(distance(whole.values, sum) < 1e-6 && distance(turned.values, sum) < 1e-6)
  }

  @Test("a convolution is the sum of its definition", arguments: 0..<20 as Range<UInt64>)
  func convolution(seed: UInt64) {
    var random = RandomTensors(seed: seed)
    let (batch, inputs, outputs) = (random.size(1...3), random.size(1...6), random.size(1...9))
    let (height, width) = (random.size(1...9), random.size(1...20))
    let input = random.tensor([batch, inputs, height, width])
    var network = Network(Convolution(inputs, outputs), seed: seed)
    network.weights = random.tensor([network.weights.count]).values
    let bias = network.weights.count - outputs
    var expected: [Double] = []
    for sample in 0..<batch {
      for output in 0..<outputs {
        for row in 0..<height {
          for column in 0..<width {
            var sum = Double(network.weights[bias + output])
            for channel in 0..<inputs {
              for shift in 0..<9 {
                let (y, x) = (row + shift / 3 - 1, column + shift % 3 - 1)
                guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
                sum +=
                  Double(network.weights[(output * inputs + channel) * 9 + shift])
                  * Double(input.values[((sample * inputs + channel) * height + y) * width + x])
              }
            }
            expected.append(sum)
          }
        }
      }
    }
    let output = network.output(of: input)
    #expect(output.shape == [batch, outputs, height, width])
    #expect(distance(output.values, expected) < 1e-5)
  }

  @Test("curves have the values of tables")
  func curves() {
    let input = Tensor([-100, -1, 0, 0.5, 2, 100], shape: [1, 6])
    let tanh = Network(HyperbolicTangent(), seed: 0).output(of: input).values
    let softplus = Network(Softplus(), seed: 0).output(of: input).values
    // Abramowitz & Stegun, table 4.15, and ln(1 + e^x) from table 4.4.
    let expected: [(Float, Float)] = [
      (-1, 0), (-0.761594156, 0.313261688), (0, 0.693147181), (0.462117157, 0.974076984),
      (0.964027580, 2.126928011), (1, 100),
    ]
    for (index, values) in expected.enumerated() {
      #expect(abs(tanh[index] - values.0) < 1e-6)
      #expect(abs(softplus[index] - values.1) < 1e-6 * max(1, values.1))
    }
  }

  @Test("a residual network by hand: 1 × 3 × 3, one unit, one channel")
  func byHand() {
    var network = Network(
      Sequential([Convolution(1, 1), ResidualUnit(channels: 1), Convolution(1, 1)]), seed: 0)
    // First: the cell itself less its right neighbour, + 1. In the unit: twice the cell above, − 1; then half
    // of the cell, + 0.25. Last: the cell and the one on the left.
    network.weights = [
      0, 0, 0, 0, 1, -1, 0, 0, 0, 1,  //
      0, 2, 0, 0, 0, 0, 0, 0, 0, -1,  //
      0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.25,  //
      0, 0, 0, 1, 1, 0, 0, 0, 0, 0,
    ]
    let input = Tensor([1, 2, 3, 0, 5, 1, 4, 0, 2], shape: [1, 1, 3, 3])
    // a = first:            0 0 4 | −4 5 2 | 5 −1 3
    // b = 2 max(a, 0)↓ − 1: −1 −1 −1 | −1 −1 7 | −1 9 3
    // c = a + max(b, 0)/2 + 0.25: .25 .25 4.25 | −3.75 5.25 5.75 | 5.25 3.75 4.75
    let expected: [Double] = [0.25, 0.5, 4.5, -3.75, 1.5, 11, 5.25, 9, 8.5]
    #expect(distance(network.output(of: input).values, expected) < 1e-5)
  }
}
