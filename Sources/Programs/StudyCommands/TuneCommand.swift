public import ArgumentParser
package import CommandSupport
import Documents
import DurableFiles
import Foundation
import StudyOutput
import StudyStore
import Temper
import Tuning
import WeightTuning

extension TuneRequest.SamplerName: ExpressibleByArgument {}
extension TuneRequest.PrunerName: ExpressibleByArgument {}
extension TuneRequest.Preset: ExpressibleByArgument {}

/// `temper tune`: which penalty weights are best for an instance.
package struct TuneCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Tune penalty weights in a study that survives kills.",
    usage: "temper tune <instances> ... --study <file> [<options>]",
    discussion: """
      Each trial tries weights A, B and C in some annealing runs. A trial in which
      enough runs find a plan is better the lower the median of the plans' minutes;
      it comes before all others, which are better the less they break the rules.

      Finished trials are in the study file, whatever happens: the same command goes
      on where it ended. Several processes may work on one study at a time.

      Studies are the same for any number of workers, threads and processes.

      Weights for several instances, or a folder of them, are robust: a trial is
      feasible if it is on each, and better the lower its median minutes, as
      multiples of each instance's bound, are in the mean.

      Weights, ranges and first tries of your own: --fix, --range, --try. A study
      ends early by --until, and goes on later without it.

      Presets: paper-table-4 (40 trials of one run with 1e8 steps), paper-table-5
      (6 trials of one run with 1.5e8 steps).
      """)

  @Argument(help: "The instances (JSON), or folders of them; - reads standard input.")
  var instances: [String]

  @Option(help: ArgumentHelp("The study (SQLite), made if need be.", valueName: "file"))
  var study: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the best weights to this file. (default: tuning/<instance>.json, or "
        + "tuning/<study>.json for several)", valueName: "file"))
  var output: String?

  @Flag(name: [.short, .long], help: "No log.")
  var quiet = false

  @OptionGroup(title: "Study")
  var options: TuneOptions

  package func validate() throws {
    if instances.isEmpty { throw ValidationError("Missing expected argument '<instances>'.") }
  }

  package var files: [FileUse] {
    get throws { try inputs + FileUse.write(output, as: "--output") }
  }

  /// All but the weights, whose file may be named for what is read.
  private var inputs: [FileUse] {
    get throws {
      try instances.flatMap { path in
        try [TunedInstance].files(at: path).flatMap { FileUse.read(shift: $0, as: "<instances>") }
      }
        + options.warmStart.flatMap { FileUse.read(study: $0, as: "--warm-start") }
        + FileUse.write(study: study, as: "--study")
    }
  }

  package func execute() throws -> ExitCode {
    let request = try request()
    let command = Program.typedCommand
    let record = try request.record(
      tool: Program.version, command: command, warmStart: try warmStart(in: request.space()))
    let path = try place(for: request)
    let optimum =
      request.instances.count == 1
      ? KnownOptimum(of: request.instances[0].instance, besideFile: instances[0]) : nil
    Interrupt.listen()
    // What trials have come to is in the study; the one at work is given back.
    Interrupt.keepResult()
    let file = try StudyFile(study, goingOnWith: record)
    let isLive = !quiet && Console.hasTerminal
    let log = TuneLog(request, of: file.record, optimum: optimum) { [quiet] in
      if !quiet { Console.error($0) }
    } show: {
      if isLive { Console.transient($0) }
    }
    log.header(version: Program.version, path: study)
    let outcome = try TuneRun(request, in: file).run { log.note($0) }
    try file.close()
    let document =
      outcome.wasCancelled
      ? nil
      : ChosenWeightsDocument(outcome, of: request, tool: Program.version, command: command)
    if let document {
      try Console.deliver(String(decoding: document.bytes(), as: UTF8.self), to: path)
    }
    log.footer(
      outcome, choice: document == nil || Console.isOutput(path) ? nil : path,
      for: "temper solve --moves \(request.moves.rawValue) --weights", page: pageCommand)
    return status(of: outcome)
  }

  /// What makes a page of the study.
  private var pageCommand: String {
    let isFile = instances.count == 1 && instances[0].hasSuffix(".json")
    let shift = isFile ? ["--instance", instances[0]] : []
    let page = (study.hasSuffix(".sqlite") ? String(study.dropLast(7)) : study) + ".html"
    return (["temper", "report", study] + shift + ["-o", page]).map(\.quotedForShell)
      .joined(separator: " ")
  }

  private func request() throws -> TuneRequest {
    var request = TuneRequest(instances: try [TunedInstance](contentsOf: instances))
    request.isCancelled = { Interrupt.isRequested }
    try options.fill(&request)
    return request
  }

  /// What a new study starts from; one that is there keeps its own, and needs no other file.
  private func warmStart(in space: SearchSpace) throws -> WarmStart? {
    let paths = options.warmStart
    if paths.isEmpty { return nil }
    if FileManager.default.fileExists(atPath: study) { return WarmStart(named: paths) }
    return try WarmStart(
      paths.map { ($0, try StudyContent(StudyFile(existing: $0))) }, for: space)
  }

  /// The file of the best weights, in a folder that is made if it is ours.
  private func place(for request: TuneRequest) throws -> String {
    if let output {
      if !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
      return output
    }
    let name =
      request.instances.count == 1
      ? request.instances[0].instance.name.replacing("/", with: "-")
      : URL(filePath: study).deletingPathExtension().lastPathComponent
    let path = "tuning/\(name).json"
    try (inputs + FileUse.write(path, as: "--output")).checkNoneIsLost()
    // What stands in the way is better told by the check.
    mkdir("tuning", 0o755)
    try DurableFile.checkCanWrite(to: path)
    return path
  }

  private func status(of outcome: TuneOutcome) -> ExitCode {
    if outcome.wasCancelled { return ExitCode(Interrupt.status) }
    return outcome.best?.isFeasible == true ? .success : .noneFound
  }
}
