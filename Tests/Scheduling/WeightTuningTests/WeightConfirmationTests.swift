import Foundation
import StudyStore
import Testing
import Tuning
import WeightTuning
import _TemperTestSupport

@Suite("Weights that a study takes")
struct WeightConfirmationTests {
  private func outcome(seed: UInt64, confirmationRuns: Int) throws -> TuneOutcome {
    var request = TuneRequest(instance: try Examples.instance("team-x-9x9x6"))
    (request.seed, request.steps, request.runs, request.replicas) = (seed, 200, 1, 2)
    (request.trials, request.confirmationRuns) = (16, confirmationRuns)
    let path = NSTemporaryDirectory() + "confirmation-\(UUID().uuidString).sqlite"
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    let file = try StudyFile(path, goingOnWith: request.record(tool: "1", command: "x"))
    let outcome = try TuneRun(request, in: file).run { _ in }
    try file.close()
    return outcome
  }

  @Test(
    "are those of the best trial that other seeds confirm, or of the surest one",
    arguments: UInt64(1)...12)
  func confirmed(seed: UInt64) throws {
    let outcome = try outcome(seed: seed, confirmationRuns: 10)
    let best = try #require(outcome.best)
    let rate = try #require(outcome.confirmation)
    #expect(rate.runs == 10)
    let ranked = TrialRank.ranked(outcome.trials).map(\.number)
    let place = try #require(ranked.firstIndex(of: best.number))
    #expect(outcome.passedOver.count <= place)
    for other in outcome.passedOver {
      let confirmed = try #require(other.rate)
      #expect(confirmed.share < 0.9 && confirmed.share < rate.share)
      #expect(try #require(ranked.firstIndex(of: other.trial)) < place)
    }
  }

  @Test("are those of the best trial where nothing is confirmed", arguments: UInt64(1)...3)
  func unconfirmed(seed: UInt64) throws {
    let outcome = try outcome(seed: seed, confirmationRuns: 0)
    #expect(outcome.best?.number == TrialRank.ranked(outcome.trials).first?.number)
    #expect(outcome.confirmation == nil && outcome.passedOver.isEmpty)
  }

  @Test("pass over lucky trials at times")
  func luck() throws {
    let passed = try (UInt64(1)...12).map { seed in
      try outcome(seed: seed, confirmationRuns: 10).passedOver.count
    }
    #expect(passed.contains { $0 > 0 }, "\(passed)")
  }
}
