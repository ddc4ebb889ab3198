public import ArgumentParser
package import CommandSupport
import Comparing
import ComparisonOutput
import Documents
import DurableFiles
import Figures
import Foundation
import Reports
import Temper
import WeightTuning

extension ComparisonMethod: ExpressibleByArgument {}

/// `temper compare`: annealers and exact models side by side.
package struct CompareCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Run annealers and exact models side by side on shifts.",
    usage: "temper compare <instances> ... [<options>]",
    discussion: """
      Every method gets the same time and threads, seed by seed, and every plan
      is judged by the checker. In the folder of -o: comparison.html, a page with
      the curves of plans and bounds; comparison.md, its table; comparison.json,
      everything; runs.csv and trajectory.csv for your own figures.

      Runs that fail are listed with the reason. If all do, the exit status is that
      of the first failure.

      With --steps the annealers' plans are the same on every run.

      Rosters are compared by the value of their objective, as exact and
      anneal-exchange plan them.

      --setting names annealing with settings of your own, to stand beside others:
      --setting quick:moves=flip,algorithm=pt,A=12,B=9 sets moves, algorithm, A, B,
      C, weights (a file of temper tune), offset-increment and replicas as temper
      solve does, flips of bits unless moves are given. Then only exact is run
      besides, unless --methods says more.

      Methods:
        exact            the strongest exact model, with its proof
        anneal-exchange  moves that keep demand, as temper solve
        anneal-flip      flips of the QUBO's bits: Digital Annealer mode
        paper-mip        the integer program as published
        cp-sat           the exact model by CP-SAT of Google's OR-Tools
        cp-sat-paper     the integer program as published by CP-SAT

      CP-SAT runs in Python: 'pip install ortools', or TEMPER_PYTHON=/path/to/python.
      """)

  @Argument(help: "The instances (JSON), or folders of them.")
  var instances: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder to write to, made if need be.", valueName: "folder"))
  var output: String

  @Option(
    parsing: .upToNextOption,
    help: "The methods to run. (default: all that this machine has solvers for)")
  var methods: [ComparisonMethod] = []

  @Option(
    name: .customLong("setting"),
    help: ArgumentHelp(
      "Annealing with settings of your own, under a name; several such options take turns.",
      valueName: "setting"), transform: SettingArgument.init)
  var named: [SettingArgument] = []

  @Option(
    help: ArgumentHelp("How many seeds, from 1 on. (default: 5)", valueName: "count"),
    transform: parseCount(1...1000))
  var seeds = 5

  @Option(
    help: ArgumentHelp("The most time of a run. (default: 60)", valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit = 60.0

  @Option(
    help: ArgumentHelp("The most steps of each replica, as 1e6.", valueName: "count"),
    transform: parseCount(1...Int(1e15)))
  var steps: Int?

  @Option(
    help: ArgumentHelp("The number of threads of a run. (default: all cores)", valueName: "count"),
    transform: parseCount(1...1024))
  var threads: Int?

  @Flag(name: [.short, .long], help: "No log.")
  var quiet = false

  package func validate() throws {
    if instances.isEmpty { throw ValidationError("Missing expected argument '<instances>'.") }
    let names = named.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("--setting names '\(twice)' twice.")
    }
  }

  package var files: [FileUse] {
    get throws {
      try paths.flatMap { FileUse.read(shift: $0, as: "<instances>") }
        + named.compactMap(\.weightsFile).flatMap { FileUse.read($0, as: "--setting") }
        + FileUse.write(File.allCases.map(\.rawValue), in: output, as: "--output")
    }
  }

  /// The files that are named, and those of folders.
  private var paths: [String] {
    get throws { try instances.flatMap { try [TunedInstance].files(at: $0) } }
  }

  package func execute() throws -> ExitCode {
    let loaded = try paths.map { path in
      (instance: try PatrolInstance(contentsOf: path), path: path)
    }
    try makeFolder()
    Interrupt.listen()
    let settings = try settings(for: loaded.map(\.instance))
    let comparison = Comparison(settings, remedies: \.words) { Interrupt.isRequested }
    var compared: [(instance: PatrolInstance, runs: [ComparisonRecord], optimum: KnownOptimum?)] =
      []
    var failures: [FailureKind] = []
    for (instance, path) in loaded where !Interrupt.isRequested {
      let runs = comparison.run(instance) { run, failure in
        Interrupt.keepResult()
        failures += [failure].compactMap(\.self)
        if !quiet { Console.error(Self.words(run)) }
      }
      let optimum = KnownOptimum(of: instance, besideFile: path)
      if !runs.isEmpty { compared.append((instance, runs, optimum)) }
    }
    try write(
      ComparisonDocument(
        compared, settings: settings, command: command(settings), version: Program.version))
    return status(of: compared.reduce(0) { $0 + $1.runs.count }, failures)
  }

  /// A comparison is one as long as a run has something to compare; else it ends as the first failure.
  private func status(of runCount: Int, _ failures: [FailureKind]) -> ExitCode {
    if let first = failures.first {
      let isAll = failures.count == runCount
      let count = isAll ? "all \(runCount) runs" : "\(failures.count) of \(runCount) runs"
      let advice = quiet ? "; \(output)/runs.csv says why" : ""
      Console.error("temper: \(isAll ? "error" : "warning"): \(count) failed\(advice)")
      if isAll && !Interrupt.isRequested { return ExitCode(first) }
    }
    return Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
  }

  private func settings(for instances: [PatrolInstance]) throws -> ComparisonSettings {
    var settings = ComparisonSettings()
    if !methods.isEmpty {
      settings.methods = methods
    } else if !named.isEmpty {
      settings.methods = [.exact]
    } else if instances.allSatisfy(\.isRoster) {
      settings.methods = [.exact, .exchange]
    }
    if !named.isEmpty { settings.named = try named.map { try $0.setting(for: instances) } }
    settings.seeds = (1...seeds).map { UInt64($0) }
    settings.timeLimitSeconds = timeLimit
    settings.steps = steps
    settings.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    return settings
  }

  /// The command as the user wrote it, with the number of threads that was chosen for it.
  private func command(_ settings: ComparisonSettings) -> String {
    Program.typedCommand + (threads == nil ? " --threads \(settings.threads)" : "")
  }

  /// What is written to the folder, the whole last.
  private enum File: String, CaseIterable {
    case runs = "runs.csv"
    case trajectory = "trajectory.csv"
    case table = "comparison.md"
    case page = "comparison.html"
    case everything = "comparison.json"

    func text(of document: ComparisonDocument) throws -> String {
      switch self {
      case .runs: document.runsCSV
      case .trajectory: document.trajectoryCSV
      case .table: document.markdown
      case .page: document.page.html
      case .everything: String(decoding: try document.bytes(), as: UTF8.self)
      }
    }
  }

  private func makeFolder() throws {
    try OutputFolder.make(output)
    try DurableFile.checkCanWrite(to: output + "/comparison.json")
  }

  private func write(_ document: ComparisonDocument) throws {
    for file in File.allCases {
      try DurableFile.write(file.text(of: document), to: "\(output)/\(file.rawValue)")
    }
    if !quiet {
      Console.error("")
      for answer in document.answers { Console.error(answer) }
      Console.error("Page      \(output)/comparison.html")
    }
  }

  /// A run in a line of the log.
  private static func words(_ run: ComparisonRecord) -> String {
    let minutes = run.minutes.map { Figure.fixed($0, 1) } ?? "-"
    let bound = run.boundMinutes.map { Figure.fixed($0, 1) } ?? "-"
    return "\(run.instance) \(run.method) seed \(run.seed): \(run.status), "
      + "minutes \(minutes), bound \(bound), \(Figure.fixed(run.seconds, 2)) s"
      + (run.failure.map { "; \($0)" } ?? "")
  }
}
