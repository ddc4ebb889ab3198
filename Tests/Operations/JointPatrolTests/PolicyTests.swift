import JointPatrol
import RandomStreams
import Testing

@Suite("Ways to patrol and answer")
struct PolicyTests {
  private var random: RandomStream { RandomStream(seed: 1) }

  /// The line 0-1-2 | 3-4-5 with a car in each beat; one call at node 2 after some ticks.
  private func state(
    serving: Int?, call: Int
  ) throws -> (JointState, JointWorld) {
    var setting = JointSetting()
    setting.callProbability = 0.15
    let world = JointWorld(try BeatGraphTests.graph(), setting)
    var (state, random, cost) = (world.start, random, JointCost(setting))
    // Car 0 stands at node 2, its beat's median, and serves there for `serving` ticks.
    let first = serving.map { [JointCall(tick: 0, node: 2, service: $0)] } ?? []
    world.play(
      &state, first, to: 1, patrol: PostPatrol(medians: world), answer: NearestPairAnswer(),
      &random,
      &cost)
    // Nobody answers the second call.
    struct Nobody: AnswerRule {
      func assignments(
        _ state: JointState, in world: JointWorld, _ random: inout RandomStream
      ) -> [JointAssignment] { [] }
    }
    world.play(
      &state, [JointCall(tick: 1, node: call, service: 5)], to: 2,
      patrol: PostPatrol(medians: world),
      answer: Nobody(), &random, &cost)
    return (state, world)
  }

  /// Car 0 is free in one tick at node 2, car 1 stands two streets away, at node 4.
  @Test func aCallWaitsForACarThatIsThereAsSoon() throws {
    var random = random
    let (soon, world) = try state(serving: 2, call: 2)
    #expect(soon.cars[0].remaining == 1)
    #expect(WaitRuleAnswer().assignments(soon, in: world, &random) == [])
    #expect(
      NearestPairAnswer().assignments(soon, in: world, &random) == [.init(car: 1, call: 0)])
    let (late, _) = try state(serving: 9, call: 2)
    #expect(WaitRuleAnswer().assignments(late, in: world, &random) == [.init(car: 1, call: 0)])
    #expect(NearestPairAnswer(ownBeatOnly: true).assignments(late, in: world, &random) == [])
  }

  @Test func rolloutTakesWhatIsClearlyBetter() throws {
    var random = random
    let (soon, world) = try state(serving: 2, call: 1)
    let posts = PostPatrol(medians: world)
    let rollout = RolloutAnswer(base: posts, NearestPairAnswer(), futures: 60, horizon: 40)
    #expect(rollout.assignments(soon, in: world, &random) == [])
    let (free, _) = try state(serving: nil, call: 5)
    #expect(rollout.assignments(free, in: world, &random) == [.init(car: 1, call: 0)])
  }

  @Test(arguments: [(2, 2), (3, 2), (5, 2), (4, 3)])
  func everyKeyHasItsPosts(cars: Int, beats: Int) throws {
    var setting = JointSetting()
    setting.cars = cars
    let world = JointWorld(try GeneratedBeats(beats: beats, side: 3, seed: 1).graph(), setting)
    let posts = PostPatrol(medians: world)
    let places = posts.keys.flatMap { Array(posts.places($0)) }
    #expect(places == Array(posts.posts.indices))
    for key in posts.keys {
      #expect(posts.places(key).count == key.free)
      #expect(posts.places(key).allSatisfy { world.graph.nodes[posts.posts[$0]].beat == key.beat })
    }
  }

  @Test func postsAreNoWorseThanMediansOnTheirCalls() throws {
    let world = try JointPlayTests.world(cars: 2)
    let search = PostSearch(world, ticks: 3_000, rounds: 2, seed: 3)
    let alone = search.posts(answer: WaitRuleAnswer(), threads: 1)
    let together = search.posts(answer: WaitRuleAnswer(), threads: 3)
    #expect(alone.posts == together.posts && alone.cost == together.cost)
    let medians = PostSearch(world, ticks: 3_000, rounds: 0, seed: 3)
      .posts(answer: WaitRuleAnswer(), threads: 1)
    #expect(alone.cost < medians.cost)
  }

  @Test func postsSurviveTheirFile() throws {
    let world = try JointPlayTests.world(cars: 3)
    let found = PostSearch(world, ticks: 1_000, rounds: 1, seed: 3)
      .posts(answer: NearestPairAnswer(), threads: 1)
    let text = PostFile(found.posts, for: world, cost: found.cost).text(of: world.graph)
    let read = try PostFile(json: Array(text.utf8), file: "posts.json", for: world)
    #expect(read.posts == found.posts && read.cost == found.cost)
    let other = try JointPlayTests.world(cars: 2)
    #expect(throws: (any Error).self) {
      try PostFile(json: Array(text.utf8), file: "posts.json", for: other)
    }
  }
}
