import ArgumentParser
import CommandSupport
import DispatchLearning
import DispatchOutput
import DurableFiles
import Networks

extension DispatchCommand {
  /// `temper dispatch show`: a model's card.
  struct Show: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Tell what a model of temper dispatch train is, and how its training went.",
      usage: "temper dispatch show <model> [--report <file>]")

    @Argument(help: "The model (safetensors).")
    var model: String

    @Option(help: ArgumentHelp("Write a page with its curves to this file.", valueName: "file"))
    var report: String?

    var files: [FileUse] {
      FileUse.read(model, as: "<model>") + FileUse.write(report, as: "--report")
    }

    func execute() throws -> ExitCode {
      let file = try SafetensorsFile(parsing: DurableFile.read(model), file: model)
      let page = ScheduleTrainingPage(try ScheduleCard(file))
      if let report { try Console.deliver(page.html, to: report) }
      try Console.output(page.text)
      return .success
    }
  }
}
