import Dispatching
import RandomStreams
import Simulation
import Testing
import Timetables

/// Policies on generated shifts: what must hold of every decision.
struct PricedPolicyTests {
  private static func policies() -> [PricedPolicy] {
    [
      PricedPolicy(name: "rejoin", prices: .rejoin, repair: .rejoin),
      PricedPolicy(name: "dynamic", prices: .responsive, repair: .dynamic),
      PricedPolicy(
        name: "triage", prices: .responsive, repair: .dynamic, reach: .ownSector, threshold: 0),
    ]
  }

  private static func scenario(_ seed: UInt64) throws -> (DaySimulator, ShiftScenario) {
    var random = RandomStream(seed: seed)
    let region = try GeneratedRegion.region(sectors: 3, side: 3, random: &random)
    let start = SequentialFill.timetables(region, carsPerSector: 3)
    let incidents = IncidentGenerator(region, sectors: [0, 1, 2]).incidents(&random)
    return (
      DaySimulator(region, mostCars: start.cars), ShiftScenario(start: start, incidents: incidents)
    )
  }

  @Test(arguments: 0..<20) func plansKeepTheRules(seed: UInt64) throws {
    let (simulator, scenario) = try Self.scenario(seed)
    for policy in Self.policies() {
      let outcome = simulator.play(scenario, by: policy, random: RandomStream(seed: seed))
      #expect(outcome.defects.isEmpty, "seed \(seed), \(policy.name)")
      #expect(outcome.incidents.count == scenario.incidents.count, "seed \(seed)")
      #expect(outcome.hamming <= 0.4, "seed \(seed), \(policy.name)")
      #expect(policy.mayDecline || outcome.declinedShare == 0, "seed \(seed), \(policy.name)")
    }
  }

  @Test(arguments: 0..<10) func countsFollowTheTimetables(seed: UInt64) throws {
    let (simulator, scenario) = try Self.scenario(seed)
    var state = ShiftState(
      scenario.start, region: simulator.region, utility: simulator.utility, cap: 0.4)
    var random = RandomStream(seed: seed)
    let policy = Self.policies()[1]
    for incident in scenario.incidents {
      guard case .serve(let plan, _, _) = policy.decide(incident, in: state, random: &random)
      else { continue }
      state.adopt(plan)
      var patrol = Array(repeating: 0, count: simulator.region.areas.count)
      for cell in state.cells.indices where state.cells[cell] >= 0 && state.available[cell] {
        patrol[state.cells[cell]] += 1
      }
      #expect(state.patrol == patrol, "seed \(seed)")
      for sector in simulator.region.sectors.indices {
        let changed = state.carsOfSector[sector].reduce(0) { sum, car in
          sum
            + state.cells(of: car, from: 0).count {
              state.cells[$0] != scenario.start.cells[$0]
            }
        }
        #expect(state.changed[sector] == changed, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<10) func ownSectorsAloneHelpWhereAsked(seed: UInt64) throws {
    let (simulator, scenario) = try Self.scenario(seed)
    let policy = PricedPolicy(
      name: "own", prices: .rejoin, repair: .rejoin, reach: .ownSector)
    let outcome = simulator.play(scenario, by: policy, random: RandomStream(seed: seed))
    #expect(outcome.otherSectorShare == 0, "seed \(seed)")
  }

  @Test func checkerTellsOfDefects() throws {
    let (simulator, scenario) = try Self.scenario(1)
    var state = ShiftState(
      scenario.start, region: simulator.region, utility: simulator.utility, cap: 0.4)
    let incident = Incident(startMinute: 0, resolutionMinutes: 30, area: state.cells[0])
    var random = RandomStream(seed: 1)
    guard
      case .serve(let plan, _, _) = Self.policies()[0].decide(incident, in: state, random: &random)
    else {
      Issue.record("no car could go to an incident beside it")
      return
    }
    #expect(DayCheck.defects(of: plan, for: incident, in: state).isEmpty)
    state.adopt(plan)
    let again = DayCheck.defects(of: plan, for: incident, in: state)
    #expect(again.contains(.overwritten(car: plan.car, period: plan.start)))
    let other = Incident(startMinute: 0, resolutionMinutes: 60, area: incident.area)
    #expect(
      DayCheck.defects(of: plan, for: other, in: state).contains(.incident(car: plan.car)))
  }
}
