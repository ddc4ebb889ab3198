import Annealing
import Comparing
import ComparisonOutput
import Documents
import Failures
import Foundation
import PatrolModel
import Planning
import Reports
import ScheduleChecking
import Testing
import _TemperTestSupport

@Suite("A comparison")
struct ComparisonTests {
  /// Methods that need no solver where there is no presence rule.
  private static let methods: [ComparisonMethod] = [.exact, .exchange, .flip]

  private func settings(steps: Int?) -> ComparisonSettings {
    var settings = ComparisonSettings()
    settings.methods = Self.methods
    settings.seeds = [1, 2, 3]
    settings.timeLimitSeconds = 20
    settings.steps = steps
    return settings
  }

  private func document(steps: Int? = 400) throws -> ComparisonDocument {
    let instance = try Examples.request("team-x-9x9x6").instance
    let settings = settings(steps: steps)
    let runs = Comparison(settings).run(instance) { _, _ in }
    return ComparisonDocument(
      [(instance, runs, nil)], settings: settings, command: "temper compare x", version: "1")
  }

  @Test("runs every method with every seed, and proves what it measures against")
  func runs() throws {
    let document = try document()
    let order = document.runs.map { "\($0.seed) \($0.method)" }
    #expect(
      order == (1...3).flatMap { seed in Self.methods.map { "\(seed) \($0.rawValue)" } })
    let optimum = try #require(document.instances.first?.optimumMinutes)
    for run in document.runs {
      #expect(run.failure == nil)
      #expect(run.checkerAccepts == true)
      let minutes = try #require(run.minutes)
      #expect(minutes >= optimum)
      if run.method == "exact" { #expect(run.isProven && minutes == optimum) }
    }
    #expect(document.summaries.map(\.method) == Self.methods.map(\.rawValue))
    #expect(document.summaries.allSatisfy { $0.runs == 3 && $0.feasible == 3 })
    #expect(document.summaries[0].proven == 3)
    #expect(document.summaries[1].gap?.least ?? -1 >= 0)
  }

  @Test("has trajectories that only get better and end at the result")
  func trajectories() throws {
    for run in try document().runs {
      let minutes = run.trajectory.compactMap(\.minutes)
      #expect(minutes == minutes.sorted(by: >))
      #expect(minutes.last == run.minutes)
      let times = run.trajectory.map(\.seconds)
      #expect(times == times.sorted())
      #expect(run.secondsToFirst ?? .infinity <= run.secondsToBest ?? 0)
    }
  }

  @Test("runs settings of the user's own under their names, as solve would")
  func named() throws {
    let instance = try Examples.request("team-x-9x9x6").instance
    var settings = settings(steps: 300)
    settings.methods = [.flip]
    settings.named = [
      AnnealingSetting(named: "same", moves: .flip),
      AnnealingSetting(
        named: "sweeps", moves: .flip, algorithm: .parallelTempering,
        weights: (Minutes(rounding: 12), nil, nil), replicas: 4),
    ]
    let runs = Comparison(settings).run(instance) { _, _ in }
    #expect(runs.prefix(3).map(\.method) == ["anneal-flip", "same", "sweeps"])
    for seed in settings.seeds {
      let own = runs.filter { $0.seed == seed }
      #expect(own[0].minutes == own[1].minutes && own[0].steps == own[1].steps)
    }
    var request = SolveRequest(instance: instance, seed: 2, stop: Stop(steps: 300))
    (request.moves, request.algorithm, request.replicas) = (.flip, .parallelTempering, 4)
    request.weights = .given(
      demand: Minutes(rounding: 12), oneLocation: nil, presence: nil)
    request.threads = settings.threads
    let alone = try SolveRun(request).run { _ in }
    #expect(
      runs.first { $0.method == "sweeps" && $0.seed == 2 }?.minutes
        == alone.plan?.verdict.totalTravel.value)
    let document = ComparisonDocument(
      [(instance, runs, nil)], settings: settings, command: "x", version: "1")
    #expect(document.markdown.contains("`sweeps`: annealing, moves flip, algorithm pt, A 12.0"))
    #expect(document.page.html.contains("sweeps"))
  }

  @Test("compares rosters by their own objective", .needsHiGHS)
  func rosters() throws {
    let bytes = try Data(contentsOf: URL(filePath: Examples.path("tiny-3x3x3")))
    var members = try #require(
      try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    members["objective"] = ["kind": "worst"]
    let roster = try PatrolInstance(
      json: [UInt8](JSONSerialization.data(withJSONObject: members)), file: "worst.json")
    var settings = settings(steps: 500)
    (settings.methods, settings.seeds) = ([.exact, .exchange, .flip], [1])
    let runs = Comparison(settings).run(roster) { _, _ in }
    let best = try #require(runs[0].minutes)
    #expect(runs[0].isProven && runs[0].boundMinutes == best && runs[0].checkerAccepts == true)
    #expect(runs[1].minutes ?? 0 >= best && runs[1].checkerAccepts == true)
    #expect(runs[2].status == "failed" && runs[2].failure != nil)
  }

  @Test("repeats the annealers' plans if steps are limited")
  func repeats() throws {
    let (first, second) = (try document(), try document())
    #expect(first.runs.map(\.minutes) == second.runs.map(\.minutes))
    #expect(first.runs.map(\.steps) == second.runs.map(\.steps))
    #expect(
      first.runs.map { $0.trajectory.map(\.minutes) }
        == second.runs.map { $0.trajectory.map(\.minutes) })
  }

  @Test("writes a line for each run, each point and each summary, and JSON that can be read")
  func tables() throws {
    let document = try document()
    #expect(document.runsCSV.split(separator: "\r\n").count == 1 + document.runs.count)
    let points = document.runs.reduce(0) { $0 + $1.trajectory.count }
    #expect(document.trajectoryCSV.split(separator: "\r\n").count == 1 + points)
    #expect(document.answers.count == Self.methods.count)
    for summary in document.summaries {
      #expect(document.cells(of: summary).count == ComparisonDocument.columns.count)
      #expect(
        document.markdown.contains(
          "| \(document.cells(of: summary).joined(separator: " | ")) |"))
    }
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(try document.bytes())) as? [String: Any])
    #expect(json["format"] as? String == "temper-comparison")
    #expect((json["runs"] as? [Any])?.count == document.runs.count)
  }

  @Test("says what was reached and what was proven")
  func answers() throws {
    let answers = try document().answers
    #expect(
      answers[0].hasPrefix(
        "exact: proven optimum reached in 3 of 3 runs, proven by the run itself in 3"))
    #expect(answers[1].hasPrefix("anneal-exchange: proven optimum reached in "))
  }

  @Test("tells the kind of a failure")
  func failure() throws {
    var instance = try Examples.request("team-x-9x9x6").instance
    instance = PatrolInstance.random(
      seed: 1, cars: 200, sectors: 200, steps: 12, presence: instance.presence)
    var settings = settings(steps: 10)
    (settings.methods, settings.seeds) = ([.paper], [1])
    var kinds: [FailureKind?] = []
    let runs = Comparison(settings).run(instance) { run, kind in
      #expect((run.failure == nil) == (kind == nil))
      kinds.append(kind)
    }
    #expect(runs.map(\.status) == ["failed"])
    // Without HiGHS it is as large.
    #expect(kinds == [.invalidData])
  }

  @Test("that is cancelled keeps the runs that were made")
  func cancelled() throws {
    let instance = try Examples.request("team-x-9x9x6").instance
    let runs = Comparison(settings(steps: 10), isCancelled: { true }).run(instance) { _, _ in }
    #expect(runs.isEmpty)
  }
}
