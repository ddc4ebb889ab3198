import DispatchLearning
import DispatchStudies
import Dispatching
import Networks
import RandomStreams
import Simulation
import Synchronization
import Testing

@Suite("The learned worth of whole timetables")
struct ScheduleLearningTests {
  private static func shifts(sectors: Int = 2, side: Int = 2, cars: Int = 2) throws
    -> GeneratedShifts
  {
    var random = RandomStream(seed: 5)
    let region = try GeneratedRegion.region(sectors: sectors, side: side, random: &random)
    return try GeneratedShifts(
      region, sectors: Array(0..<sectors), carsPerSector: cars)
  }

  /// A schedule of a few seconds.
  private static func trainer(
    _ task: ScheduleTask, rounds: Int = 3, shifts count: Int = 4, threads: Int = 2
  ) throws -> ScheduleTrainer {
    var schedule = ScheduleRounds(task.learning)
    (schedule.rounds, schedule.shifts, schedule.turn) = (rounds, count, 2)
    schedule.judged = 4
    return ScheduleTrainer(
      try shifts(), cap: 0.4, task, schedule: schedule, seed: 3, threads: threads)
  }

  private static func task(
    _ learning: ScheduleTask.Learning, _ variant: ScheduleShape.Variant = .mavfa,
    _ candidates: ScheduleTask.Candidates = .chains, mayDecline: Bool = false
  ) -> ScheduleTask {
    var task = ScheduleTask()
    (task.learning, task.variant, task.candidates) = (learning, variant, candidates)
    task.mayDecline = mayDecline
    return task
  }

  @Test(
    "is the same for any number of threads, and when a run goes on from its file",
    arguments: [
      (ScheduleTask.Learning.futures, ScheduleShape.Variant.mavfa),
      (.differences, .vfa), (.differences, .madqn), (.futures, .attention),
    ])
  func bytes(learning: ScheduleTask.Learning, variant: ScheduleShape.Variant) throws {
    let bytes = try [1, 2, 4].map { threads in
      var trainer = try Self.trainer(Self.task(learning, variant), threads: threads)
      while !trainer.isDone { trainer.round() }
      return trainer.file(origin: ["program": "x"]).bytes
    }
    #expect(bytes[0] == bytes[1] && bytes[0] == bytes[2])
    // Interrupted after every round, and within each.
    var trainer = try Self.trainer(Self.task(learning, variant))
    var questions = 0
    while !trainer.isDone {
      questions += 3
      let asked = Atomic(0)
      let limit = questions
      if !trainer.round(shouldStop: { asked.add(1, ordering: .relaxed).oldValue >= limit }) {
        trainer.round()
      }
      let file = try SafetensorsFile(
        parsing: trainer.file(origin: ["program": "x"]).bytes, file: "m")
      trainer = try ScheduleTrainer(from: file, try Self.shifts(), threads: 2)
    }
    #expect(trainer.file(origin: ["program": "x"]).bytes == bytes[0])
  }

  @Test(
    "plays by the rules, by any variant, and declines only where it may",
    arguments: ScheduleShape.Variant.allCases, [false, true])
  func rules(variant: ScheduleShape.Variant, mayDecline: Bool) throws {
    for candidates in ScheduleTask.Candidates.allCases {
      for view in ScheduleShape.View.allCases {
        var task = Self.task(.futures, variant, candidates, mayDecline: mayDecline)
        (task.view, task.reward, task.price) = (view, .calls(patrol: 0.05), 0.03)
        var trainer = try Self.trainer(task, rounds: 1)
        while !trainer.isDone { trainer.round() }
        let scenarios = try Self.shifts().scenarios(3, seed: 9)
        let policy = try ScheduleModel(trainer.file(origin: [:])).policy(
          named: "x", in: Self.shifts().region, scenarios.map(\.start))
        let study = DispatchStudy(try Self.shifts().region, scenarios)
        let result = study.results(of: [policy], threads: 2)[0]
        #expect(result.mayDecline == (mayDecline && variant != .madqn))
        for day in result.days {
          #expect(day.defects.isEmpty && day.hamming <= 0.4, "\(variant) \(view) \(candidates)")
          #expect(result.mayDecline || day.declinedShare == 0)
          #expect(variant != .vfa || candidates == .plans || day.otherSectorShare == 0)
        }
      }
    }
  }

  /// MAVFA's other forms, each learned in a second.
  static let forms: [ScheduleTask] = {
    var (responds, full) = (ScheduleTask(), ScheduleTask())
    (responds.responses, responds.learning, responds.variant) = (3, .differences, .attention)
    (full.depth, full.price, full.reward) = (.repairs, 0.03, .calls(patrol: 0.05))
    return [responds, full]
  }()

  @Test("with best responses, and asked for each repair, it does the same", arguments: forms)
  func formsOfMAVFA(task: ScheduleTask) throws {
    let files = try [1, 2].map { threads in
      var trainer = try Self.trainer(task, rounds: 2, shifts: 3, threads: threads)
      while !trainer.isDone { trainer.round() }
      return trainer.file(origin: [:])
    }
    #expect(files[0].bytes == files[1].bytes)
    let scenarios = try Self.shifts().scenarios(6, seed: 9)
    let policy = try ScheduleModel(files[0]).policy(
      named: "x", in: Self.shifts().region, scenarios.map(\.start))
    #expect(policy.task == task)
    let result = DispatchStudy(try Self.shifts().region, scenarios).results(
      of: [policy], threads: 2)[0]
    #expect(result.days.allSatisfy { $0.defects.isEmpty && $0.hamming <= 0.4 })
    #expect(result.mean(.declined) == 0 && result.mean(.response) > 0.5)
  }

  @Test("wins presence by best responses, where areas lack patrol")
  func responding() throws {
    var task = Self.task(.differences)
    let shifts = try Self.shifts(side: 4, cars: 3)
    let scenarios = shifts.scenarios(30, seed: 11)
    let policies = try [0, 3].map { responses in
      task.responses = responses
      let trainer = ScheduleTrainer(
        shifts, cap: 0.4, task, schedule: ScheduleRounds(.differences), seed: 3, threads: 1)
      return try ScheduleModel(trainer.file(origin: [:])).policy(
        named: "\(responses)", in: shifts.region, scenarios.map(\.start))
    }
    let results = DispatchStudy(shifts.region, scenarios).results(of: policies, threads: 2)
    #expect(results[1].days.allSatisfy { $0.defects.isEmpty && $0.hamming <= 0.4 })
    let gain = ScenarioBootstrap(of: results[1], less: results[0], .presence)
    #expect(gain.interval.lowerBound > 0, "\(gain)")
  }

  @Test("reads files from before there were best responses and repairs to value")
  func earlierFiles() throws {
    let file = try Self.trainer(Self.task(.differences)).file(origin: [:])
    let card = file.card.filter { $0.key != "depth" && $0.key != "responses" }
    let trainer = try ScheduleTrainer(
      from: SafetensorsFile(file.tensors, card: card), try Self.shifts(), threads: 1)
    #expect(trainer.task.depth == .finished && trainer.task.responses == 0)
  }

  @Test("begins with the best answer now: the myopic policy, to the last shift")
  func beginning() throws {
    var task = Self.task(.differences)
    task.view = .published
    let trainer = try Self.trainer(task)
    let scenarios = try Self.shifts().scenarios(20, seed: 11)
    let policy = try ScheduleModel(trainer.file(origin: [:])).policy(
      named: "x", in: Self.shifts().region, scenarios.map(\.start))
    let study = DispatchStudy(try Self.shifts().region, scenarios)
    let myopic = ChainPolicy(name: "myopic", .myopic, chain: .thrifty)
    let results = study.results(of: [policy, myopic], threads: 2)
    // Ties are broken otherwise, so single shifts may differ.
    let gain = ScenarioBootstrap(of: results[0], less: results[1], .success)
    #expect(gain.interval.contains(0) && abs(gain.mean) < 0.05, "\(gain)")
  }

  @Test(
    "learns to do better than the best answer now, on shifts that it never saw",
    arguments: [ScheduleShape.Variant.mavfa, .outlook])
  func improves(variant: ScheduleShape.Variant) throws {
    let patrol = 0.05
    var task = Self.task(.futures, variant)
    task.reward = .calls(patrol: patrol)
    var schedule = ScheduleRounds(.futures)
    // What knows whole timetables needs more to learn from than a correction of what is known.
    (schedule.rounds, schedule.shifts) = variant == .outlook ? (3, 20) : (6, 40)
    (schedule.turn, schedule.judged) = (2, 60)
    (schedule.tried, schedule.ahead) = (0.3, 40)
    var trainer = ScheduleTrainer(
      try Self.shifts(), cap: 0.4, task, schedule: schedule, seed: 1, threads: 2)
    let scenarios = try Self.shifts().scenarios(100, seed: 77)
    let before = try Self.policy(of: trainer, "before", scenarios)
    while !trainer.isDone { trainer.round() }
    let after = try Self.policy(of: trainer, "after", scenarios)
    let results = DispatchStudy(try Self.shifts().region, scenarios).results(
      of: [before, after], threads: 2)
    // What it learned to weigh: calls in time, any answers, and patrol as the shift ends.
    let worths = results.map { result in
      result.days.map { day in
        Double(day.incidents.count) * (day.successRate + 0.05 * day.responseRate)
          + patrol * day.presence * Double(ShiftClock.periods * 4)
      }
    }
    let gain = ScenarioBootstrap(zip(worths[1], worths[0]).map { $0 - $1 })
    #expect(gain.interval.lowerBound > 0, "\(gain)")
  }

  private static func policy(
    of trainer: ScheduleTrainer, _ name: String, _ scenarios: [ShiftScenario]
  ) throws -> SchedulePolicy {
    try ScheduleModel(trainer.file(origin: [:])).policy(
      named: name, in: Self.shifts().region, scenarios.map(\.start))
  }

  @Test("is of its region and cars, and of no other model's file")
  func errors() throws {
    let file = try Self.trainer(Self.task(.differences)).file(origin: [:])
    #expect(throws: SafetensorsError.self) {
      try ScheduleTrainer(from: file, try Self.shifts(cars: 3), threads: 1)
    }
    #expect(throws: SafetensorsError.self) { try ShiftValueModel(file) }
    let wrong = [
      "records": "1 2 3", "price": "-1", "reward": "some", "ahead": "0", "depth": "deep",
      "responses": "-1",
    ]
    for (key, value) in wrong {
      var card = file.card
      card[key] = value
      #expect(throws: SafetensorsError.self, "\(key)") {
        try ScheduleModel(SafetensorsFile(file.tensors, card: card))
      }
    }
    #expect(throws: SafetensorsError.self) { try ScheduleModel(SafetensorsFile([:])) }
  }
}
