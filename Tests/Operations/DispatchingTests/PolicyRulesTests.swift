import Dispatching
import Foundation
import RandomStreams
import Simulation
import Testing
import Timetables

/// What holds of every policy's every decision, on generated shifts.
struct PolicyRulesTests {
  /// Decisions of each policy: TEMPER_DISPATCH_DECISIONS, as in 100000, or few.
  private static let decisions =
    ProcessInfo.processInfo.environment["TEMPER_DISPATCH_DECISIONS"].flatMap { Int($0) } ?? 150

  /// Calls of a shift that policies answer that play through many shifts for each decision.
  private static let costly = 8

  private static func shift(
    _ seed: UInt64, for policy: String = ""
  ) throws -> (DaySimulator, ShiftScenario) {
    var random = RandomStream(seed: seed)
    let region = try GeneratedRegion.region(sectors: 3, side: 3, random: &random)
    let start = SequentialFill.timetables(region, carsPerSector: 2 + Int(seed % 2))
    let incidents = IncidentGenerator(region, sectors: [0, 1, 2]).incidents(&random)
    let caps = [0.4, 0.1, 0.7]
    return (
      DaySimulator(region, mostCars: start.cars, cap: caps[Int(seed % 3)]),
      ShiftScenario(
        start: start,
        incidents: policy.contains("rollout") ? Array(incidents.prefix(costly)) : incidents)
    )
  }

  @Test(arguments: DispatchPolicies.names) func decisionsKeepTheRules(name: String) throws {
    let policy = try #require(DispatchPolicies.named(name))
    let wanted = name.contains("rollout") ? Self.decisions / 15 : Self.decisions
    var (made, seed) = (0, UInt64(1))
    while made < wanted {
      let (simulator, scenario) = try Self.shift(seed, for: name)
      let record = simulator.record(scenario, by: policy, random: RandomStream(seed: seed))
      let day = record.outcome
      #expect(day.defects.isEmpty, "seed \(seed), \(name): \(day.defects.first as Any)")
      // Calls are conserved, in their order.
      #expect(day.incidents.map(\.incident) == scenario.incidents, "seed \(seed), \(name)")
      #expect(policy.mayDecline || day.declinedShare == 0, "seed \(seed), \(name)")
      #expect(record.hammings.allSatisfy { $0.allSatisfy { $0 <= simulator.cap + 1e-9 } })
      // Minutes are conserved: bound cells are those of served calls, travel and stay.
      #expect(
        record.available.count { !$0 } == Self.boundPeriods(record, simulator.region),
        "seed \(seed), \(name)")
      made += day.incidents.count
      seed += 1
    }
  }

  /// Periods of cars on the way to calls and at them, from what the shift's cells say of each call.
  private static func boundPeriods(_ record: DayRecord, _ region: Region) -> Int {
    record.outcome.incidents.reduce(0) { sum, outcome in
      guard case .served(let car, let minutes, _) = outcome.answer else { return sum }
      let arrival = outcome.incident.period + minutes / ShiftClock.periodMinutes
      let end = min(ShiftClock.periods, arrival + outcome.incident.periods)
      let row = car * ShiftClock.periods
      var first = arrival
      while first > 0, record.cells[row + first - 1] < 0, !record.available[row + first - 1] {
        first -= 1
      }
      return sum + end - first
    }
  }

  @Test(arguments: 1..<7) func ownSectorAloneWhereAsked(seed: UInt64) throws {
    let (simulator, scenario) = try Self.shift(seed)
    for name in ["greedy-own", "myopic-own", "dp-own", "rejoin-own"] {
      let policy = try #require(DispatchPolicies.named(name))
      let day = simulator.play(scenario, by: policy, random: RandomStream(seed: seed))
      #expect(day.otherSectorShare == 0, "seed \(seed), \(name)")
    }
  }

  @Test(arguments: 1..<9) func bestResponseIsNeverWorseThanItsInput(seed: UInt64) throws {
    let (simulator, scenario) = try Self.shift(seed)
    let state = ShiftState(
      scenario.start, region: simulator.region, utility: simulator.utility, cap: 0.4)
    var random = RandomStream(seed: seed)
    let table = ChainTable(state, from: Int(seed) * 5)
    var crews: [ChainCrew] = []
    for sector in simulator.region.sectors.indices { crews.append(ChainCrew(sector, state)) }
    let improved = BestResponse(iterations: 5).improved(
      table, crews, .published, random: &random)
    #expect(improved.gain >= table.gain, "seed \(seed)")
    // What it says it gained is what the cells are worth.
    let sum = simulator.region.areas.indices.reduce(0.0) { sum, area in
      sum + simulator.utility(area: area, periods: improved.cells.count { $0 == area })
        - simulator.utility(area: area, periods: table.cells.count { $0 == area })
    }
    #expect(abs(sum - improved.gain) < 1e-9, "seed \(seed)")
    #expect(improved.defects.allSatisfy { $0 == 0 }, "seed \(seed)")
  }

  @Test(arguments: 1..<4) func theSameSeedIsTheSameShift(seed: UInt64) throws {
    for name in ["greedy", "myopic", "random", "rollout", "triage-rollout"] {
      let (simulator, scenario) = try Self.shift(seed, for: name)
      let policy = try #require(DispatchPolicies.named(name))
      let days = (0..<2).map { _ in
        simulator.play(scenario, by: policy, random: RandomStream(seed: seed))
      }
      #expect(days[0] == days[1], "seed \(seed), \(name)")
    }
  }
}
