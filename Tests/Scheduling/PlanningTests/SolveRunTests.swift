import Annealing
import Documents
import Failures
import Foundation
import PatrolModel
import PenaltyModel
import PlanOutput
import Planning
import ScheduleChecking
import Testing
import _TemperTestSupport

@Suite("A solve run")
struct SolveRunTests {
  @Test(
    "finds plans that the checker accepts, the same for any number of threads",
    arguments: SolveRequest.Moves.allCases, [1, 2] as [UInt64])
  func moves(moves: SolveRequest.Moves, seed: UInt64) throws {
    var request = try Examples.request("team-x-9x9x6", steps: 3000)
    request.moves = moves
    request.seed = seed
    request.replicas = 4
    request.weights = .sufficient
    let outcome = try SolveRun(request).run()
    #expect(outcome.status == .feasible)
    let plan = try #require(outcome.plan)
    #expect(plan.verdict == ScheduleChecker(request.instance).judge(plan.schedule))
    #expect(outcome.search?.energy[.migration] == plan.verdict.totalTravel)
    #expect((outcome.search?.bits != nil) == (moves == .flip))
    request.threads = 3
    #expect(try SolveRun(request).run().plan?.schedule == plan.schedule)
  }

  @Test(
    "comes to no less than the plan that it starts from", arguments: SolveRequest.Moves.allCases)
  func start(moves: SolveRequest.Moves) throws {
    let instance = try Examples.instance("team-x-9x9x6")
    let best = try #require(
      try SolveRun(SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 60_000))).run().plan)
    var request = SolveRequest(instance: instance, seed: 2, stop: Stop(steps: 1))
    request.moves = moves
    request.weights = .sufficient
    request.start = best.schedule
    let plan = try #require(try SolveRun(request).run().plan)
    #expect(plan.verdict.totalTravel <= best.verdict.totalTravel)
    // Exchanges descend to such a plan from anywhere; the other moves need the start.
    guard moves != .exchange else { return }
    request.start = nil
    let fresh = try SolveRun(request).run().plan
    #expect(fresh.map { $0.verdict.totalTravel > best.verdict.totalTravel } ?? true)
  }

  @Test("keeps a bound that is known where its own is no better")
  func knownBound() throws {
    var request = try Examples.request("tiny-4x5x5", steps: 10)
    let own = try #require(try SolveRun(request).run().bound?.travel)
    for (known, expected) in [(own - Minutes(1), own), (own + Minutes(1), own + Minutes(1))] {
      request.knownBound = known
      #expect(try SolveRun(request).run().bound?.travel == expected)
    }
  }

  @Test("takes the weights it is given, and practical ones for the rest")
  func weights() throws {
    var request = try Examples.request("tiny-4x5x5")
    let practical = request.weightChoice.weights
    request.weights = .given(demand: Minutes(7), oneLocation: nil, presence: Minutes(3))
    #expect(request.weightChoice.reason == .given)
    #expect(request.weightChoice.weights.demand == Minutes(7))
    #expect(request.weightChoice.weights.oneLocation == practical.oneLocation)
    #expect(request.weightChoice.weights.presence == Minutes(3))
    request.weights = .sufficient
    #expect(request.weightChoice == PenaltyBounds(request.instance).sufficient)
  }

  @Test("that is cancelled keeps the best so far")
  func cancelled() throws {
    var request = try Examples.request("team-x-9x9x6")
    request.stop = Stop(isCancelled: { true })
    let outcome = try SolveRun(request).run()
    #expect(outcome.wasCancelled)
    #expect(outcome.status == .feasible)
  }

  @Test("refuses what takes more than the memory limit, far less of it to exchange")
  func memoryLimit() throws {
    var request = try Examples.request("tiny-4x5x5")
    request.memoryLimit = 8 * 1024
    #expect(try SolveRun(request).run().status == .feasible)
    request.moves = .flip
    try expectRefusal(of: request, limit: "8.0 KiB")
    request.moves = .exchange
    request.memoryLimit = 1024
    try expectRefusal(of: request, limit: "1.0 KiB")
  }

  private func expectRefusal(of request: SolveRequest, limit: String) throws {
    do throws(SolveError) {
      _ = try SolveRun(request).run()
      Issue.record("the limit was ignored")
    } catch {
      #expect(
        error.description.hasSuffix(
          """
          but the limit is \(limit); raise the memory limit, use fewer replicas, or \
          exchange moves, which need no matrix
          """))
    }
  }

  @Test("is summed up for people")
  func summary() throws {
    let request = try Examples.request("tiny-3x3x3")
    let optimum = try Examples.optimum(
      of: request.instance,
      record: #"{"instances": {"tiny-3x3x3": {"optimum": 18, "proved": true}}}"#)
    let plan = try #require(try SolveRun(request).run().plan)
    #expect(
      PlanSummary.text(plan.verdict, optimum: optimum) == """
        Objective: 18.3 minutes of travel in 3 moves, gap 1.67 % to the proven optimum 18.0.
        Minutes per car: 1 6.1, 2 5.9, 3 6.3; 6.1 on average, at most 6.3 (car 3).
        Checker: feasible, every rule is kept.
        """)
    let none = ScheduleChecker(request.instance).judge([])
    #expect(
      PlanSummary.text(none, optimum: nil) == """
        Objective: 0.0 minutes of travel in 0 moves.
        Minutes per car: ; 0.0 on average.
        Checker: NOT FEASIBLE.
        """)
  }
}

@Suite("The result document")
struct ResultDocumentTests {
  @Test("has its keys, whatever the outcome")
  func keys() throws {
    let feasible = try document("tiny-3x3x3")
    #expect(
      feasible.keys.sorted() == [
        "balance", "boundMinutes", "breaches", "cars", "checker", "conflicts", "format", "instance",
        "provenGap", "run", "schedule", "search", "status", "travelMinutes", "verdict", "version",
      ])
    #expect(feasible["format"] as? String == "temper-result")
    #expect(feasible["version"] as? Int == 1)
    #expect(feasible["travelMinutes"] as? Double == 18.3)
    #expect(
      (feasible["search"] as? [String: Any])?.keys.sorted() == [
        "acceptedMoves", "algorithm", "energyMinutes", "exchangeRates", "incumbents", "moves",
        "replicas", "roundTrips", "seed", "steps", "stepsToBest", "temperaturesMinutes",
        "weightsMinutes",
        "weightsReason",
      ])
    #expect(
      (feasible["run"] as? [String: Any])?.keys.sorted() == [
        "buildSeconds", "command", "ended", "searchSeconds", "secondsToBest",
        "secondsToFirstFeasible",
        "temper", "threads",
      ])
    let infeasible = try document("infeasible-event-13x11x12")
    #expect(
      infeasible.keys.sorted() == [
        "breaches", "cars", "conflicts", "format", "instance", "otherRule", "schedule", "status",
        "verdict", "version",
      ])
    #expect((infeasible["conflicts"] as? [String])?.count == 1)
  }

  @Test("tells the optimum and the gap where they are known")
  func optimum() throws {
    let record = #"{"instances": {"tiny-3x3x3": {"optimum": 18.3, "proved": true}}}"#
    let optimum = try document("tiny-3x3x3", record: record)["optimum"] as? [String: Any]
    #expect(optimum?["minutes"] as? Double == 18.3)
    #expect(optimum?["proven"] as? Bool == true)
    #expect(optimum?["gap"] as? Double == 0)
  }

  private func document(_ name: String, record: String? = nil) throws -> [String: Any] {
    let request = try Examples.request(name)
    let outcome = try SolveRun(request).run()
    let document = ResultDocument(
      outcome, of: request,
      optimum: try Examples.optimum(of: request.instance, record: record), version: "1.2.3",
      command: "temper solve x")
    let root = try JSONSerialization.jsonObject(with: Data(document.bytes()))
    return try #require(root as? [String: Any])
  }
}
