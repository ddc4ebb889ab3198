import ArgumentParser
import Foundation
import Workbench

/// Compares tuners on penalty weights of shifts.
struct Schedules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run all tuners on the penalty weights of shifts, and write the tables.",
    discussion: """
      A trial is one of temper tune, in Digital Annealer mode. Instances need an optima.json beside \
      them that says their proven optima.
      """)

  @Option(help: "The folder of the instances.")
  var folder = "instances"

  @Option(help: "The instances, without their ending.")
  var names = "team-x-9x9x6,team-y-13x13x12,team-z-17x17x12,presence-13x11x12"

  @Option(help: "The replicas of a run; fewer than temper tune has, for studies in thousands.")
  var replicas = 4

  @Option(help: "The steps of each replica in a run.")
  var steps = 4_000

  @Option(help: "The runs of a trial.")
  var runs = 3

  @Option(help: "The number of threads, which never changes the result.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup
  var options: ComparisonOptions

  func run() throws {
    let problems = try names.split(separator: ",").map {
      try Problem.schedule(at: "\(folder)/\($0).json") {
        ($0.replicas, $0.steps, $0.runs, $0.threads) = (replicas, steps, runs, threads)
      }
    }
    let words = ComparisonReport.Words(
      title: "Tuners on penalty weights", problem: "Shift", problems: "shift",
      regret: """
        Minutes above the proven optimum of the best feasible trial of \(options.trials)
        """,
      command: "bench-tuning schedules --folder FOLDER --trials \(options.trials) "
        + "--seeds \(options.seeds) --replicas \(replicas) --steps \(steps) --runs \(runs)",
      studies: "schedule-studies.csv",
      remark: """
        A trial is one of `temper tune`: \(runs) runs in Digital Annealer mode, \(replicas) replicas, \(steps) steps,
        always with the same seeds, so that all tuners try the same function. It is feasible if all
        runs find a plan; its value is then the median of the plans' minutes. Tuners have their defaults.
        """)
    try options.compare(
      on: problems, in: words, page: "schedules.md", studies: "schedule-studies.csv")
  }
}
