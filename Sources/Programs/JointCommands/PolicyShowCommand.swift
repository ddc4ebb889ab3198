import ArgumentParser
import CommandSupport
import DurableFiles
import JointLearning
import JointOutput
import Networks

extension PolicyCommand {
  /// `temper policy show`: a model's card.
  struct Show: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Tell what a model is for, how it was made, and how its training went.",
      usage: "temper policy show <model> [--report <file>]")

    @Argument(help: "The model (safetensors).")
    var model: String

    @Option(help: ArgumentHelp("Write a page with its curves to this file.", valueName: "file"))
    var report: String?

    var files: [FileUse] {
      FileUse.read(model, as: "<model>") + FileUse.write(report, as: "--report")
    }

    func execute() throws -> ExitCode {
      let file = try SafetensorsFile(parsing: DurableFile.read(model), file: model)
      let page = TrainingPage(try ModelCard(file))
      if let report { try Console.deliver(page.html, to: report) }
      try Console.output(page.text)
      return .success
    }
  }
}
