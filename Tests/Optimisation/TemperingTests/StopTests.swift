import Tempering
import Testing

struct StopTests {
  /// A run that has made 1,000 steps in two seconds, the best state after 400.
  private static var progress: AnnealingProgress {
    var progress = AnnealingProgress()
    (progress.steps, progress.stepsToBest, progress.elapsed) = (1_000, 400, .seconds(2))
    return progress
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let stop: Stop
    let reason: Stop.Reason?
    var best = Rank(violation: 0, energy: -50)
    var nextRound = Duration.zero
  }

  static let cases = [
    Case(testDescription: "no limit", stop: Stop(), reason: nil),
    Case(testDescription: "steps left", stop: Stop(steps: 1_001), reason: nil),
    Case(testDescription: "steps made", stop: Stop(steps: 1_000), reason: .steps),
    Case(testDescription: "time left", stop: Stop(time: .milliseconds(2_001)), reason: nil),
    Case(testDescription: "time up", stop: Stop(time: .seconds(2)), reason: .time),
    Case(
      testDescription: "time for half a round", stop: Stop(time: .milliseconds(2_500)),
      reason: .time,
      nextRound: .seconds(1)),
    Case(
      testDescription: "time for a round", stop: Stop(time: .milliseconds(3_001)), reason: nil,
      nextRound: .seconds(1)),
    Case(testDescription: "target missed", stop: Stop(targetEnergy: -51), reason: nil),
    Case(testDescription: "target reached", stop: Stop(targetEnergy: -50), reason: .target),
    Case(
      testDescription: "target reached by an invalid state", stop: Stop(targetEnergy: -50),
      reason: nil, best: Rank(violation: 1, energy: -90)),
    Case(testDescription: "patience left", stop: Stop(stepsWithoutImprovement: 601), reason: nil),
    Case(
      testDescription: "patience lost", stop: Stop(stepsWithoutImprovement: 600),
      reason: .noImprovement),
    Case(testDescription: "cancelled", stop: Stop(isCancelled: { true }), reason: .cancelled),
    // Of several reasons one is named, in this order.
    Case(
      testDescription: "all",
      stop: Stop(
        steps: 0, time: .zero, targetEnergy: 0, stepsWithoutImprovement: 0, isCancelled: { true }),
      reason: .cancelled),
    Case(
      testDescription: "all but cancelled",
      stop: Stop(steps: 0, time: .zero, targetEnergy: 0, stepsWithoutImprovement: 0),
      reason: .target),
    Case(
      testDescription: "steps, time and patience",
      stop: Stop(steps: 0, time: .zero, stepsWithoutImprovement: 0), reason: .steps),
    Case(
      testDescription: "time and patience", stop: Stop(time: .zero, stepsWithoutImprovement: 0),
      reason: .time),
  ]

  @Test("A limit ends a run when it is reached", arguments: cases)
  func reason(one: Case) {
    #expect(one.stop.reason(one.best, Self.progress, nextRound: one.nextRound) == one.reason)
  }

  @Test("Less violation is better, then less energy")
  func rank() {
    let ranks = [(0, -9), (0, 3), (1, -90), (1, 0), (2, -1_000)].map {
      Rank(violation: $0.0, energy: $0.1)
    }
    for (i, a) in ranks.enumerated() {
      for (j, b) in ranks.enumerated() { #expect((a < b) == (i < j) && (a == b) == (i == j)) }
    }
    let incumbent = Incumbent(state: "a", energy: 3, violation: 0)
    #expect(incumbent.rank == ranks[1] && incumbent.isValid)
    #expect(!Incumbent(state: "a", energy: 3, violation: 1).isValid)
  }
}
