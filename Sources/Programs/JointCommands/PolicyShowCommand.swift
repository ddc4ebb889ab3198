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

    @OptionGroup
    var options: ModelOptions

    var files: [FileUse] { options.files }

    func execute() throws -> ExitCode {
      let file = try SafetensorsFile(
        parsing: DurableFile.read(options.model), file: options.model)
      let page = TrainingPage(try ModelCard(file))
      try options.deliver(page: page.html, text: page.text)
      return .success
    }
  }
}
