import ArgumentParser
import CommandSupport
import JointPatrol

extension JointCommand {
  /// `temper joint beats`: beats that never were.
  struct Beats: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "beats",
      abstract: "Make beats that never were.",
      usage: """
        temper joint beats [--beats <count>] [--side <count>] [--seed <number>]
                 [-o <file>]
        """,
      discussion: """
        Squares of a grid side by side, with gaps in the streets between them and a few
        places that call more, as JSON (temper-beats) for --beats of the other commands.
        """)

    @Option(
      help: ArgumentHelp("The number of beats. (default: 2)", valueName: "count"),
      transform: parseCount(1...8))
    var beats = 2

    @Option(
      help: ArgumentHelp("Nodes along a side of a beat. (default: 4)", valueName: "count"),
      transform: parseCount(2...7))
    var side = 4

    @OptionGroup
    var seed: FixedSeedOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    var files: [FileUse] { FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      let graph = try GeneratedBeats(beats: beats, side: side, seed: seed.seed).graph()
      try Console.deliver(graph.jsonText, to: output)
      return .success
    }
  }
}
