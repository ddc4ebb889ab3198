import Annealing

/// Times the Digital Annealer's step on a model at one temperature.
struct StepBenchmark {
  let model: BenchmarkModel
  let start: TunedState
  var offsetIncrement = 0
  /// Steps of a timed block; the scalar set, a yardstick, makes an eighth.
  let steps: Int
  let gigabytesPerSecond: Double

  /// One figure per kernel set; the sets take turns, block by block.
  func figures(_ kernelSets: [KernelSet]) -> [KernelFigure] {
    var runs = runners(kernelSets)
    for index in runs.indices { runs[index].warmUp(at: start.temperature) }
    for _ in 0..<Spread.blocks {
      for index in runs.indices { runs[index].timeBlock(at: start.temperature) }
    }
    return runs.map(figure)
  }

  private func runners(_ kernelSets: [KernelSet]) -> [Runner] {
    let move = FlipMove.parallelTrial(offsetIncrement: offsetIncrement)
    func runner(_ name: String, _ kernels: KernelSet) -> Runner {
      Runner(
        kernels: name, walker: model.walker(move, kernels, from: start.state),
        steps: name == "scalar" ? steps / 8 : steps)
    }
    return model.isSparse
      ? [runner(KernelBenchmark.portable, .best)]
      : kernelSets.map { runner($0.description, $0) }
  }

  private func figure(_ run: Runner) -> KernelFigure {
    let perFlip = Spread(run.blocks.map { $0.nanoseconds / Double(max(1, $0.flips)) })
    let bytes = model.bytesPerFlip
    let flips = run.blocks.reduce(0) { $0 + $1.flips }
    return KernelFigure(
      model: model.name, bits: model.bits, weights: model.weights,
      kernels: run.kernels, move: "step", replicas: 1, temperature: start.temperature,
      offsetIncrement: offsetIncrement,
      flipShare: Double(flips) / Double(run.steps * run.blocks.count),
      nsPerStep: Spread(run.blocks.map { $0.nanoseconds / Double(run.steps) }), nsPerSweep: nil,
      nsPerTrial: nil, nsPerFlip: perFlip, bytesPerFlip: bytes,
      bandwidthShare: Double(bytes) / perFlip.median / gigabytesPerSecond)
  }
}

/// A walker and its times.
private struct Runner {
  let kernels: String
  let walker: FlipWalker
  let steps: Int
  private(set) var blocks: [(nanoseconds: Double, flips: Int)] = []

  init(kernels: String, walker: FlipWalker, steps: Int) {
    self.kernels = kernels
    self.walker = walker
    self.steps = steps
  }

  func warmUp(at temperature: Double) {
    _ = walker.advance(max(1, steps / 2), temperature)
  }

  mutating func timeBlock(at temperature: Double) {
    var flips = 0
    let time = ContinuousClock().measure { flips = walker.advance(steps, temperature) }
    blocks.append((time / .nanoseconds(1), flips))
  }
}
