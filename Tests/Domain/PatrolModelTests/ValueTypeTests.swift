import PatrolModel
import Testing

@Suite struct MinutesTests {
  @Test func tenthsAddUpExactly() {
    let tenth = Minutes(tenths: 1)
    #expect((0..<10).reduce(Minutes.zero) { sum, _ in sum + tenth } == Minutes(1))
    #expect(Minutes(1) - tenth == Minutes(tenths: 9))
    #expect(Minutes(tenths: 2652).value == 265.2)
  }

  @Test(
    "A duration shows one decimal",
    arguments: [
      (0, "0.0"), (5, "0.5"), (2652, "265.2"), (-5, "-0.5"), (Int.min, "-922337203685477580.8"),
    ])
  func description(tenths: Int, text: String) {
    #expect(Minutes(tenths: tenths).description == text)
  }

  @Test(
    "A floating-point duration is rounded or refused",
    arguments: [(0.04, 0), (0.05, 1), (-0.05, -1), (12.9, 129)] as [(Double, Int)])
  func rounding(minutes: Double, tenths: Int) {
    #expect(Minutes(rounding: minutes) == Minutes(tenths: tenths))
  }

  @Test func whatIsNoDurationIsRefused() {
    for minutes in [Double.nan, .infinity, -.infinity, 1e12, -1e300] {
      #expect(Minutes(rounding: minutes) == nil)
    }
  }

  @Test func durationsAreOrdered() {
    #expect(Minutes(tenths: -1) < .zero && .zero < Minutes(tenths: 1) && Minutes(1) > .zero)
  }
}

@Suite struct OrdinalTests {
  @Test func peopleCountFromOne() {
    #expect(StepIndex(0).number == 1)
    #expect(SectorIndex(2).rawValue == 2)
    #expect(CarIndex(1) < CarIndex(2) && CarIndex(2) == CarIndex(2))
  }
}

@Suite struct ShiftTests {
  @Test func theClockGoesRoundMidnight() {
    let shift = Shift(startMinute: 22 * 60 + 30, stepMinutes: 45, stepCount: 4)
    #expect(shift.steps.map(shift.clock) == ["22:30", "23:15", "00:00", "00:45"])
  }

  @Test(
    "A minute of any day has its clock",
    arguments: [(0, "00:00"), (1439, "23:59"), (1440, "00:00"), (-1, "23:59"), (605, "10:05")])
  func clock(minute: Int, text: String) {
    #expect(Shift.clock(minute: minute) == text)
  }
}

@Suite struct TravelTimesTests {
  @Test func timesMayBeAsymmetric() {
    let travel = TravelTimes(
      rows: [[.zero, Minutes(tenths: 72)], [TravelTimes.longestLeg, .zero]])
    let (a, b) = (SectorIndex(0), SectorIndex(1))
    #expect(travel.sectorCount == 2)
    #expect(travel[from: a, to: b] == Minutes(tenths: 72))
    #expect(travel[from: b, to: a] == Minutes(10_080))
    #expect(travel[from: b, to: b] == .zero)
    #expect(travel.longest == TravelTimes.longestLeg)
  }
}

@Suite struct DemandTests {
  @Test func rowsAndCellsAgree() {
    let rows = [[1, 0, 2], [0, 3, 0]]
    let demand = Demand(rows: rows)
    #expect(demand.stepCount == 2 && demand.sectorCount == 3)
    for (step, row) in rows.enumerated() {
      #expect(demand[StepIndex(step)] == row)
      #expect(row.indices.map { demand[StepIndex(step), SectorIndex($0)] } == row)
    }
  }
}

@Suite struct FleetTests {
  @Test func carsWithoutNamesAreNumbered() {
    let fleet = Fleet.anonymous(count: 3)
    #expect(fleet.count == 3)
    #expect(fleet.cars.map(\.id.description) == ["1", "2", "3"])
  }

  @Test func namedCarsKeepTheirOrder() {
    let cars = ["F-103", "F-101"].map { Car(id: Car.ID($0)) }
    let fleet = Fleet.named(cars)
    #expect(fleet.count == 2)
    #expect(fleet.cars == cars)
    #expect(fleet[CarIndex(1)] == cars[1])
  }
}

@Suite struct ScheduleTests {
  @Test func aScheduleStartsInOneSectorAndCanBeChanged() {
    var schedule = Schedule(carCount: 2, stepCount: 3, everywhere: SectorIndex(1))
    schedule[StepIndex(2), CarIndex(0)] = SectorIndex(4)
    #expect(schedule.route(of: CarIndex(0)).map { $0?.rawValue } == [1, 1, 4])
    schedule[StepIndex(1), CarIndex(1)] = nil
    #expect(schedule.route(of: CarIndex(1)).map { $0?.rawValue } == [1, nil, 1])
  }

  @Test func entriesUseTheInstancesNames() throws {
    let instance = try PatrolInstance(json: Malformed.base.utf8, file: "base.json")
    var schedule = Schedule(carCount: 3, stepCount: 3)
    schedule[StepIndex(1), CarIndex(2)] = SectorIndex(1)
    let entries = schedule.entries(in: instance)
    #expect(entries.count == 9)
    #expect(entries[7] == ScheduleEntry(car: .init("3"), stepNumber: 2, sector: .init("B")))
    #expect(entries.filter { $0.sector == .init("A") }.count == 8)
  }
}

@Suite struct PresenceRuleTests {
  @Test func rulesHaveNamesAndWords() {
    let rules: [PresenceRule] = [.none, .noReturn, .maxStay(limit: 1), .maxStay(limit: 2)]
    #expect(rules.map(\.name) == ["none", "no-return", "max-stay", "max-stay"])
    #expect(rules[2].description == "at most 1 step in a row in a sector (max-stay)")
    #expect(rules[3].description == "at most 2 steps in a row in a sector (max-stay)")
  }
}
