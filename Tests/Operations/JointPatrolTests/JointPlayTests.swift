import JointPatrol
import RandomStreams
import Testing

@Suite("Episodes of patrol and answer")
struct JointPlayTests {
  static func world(
    cars: Int = 2, calls: Double = 0.1, seed: UInt64 = 1,
    _ change: (inout JointSetting) -> Void = { _ in }
  ) throws -> JointWorld {
    var setting = JointSetting()
    (setting.cars, setting.callProbability, setting.ticks) = (cars, calls, 600)
    change(&setting)
    return JointWorld(try GeneratedBeats(beats: 2, side: 3, seed: seed).graph(), setting)
  }

  static func log(
    _ world: JointWorld, _ patrol: some PatrolRule, _ answer: some AnswerRule, seed: UInt64
  ) -> EpisodeLog {
    var (law, choices) = (RandomStream(seed: seed), RandomStream(seed: seed, stream: 1))
    var (state, log) = (world.start, EpisodeLog())
    let ticks = world.setting.ticks
    world.play(
      &state, world.calls(0..<ticks, &law), to: ticks, patrol: patrol, answer: answer, &choices,
      &log)
    return log
  }

  /// Every policy, over seeds, loads and numbers of cars: the checker finds nothing.
  @Test(arguments: 1..<9) func conserve(seed: UInt64) throws {
    let world = try Self.world(
      cars: 1 + Int(seed % 5), calls: seed % 2 == 0 ? 0.3 : 0.08, seed: seed
    ) {
      $0.knowsService = seed % 3 != 0
      $0.isServiceByCall = seed % 4 != 0
    }
    let posts = PostPatrol(medians: world)
    let rollout = RolloutAnswer(base: posts, WaitRuleAnswer(), futures: 5, horizon: 20)
    let answers: [any AnswerRule] = [
      FirstCallAnswer(), NearestPairAnswer(), NearestPairAnswer(ownBeatOnly: true),
      WaitRuleAnswer(), rollout,
    ]
    for answer in answers {
      for patrol in [RandomPatrol(), CoverPatrol(), posts] as [any PatrolRule] {
        let log = Self.log(world, patrol, answer, seed: seed)
        #expect(EpisodeCheck.defects(log, in: world) == [], "seed \(seed), \(answer)")
        #expect(log.fates.count > 20, "seed \(seed)")
      }
    }
  }

  @Test func theCheckerSeesWhatIsWrong() throws {
    // Streets of another graph: nodes are elsewhere, so cars jump.
    let world = try Self.world(seed: 1)
    let log = Self.log(world, RandomPatrol(), NearestPairAnswer(), seed: 1)
    var longer = JointSetting()
    longer.queueLimit = 0
    let other = JointWorld(try GeneratedBeats(beats: 1, side: 5, seed: 2).graph(), longer)
    let defects = EpisodeCheck.defects(log, in: other)
    #expect(defects.contains { if case .jump = $0 { true } else { false } })
    #expect(defects.contains { if case .queue = $0 { true } else { false } })
  }

  /// Unanswered ticks are the responses, but for calls that are open at the end or lost.
  @Test(arguments: 1..<6) func costIsTheSumOfResponses(seed: UInt64) throws {
    let world = try Self.world(seed: seed)
    var (law, choices) = (RandomStream(seed: seed), RandomStream(seed: seed, stream: 1))
    var (state, tally) = (world.start, EpisodeTally(world.graph))
    let calls = world.calls(0..<600, &law)
    world.play(
      &state, calls, to: 600, patrol: RandomPatrol(), answer: FirstCallAnswer(), &choices, &tally)
    let open = state.waiting + state.cars.filter { $0.duty == .driving }.map(\.call)
    let openTicks = open.reduce(0) { $0 + 600 - $1.tick }
    #expect(tally.unansweredTicks == tally.allResponseTicks + openTicks, "seed \(seed)")
    #expect(tally.calls == tally.allAnswered + tally.overflows + open.count, "seed \(seed)")
  }

  /// The tick that a call comes at, its node and service follow their laws.
  @Test func callsFollowTheirLaw() throws {
    let world = try Self.world(calls: 0.2)
    var random = RandomStream(seed: 5)
    let calls = world.calls(0..<100_000, &random)
    // 20,000 expected with a deviation of √(10⁵ · 0.2 · 0.8) = 126: four of these.
    #expect(abs(calls.count - 20_000) < 506)
    #expect(zip(calls, calls.dropFirst()).allSatisfy { $0.tick < $1.tick })
    let service = Double(calls.reduce(0) { $0 + $1.service }) / Double(calls.count)
    // 1 + 1 / (e^(1/9.5) − 1) = 10.009, deviation 9.5 / √20,000 = 0.067.
    #expect(abs(service - 10.009) < 0.27)
    let weights = world.graph.nodes.map(\.weight)
    for (node, weight) in weights.enumerated() {
      let share = weight / weights.reduce(0, +)
      let found = Double(calls.count { $0.node == node }) / Double(calls.count)
      #expect(abs(found - share) < 4 * (share / Double(calls.count)).squareRoot(), "node \(node)")
    }
  }

  /// A car that stands at the call's node and one a street away both count one tick.
  @Test func aResponseIsAtLeastOneTick() throws {
    let world = try Self.world { $0.callProbability = 0.001 }
    var state = world.start
    var (random, log) = (RandomStream(seed: 1), EpisodeLog())
    let here = state.cars[0].node
    let beside = world.graph.patrolMoves[here][1]
    let calls = [
      JointCall(tick: 0, node: here, service: 3), JointCall(tick: 50, node: beside, service: 3),
    ]
    world.play(
      &state, calls, to: 100, patrol: PostPatrol(medians: world), answer: NearestPairAnswer(),
      &random, &log)
    #expect(log.fates.map(\.response) == [1, 1])
    // Reached in tick 0, on scene in ticks 1 to 3, free from 4 on.
    #expect(log.states[1...3].allSatisfy { $0.cars[0].duty == .serving })
    #expect(log.states[4].cars[0].duty == .free)
  }
}
