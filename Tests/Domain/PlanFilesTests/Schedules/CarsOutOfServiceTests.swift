import PatrolModel
import PlanFiles
import Testing

/// Schedules in which a car has no sector at some steps.
struct CarsOutOfServiceTests {
  private static let instance = PatrolInstance(
    name: "two", summary: "",
    fleet: .named([Car(id: .init("F-1")), Car(id: .init("F-2"), off: [StepIndex(1)])]),
    shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: 3), presence: .none,
    sectors: [Sector(id: .init("A"), name: "A"), Sector(id: .init("B"), name: "B")],
    demand: Demand(rows: [[1, 1], [1, 0], [1, 1]]),
    travel: TravelTimes(rows: [[.zero, .zero], [.zero, .zero]]))

  private static let schedule: Schedule = {
    var schedule = Schedule(carCount: 2, stepCount: 3)
    schedule[StepIndex(0), CarIndex(1)] = SectorIndex(1)
    schedule[StepIndex(1), CarIndex(1)] = nil
    schedule[StepIndex(2), CarIndex(1)] = SectorIndex(1)
    return schedule
  }()

  @Test("The long layout has no line for them, the wide one an empty cell")
  func csv() {
    let lines = ScheduleCSV.text(Self.schedule, of: Self.instance, layout: .long)
      .split(whereSeparator: \.isNewline)
    #expect(lines.suffix(2) == ["F-2,1,B,08:00", "F-2,3,B,10:00"])
    #expect(lines.count == 6)
    let wide = ScheduleCSV.text(Self.schedule, of: Self.instance, layout: .wide)
      .split(whereSeparator: \.isNewline)
    #expect(wide == ["car,08:00,09:00,10:00", "F-1,A,A,A", "F-2,B,,B"])
  }

  @Test("Both layouts are read back", arguments: ScheduleLayout.allCases)
  func roundTrip(layout: ScheduleLayout) throws {
    let text = ScheduleCSV.text(Self.schedule, of: Self.instance, layout: layout)
    let entries = try ScheduleCSV.entries(
      parsing: Array(text.utf8), of: Self.instance, file: "plan.csv")
    #expect(entries.count == 5)
    #expect(try Schedule(entries: entries, of: Self.instance) == Self.schedule)
    #expect(Self.schedule.entries(in: Self.instance).count == 5)
  }

  @Test("A car in service still needs a sector")
  func gap() {
    let entries = Self.schedule.entries(in: Self.instance).dropLast()
    #expect(throws: ScheduleEntryError.self) {
      try Schedule(entries: Array(entries), of: Self.instance)
    }
  }

  @Test("A car that has its break within a window has no line then, and needs one elsewhere")
  func breakWindow() throws {
    var roster = RosterRules()
    roster.breakWindows = [.init(crew: .cars([CarIndex(0)]), length: 1, window: 1...2)]
    let plain = Self.instance
    let instance = PatrolInstance(
      name: "two", summary: "", fleet: plain.fleet, shift: plain.shift, presence: .none,
      sectors: plain.sectors, demand: plain.demand, travel: plain.travel, roster: roster)
    for step in 0..<3 {
      let entries = Self.schedule.entries(in: instance).filter {
        $0.car.rawValue != "F-1" || $0.stepNumber != step + 1
      }
      guard step > 0 else {
        #expect(throws: ScheduleEntryError.self) { try Schedule(entries: entries, of: instance) }
        continue
      }
      var rested = Self.schedule
      rested[StepIndex(step), CarIndex(0)] = nil
      #expect(try Schedule(entries: entries, of: instance) == rested)
    }
  }

  @Test("Cells of the grid are blank")
  func grid() {
    let grid = ScheduleGrid.text(Self.schedule, of: Self.instance, width: 80, colour: false)
    #expect(
      grid == """
        time   F-1  F-2
        08:00  A    B
        09:00  A
        10:00  A    B

        """)
  }
}
