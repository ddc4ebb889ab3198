import DispatchLearning
import DispatchStudies
import Dispatching
import Networks
import RandomStreams
import Simulation
import Synchronization
import Testing

@Suite("The learned worth of a shift's rest")
struct ValueLearningTests {
  /// A small region, as `temper dispatch` makes one.
  private static func shifts() throws -> GeneratedShifts {
    var random = RandomStream(seed: 5)
    let region = try GeneratedRegion.region(sectors: 2, side: 2, random: &random)
    return try GeneratedShifts(region, sectors: [0, 1], carsPerSector: 2)
  }

  private static func learner(
    mayDecline: Bool = false, rounds: Int = 3, shifts count: Int = 80
  ) throws -> ShiftValueLearner {
    var schedule = ShiftValueLearner.Schedule()
    (schedule.rounds, schedule.shifts, schedule.epochs) = (rounds, count, 8)
    schedule.judged = count / 2
    return ShiftValueLearner(
      try shifts(), cap: 0.4, worth: ShiftWorth(patrol: 0.05), mayDecline: mayDecline,
      schedule: schedule)
  }

  @Test("is the same for any number of threads, and from a file")
  func bytes() throws {
    let learned = try [1, 2].map {
      try Self.learner(rounds: 2, shifts: 12).learn(seed: 3, threads: $0)
    }
    #expect(learned[0].value.network.weights == learned[1].value.network.weights)
    #expect(learned[0].rounds == learned[1].rounds && learned[0].kept == learned[1].kept)
    let file = SafetensorsFile(learned[0].value.network.tensors)
    #expect(try ShiftValue(file).network.weights == learned[0].value.network.weights)
  }

  @Test(
    "makes a policy better than one that knows nothing of what comes", arguments: [false, true])
  func improves(mayDecline: Bool) throws {
    let learner = try Self.learner(mayDecline: mayDecline)
    let learned = learner.learn(seed: 1, threads: 2)
    let fresh = ShiftValue(seed: 1)
    let study = DispatchStudy(learner.shifts.region, learner.shifts.scenarios(80, seed: 77))
    let results = study.results(
      of: [fresh, learned.value].enumerated().map {
        ValuePolicy(
          name: "value \($0.offset)", $0.element, learner.worth, mayDecline: mayDecline)
      }, threads: 2)
    // What it learned to weigh: calls in time, any answers, and patrol as the shift ends.
    let worths = results.map { result in
      result.days.map { day in
        let calls = Double(day.incidents.count)
        return calls * (day.successRate + learner.worth.served * day.responseRate)
          + learner.worth.patrol * day.presence * Double(73 * 4)
      }
    }
    let gain = ScenarioBootstrap(zip(worths[1], worths[0]).map { $0 - $1 })
    #expect(gain.interval.lowerBound > 0, "\(gain)")
    for day in results[1].days { #expect(day.defects.isEmpty && day.hamming <= 0.4) }
    #expect(mayDecline || results[1].days.allSatisfy { $0.declinedShare == 0 })
  }

  @Test(
    "forgets a round that is stopped: at once, while it plays, and while it fits",
    arguments: [0, 3, 7, 40])
  func stops(after questions: Int) throws {
    let asked = Atomic(0)
    let learned = try Self.learner(rounds: 2, shifts: 6).learn(
      seed: 4, threads: 2,
      shouldStop: { asked.add(1, ordering: .relaxed).oldValue >= questions })
    #expect(learned.rounds.isEmpty && learned.kept == -1)
    #expect(learned.value.network.weights == ShiftValue(seed: 4).network.weights)
  }
}
