import Annealing
import PatrolModel
import PlanFiles
import Planning
import RandomStreams
import RosterPrograms
import Rosters
import ScheduleChecking
import Testing
import _TemperTestSupport

/// Planning again, held against all schedules that go on from the past.
@Suite("Planning again", .needsHiGHS)
struct ReplanTests {
  static let rosters = seeds(40)

  @Test("changes as few cells as any plan, and pays least for a change's price", arguments: rosters)
  func changesFewest(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    guard instance.roster.objective == .total, let known = lastFeasible(instance) else { return }
    for price in [Minutes(1000), Minutes(3)] {
      let changes = PlanChanges(from: known, price: price)
      var best: Int?
      forEachFeasible(instance) { schedule, verdict in
        guard
          instance.carIndices.allSatisfy({ schedule[StepIndex(0), $0] == known[StepIndex(0), $0] })
        else { return }
        let worth = verdict.cost.total.tenths * 100 + changes.cost(of: schedule)
        best = min(best ?? worth, worth)
      }
      var replan = Replan(
        instance, plan: known, from: StepIndex(1), out: [], shortage: Minutes(30))
      replan.method = .exact
      let answer = try replan.run(prices: [price])
      let option = try #require(answer.options.first, "seed \(seed)")
      let worth =
        option.verdict.cost.total.tenths * 100 + changes.cost(of: option.schedule)
      #expect(worth == best, "seed \(seed), price \(price)")
      #expect(option.proof == .proven, "seed \(seed), price \(price)")
    }
  }

  @Test("tells at which price it is, and when better plans are found", arguments: seeds(8))
  func tells(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    guard let known = lastFeasible(instance) else { return }
    var replan = Replan(instance, plan: known, from: StepIndex(1), out: [], shortage: Minutes(30))
    replan.method = .exact
    let prices = [Minutes(1000), Minutes(3)]
    var events: [Replan.Event] = []
    let answer = try replan.run(prices: prices) { events.append($0) }
    #expect(Set(events.map(\.price)) == Set(prices), "seed \(seed)")
    #expect(events.map(\.price) == events.map(\.price).sorted(by: >), "seed \(seed)")
    var times: [Duration] = []
    var values: [Minutes: Int] = [:]
    for event in events {
      guard case .better(let value, _, let time) = event.event else { continue }
      times.append(event.earlier + time)
      values[event.price] = value
    }
    #expect(times == times.sorted(), "seed \(seed)")
    guard instance.roster.objective == .total else { return }
    for option in answer.options {
      let cost = PlanChanges(from: known, price: option.price).cost(of: option.schedule)
      let value = option.verdict.cost.total.tenths * 100 + cost
      #expect(values[option.price] == value, "seed \(seed), price \(option.price)")
    }
  }

  @Test("finds the fewest changes by annealing alone, too", arguments: 0..<6 as Range<UInt64>)
  func annealing(seed: UInt64) throws {
    let shift = try Examples.instance("team-x-9x9x6")
    let known = try #require(
      try SolveRun(SolveRequest(instance: shift, seed: 1, stop: Stop(steps: 20_000))).run().plan
    )
    .schedule
    let instance = shift.movingOneCar(seed: seed)
    var replan = Replan(
      instance, plan: known, from: StepIndex(2), out: [], shortage: Minutes(30))
    replan.method = .exact
    guard let best = try replan.run(prices: [Minutes(1000)]).options.first else { return }
    var annealing = RosterAnnealing(replan.instance, seed: seed)
    (annealing.start, annealing.changes) = (known, PlanChanges(from: known, price: Minutes(1000)))
    let found = annealing.run(until: Stop(steps: 20_000)).best
    #expect(found.isValid, "seed \(seed)")
    let cells = PlanChanges(from: known, price: Minutes(1000)).cells(in: found.state)
    #expect(cells.count == best.changedCells, "seed \(seed)")
  }

  @Test("leaves the past alone and cars that drop out at home", arguments: rosters)
  func keepsPast(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    guard let known = lastFeasible(instance) else { return }
    var replan = Replan(
      instance, plan: known, from: StepIndex(1), out: [CarIndex(0)], shortage: Minutes(30))
    replan.method = .exact
    for option in try replan.run(prices: [Minutes(5)]).options {
      for car in instance.carIndices {
        #expect(
          option.schedule[StepIndex(0), car] == known[StepIndex(0), car], "seed \(seed)")
      }
      for step in instance.shift.steps.dropFirst() {
        #expect(option.schedule[step, CarIndex(0)] == nil, "seed \(seed)")
      }
    }
  }

  @Test("begins with a file, from which each plan of a roster comes back", arguments: rosters)
  func comesBack(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    var plans: [Schedule] = []
    forEachFeasible(instance) { schedule, _ in plans.append(schedule) }
    for plan in plans.prefix(20) {
      for layout in ScheduleLayout.allCases {
        let text = ScheduleCSV.text(plan, of: instance, layout: layout)
        let entries = try ScheduleCSV.entries(
          parsing: Array(text.utf8), of: instance, file: "plan.csv")
        #expect(try Schedule(entries: entries, of: instance) == plan, "seed \(seed)")
      }
    }
  }

  private func lastFeasible(_ instance: PatrolInstance) -> Schedule? {
    var last: Schedule?
    forEachFeasible(instance) { schedule, _ in last = schedule }
    return last
  }

  private func forEachFeasible(_ instance: PatrolInstance, _ body: (Schedule, Verdict) -> Void) {
    let checker = ScheduleChecker(instance)
    everySchedule(of: instance) { schedule in
      let verdict = checker.judge(schedule)
      if verdict.isFeasible { body(schedule, verdict) }
    }
  }
}

extension PatrolInstance {
  /// The same shift where one sector needs a car less at a late step, and another one more.
  fileprivate func movingOneCar(seed: UInt64) -> PatrolInstance {
    var random = RandomStream(seed: seed, stream: 31)
    var rows = shift.steps.map { demand[$0] }
    let step = 2 + random.uniform(below: stepCount - 2)
    let full = rows[step].indices.filter { rows[step][$0] > 0 }
    let less = full[random.uniform(below: full.count)]
    let more = (less + 1 + random.uniform(below: sectorCount - 1)) % sectorCount
    rows[step][less] -= 1
    rows[step][more] += 1
    return PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: Demand(rows: rows), travel: travel)
  }
}
