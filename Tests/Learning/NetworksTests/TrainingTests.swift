import Foundation
import Networks
import RandomStreams
import Testing

@Suite("Training")
struct TrainingTests {
  /// Pairs with y = |x₀| − x₁ / 2, to be learned by a perceptron.
  private static func samples(_ range: Range<Int>) -> Batch {
    var (inputs, targets) = ([Float](), [Float]())
    for index in range {
      var random = RandomStream(seed: 7, stream: UInt64(index))
      let x = [Float(2 * random.unit() - 1), Float(2 * random.unit() - 1)]
      inputs += x
      targets.append(abs(x[0]) - x[1] / 2)
    }
    return Batch(Tensor(inputs, shape: [range.count, 2]), target: targets)
  }

  private static func trained(threads: Int, steps: Int = 100) -> Network {
    var network = Network(Sequential.perceptron([2, 16, 16, 1]), seed: 3)
    var adam = Adam(rate: 1e-2)
    let gradient = BatchGradient(threads: threads)
    for step in 0..<steps {
      let slope = gradient(network, SquaredError(), samples: 50) { range in
        samples(range.lowerBound + 50 * step..<range.upperBound + 50 * step)
      }
      adam.step(&network.weights, against: slope.gradient)
    }
    return network
  }

  @Test("any number of threads gives the same bytes", arguments: [2, 3, 4])
  func threads(_ threads: Int) {
    let weights = Self.trained(threads: 1).weights.map(\.bitPattern)
    #expect(Self.trained(threads: threads).weights.map(\.bitPattern) == weights)
  }

  @Test("a perceptron learns a bent plane")
  func learns() {
    let network = Self.trained(threads: 2, steps: 300)
    let fresh = BatchGradient(threads: 1).meanLoss(network, SquaredError(), samples: 500) {
      Self.samples($0.lowerBound + 100_000..<$0.upperBound + 100_000)
    }
    // The variance of the targets is 1/12 + 1/12 = 0.17.
    #expect(fresh < 0.002)
  }

  @Test("a batch's gradient is the mean of those of its samples", arguments: 0..<5 as Range<UInt64>)
  func mean(seed: UInt64) {
    let network = Network(Sequential.perceptron([2, 5, 1]), seed: seed)
    let batch = BatchGradient(threads: 2, chunkSize: 4)(
      network, SquaredError(), samples: 11, Self.samples)
    var (sum, slopes) = (0.0, [Double](repeating: 0, count: batch.gradient.count))
    for index in 0..<11 {
      let one = BatchGradient(threads: 1)(network, SquaredError(), samples: 1) { _ in
        Self.samples(index..<index + 1)
      }
      sum += one.loss / 11
      for (place, value) in one.gradient.enumerated() { slopes[place] += Double(value) / 11 }
    }
    #expect(abs(batch.loss - sum) < 1e-9)
    #expect(distance(batch.gradient, slopes) < 1e-5)
  }

  @Test("Adam's first steps are those of the algorithm")
  func adam() {
    var (weights, adam) = ([Float(1), -2], Adam(rate: 0.1))
    var (m, v, x) = ([0.0, 0.0], [0.0, 0.0], [1.0, -2.0])
    for t in 1...5 {
      let slopes = weights.map { 2 * $0 + 1 }
      adam.step(&weights, against: slopes)
      for index in 0..<2 {
        let g = 2 * x[index] + 1
        m[index] = 0.9 * m[index] + 0.1 * g
        v[index] = 0.999 * v[index] + 0.001 * g * g
        x[index] -=
          0.1 * (m[index] / (1 - pow(0.9, Double(t))))
          / ((v[index] / (1 - pow(0.999, Double(t)))).squareRoot() + 1e-8)
      }
    }
    #expect(adam.steps == 5)
    #expect(distance(weights, x) < 1e-4)
  }

  @Test("weights begin with the variance of their rule, and by their seed")
  func start() {
    let network = Network(Linear(200, 100), seed: 5)
    let weights = network.weights.prefix(20_000).map(Double.init)
    let variance = weights.reduce(0) { $0 + $1 * $1 } / 20_000
    // A uniform variate's fourth moment is 1.8 times its variance squared: 0.6 % standard error.
    #expect(abs(variance / (2.0 / 200) - 1) < 0.03)
    #expect(network.weights.suffix(100).allSatisfy { $0 == 0 })
    #expect(Network(Linear(200, 100), seed: 5).weights == network.weights)
    #expect(Network(Linear(200, 100), seed: 6).weights != network.weights)
    let last = Network(Linear(300, 100, start: .glorot(inputs: 300, outputs: 100)), seed: 5)
    let spread = last.weights.prefix(30_000).reduce(0) { $0 + Double($1 * $1) } / 30_000
    #expect(abs(spread / (2.0 / 400) - 1) < 0.03)
  }

  @Test("a network approaches another by a share, and copies it by a whole")
  func approach() {
    var (slow, fast) = (Network(Linear(3, 2), seed: 1), Network(Linear(3, 2), seed: 2))
    let begin = slow.weights
    slow.approach(fast, by: 0.25)
    for (index, value) in slow.weights.enumerated() {
      #expect(abs(value - (0.75 * begin[index] + 0.25 * fast.weights[index])) < 1e-6)
    }
    slow.approach(fast, by: 1)
    #expect(slow.weights == fast.weights)
    fast.weights[0] += 1
    #expect(slow.weights != fast.weights)
  }
}
