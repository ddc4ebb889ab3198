import Contradictions
import PatrolModel
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A staffing conflict")
struct StaffingConflictTests {
  static let kinds: [CarRule] = [.fixed, .forbidden, .classes, .off, .all]

  @Test(
    "is there if and only if a step cannot be staffed", arguments: kinds, 0..<200 as Range<UInt64>)
  func oracle(kind: CarRule, seed: UInt64) {
    // Each step for itself: no presence, no legs, no starts.
    let drawn = PatrolInstance.random(seed: seed, rule: kind)
    let instance = drawn.keeping(
      drawn.planningRules.filter { rule in
        switch rule {
        case .presence, .longestLeg, .start, .classDemand, .carTravelLimit, .roster: false
        case .classes, .fixed, .forbidden: true
        }
      })
    let conflicts = instance.staffingConflicts()
    let isFeasible = LabelledSearch(instance).leastTravel() != nil
    #expect(conflicts.isEmpty == isFeasible, "\(conflicts)")
  }

  @Test("tells the truth, and is smallest", arguments: kinds, 0..<200 as Range<UInt64>)
  func truth(kind: CarRule, seed: UInt64) {
    let instance = PatrolInstance.random(seed: seed, rule: kind)
    for conflict in instance.staffingConflicts() {
      let cars = instance.carIndices.filter { instance.isInService($0, at: conflict.step) }
      func needed(_ sectors: [SectorIndex]) -> Int {
        sectors.reduce(0) { $0 + instance.demand[conflict.step, $1] }
      }
      func visitors(_ sectors: [SectorIndex]) -> [CarIndex] {
        cars.filter { car in
          sectors.contains { instance.admits(car, to: $0, at: conflict.step) }
        }
      }
      func open(_ cars: [CarIndex]) -> Set<SectorIndex> {
        Set(
          instance.sectorIndices.filter { sector in
            cars.contains { instance.admits($0, to: sector, at: conflict.step) }
          })
      }
      #expect(conflict.needed == needed(conflict.sectors))
      #expect(conflict.difference > 0)
      if conflict.isSurplus {
        #expect(open(conflict.cars) == Set(conflict.sectors))
        for car in conflict.cars {
          let fewer = conflict.cars.filter { $0 != car }
          #expect(needed(open(fewer).sorted()) >= fewer.count, "without car \(car)")
        }
      } else {
        #expect(visitors(conflict.sectors) == conflict.cars)
        for sector in conflict.sectors {
          let fewer = conflict.sectors.filter { $0 != sector }
          #expect(visitors(fewer).count >= needed(fewer), "without \(sector)")
        }
      }
    }
  }

  @Test("says who is missing where and when, and why")
  func words() {
    let sectors = [
      Sector(id: .init("H"), name: "Harbour", classes: [.init("boat")]),
      Sector(id: .init("T"), name: "Town"),
    ]
    func car(_ id: String, _ carClass: String?, off: Set<StepIndex> = []) -> Car {
      Car(id: .init(id), carClass: carClass.map { .init($0) }, off: off)
    }
    func instance(_ fleet: [Car], demand: [[Int]], fixed: [PlanningRules.Assignment] = [])
      -> PatrolInstance
    {
      PatrolInstance(
        name: "harbour", summary: "", fleet: .named(fleet),
        shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: 2), presence: .none,
        sectors: sectors, demand: Demand(rows: demand),
        travel: PatrolInstance.random(seed: 1, cars: 1, sectors: 2, steps: 1, presence: .none)
          .travel, rules: PlanningRules(fixed: fixed))
    }
    let short = instance(
      [car("1", "boat"), car("2", nil), car("3", "boat", off: [StepIndex(1)])],
      demand: [[2, 1], [2, 0]])
    #expect(
      short.staffingConflicts().map(\.description) == [
        "H Harbour needs 2 cars at 09:00, but only 1 may be there then (1 out of service, "
          + "1 of another class): lower the need by 1, or let another car in"
      ])
    let crowd = instance(
      [car("1", "boat"), car("2", "boat"), car("3", "boat")], demand: [[2, 1], [1, 2]],
      fixed: (0..<3).map {
        .init(car: CarIndex($0), step: StepIndex(0), sector: SectorIndex(0))
      })
    #expect(
      crowd.staffingConflicts().map(\.description) == [
        "T Town needs 1 car at 08:00, but no car may be there then (3 fixed elsewhere): "
          + "lower the need by 1, or let a car in"
      ])
    let idle = instance(
      [car("1", "boat"), car("2", nil), car("3", nil)], demand: [[2, 1], [1, 2]])
    #expect(idle.staffingConflicts().map(\.step) == [StepIndex(0)])
  }
}
