import JointLearning
import JointPatrol
import JointStudies
import Networks
import RandomStreams
import Testing

@Suite("Learning to patrol and to answer")
struct JointTrainerTests {
  private static func world() throws -> JointWorld {
    var setting = JointSetting()
    setting.ticks = 500
    setting.callProbability = 0.12
    return JointWorld(try GeneratedBeats(beats: 2, side: 3, seed: 2).graph(), setting)
  }

  private static func settings(_ change: (inout TrainingSettings) -> Void = { _ in })
    -> TrainingSettings
  {
    var settings = TrainingSettings()
    (settings.iterations, settings.turn, settings.width) = (4, 1, 8)
    (settings.dispatchTicks, settings.patrolDecisions, settings.passes) = (400, 48, 1)
    (settings.dispatchDecisions, settings.judgedTicks) = (20, 800)
    change(&settings)
    return settings
  }

  private static func bytes(_ trainer: JointTrainer) -> [UInt8] { trainer.file(program: "x").bytes }

  @Test(arguments: [2, 3]) func threadsDoNotMatter(threads: Int) throws {
    var alone = JointTrainer(try Self.world(), Self.settings(), threads: 1)
    var together = JointTrainer(try Self.world(), Self.settings(), threads: threads)
    while !alone.isDone {
      alone.iterate()
      together.iterate()
    }
    #expect(Self.bytes(alone) == Self.bytes(together))
  }

  @Test(arguments: 1..<4) func aRunGoesOnToTheSameBytes(stop: Int) throws {
    let settings = Self.settings { $0.fairness = 0.5 }
    let world = try Self.world()
    var whole = JointTrainer(world, settings, threads: 1)
    var resumed = whole
    while !whole.isDone {
      whole.iterate()
      if whole.records.count == stop {
        let file = try SafetensorsFile(parsing: Self.bytes(whole), file: "run")
        resumed = try JointTrainer(from: file, in: world, threads: 2)
      }
    }
    #expect(resumed.records.count == stop)
    while !resumed.isDone { resumed.iterate() }
    #expect(Self.bytes(resumed) == Self.bytes(whole))
  }

  @Test func alternatesAndLearnsWhatIsAskedFor() throws {
    for (part, kinds) in [
      (TrainingSettings.Part.joint, [true, false, true, false]), (.patrol, [false, false]),
      (.dispatch, [true, true]),
    ] {
      let settings = Self.settings {
        ($0.part, $0.iterations) = (part, kinds.count)
      }
      var trainer = JointTrainer(try Self.world(), settings, threads: 1)
      while !trainer.isDone { trainer.iterate() }
      #expect(trainer.records.map(\.isDispatch) == kinds)
    }
  }

  /// Every way to choose plays by the rules, and the model knows its world.
  @Test func modelsPlayByTheRules() throws {
    let world = try Self.world()
    var trainer = JointTrainer(world, Self.settings(), threads: 1)
    while !trainer.isDone { trainer.iterate() }
    let file = try SafetensorsFile(parsing: Self.bytes(trainer), file: "model")
    let model = try JointModel(from: file, in: world)
    for choice in [JointModel.Choice.enumeration, .exact] {
      let policy = try model.policy(named: "learned", choice: choice)
      let log = JointStudy(world, episodes: 1, seed: 1).log(0, by: policy)
      #expect(EpisodeCheck.defects(log, in: world) == [] && log.fates.count > 30)
    }
    let other = JointWorld(
      try GeneratedBeats(beats: 2, side: 3, seed: 3).graph(), world.setting)
    #expect(throws: JointModelError.self) { try JointModel(from: file, in: other) }
  }

  @Test func heavierBeatsWaitLess() {
    var law = CostLaw(weights: [1, 1], overflow: 25)
    law.balance([8, 4], mean: 6, strength: 0.5)
    #expect(law.weights[0] > law.weights[1])
    #expect(abs(law.weights[0] + law.weights[1] - 2) < 1e-12)
  }
}
