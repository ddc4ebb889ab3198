import ArgumentParser
import CommandSupport
import Documents
import DurableFiles
import JointLearning
import JointOutput
import JointPatrol
import JointStudies
import Networks

extension PolicyCommand {
  /// `temper policy evaluate`: models beside heuristics on the same episodes.
  struct Evaluate: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "evaluate",
      abstract: "Play the same episodes by models and by policies that learned nothing.",
      usage: """
        temper policy evaluate <model> ... [--beats <file>] [--cars <count>]
                 [--against <name> ...] [--choice <form>] [<options>]
        """,
      discussion: """
        As temper joint compare, with learned policies after the others. Beats, cars and
        calls have to be those that the models were made for. --choice: exact (the
        network judges every set of assignments), enumeration (changes of single
        assignments are added), program (the same by an integer program, HiGHS).
        Example: temper policy evaluate model.safetensors --cars 4 --calls 18
        """)

    @Argument(help: "The models (safetensors).")
    var models: [String]

    @OptionGroup
    var joint: JointOptions

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp(
        "Who else plays, the one to compare with first. (default: median+nearest, posts+wait, "
          + "cover+wait)", valueName: "name"))
    var against = ["median+nearest", "posts+wait", "cover+wait"]

    @Option(
      help: ArgumentHelp(
        "Whom all are compared with, a model too. (default: the first of --against)",
        valueName: "name"))
    var first: String?

    @Option(help: "How a model finds the cars to send.")
    var choice = JointModel.Choice.exact

    @OptionGroup
    var posts: PostOptions

    @Option(
      help: ArgumentHelp("The episodes to play. (default: 100)", valueName: "count"),
      transform: parseCount(1...100_000))
    var episodes = 100

    @OptionGroup
    var processor: ThreadOptions

    @Option(help: ArgumentHelp("Write a page to this file.", valueName: "file"))
    var report: String?

    @Flag(help: "Write the result as JSON to standard output.")
    var json = false

    @OptionGroup
    var voice: StudyVoice

    var files: [FileUse] {
      models.flatMap { FileUse.read($0, as: "<model>") } + joint.files + posts.files
        + FileUse.write(report, as: "--report")
    }

    func execute() throws -> ExitCode {
      let entries = try against.map { (name) throws(JointStudyError) in
        try JointPolicies.entry(named: name)
      }
      let world = try joint.world()
      let learned = try models.map { path in
        try JointModel(
          from: SafetensorsFile(parsing: DurableFile.read(path), file: path), in: world
        ).policy(named: Self.name(of: path), choice: choice)
      }
      Interrupt.listen()
      let posts = try posts.read(
        for: entries, in: world, seed: joint.seed.seed, threads: processor.count)
      let run = EpisodeRun(
        study: JointStudy(world, episodes: episodes, seed: joint.seed.seed), voice: voice)
      let results = try run.results(
        of: ordered(entries.map { $0.policy(in: world, posts: posts) } + learned),
        threads: processor.count)
      let comparison = JointComparison(world, results, seed: joint.seed.seed)
      try JointDelivery(report: report, json: json).deliver(
        comparison, origin: joint.origin(world, episodes: episodes), posts: [])
      return Interrupt.ending
    }

    /// Policies with the one of --first before the others.
    private func ordered(_ policies: [JointPolicy]) throws -> [JointPolicy] {
      guard let first else { return policies }
      guard policies.contains(where: { $0.name == first }) else {
        throw JointStudyError.unknownPolicy(first, known: policies.map(\.name))
      }
      return policies.filter { $0.name == first } + policies.filter { $0.name != first }
    }

    /// A file's name without folder and ending.
    private static func name(of path: String) -> String {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      return file.hasSuffix(".safetensors") ? String(file.dropLast(12)) : file
    }
  }
}

extension JointModel.Choice: ExpressibleByArgument {}
