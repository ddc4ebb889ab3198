import Annealing
import QUBOModel

/// Times Metropolis sweeps of the whole annealer, all replicas at one temperature.
struct SweepBenchmark {
  let model: BenchmarkModel
  let temperature: Double
  let replicas: Int
  /// Sweeps of each replica in a timed block; the scalar set makes an eighth, none less than 100,
  /// the longest round.
  let sweeps: Int
  let gigabytesPerSecond: Double

  /// One figure per kernel set; a single replica of a sparse model uses none.
  func figures(_ kernelSets: [KernelSet]) -> [KernelFigure] {
    model.isSparse && replicas == 1
      ? [figure(KernelBenchmark.portable, .best)]
      : kernelSets.map { figure($0.description, $0) }
  }

  private func figure(_ name: String, _ kernels: KernelSet) -> KernelFigure {
    let blocks = blocks(kernels, sweeps: max(100, name == "scalar" ? sweeps / 8 : sweeps))
    let perSweep = Spread(blocks.map { $0.nanoseconds / Double($0.sweeps) })
    let perFlip = Spread(blocks.map { $0.nanoseconds / Double(max(1, $0.flips)) })
    let trials = Double(blocks.reduce(0) { $0 + $1.sweeps } * max(1, model.bits))
    let bytes = model.bytesPerFlip
    return KernelFigure(
      model: model.name, bits: model.bits, weights: model.weights, kernels: name,
      move: "sweep", replicas: replicas, temperature: temperature, offsetIncrement: 0,
      flipShare: Double(blocks.reduce(0) { $0 + $1.flips }) / trials, nsPerStep: nil,
      nsPerSweep: perSweep, nsPerTrial: perSweep / Double(max(1, model.bits)),
      nsPerFlip: perFlip, bytesPerFlip: bytes,
      bandwidthShare: Double(bytes) / perFlip.median / gigabytesPerSecond)
  }

  /// Times by the ends of rounds, so that making replicas does not count; sweeps are of all of them.
  private func blocks(_ kernels: KernelSet, sweeps: Int) -> [Block] {
    let ladder = TemperatureLadder(coldest: temperature, hottest: temperature, count: replicas)
    let annealer = Annealer(seed: KernelBenchmark.seed, ladder: ladder, kernels: kernels)
    var marks: [AnnealingProgress] = []
    _ = annealer.minimise(
      model.qubo, move: .sweep, until: Stop(steps: sweeps * (Spread.blocks + 1))
    ) { event in
      guard case .round(_, let progress) = event else { return }
      if progress.steps >= sweeps * (marks.count + 1) { marks.append(progress) }
    }
    return zip(marks, marks.dropFirst()).map { before, after in
      Block(
        nanoseconds: (after.elapsed - before.elapsed) / .nanoseconds(1),
        sweeps: replicas * (after.steps - before.steps),
        flips: after.acceptedMoves - before.acceptedMoves)
    }
  }
}

private struct Block {
  let nanoseconds: Double
  let sweeps: Int
  let flips: Int
}
