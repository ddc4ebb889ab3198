public import Annealing
import Machine
import QUBOFamilies
public import QUBOModel

/// What steps, flips and sweeps of the annealer cost on this machine, by kernel set and model.
///
/// Whole steps of real models are timed, not bare loops. Random numbers are seeded, so every run
/// and every kernel set makes the same flips; only the times differ.
public struct KernelBenchmark: Sendable {
  static let seed: UInt64 = 1
  /// The name in place of a kernel set where none is used.
  static let portable = "portable"

  /// The kernel sets to time, at least one.
  public let kernelSets: [KernelSet]
  /// Whether to take small models and short blocks: a few seconds in all.
  public let isQuick: Bool
  private let constrained: ConstrainedModel

  /// Creates a benchmark.
  ///
  /// - Parameters:
  ///   - kernelSets: At least one.
  ///   - isQuick: Whether models are small and blocks short.
  ///   - constrained: A sparse function with penalties, timed besides generated ones.
  public init(
    kernelSets: [KernelSet] = KernelSet.available, isQuick: Bool = false,
    constrained: ConstrainedModel
  ) {
    precondition(!kernelSets.isEmpty, "there is a kernel set to time")
    self.kernelSets = kernelSets
    self.isQuick = isQuick
    self.constrained = constrained
  }

  /// The seed of all random numbers.
  public var seed: UInt64 { Self.seed }

  /// Measures everything; `report` hears of each model before it is built.
  ///
  /// - Throws: ``QUBOModel/QUBOError`` if a generated model's energies leave the range.
  public func run(report: (String) -> Void = { _ in }) throws(QUBOError) -> KernelReport {
    report("memory")
    let memory = MemoryBandwidth(bufferBytes: isQuick ? 1 << 24 : 1 << 29).measure()
    let bandwidth = memory.gigabytesPerSecond.median
    var figures: [KernelFigure] = []
    report("dense models")
    figures += try denseFigures(bandwidth)
    report("a shift")
    figures += constrainedFigures(bandwidth)
    report("sweeps")
    figures += try sweepFigures(bandwidth)
    return KernelReport(
      processor: MachineDescription.processor, benchmark: self, memory: memory, figures: figures)
  }

  /// Dense steps where nine of ten flip and where one of five does.
  private func denseFigures(_ bandwidth: Double) throws(QUBOError) -> [KernelFigure] {
    let large = isQuick ? 512 : 7_200
    var figures: [KernelFigure] = []
    // Weights up to 8 leave fields in 16 bits, larger ones take 32.
    figures += dense(
      try .dense8(bits: large, upTo: 8, suffix: "int8-narrow"), bandwidth)
    figures += dense(try .dense8(bits: large, upTo: 127, suffix: "int8"), bandwidth)
    figures += dense(try .dense16(bits: large), bandwidth)
    if !isQuick {
      figures += dense(
        try .dense8(bits: 2_048, upTo: 8, suffix: "int8-narrow"), bandwidth)
      figures += dense(try .dense8(bits: 2_048, upTo: 127, suffix: "int8"), bandwidth)
    }
    return figures
  }

  private func dense(_ model: BenchmarkModel, _ bandwidth: Double) -> [KernelFigure] {
    var cooling = Cooling(
      model, .parallelTrial(offsetIncrement: 0), steps: isQuick ? 500 : 10_000)
    return [0.9, 0.2].flatMap { share in
      StepBenchmark(
        model: model, start: cooling.cool(toShare: share), steps: isQuick ? 400 : 40_000,
        gigabytesPerSecond: bandwidth
      ).figures(kernelSets)
    }
  }

  /// A function with penalties where nearly all steps flip, where few do, and where an offset helps.
  private func constrainedFigures(_ bandwidth: Double) -> [KernelFigure] {
    let move = FlipMove.parallelTrial(offsetIncrement: 0)
    let settling = isQuick ? 1_000 : 20_000
    let block = isQuick ? 1_000 : 100_000
    let model = BenchmarkModel(name: constrained.name, qubo: constrained.practical)
    var cooling = Cooling(model, move, steps: settling)
    let starts = [0.95, 0.08, 0.01].map { cooling.cool(toShare: $0) }
    var figures = zip(starts, [1, 10, 50]).flatMap { start, blocks in
      StepBenchmark(
        model: model, start: start, steps: blocks * block, gigabytesPerSecond: bandwidth
      ).figures(kernelSets)
    }
    // Near rest, where only an offset keeps a walker going.
    let cold = TunedState(temperature: 15, state: starts[2].state)
    figures += [5, 20, 100].flatMap { increment in
      StepBenchmark(
        model: model, start: cold, offsetIncrement: increment, steps: block,
        gigabytesPerSecond: bandwidth
      ).figures(kernelSets)
    }
    let stiff = BenchmarkModel(name: constrained.name + "-stiff", qubo: constrained.stiff)
    var stiffCooling = Cooling(stiff, move, steps: settling)
    let slow = stiffCooling.cool(toShare: 0.08)
    let frozen = TunedState(temperature: slow.temperature / 2, state: slow.state)
    figures += StepBenchmark(
      model: stiff, start: frozen, offsetIncrement: 20, steps: block, gigabytesPerSecond: bandwidth
    ).figures(kernelSets)
    return figures
  }

  /// Sweeps that flip a tenth of the bits, of one replica and of sixteen.
  private func sweepFigures(_ bandwidth: Double) throws(QUBOError) -> [KernelFigure] {
    let bits = isQuick ? 200 : 2_000
    let models = [
      try BenchmarkModel.generated(.sherringtonKirkpatrick, bits: bits, name: "sk"),
      try BenchmarkModel.generated(.maxCut, bits: bits, name: "max-cut"),
    ]
    return models.flatMap { model in
      var cooling = Cooling(model, .sweep, steps: isQuick ? 20 : 200)
      let temperature = cooling.cool(toShare: 0.1).temperature
      return [1, 16].flatMap { replicas in
        SweepBenchmark(
          model: model, temperature: temperature, replicas: replicas,
          sweeps: isQuick ? 20 : 1_600 / replicas, gigabytesPerSecond: bandwidth
        ).figures(kernelSets)
      }
    }
  }
}
