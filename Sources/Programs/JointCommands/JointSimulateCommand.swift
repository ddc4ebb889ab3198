import ArgumentParser
import CommandSupport
import Documents
import JointOutput
import JointPatrol
import JointStudies

extension JointCommand {
  /// `temper joint simulate`: an episode, call by call.
  struct Simulate: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "simulate",
      abstract: "Play an episode by a policy, call by call, and check it.",
      usage: """
        temper joint simulate [--beats <file>] [--policy <name>]
                 [--episode <number>] [--report <file>] [<options>]
        """,
      discussion: """
        Plays one of the episodes of temper joint compare with the same seed. A checker
        that no policy knows judges it: calls add up, no car is faster than streets
        allow, none leaves its beat while free. --json writes every call and where cars
        were. Example: temper joint simulate --policy posts+wait --report episode.html
        """)

    @OptionGroup
    var joint: JointOptions

    @Option(help: ArgumentHelp("Who patrols and answers.", valueName: "name"))
    var policy = "posts+wait"

    @OptionGroup
    var posts: PostOptions

    @Option(
      help: ArgumentHelp("The episode to play. (default: 1)", valueName: "number"),
      transform: parseCount(1...100_000))
    var episode = 1

    @OptionGroup
    var processor: ThreadOptions

    @Option(help: ArgumentHelp("Write a page to this file.", valueName: "file"))
    var report: String?

    @Flag(help: "Write all calls and positions as JSON to standard output.")
    var json = false

    var files: [FileUse] { joint.files + posts.files + FileUse.write(report, as: "--report") }

    func execute() throws -> ExitCode {
      let entry = try JointPolicies.entry(named: policy)
      let world = try joint.world()
      let posts = try posts.read(
        for: [entry], in: world, seed: joint.seed.seed, threads: processor.count)
      let log = JointStudy(world, episodes: episode, seed: joint.seed.seed)
        .log(episode - 1, by: entry.policy(in: world, posts: posts))
      let origin = joint.origin(world, episodes: 1)
      if let report {
        try Console.deliver(
          EpisodePage(log, of: world, policy: policy, origin: origin).html, to: report)
      }
      if json {
        let document = EpisodeDocument(
          log, of: world, policy: policy, episode: episode, origin: origin)
        try Console.output(String(decoding: document.bytes(), as: UTF8.self))
      } else {
        try Console.output(EpisodeText(log, of: world, policy: policy, origin: origin).text)
      }
      guard EpisodeCheck.defects(log, in: world).isEmpty else {
        throw Failure(.internalError, "the checker refuses the episode")
      }
      return .success
    }
  }
}
