public import ArgumentParser
import DurableFiles
import Foundation
import PatrolModel
import StudyStore
import Tuning
public import Workbench

extension TuneRequest.SamplerName: ExpressibleByArgument {}
extension TuneRequest.Preset: ExpressibleByArgument {}

/// `temper tune`: which penalty weights are best for an instance.
struct TuneCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Tune penalty weights in a study that survives kills.",
    usage: "temper tune <instance> --study <file> [<options>]",
    discussion: """
      Each trial tries weights A, B and C in some annealing runs. A trial in which
      enough runs find a plan is better the lower the median of the plans' minutes;
      it comes before all others, which are better the less they break the rules.

      Finished trials are in the study file, whatever happens: the same command goes
      on where it ended. Several processes may work on one study at a time.

      Studies are the same for any number of workers, threads and processes.

      Presets: paper-table-4 (40 trials of one run with 1e8 steps), paper-table-5
      (6 trials of one run with 1.5e8 steps).
      """)

  @Argument(help: "The instance (JSON); - reads standard input.")
  var instance: String

  @Option(help: ArgumentHelp("The study (SQLite), made if need be.", valueName: "file"))
  var study: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the best weights to this file. (default: tuning/<instance>.json)", valueName: "file"))
  var output: String?

  @Flag(name: [.short, .long], help: "No log.")
  var quiet = false

  @OptionGroup(title: "Study")
  var options: TuneOptions

  func execute() throws -> ExitCode {
    let request = try request()
    let command = Temper.typedCommand
    let record = try request.record(tool: Temper.version, command: command)
    let path = try place(for: request.instance)
    let optimum = KnownOptimum(of: request.instance, besideFile: instance)
    Interrupt.listen()
    let file = try StudyFile(study, goingOnWith: record)
    let isLive = !quiet && Console.hasTerminal
    let log = TuneLog(request, optimum: optimum) { [quiet] in
      if !quiet { Console.error($0) }
    } show: {
      if isLive { Console.transient($0) }
    }
    log.header(version: Temper.version, space: record.space, path: study)
    let outcome = try TuneRun(request, in: file).run { log.note($0) }
    try file.close()
    let document =
      outcome.wasCancelled
      ? nil
      : ChosenWeightsDocument(outcome, of: request, tool: Temper.version, command: command)
    if let document {
      try Console.deliver(String(decoding: document.bytes(), as: UTF8.self), to: path)
    }
    log.footer(
      outcome, choice: document == nil || Console.isOutput(path) ? nil : path, page: pageCommand)
    return status(of: outcome)
  }

  /// What makes a page of the study.
  private var pageCommand: String {
    let shift = instance == "-" ? [] : ["--instance", instance]
    let page = (study.hasSuffix(".sqlite") ? String(study.dropLast(7)) : study) + ".html"
    return (["temper", "report", study] + shift + ["-o", page]).map(\.quotedForShell)
      .joined(separator: " ")
  }

  private func request() throws -> TuneRequest {
    let bytes = try DurableFile.read(instance)
    var request = TuneRequest(instance: try PatrolInstance(json: bytes, file: instance))
    request.textHash = Fingerprint.text(of: bytes)
    request.isCancelled = { Interrupt.isRequested }
    options.fill(&request)
    return request
  }

  /// The file of the best weights, in a folder that is made if it is ours.
  private func place(for patrol: PatrolInstance) throws -> String {
    if let output {
      if !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
      return output
    }
    let path = "tuning/\(patrol.name.replacing("/", with: "-")).json"
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
