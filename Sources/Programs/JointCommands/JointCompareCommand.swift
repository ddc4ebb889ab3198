import ArgumentParser
import CommandSupport
import JointPatrol
import JointStudies

extension JointCommand {
  /// `temper joint compare`: policies on the same episodes.
  struct Compare: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "Play the same episodes by several policies.",
      usage: """
        temper joint compare [--beats <file>] [--cars <count>]
                 [--calls <percent>] [--policies <name> ...] [<options>]
        """,
      discussion: """
        Each car patrols its beat and leaves it only to answer calls. Every policy
        meets the same calls and service times, so differences are paired: each is
        compared with the first. Results are the same for any number of threads. Policies:

        \(JointPolicyNames.words)

        Example: temper joint compare --policies median+nearest posts+wait --cars 4
        """)

    @OptionGroup
    var joint: JointOptions

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp(
        "Who patrols and answers, the one to compare with first. (default: all but rollout)",
        valueName: "name"))
    var policies: [String] = []

    @OptionGroup
    var posts: PostOptions

    @Option(
      help: ArgumentHelp("The episodes to play. (default: 100)", valueName: "count"),
      transform: parseCount(1...100_000))
    var episodes = 100

    @OptionGroup
    var processor: ThreadOptions

    @Option(
      help: ArgumentHelp(
        "Begin no episode after so long. (default: none)", valueName: "seconds"),
      transform: parseSeconds)
    var timeLimit: Double?

    @Option(help: ArgumentHelp("Write a page to this file.", valueName: "file"))
    var report: String?

    @Flag(help: "Write the result as JSON to standard output.")
    var json = false

    @OptionGroup
    var voice: StudyVoice

    var files: [FileUse] { joint.files + posts.files + FileUse.write(report, as: "--report") }

    func execute() throws -> ExitCode {
      let names = policies.isEmpty ? JointPolicies.names.filter { $0 != "rollout" } : policies
      let entries = try names.map { (name) throws(JointStudyError) in
        try JointPolicies.entry(named: name)
      }
      let world = try joint.world()
      Interrupt.listen()
      let posts = try posts.read(
        for: entries, in: world, seed: joint.seed.seed, threads: processor.count)
      let run = EpisodeRun(
        study: JointStudy(world, episodes: episodes, seed: joint.seed.seed), voice: voice,
        timeLimit: timeLimit)
      let results = try run.results(
        of: entries.map { $0.policy(in: world, posts: posts) }, threads: processor.count)
      try JointDelivery(report: report, json: json).deliver(
        JointComparison(world, results, seed: joint.seed.seed),
        origin: joint.origin(world, episodes: episodes),
        posts: entries.contains(where: \.needsPosts) ? Set(posts.posts) : [])
      return Interrupt.ending
    }
  }
}
