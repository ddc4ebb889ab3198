import Annealing
import QUBOModel

extension BenchmarkModel {
  /// A walker over the model, from a state or from all bits 0.
  func walker(
    _ move: FlipMove, _ kernels: KernelSet, from start: BitVector? = nil
  ) -> FlipWalker {
    FlipWalker(
      qubo, move: move, from: start ?? BitVector(count: bits), kernels: kernels,
      seed: KernelBenchmark.seed)
  }
}

/// A model at a temperature at which it flips as often as asked.
struct TunedState {
  let temperature: Double
  let state: BitVector
}

/// Cools a model to given shares of flips, always on from the last one.
struct Cooling {
  private let walker: FlipWalker
  /// Trials that count as one for the share: a step is one, a sweep one for each bit.
  private let trialsPerStep: Double
  /// Steps to settle at a temperature, and as many to count flips.
  private let steps: Int
  private var temperature: Double

  init(_ model: BenchmarkModel, _ move: FlipMove, steps: Int) {
    walker = model.walker(move, .best)
    trialsPerStep = move == .sweep ? Double(max(1, model.bits)) : 1
    self.steps = steps
    temperature = model.hotTemperature
  }

  /// Goes to where a share of trials flips: down in steps of a quarter, then by bisection.
  mutating func cool(toShare target: Double) -> TunedState {
    var hot = temperature
    while share(at: temperature) > target && temperature > 0x1p-20 {
      hot = temperature
      temperature *= 0.75
    }
    var cold = temperature
    for _ in 0..<8 {
      temperature = (hot * cold).squareRoot()
      if share(at: temperature) > target {
        hot = temperature
      } else {
        cold = temperature
      }
    }
    return TunedState(temperature: temperature, state: walker.assignment())
  }

  private func share(at temperature: Double) -> Double {
    _ = walker.advance(steps, temperature)
    return Double(walker.advance(steps, temperature)) / (Double(steps) * trialsPerStep)
  }
}
