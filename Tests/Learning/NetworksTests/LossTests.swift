import Foundation
import Networks
import Testing

@Suite("Losses")
struct LossTests {
  private static let losses: [any Loss] = [
    SquaredError(), PoissonDeviance(.rate), PoissonDeviance(.logarithm),
  ]

  @Test("gradients are central differences", arguments: 0..<20 as Range<UInt64>)
  func gradients(seed: UInt64) {
    var random = RandomTensors(seed: seed)
    let count = random.size(1...12)
    // Above 0, as rates are.
    let output = Tensor(random.tensor([1, count]).values.map { abs($0) + 0.2 }, shape: [1, count])
    let batch = Batch(
      output, target: random.counts(count), offset: random.tensor([count]).values)
    for loss in Self.losses {
      let step: Float = 0x1p-7
      let truth = output.values.indices.map { index in
        var (up, down) = (output, output)
        up.values[index] += step
        down.values[index] -= step
        return (loss.evaluate(up, batch).sum - loss.evaluate(down, batch).sum)
          / Double(2 * step)
      }
      #expect(
        distance(loss.evaluate(output, batch).gradient.values, truth) < 2e-3, "\(loss)")
    }
  }

  @Test("values are those of the definition")
  func values() {
    let output = Tensor([0.5, 2, 1], shape: [1, 3])
    let batch = Batch(output, target: [0, 3, 1], offset: [0.25, -1, 0])
    #expect(abs(SquaredError().evaluate(output, batch).sum - 1.25) < 1e-6)
    let rates = 2 * (0.5 + (3 * log(1.5) - 3 + 2) + 0)
    #expect(abs(PoissonDeviance(.rate).evaluate(output, batch).sum - rates) < 1e-6)
    let logs = 2 * (exp(0.75) + (3 * (log(3) - 1) - 3 + exp(1)) + (exp(1) - 1 - 1))
    #expect(abs(PoissonDeviance(.logarithm).evaluate(output, batch).sum - logs) < 1e-6)
  }

  @Test("what has diverged is costly, and no trap")
  func divergence() {
    let output = Tensor([.infinity, -.infinity, .nan], shape: [1, 3])
    let batch = Batch(output, target: [1, 1, 1])
    for link in [PoissonDeviance.Link.rate, .logarithm] {
      #expect(PoissonDeviance(link).evaluate(output, batch).sum > 10)
    }
  }
}
