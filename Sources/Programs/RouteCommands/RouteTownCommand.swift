import ArgumentParser
import CommandSupport
import PatrolRouting

extension RouteCommand {
  /// `temper route town`: a map of an invented town.
  struct Town: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "town",
      abstract: "Make the map of an invented town.",
      usage: "temper route town [--nodes <count>] [--seed <number>] [-o <file>]",
      discussion: """
        A grid of streets with bends and gaps, and some places that matter more, as
        JSON (temper-patrol-graph) for temper district and temper route learn.
        """)

    @Option(
      help: ArgumentHelp("The number of nodes. (default: 43)", valueName: "count"),
      transform: parseCount(4...400))
    var nodes = 43

    @OptionGroup
    var seed: FixedSeedOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    var files: [FileUse] { FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      let town = try GeneratedTown(nodeCount: nodes, seed: seed.seed).graph()
      try Console.deliver(town.jsonText, to: output)
      return .success
    }
  }
}
