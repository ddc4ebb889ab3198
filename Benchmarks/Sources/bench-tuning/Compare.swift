import ArgumentParser
import TuningFunctions

/// Compares tuners on the functions that are reported.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run all tuners on all test functions, and write the tables.")

  @OptionGroup
  var options: ComparisonOptions

  func run() throws {
    let words = ComparisonReport.Words(
      title: "Tuners on test functions", problem: "Function", problems: "function",
      regret: """
        The regret, best feasible value less the least value there is, after \(options.trials) trials
        """,
      command: "bench-tuning compare --trials \(options.trials) --seeds \(options.seeds)",
      studies: "studies.csv",
      remark: """
        Every tuner has its defaults. Ours were chosen on other functions and other seeds
        (`bench-tuning train`), then fixed.
        """)
    try options.compare(
      on: TestFunction.reported.map(Problem.init), in: words, page: "test-functions.md",
      studies: "studies.csv")
  }
}
