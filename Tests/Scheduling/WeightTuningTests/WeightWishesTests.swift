import Failures
import Foundation
import PatrolModel
import PenaltyModel
import Planning
import StudyStore
import Testing
import Tuning
import WeightTuning
import _TemperTestSupport

@Suite("Weights of a study as its user wants them")
struct WeightWishesTests {
  private func minutes(_ value: Double) throws -> Minutes { try #require(Minutes(rounding: value)) }

  private func request(
    _ wishes: WeightWishes = WeightWishes(), of instance: String = "presence-13x11x12"
  ) throws -> TuneRequest {
    var request = TuneRequest(instance: try Examples.instance(instance))
    (request.steps, request.runs, request.replicas, request.trials) = (100, 1, 2, 6)
    (request.confirmationRuns, request.wishes) = (2, wishes)
    return request
  }

  private func run(_ request: TuneRequest) throws -> (outcome: TuneOutcome, study: StudyContent) {
    let path = NSTemporaryDirectory() + "wishes-\(UUID().uuidString).sqlite"
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    let file = try StudyFile(path, goingOnWith: request.record(tool: "1", command: "x"))
    let outcome = try TuneRun(request, in: file).run { _ in }
    let study = try StudyContent(file)
    try file.close()
    return (outcome, study)
  }

  @Test("are searched in the given range, fixed at the given value, and tried in the given order")
  func kept() throws {
    let wishes = WeightWishes(
      ranges: [.demand: try minutes(30)...minutes(32)], fixed: [.presence: try minutes(7)],
      firstTries: [
        [.demand: try minutes(31.5), .oneLocation: try minutes(20)],
        [.oneLocation: try minutes(25), .presence: try minutes(7)],
      ])
    let (outcome, study) = try run(request(wishes))
    #expect(study.record.space.entries.map(\.name) == ["A", "B"])
    #expect(study.trials.count == 6)
    let weights = study.trials.map { trial in
      trial.parameters.map { value in
        if case .real(let number) = value { number } else { -1.0 }
      }
    }
    #expect(weights.allSatisfy { (30...32).contains($0[0]) })
    #expect(weights[0] == [31.5, 20])
    #expect(weights[1][1] == 25)
    #expect(outcome.weights?.presence == (try minutes(7)))
    #expect(study.record.settings["fixed"] == "C 7.0")
    #expect(study.record.settings["first-tries"] == "A 31.5, B 20.0; B 25.0, C 7.0")
  }

  @Test("that differ are another study")
  func resumed() throws {
    let first = try request(WeightWishes(fixed: [.presence: try minutes(7)]))
    let other = try request(WeightWishes(fixed: [.presence: try minutes(8)]))
    let path = NSTemporaryDirectory() + "wishes-\(UUID().uuidString).sqlite"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try StudyFile(path, goingOnWith: first.record(tool: "1", command: "x")).close()
    #expect(throws: StudyStoreError.self) {
      try StudyFile(path, goingOnWith: other.record(tool: "1", command: "x"))
    }
  }

  @Test("are refused where they cannot be had, with the weight's letter")
  func refused() throws {
    let (two, five) = (try minutes(2), try minutes(5))
    let refused: [(WeightWishes, String)] = [
      (WeightWishes(ranges: [.demand: two...two]), "A"),
      (WeightWishes(ranges: [.demand: .zero...two]), "A"),
      (WeightWishes(ranges: [.demand: two...five], fixed: [.demand: two]), "A"),
      (WeightWishes(fixed: [.demand: two, .oneLocation: two, .presence: two]), "all weights"),
      (WeightWishes(firstTries: [[.oneLocation: try minutes(1_000_000)]]), "B"),
      (WeightWishes(fixed: [.presence: two], firstTries: [[.presence: five]]), "C"),
    ]
    for (wishes, word) in refused {
      let error = #expect(throws: TuneError.self) { try request(wishes).space() }
      #expect(error?.account.line(\.description).contains(word) == true, "\(wishes)")
    }
    var exchange = try request(WeightWishes(fixed: [.demand: two]))
    exchange.moves = .exchange
    let error = #expect(throws: TuneError.self) { try exchange.space() }
    #expect(error?.account.line(\.description).contains("plays no part") == true)
  }

  @Test("end a study at a value, or after a time, and it goes on to the same trials without")
  func goals() throws {
    var request = try request(of: "team-x-9x9x6")
    (request.steps, request.replicas) = (2_000, 4)
    let whole = try run(request)
    let first = try #require(whole.study.trials.first { $0.isFeasible })
    request.goals = [.value(try #require(first.value))]
    let ended = try run(request)
    #expect(ended.outcome.goal == request.goals.first)
    #expect(first.number < 5, "the test is about a study that ends early")
    #expect(ended.study.trials == Array(whole.study.trials.prefix(first.number + 1)))
    request.goals = [.time(.zero)]
    let none = try run(request)
    #expect(none.study.trials.isEmpty && none.outcome.goal == .time(.zero))
    #expect(whole.outcome.goal == nil)
  }

  @Test("keep in the study what other seeds said of the best")
  func confirmed() throws {
    let (outcome, study) = try run(request())
    let best = try #require(outcome.best)
    let rate = try #require(outcome.confirmation)
    let kept = try #require(study.confirmations.last { $0.trial == best.number })
    #expect((kept.feasible, kept.runs) == (rate.feasible, rate.runs))
    #expect(kept.instance == "presence-13x11x12")
    #expect(study.confirmations.count == 1 + outcome.passedOver.count)
  }
}
