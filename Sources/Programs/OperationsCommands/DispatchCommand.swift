package import ArgumentParser
import CommandSupport
import DispatchOutput
import DispatchStudies
import Dispatching
import Documents
import DurableFiles
import Simulation
import Texts

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
        other. Results are the same for any number of threads. With --checkpoint shifts
        are kept as they are played, and --resume goes on from them. Policies:

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

    @Option(
      help: ArgumentHelp("Keep shifts in this file as they are played.", valueName: "file"))
    var checkpoint: String?

    @Flag(help: "Go on from the file of --checkpoint, if it is there.")
    var resume = false

    @OptionGroup
    var voice: StudyVoice

    var files: [FileUse] {
      shifts.files + learned.files + FileUse.write(report, as: "--report")
        + FileUse.write(checkpoint, as: "--checkpoint")
    }

    func validate() throws {
      if resume, checkpoint == nil {
        throw ValidationError("--resume goes on from the file of --checkpoint; name one.")
      }
      if checkpoint == "-" { throw ValidationError("--checkpoint writes a file; name one.") }
    }

    func execute() throws -> ExitCode {
      let names = policies.isEmpty ? DispatchPolicies.neverDeclining.map(\.name) : policies
      let study = try shifts.study()
      let policies = try learned.policies(named: names, for: study)
      try DispatchComparison.checkClass(policies.map { ($0.name, $0.mayDecline) })
      let kept = try checkpoint.map { try opened($0, names, study) }
      Interrupt.listen()
      let run = StudyRun(shifts: shifts, voice: voice)
      var comparisons: [(cap: Double, comparison: DispatchComparison)] = []
      for cap in [study.cap] + Set(curve.map { $0 / 100 }).subtracting([study.cap]).sorted()
      where comparisons.isEmpty || !run.isOver {
        let budgeted = DispatchStudy(study.region, study.scenarios, cap: cap, seed: study.seed)
        let results = try run.results(of: policies, in: budgeted, checkpoint: kept)
        comparisons.append((cap, try DispatchComparison(results, seed: study.seed)))
      }
      try deliver(comparisons, of: study)
      return Interrupt.ending
    }

    /// The checkpoint: what an earlier run left in it, or nothing yet.
    private func opened(
      _ path: String, _ names: [String], _ study: DispatchStudy
    ) throws -> StudyCheckpoint {
      try DurableFile.checkCanWrite(to: path)
      // Models are what their bytes say, wherever they are.
      let models = try learned.model.map { Fingerprint.text(of: try DurableFile.read($0)) }
      let made = study.fingerprint(of: names + models)
      guard resume, FileIdentity(ofPath: path)?.isThere == true else {
        return StudyCheckpoint(path, fingerprint: made)
      }
      return try StudyCheckpoint(resuming: path, fingerprint: made)
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
