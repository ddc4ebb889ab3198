import PatrolModel
import RandomStreams
import RosterPrograms
import Rosters
import ScheduleChecking
import Testing
import _TemperTestSupport

/// Cars that differ in their breaks only, which share two layers of a network.
@Suite("Layers before and after a break", .needsHiGHS)
struct BreakLayerTests {
  @Test(
    "have the least value of all schedules where breaks are given",
    arguments: seeds(9))
  func given(seed: UInt64) throws {
    try check(seed, crew(seed, cars: 4, steps: 4, sectors: 2, hasWindow: false))
  }

  @Test(
    "have the least value of all schedules where breaks are placed",
    arguments: seeds(9))
  func placed(seed: UInt64) throws {
    try check(seed, crew(seed, cars: 2, steps: 4, sectors: 2, hasWindow: true))
  }

  @Test("come to what ways of single cars come to", arguments: 0..<12 as Range<UInt64>)
  func equalsColumns(seed: UInt64) throws {
    let instance = crew(seed, cars: 7, steps: 6, sectors: 4, hasWindow: seed % 2 == 1)
    let network = try RosterExact(instance).solve()
    let columns = try RosterColumns(instance).solve()
    #expect(network.isInfeasible == columns.isInfeasible, "seed \(seed)")
    #expect(network.value(of: instance) == columns.value(of: instance), "seed \(seed)")
    #expect(network.proof == .proven, "seed \(seed)")
  }

  @Test("make a network smaller than one with a group for each break")
  func size() {
    let crew = crew(3, cars: 30, steps: 12, sectors: 6, hasWindow: true)
    let alike = RosterNetwork.size(of: crew, single: false)
    let single = RosterNetwork.size(of: crew, single: true)
    #expect(alike * 10 < single, "\(alike) and \(single) arcs")
  }

  private func check(_ seed: UInt64, _ instance: PatrolInstance) throws {
    let best = bestOfAll(instance)
    let result = try RosterExact(instance).solve()
    #expect(result.value(of: instance) == best, "seed \(seed)")
    #expect(result.isInfeasible == (best == nil), "seed \(seed)")
  }

  /// Cars that are alike but for a break, on a shift with some presence rule; every other one has a start.
  private func crew(
    _ seed: UInt64, cars: Int, steps: Int, sectors: Int, hasWindow: Bool
  ) -> PatrolInstance {
    var random = RandomStream(seed: seed, stream: 23)
    let start = seed % 2 == 0 ? SectorIndex(random.uniform(below: sectors)) : nil
    let fleet = (0..<cars).map { number -> Car in
      let first = 1 + random.uniform(below: steps - 2)
      let length = 1 + random.uniform(below: steps - 1 - first)
      let off = number == 0 || hasWindow ? 0..<0 : first..<first + length
      return Car(id: .init("C-\(number)"), start: start, off: Set(off.map { StepIndex($0) }))
    }
    var rules = RosterRules()
    rules.breakTravel = RosterRules.BreakTravel.allCases[random.uniform(below: 3)]
    rules.shortagePrice = Minutes(30)
    rules.surplusPrice = Minutes(5)
    if hasWindow {
      let length = 1 + random.uniform(below: 2)
      rules.breakWindows = [
        .init(
          crew: .all, length: length, window: random.uniform(below: 2)...steps - 1,
          atOnce: 1 + random.uniform(below: cars))
      ]
    }
    let demand = (0..<steps).map { step in
      var row = Array(repeating: 0, count: sectors)
      for car in fleet where !car.off.contains(StepIndex(step)) {
        row[random.uniform(below: sectors)] += 1
      }
      return row.map { DemandRange(minimum: $0, target: $0, maximum: $0 + 1) }
    }
    return PatrolInstance(
      name: "crew \(seed)", summary: "", fleet: .named(fleet),
      shift: Shift(startMinute: 1320, stepMinutes: 30, stepCount: steps),
      presence: PresenceRule.samples[random.uniform(below: PresenceRule.samples.count)],
      sectors: (0..<sectors).map { Sector(id: .init("S-\($0)"), name: "S-\($0)") },
      demand: Demand(ranges: demand),
      travel: TravelTimes(
        rows: (0..<sectors).map { from in
          (0..<sectors).map { to in
            Minutes(tenths: from == to ? 0 : 10 + random.uniform(below: 190))
          }
        }), roster: rules)
  }
}

extension RosterResult {
  /// What the checker says that the plan comes to; `nil` without a plan that it accepts.
  fileprivate func value(of instance: PatrolInstance) -> ObjectiveValue? {
    guard let schedule else { return nil }
    let verdict = ScheduleChecker(instance).judge(schedule)
    return verdict.isFeasible ? verdict.cost.value(under: instance.roster.objective) : nil
  }
}
