package import ArgumentParser
package import CommandSupport
import DispatchOutput
import DispatchStudies
import Dispatching
import Documents
import Simulation

/// `temper simulate`: the day of a plan, call by call.
package struct SimulateCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Play shifts: calls come, cars break off, timetables are repaired.",
    usage: """
      temper simulate [--region <folder>] [--scenarios <file>]
               [--policy <name>] [--report <file>] [<options>]
      """,
    discussion: """
      Plays shifts of 12 hours in periods of 10 minutes by a policy, and tells what
      share of calls a car came to, what share within 20 minutes, and what is left
      of patrol (presence). Every plan is judged by a checker that no policy knows.
      Policies:

      \(PolicyNames.words)

      Example: temper simulate --shifts 20 --policy dp --report day.html
      """)

  @OptionGroup
  var shifts: ShiftOptions

  @Option(help: ArgumentHelp("Who answers calls.", valueName: "name"))
  var policy = "dp"

  @OptionGroup
  var learned: PolicyOptions

  @Option(
    help: ArgumentHelp("Write a page of a shift to this file.", valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp("With --report: the shift to draw. (default: 1)", valueName: "number"),
    transform: parseCount(1...1_000_000))
  var shift = 1

  @Flag(help: "Write all calls and what came of them as JSON to standard output.")
  var json = false

  @OptionGroup
  var voice: StudyVoice

  package var files: [FileUse] {
    shifts.files + learned.files + FileUse.write(report, as: "--report")
  }

  package func execute() throws -> ExitCode {
    let study = try shifts.study()
    let policy = try learned.policies(named: [policy], for: study)[0]
    guard report == nil || shift <= study.scenarios.count else {
      throw Failure(
        .validationFailure, "--shift \(shift): there are \(study.scenarios.count) shifts")
    }
    Interrupt.listen()
    let results = try StudyRun(shifts: shifts, voice: voice).results(of: [policy], in: study)
    let origin = shifts.origin(of: study)
    if let report {
      let page = ShiftPage(
        study.record(shift - 1, by: policy), number: shift, policy: policy.name,
        region: study.region, origin: origin)
      try Console.deliver(page.html, to: report)
    }
    if json {
      let document = ShiftsDocument(
        results[0], in: study.region, origin: origin, elapsed: RunningTime.elapsed)
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else {
      let comparison = try DispatchComparison(results, seed: study.seed)
      try Console.output(
        ComparisonText(comparison, origin: origin, initialPresence: study.initialPresence).text)
    }
    return Interrupt.ending
  }
}

/// The policies as help lists them.
enum PolicyNames {
  static var words: String {
    let names = DispatchPolicies.all.map { ($0.name, $0.summary) }
    let width = names.map(\.0.count).max() ?? 0
    return names.map { name, words in
      "  \(name)\(String(repeating: " ", count: width - name.count))  \(words)"
    }.joined(separator: "\n")
  }
}
