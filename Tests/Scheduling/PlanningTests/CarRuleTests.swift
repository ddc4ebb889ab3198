import Annealing
import Contradictions
import PatrolModel
import PenaltyModel
import PlanOutput
import Planning
import ScheduleChecking
import Testing
import _TemperTestSupport

struct CarRuleTests {
  @Test(
    "Exchange moves find the best plan that keeps the rules",
    arguments: CarRule.allCases, 0..<60 as Range<UInt64>)
  func exchange(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    var request = SolveRequest(instance: instance, seed: seed, stop: Stop(steps: 200))
    request.replicas = 4
    let outcome = try SolveRun(request).run()
    // Without any rule drawn, weights are those for interchangeable cars.
    if instance.hasCarRules {
      #expect(outcome.plan?.verdict.totalTravel == LabelledSearch(instance).leastTravel())
    }
    #expect((outcome.status == .feasible) == (outcome.plan != nil))
    #expect(outcome.status != .noneFound || !outcome.breaches.isEmpty)
  }

  @Test(
    "One-hot and flip moves never offer a plan that breaks a rule",
    arguments: [SolveRequest.Moves.oneHot, .flip], 0..<70 as Range<UInt64>)
  func others(moves: SolveRequest.Moves, seed: UInt64) throws {
    let rule = CarRule.allCases[Int(seed) % CarRule.allCases.count]
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    var request = SolveRequest(instance: instance, seed: seed, stop: Stop(steps: 1_000))
    request.replicas = 4
    request.moves = moves
    let outcome = try SolveRun(request).run()
    let search = LabelledSearch(instance)
    if let plan = outcome.plan {
      #expect(search.keepsRules(plan.schedule))
      #expect(plan.verdict.totalTravel == search.travel(plan.schedule))
    } else {
      #expect(outcome.status == .infeasible || !outcome.breaches.isEmpty)
    }
  }

  @Test("A day with classes is planned in a few steps, also within minutes per car")
  func day() throws {
    let plain = try Examples.instance("presence-20x20x18")
    let fleet = Fleet.named(
      plain.carIndices.map {
        Car(id: .init("F-\($0.number)"), carClass: .init(["van", "bike", "car"][$0.rawValue % 3]))
      })
    // Every other place that needs two cars or more needs one of a class.
    let places = plain.shift.steps.flatMap { step in
      plain.sectorIndices.filter { plain.demand[step, $0] >= 2 }.map { (step, $0) }
    }
    let minimums = places.enumerated().filter { $0.offset % 2 == 0 }.map { number, place in
      PlanningRules.ClassMinimum(
        carClass: .init(["van", "bike", "car"][number / 2 % 3]), step: place.0, sector: place.1,
        cars: 1)
    }
    #expect(minimums.count >= 20)
    for limit in [nil, Minutes(130)] {
      let instance = PatrolInstance(
        name: "classes", summary: "", fleet: fleet, shift: plain.shift, presence: plain.presence,
        sectors: plain.sectors, demand: plain.demand, travel: plain.travel,
        rules: PlanningRules(classMinimums: minimums, carTravelLimit: limit))
      let request = SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 300))
      let plan = try #require(try SolveRun(request).run().plan)
      #expect(plan.verdict.isFeasible)
      #expect(plan.verdict.longestTravel <= limit ?? plan.verdict.longestTravel)
    }
  }

  @Test("Whoever travels too long is named with the minutes over the limit")
  func overTheLimit() throws {
    let plain = try Examples.instance("tiny-3x3x3")
    let instance = PatrolInstance(
      name: "none", summary: "", fleet: plain.fleet, shift: plain.shift, presence: plain.presence,
      sectors: plain.sectors, demand: plain.demand, travel: plain.travel,
      // The best plan has 18.3 minutes, three cars of 6.2 may have 18.6, and every plan has a car of 6.3.
      rules: PlanningRules(carTravelLimit: Minutes(tenths: 62)))
    let outcome = try SolveRun(SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 50)))
      .run()
    #expect(outcome.status == .noneFound)
    let words = outcome.breaches.map { $0.words(in: instance) }
    #expect(
      words.contains { $0.contains("minutes over the shift, ") && $0.hasSuffix("the 6.2 allowed") })
  }

  @Test("A limit below what every plan travels is told at once, with the limit that would do")
  func limitBelowBound() throws {
    let plain = try Examples.instance("tiny-3x3x3")
    let instance = PatrolInstance(
      name: "none", summary: "", fleet: plain.fleet, shift: plain.shift, presence: plain.presence,
      sectors: plain.sectors, demand: plain.demand, travel: plain.travel,
      rules: PlanningRules(carTravelLimit: Minutes(6)))
    let outcome = try SolveRun(SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 50)))
      .run()
    #expect(outcome.status == .infeasible)
    #expect(
      outcome.conflicts.map(\.description) == [
        "3 cars may travel 6.0 minutes each, 18.0 in all, and no plan travels less than 18.1: raise the "
          + "limit to 6.1 at least"
      ])
  }

  @Test("The log says which rules there are")
  func log() {
    var lines: [String] = []
    let instance = PatrolInstance.random(seed: 5, rule: .longestLeg)
    let request = SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 1))
    SolverLog(request, optimum: nil) { lines.append($0) }.header(version: "0")
    let longest = instance.rules.longestLeg.map { "\($0)" } ?? ""
    #expect(lines.contains("Rules     legs up to \(longest) min"))
    let limited = PatrolInstance.random(seed: 5, rule: .travelLimit)
    let limit = limited.rules.carTravelLimit.map { "\($0)" } ?? ""
    let other = SolveRequest(instance: limited, seed: 1, stop: Stop(steps: 1))
    SolverLog(other, optimum: nil) { lines.append($0) }.header(version: "0")
    #expect(lines.contains("Rules     up to \(limit) min a car"))
  }
}
