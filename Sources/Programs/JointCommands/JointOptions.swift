import ArgumentParser
import CommandSupport
import DurableFiles
import JointOutput
import JointPatrol
import JointStudies

/// Where cars patrol, how many, and how calls come.
struct JointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The beats (JSON, of temper joint beats). (default: two that never were)",
      valueName: "file"))
  var beats: String?

  @Option(
    help: ArgumentHelp(
      "Cars on duty, dealt to the beats in turn. (default: 2)", valueName: "count"),
    transform: parseCount(1...JointSetting.mostCars))
  var cars = 2

  @Option(
    help: ArgumentHelp("The probability of a call in a tick. (default: 8)", valueName: "percent"),
    transform: parsePercentage)
  var calls = 8.0

  @Option(
    help: ArgumentHelp("The mean ticks of a service. (default: 10)", valueName: "value"),
    transform: parseService)
  var service = 10.0

  @Option(
    help: ArgumentHelp("Calls that can wait; others are lost. (default: 3)", valueName: "count"),
    transform: parseCount(1...20))
  var queue = 3

  @Option(
    help: ArgumentHelp("The ticks of an episode. (default: 2000)", valueName: "count"),
    transform: parseCount(1...10_000_000))
  var ticks = 2_000

  @Flag(help: "Nobody knows when a car on scene will be free.")
  var unknownService = false

  @Flag(help: "Service times belong to the order in which calls are reached, not to calls.")
  var serviceByOrder = false

  @OptionGroup
  var seed: FixedSeedOptions

  func validate() throws {
    guard calls > 0, calls < 100 else {
      throw ValidationError("--calls has to be above 0 and below 100.")
    }
  }

  var files: [FileUse] { FileUse.read(beats, as: "--beats") }

  /// Reads or makes the beats.
  func world() throws -> JointWorld {
    var setting = JointSetting()
    (setting.cars, setting.callProbability) = (cars, calls / 100)
    (setting.meanService, setting.queueLimit) = (service, queue)
    setting.ticks = ticks
    (setting.knowsService, setting.isServiceByCall) = (!unknownService, !serviceByOrder)
    return JointWorld(try graph(), setting)
  }

  private func graph() throws -> BeatGraph {
    if let beats { return try BeatGraph(json: DurableFile.read(beats), file: beats) }
    return try GeneratedBeats(seed: seed.seed).graph()
  }

  /// What a study is about, in words.
  func origin(_ world: JointWorld, episodes: Int) -> JointOrigin {
    JointOrigin(world, episodes: episodes, seed: seed.seed, program: Program.version)
  }
}

/// Posts from a file, or sought.
struct PostOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Posts for the policies that have some (JSON, of temper joint posts). (default: sought on "
        + "20000 ticks)", valueName: "file"))
  var posts: String?

  var files: [FileUse] { FileUse.read(posts, as: "--posts") }

  /// The posts, or medians if none of the policies has any.
  func read(
    for entries: [JointPolicies.Entry], in world: JointWorld, seed: UInt64, threads: Int
  ) throws -> PostPatrol {
    if let posts {
      return try PostFile(json: DurableFile.read(posts), file: posts, for: world).posts
    }
    guard entries.contains(where: \.needsPosts) else { return PostPatrol(medians: world) }
    // Calls of a stream that no episode has: posts are judged on others than they were sought on.
    return PostSearch(world, ticks: 20_000, seed: ~seed).posts(
      answer: WaitRuleAnswer(), threads: threads, shouldStop: { Interrupt.isRequested }
    ).posts
  }
}

/// Reads a mean service time.
func parseService(_ text: String) throws -> Double {
  guard let value = Double(text), value >= 1, value <= 1e6 else {
    throw ValidationError("'\(text)' is no service time: expected 1 to 1e6 ticks.")
  }
  return value
}

/// The policies as help lists them.
enum JointPolicyNames {
  static var words: String {
    let width = JointPolicies.names.map(\.count).max() ?? 0
    return JointPolicies.all.map { entry in
      "  \(entry.name)\(String(repeating: " ", count: width - entry.name.count))  \(entry.summary)"
    }.joined(separator: "\n")
  }
}
