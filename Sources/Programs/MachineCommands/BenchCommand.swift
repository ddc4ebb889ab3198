package import ArgumentParser
import CommandSupport
import KernelBenchmarks
import QUBOOutput
import Temper

/// `temper bench`: what the annealer does on this machine.
package struct BenchCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure the annealer on this machine.",
    subcommands: [Kernels.self])

  /// `temper bench kernels`: times of steps, flips and sweeps.
  struct Kernels: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "kernels",
      abstract: "Time steps, flips and sweeps by instruction set and model, in a minute.",
      usage: "temper bench kernels [--kernels <set>] [--instance <file>] [<options>]",
      discussion: """
        Whole steps of the annealer are timed, on one thread: medians of five blocks.
        'ns' is of a step, or of one trial of a sweep. docs/method/benchmarks.md explains it.
        """)

    @Option(
      help: ArgumentHelp(
        "avx512, avx2, baseline or scalar. (default: all this processor runs)",
        valueName: "set"),
      transform: parseKernelSet)
    var kernels: KernelSet?

    @Option(
      help: ArgumentHelp(
        "The shift (JSON) to time. (default: presence-20x20x18)", valueName: "file"))
    var instance: String?

    @Flag(help: "Small models and short blocks: a try of a few seconds.")
    var quick = false

    @Flag(help: "Write JSON (temper-kernel-benchmark/1) instead of a table.")
    var json = false

    private func shift() throws -> PatrolInstance {
      if let instance { return try PatrolInstance(contentsOf: instance) }
      let name = quick ? "tiny-4x5x5" : "presence-20x20x18"
      guard let recipe = InstanceRecipe.named(name) else {
        throw Failure(.internalError, "there is no recipe of \(name)")
      }
      return recipe.instance()
    }

    var files: [FileUse] { FileUse.read(instance, as: "--instance") }

    func execute() throws -> ExitCode {
      let benchmark = KernelBenchmark(
        kernelSets: kernels.map { [$0] } ?? KernelSet.available, isQuick: quick,
        constrained: try ConstrainedModel(of: shift()))
      let report = try benchmark.run { part in
        if Console.hasTerminal { Console.transient("measuring \(part)") }
      }
      if Console.hasTerminal { Console.transient("") }
      try Console.output(json ? String(decoding: report.bytes(), as: UTF8.self) : report.text)
      return .success
    }
  }
}

extension ConstrainedModel {
  /// The QUBO of a shift with bits for every sector, with practical weights and with all at M*.
  init(of instance: PatrolInstance) throws {
    let bounds = PenaltyBounds(instance)
    let most = min(
      Minutes(tenths: (bounds.twiceHalfDetour.tenths + 1) / 2), PenaltyWeights.largest)
    let model = try ScheduleQUBO(instance, everySector: true)
    self.init(
      name: instance.name, practical: try model.qubo(weights: bounds.practical.weights),
      stiff: try model.qubo(
        weights: PenaltyWeights(demand: most, oneLocation: most, presence: most)))
  }
}

/// Reads the name of a kernel set; `baseline` is what every processor of the architecture has.
private func parseKernelSet(_ text: String) throws -> KernelSet {
  let names = text == "baseline" ? ["sse2", "neon", "baseline"] : [text]
  guard let kernels = names.lazy.compactMap(KernelSet.init(named:)).first else {
    let known = KernelSet.available.map(\.description).joined(separator: ", ")
    throw ValidationError("'\(text)' is no kernel set of this processor: it runs \(known).")
  }
  return kernels
}
