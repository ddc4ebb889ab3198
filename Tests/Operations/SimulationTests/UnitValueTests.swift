import Failures
import RandomStreams
import Simulation
import Testing

/// The values of the specification, by hand.
struct UnitValueTests {
  @Test(arguments: [(0.0, 0), (0.1, 10), (10, 10), (10.01, 20), (19, 20), (45, 50)])
  func roundsUpToTens(minutes: Double, expected: Int) {
    #expect(IncidentGenerator.ceil10(minutes) == expected)
  }

  @Test(arguments: [(0, 1.0), (20, 1), (30, 0.670320), (45, 0.367879)])
  func answersDecayAfterTwentyMinutes(minutes: Int, expected: Double) {
    #expect(abs(ResponseUtility.value(minutes: minutes) - expected) < 1e-6)
  }

  @Test func patrolBeyondNeedDecays() {
    #expect(PresenceUtility.value(periods: 3, required: 4) == 3)
    #expect(PresenceUtility.value(periods: 4, required: 4) == 4)
    // 4 + exp(−0.4), and + 2 exp(−0.8).
    #expect(abs(PresenceUtility.value(periods: 5, required: 4) - 4.670320) < 1e-6)
    #expect(abs(PresenceUtility.value(periods: 6, required: 4) - 5.568978) < 1e-6)
  }

  @Test(arguments: 0..<5) func tableOfPatrolFollowsTheDefinition(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let region = try GeneratedRegion.region(sectors: 1, side: 2, random: &random)
    let table = PresenceUtility(region, cars: 3)
    for area in region.areas.indices {
      for periods in [0, 1, 7, 40, 146, 219] {
        let value = PresenceUtility.value(
          periods: periods, required: region.areas[area].requiredPeriods)
        #expect(abs(table(area: area, periods: periods) - value) < 1e-9, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<10) func incidentsEndWithinTheShift(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let region = try GeneratedRegion.region(sectors: 2, side: 3, random: &random)
    let incidents = IncidentGenerator(region, sectors: [0, 1]).incidents(&random)
    #expect(!incidents.isEmpty, "seed \(seed)")
    for incident in incidents {
      #expect(incident.startMinute % 10 == 0 && incident.resolutionMinutes % 10 == 0)
      #expect(incident.resolutionMinutes >= 20, "seed \(seed)")
      #expect(incident.startMinute + incident.resolutionMinutes <= 720, "seed \(seed)")
    }
  }
}

/// Regions that cannot be used are told.
struct RegionTests {
  private let areas = [
    PatrolArea(id: 7, sector: 0, minPatrolMinutes: 30),
    PatrolArea(id: 9, sector: 1, minPatrolMinutes: 30),
  ]

  private func sectors(_ neighbours: [[Int]]) -> [PatrolSector] {
    [
      PatrolSector(id: "E", areas: [0], neighbours: neighbours[0]),
      PatrolSector(id: "F", areas: [1], neighbours: neighbours[1]),
    ]
  }

  @Test func keepsAsymmetricTravelInPeriods() throws {
    let region = try Region(
      areas: areas, sectors: sectors([[1], [0]]), minutes: [0, 10.5, 9, 0])
    #expect(region.periods(from: 0, to: 1) == 2)
    #expect(region.periods(from: 1, to: 0) == 1)
    #expect(region.periods(from: 1, to: 1) == 0)
  }

  @Test func refusesNeighboursOfOneSideAlone() {
    #expect(throws: RegionError.asymmetricNeighbours("E", "F")) {
      try Region(areas: areas, sectors: sectors([[1], []]), minutes: [0, 1, 1, 0])
    }
  }

  @Test func refusesTravelThatIsNone() {
    #expect(throws: RegionError.travelTime(from: 7, to: 9, found: -1)) {
      try Region(areas: areas, sectors: sectors([[], []]), minutes: [0, -1, 1, 0])
    }
    #expect(throws: RegionError.travelShape(found: 3, expected: 4)) {
      try Region(areas: areas, sectors: sectors([[], []]), minutes: [0, 1, 1])
    }
  }

  @Test func refusesAnAreaGivenTwice() {
    #expect(throws: RegionError.areaTwice(7)) {
      try Region(
        areas: [areas[0], areas[0]], sectors: sectors([[], []]), minutes: [0, 1, 1, 0])
    }
  }
}
