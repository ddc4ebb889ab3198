import ArgumentParser

/// The command line of the tuning benchmark.
@main
struct BenchTuning: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-tuning",
    abstract: "Compare Temper's tuners with Optuna's and Hyperopt's.",
    subcommands: [Compare.self, Schedules.self, Train.self])
}
