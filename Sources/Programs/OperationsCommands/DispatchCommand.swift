package import ArgumentParser
import CommandSupport
import DispatchOutput
import DispatchStudies
import Dispatching
import Documents
import Simulation

/// `temper dispatch`: ways to answer calls.
package struct DispatchCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "dispatch",
    abstract: "Compare ways to answer calls, and learn one.",
    subcommands: [Compare.self, Learn.self, Train.self, Show.self, MakeRegion.self])

  /// `temper dispatch compare`: policies on the same shifts.
  struct Compare: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "Play the same shifts by several policies.",
      usage: """
        temper dispatch compare [--region <folder>] [--scenarios <file>]
                 [--policies <name> ...] [--report <file>] [<options>]
        """,
      discussion: """
        Each policy meets the same calls, shift by shift, so differences are paired:
        each is compared with the first. Policies that never decline a call that they
        can serve (class N) and those that may (class T) are never compared with each
        other. Results are the same for any number of threads. Policies:

        \(PolicyNames.words)

        Example: temper dispatch compare --policies greedy dp --shifts 100
        """)

    @OptionGroup
    var shifts: ShiftOptions

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp(
        "Who answers calls, the one to compare with first. (default: all of class N)",
        valueName: "name"))
    var policies: [String] = []

    @OptionGroup
    var learned: PolicyOptions

    @Option(
      name: .customLong("curve"), parsing: .upToNextOption,
      help: ArgumentHelp(
        "Shares of changes (P_max) to draw response over, beside --most-changed.",
        valueName: "percent"), transform: parsePercentage)
    var curve: [Double] = []

    @Option(help: ArgumentHelp("Write a page to this file.", valueName: "file"))
    var report: String?

    @Flag(help: "Write the result as JSON to standard output.")
    var json = false

    @OptionGroup
    var voice: StudyVoice

    var files: [FileUse] { shifts.files + learned.files + FileUse.write(report, as: "--report") }

    func execute() throws -> ExitCode {
      let names = policies.isEmpty ? DispatchPolicies.neverDeclining.map(\.name) : policies
      let study = try shifts.study()
      let policies = try learned.policies(named: names, for: study)
      try DispatchComparison.checkClass(policies.map { ($0.name, $0.mayDecline) })
      Interrupt.listen()
      let run = StudyRun(shifts: shifts, voice: voice)
      var comparisons: [(cap: Double, comparison: DispatchComparison)] = []
      for cap in [study.cap] + Set(curve.map { $0 / 100 }).subtracting([study.cap]).sorted()
      where comparisons.isEmpty || !run.isOver {
        let budgeted = DispatchStudy(study.region, study.scenarios, cap: cap, seed: study.seed)
        let results = try run.results(of: policies, in: budgeted)
        comparisons.append((cap, try DispatchComparison(results, seed: study.seed)))
      }
      try deliver(comparisons, of: study)
      return Interrupt.ending
    }

    private func deliver(
      _ comparisons: [(cap: Double, comparison: DispatchComparison)], of study: DispatchStudy
    ) throws {
      let origin = shifts.origin(of: study)
      if let report {
        let page = PoliciesPage(
          comparisons, region: study.region, cars: study.scenarios[0].start.sectors,
          origin: origin, initialPresence: study.initialPresence)
        try Console.deliver(page.html, to: report)
      }
      if json {
        let document = DispatchDocument(
          comparisons, origin: origin, initialPresence: study.initialPresence,
          elapsed: RunningTime.elapsed)
        try Console.output(String(decoding: document.bytes(), as: UTF8.self))
      } else {
        let text = ComparisonText(
          comparisons[0].comparison, origin: origin, initialPresence: study.initialPresence)
        try Console.output(text.text)
      }
    }
  }
}
