package import ArgumentParser
import Foundation
import Machine
package import Temper

/// How many threads to use.
package struct ThreadOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp("The number of threads. (default: all cores)", valueName: "count"),
    transform: parseCount(1...1024))
  package var threads: Int?

  /// The number that holds.
  package var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// How much memory to use.
package struct MemoryOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "The most memory model and search may take, as 4GiB. (default: 80 % of what is free)",
      valueName: "size"),
    transform: parseMemory)
  package var memoryLimit: Int?

  /// The limit in bytes.
  package var bytes: Int { memoryLimit ?? MachineMemory.available.map { $0 / 10 * 8 } ?? Int.max }
}

/// How shifts are annealed, but for the moves.
package struct AnnealerOptions: ParsableArguments {
  package init() {}

  @Option(
    help: "With --moves flip: da (Digital Annealer steps) or pt (parallel tempering by sweeps).")
  package var algorithm = FlipAlgorithm.digitalAnnealer

  @Option(
    help: ArgumentHelp(
      "With --algorithm da: what the dynamic offset grows by per rejected step. (default: 0)",
      valueName: "minutes"),
    transform: parseMinutes)
  package var offsetIncrement = Minutes.zero

  @Option(
    help: ArgumentHelp("The number of replicas. (default: 16)", valueName: "count"),
    transform: parseCount(1...4096))
  package var replicas = 16

  @OptionGroup
  package var processor: ThreadOptions
}
