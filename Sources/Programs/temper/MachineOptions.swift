import Annealing
import ArgumentParser
import Foundation
import Machine
import PatrolModel

/// How many threads to use.
struct ThreadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The number of threads. (default: all cores)", valueName: "count"),
    transform: parseCount(1...1024))
  var threads: Int?

  /// The number that holds.
  var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// How much memory to use.
struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The most memory model and search may take, as 4GiB. (default: 80 % of what is free)",
      valueName: "size"),
    transform: parseMemory)
  var memoryLimit: Int?

  /// The limit in bytes.
  var bytes: Int { memoryLimit ?? MachineMemory.available.map { $0 / 10 * 8 } ?? Int.max }
}

/// How shifts are annealed, but for the moves.
struct AnnealerOptions: ParsableArguments {
  @Option(
    help: "With --moves flip: da (Digital Annealer steps) or pt (parallel tempering by sweeps).")
  var algorithm = FlipAlgorithm.digitalAnnealer

  @Option(
    help: ArgumentHelp(
      "With --algorithm da: what the dynamic offset grows by per rejected step. (default: 0)",
      valueName: "minutes"),
    transform: parseMinutes)
  var offsetIncrement = Minutes.zero

  @Option(
    help: ArgumentHelp("The number of replicas. (default: 16)", valueName: "count"),
    transform: parseCount(1...4096))
  var replicas = 16

  @OptionGroup
  var processor: ThreadOptions
}
