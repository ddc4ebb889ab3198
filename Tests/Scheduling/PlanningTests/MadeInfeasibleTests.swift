import Contradictions
import ExactScheduling
import LinearPrograms
import PatrolModel
import Planning
import RandomStreams
import ScheduleChecking
import Testing
import _TemperTestSupport

/// Shifts of a real size that were made impossible, each in a way that is known.
@Suite(
  "A shift that was made impossible",
  .enabled(if: ProgramEngine.highs.title != nil, "needs HiGHS: run make setup"))
struct MadeInfeasibleTests {
  @Test("by too much demand is told the step and another rule", arguments: 0..<6)
  func demand(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), stream: 1)
    var shift = try Parts("presence-13x11x12")
    let step = 1 + random.uniform(below: shift.demand.count - 2)
    let busiest = random.uniform(below: 13)
    for at in [step - 1, step + 1] { shift.crowd(busiest, at: at, with: 6) }
    let outcome = try ExactRun(ExactSolver(shift.instance())).run()
    #expect(outcome.status == .infeasible)
    let named = outcome.conflicts.compactMap { conflict -> PresenceConflict? in
      if case .presence(let found) = conflict { found } else { nil }
    }
    #expect(
      named.contains {
        $0.sector.id == shift.sectors[busiest].id && $0.excess == 1
          && $0.steps == [StepIndex(step - 1), StepIndex(step + 1)]
      })
    shift.presence = try #require(shift.instance().keepablePresence())
    #expect(try ExactRun(ExactSolver(shift.instance())).run().status == .optimal)
  }

  @Test("by a class, by bans or by pins is told who is missing where", arguments: 0..<9)
  func staffing(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), stream: 2)
    var shift = try Parts("presence-13x11x12")
    let step = random.uniform(below: shift.demand.count)
    let sector = random.uniform(below: 13)
    shift.crowd(sector, at: step, with: 2)
    let need = shift.demand[step][sector]
    func assignments(_ cars: Range<Int>) -> [PlanningRules.Assignment] {
      cars.map {
        .init(car: CarIndex($0), step: StepIndex(step), sector: SectorIndex(sector))
      }
    }
    switch seed % 3 {
    case 0: shift.open(sector, toCars: need - 1)
    case 1: shift.rules = PlanningRules(forbidden: assignments(0..<(11 - need + 1)))
    default: shift.rules = PlanningRules(fixed: assignments(0..<(need + 1)))
    }
    let instance = shift.instance()
    let outcome = try ExactRun(ExactSolver(instance)).run()
    #expect(outcome.status == .infeasible)
    let conflict = try #require(
      outcome.conflicts.lazy.compactMap { conflict -> StaffingConflict? in
        if case .staffing(let found) = conflict, found.step == StepIndex(step) {
          found
        } else {
          nil
        }
      }.first)
    // A crowd that is pinned is missed by all other sectors together.
    #expect(conflict.sectors.contains(SectorIndex(sector)) || seed % 3 == 2)
    #expect(conflict.difference == 1)
    let kept = instance.planningRules.filter { !$0.concerns(conflict) }
    #expect(try ExactRun(ExactSolver(instance.keeping(kept))).run().status == .optimal)
  }

  @Test("by rules that clash over time is told which, and what to take back", arguments: seeds(2))
  func clash(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 3)
    var shift = try Parts("presence-13x11x12")
    let step = random.uniform(below: shift.demand.count - 2)
    let (car, other) = (random.uniform(below: 11), random.uniform(below: 11))
    func assignment(_ step: Int, _ sector: Int) -> PlanningRules.Assignment {
      .init(car: CarIndex(car), step: StepIndex(step), sector: SectorIndex(sector))
    }
    if seed % 2 == 0 {
      // There and back two steps later, which no-return rules out.
      let sector = try #require(
        shift.demand[step].indices.first {
          shift.demand[step][$0] > 0 && shift.demand[step + 2][$0] > 0
        })
      shift.rules = PlanningRules(fixed: [assignment(step, sector), assignment(step + 2, sector)])
    } else {
      // A leg longer than allowed between two pins.
      let from = try #require(shift.demand[step].firstIndex { $0 > 0 })
      let to = try #require(shift.demand[step + 1].lastIndex { $0 > 0 })
      let leg = shift.travel[from: SectorIndex(from), to: SectorIndex(to)]
      shift.rules = PlanningRules(
        fixed: [assignment(step, from), assignment(step + 1, to)],
        longestLeg: leg - Minutes(tenths: 1))
    }
    shift.fleet[other] = Car(id: shift.fleet[other].id, start: SectorIndex(0))
    var run = ExactRun(ExactSolver(shift.instance()))
    run.wayOutTime = nil
    let outcome = try run.run()
    #expect(outcome.status == .infeasible)
    let remedy = try #require(outcome.remedy)
    let fixed = shift.instance().planningRules.filter {
      if case .fixed = $0 { true } else { false }
    }
    #expect(remedy.conflicts.first.map { Set($0).isSuperset(of: fixed) } == true)
    let kept = shift.instance().planningRules.filter { !remedy.takenBack.contains($0) }
    let mended = try ExactRun(ExactSolver(shift.instance().keeping(kept))).run()
    #expect(mended.status == .optimal)
    #expect(mended.plan?.verdict.totalTravel == remedy.cost)
  }
}

/// An instance in parts that can be changed.
private struct Parts {
  private let original: PatrolInstance
  var fleet: [Car]
  var sectors: [Sector]
  var demand: [[Int]]
  var presence: PresenceRule
  var rules = PlanningRules.none
  var travel: TravelTimes { original.travel }

  init(_ name: String) throws {
    let original = try #require(InstanceFiles.shipped[name])
    self.original = original
    fleet = original.fleet.cars
    sectors = original.sectors
    demand = original.shift.steps.map { original.demand[$0] }
    presence = original.presence
  }

  func instance() -> PatrolInstance {
    PatrolInstance(
      name: "made", summary: "", fleet: .named(fleet), shift: original.shift, presence: presence,
      sectors: sectors, demand: Demand(rows: demand), travel: travel, rules: rules)
  }

  /// Takes cars from the other sectors.
  mutating func crowd(_ sector: Int, at step: Int, with cars: Int) {
    for other in demand[step].indices where other != sector {
      let taken = min(demand[step][other], max(0, cars - demand[step][sector]))
      demand[step][other] -= taken
      demand[step][sector] += taken
    }
  }

  /// Opens a sector to the first cars only.
  mutating func open(_ sector: Int, toCars count: Int) {
    for car in fleet.indices {
      fleet[car] = Car(id: fleet[car].id, carClass: .init(car < count ? "van" : "bike"))
    }
    sectors[sector] = Sector(
      id: sectors[sector].id, name: sectors[sector].name, classes: [.init("van")])
  }
}

extension PlanningRule {
  /// Whether the rule keeps cars out of the step that cannot be staffed.
  fileprivate func concerns(_ conflict: StaffingConflict) -> Bool {
    switch self {
    case .fixed(let one, _), .forbidden(let one, _): one.step == conflict.step
    case .classes: true
    case .presence, .longestLeg, .start, .classDemand, .carTravelLimit, .roster: false
    }
  }
}
