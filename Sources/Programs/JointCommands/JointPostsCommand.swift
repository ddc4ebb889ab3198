import ArgumentParser
import CommandSupport
import JointPatrol

extension JointCommand {
  /// `temper joint posts`: where free cars should wait.
  struct Posts: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "posts",
      abstract: "Look for the nodes where free cars should wait.",
      usage: """
        temper joint posts [--beats <file>] [--cars <count>] [--calls <percent>]
                 [--search <count>] [-o <file>] [<options>]
        """,
      discussion: """
        A post depends on the beat, how many of its cars are free, and how many others.
        One post after another goes to the best node of its beat, all on the same calls,
        until none moves (coordinate descent). Writes JSON (temper-posts) for --posts of
        temper joint compare. Example: temper joint posts --cars 4 --calls 18 -o posts.json
        """)

    @OptionGroup
    var joint: JointOptions

    @Option(
      help: ArgumentHelp(
        "The ticks that each table of posts is played for. (default: 40000)", valueName: "count"),
      transform: parseCount(100...10_000_000))
    var search = 40_000

    @OptionGroup
    var processor: ThreadOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    var files: [FileUse] { joint.files + FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      let world = try joint.world()
      Interrupt.listen()
      // Any time of the search has posts, if only medians.
      Interrupt.keepResult()
      let found = PostSearch(world, ticks: search, seed: ~joint.seed.seed).posts(
        answer: WaitRuleAnswer(), threads: processor.count,
        shouldStop: { Interrupt.isRequested })
      let file = PostFile(found.posts, for: world, cost: found.cost)
      try Console.deliver(file.text(of: world.graph), to: output)
      return Interrupt.ending
    }
  }
}
