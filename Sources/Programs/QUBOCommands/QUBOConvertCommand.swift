import ArgumentParser
import CommandSupport
import Temper

extension QUBOCommand {
  /// `temper qubo convert`: the same function in another format.
  struct Convert: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "convert",
      abstract: "Write a QUBO or graph in another format.",
      usage: "temper qubo convert <in> -o <out> [--from <format>] [--to <format>]",
      discussion: """
        Formats are told from extension and content where these are clear. What a
        format cannot carry is refused, or left out with a note; docs/use/formats.md has
        the list.
        """)

    @Argument(help: ArgumentHelp("The file to read; - for standard input.", valueName: "in"))
    var input: String

    @Argument(help: ArgumentHelp("The file to write, as with -o.", valueName: "out"))
    var place: String?

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The file to write; - for standard output.", valueName: "out"))
    var output: String?

    @Option(
      name: [.long, .customLong("format")],
      help: ArgumentHelp("The format to read.", valueName: "format"))
    var from: QUBOFormat?

    @Option(help: ArgumentHelp("The format to write.", valueName: "format"))
    var to: QUBOFormat?

    @OptionGroup
    var reading: QUBOReadingOptions

    /// The file to write, whichever way it was named.
    private var target: String { output ?? place ?? "-" }

    func validate() throws {
      guard (place == nil) != (output == nil) else {
        throw ValidationError("Name the file to write once: with -o, or after the file to read.")
      }
      if to == nil && QUBOFormat(forWriting: target) == nil {
        throw ValidationError("The format of '\(target)' cannot be told: give --to.")
      }
    }

    var files: [FileUse] {
      FileUse.read(input, as: "<in>")
        + FileUse.write(target, as: output == nil ? "<out>" : "--output")
    }

    func execute() throws -> ExitCode {
      let problem = try reading.read(input, format: from)
      for note in problem.notes { Console.error("read as \(note)") }
      try problem.deliver(as: to ?? QUBOFormat(forWriting: target) ?? .qbsolv, to: target)
      return .success
    }
  }
}
