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

    @OptionGroup
    var options: ModelOptions

    var files: [FileUse] { options.files }

    func execute() throws -> ExitCode {
      let file = try SafetensorsFile(
        parsing: DurableFile.read(options.model), file: options.model)
      let page = ScheduleTrainingPage(try ScheduleCard(file))
      try options.deliver(page: page.html, text: page.text)
      return .success
    }
  }
}
