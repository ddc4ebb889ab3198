import PatrolModel
import PlanFiles
import Testing

@Suite("A schedule as a grid")
struct ScheduleGridTests {
  @Test("has a row per step, a column per car and a legend")
  func plain() {
    let text = ScheduleGrid.text(
      Example.schedule, of: Example.instance, width: 80, colour: false)
    #expect(
      text == """
        time   1   2   3
        22:30  N   E   SW
        23:15  N   E   SW
        00:00  E   SW  N
        00:45  E   SW  N

        N   North
        SW  South-west

        """)
  }

  @Test("is split into blocks of cars where it is too wide", arguments: [16, 13])
  func blocks(width: Int) {
    let text = ScheduleGrid.text(
      Example.schedule, of: Example.instance, width: width, colour: false)
    let expected = """
      time   1   2
      22:30  N   E
      23:15  N   E
      00:00  E   SW
      00:45  E   SW

      time   3
      22:30  SW
      23:15  SW
      00:00  N
      00:45  N

      N   North
      SW  South-west

      """
    #expect(text == expected)
  }

  @Test("has at least one car in a block", arguments: [Int.min, -1, 0, 1, 8])
  func narrow(width: Int) {
    let text = ScheduleGrid.text(
      Example.schedule, of: Example.instance, width: width, colour: false)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("time") } == 3)
  }

  @Test("has a background for each sector in colour")
  func colour() {
    let text = ScheduleGrid.text(Example.schedule, of: Example.instance, width: 13, colour: true)
    let north = "\u{1b}[38;5;16;48;5;214mN \u{1b}[0m"
    let east = "\u{1b}[38;5;16;48;5;74mE \u{1b}[0m"
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "time   1   2")
    #expect(lines[1] == "22:30  \(north)  \(east)")
    #expect(lines[lines.count - 2] == "\(north)  North")
  }

  @Test("is the plain one once the colours are taken away", arguments: 0..<50 as Range<UInt64>)
  func colourless(seed: UInt64) {
    let (instance, schedule) = Example.random(seed: seed)
    // A name may begin with a combining mark, which makes one character with the sequence's m.
    let sequence = /\u{1b}\[[0-9;]*m/.matchingSemantics(.unicodeScalar)
    func lines(colour: Bool) -> [Substring] {
      ScheduleGrid.text(schedule, of: instance, width: 40, colour: colour)
        .replacing(sequence, with: "").replacing(/\ +\n/, with: "\n")
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
    #expect(lines(colour: true) == lines(colour: false))
  }

  @Test("cuts long identifiers only as far as they stay different")
  func longIdentifiers() {
    let instance = Example.instance(
      fleet: .named([Car(id: Car.ID("Interceptor-A")), Car(id: Car.ID("Interceptor-B"))]),
      sectors: [("HarbourNorthGate", "Harbour"), ("HarbourNorthSide", "HarbourNorthSide")],
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 1))
    var schedule = Schedule(carCount: 2, stepCount: 1)
    schedule[StepIndex(0), CarIndex(1)] = SectorIndex(1)
    #expect(
      ScheduleGrid.text(schedule, of: instance, width: 36, colour: false) == """
        time   Interceptor-A  Interceptor-B
        00:00  HarbourNorthG  HarbourNorthS

        HarbourNorthG  HarbourNorthGate, Harbour
        HarbourNorthS  HarbourNorthSide

        """)
  }

  @Test("cuts no identifier where there is room for all")
  func room() {
    let instance = Example.instance(
      fleet: .named([Car(id: Car.ID("Interceptor-A")), Car(id: Car.ID("Interceptor-B"))]),
      sectors: [("HarbourNorthGate", "HarbourNorthGate"), ("HarbourSouth", "HarbourSouth")],
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 1))
    let text = ScheduleGrid.text(
      Schedule(carCount: 2, stepCount: 1), of: instance, width: 80, colour: false)
    #expect(text.contains("00:00  HarbourNorthGate  HarbourNorthGate\n"))
  }

  @Test("gives no two of two hundred sectors one colour")
  func colours() {
    let instance = Example.instance(
      fleet: .anonymous(count: 200), sectors: (0..<200).map { ("S\($0)", "S\($0)") },
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 1))
    var schedule = Schedule(carCount: 200, stepCount: 1)
    for car in instance.carIndices { schedule[StepIndex(0), car] = SectorIndex(car.rawValue) }
    let text = ScheduleGrid.text(schedule, of: instance, width: 80, colour: true)
    #expect(Set(text.matches(of: /48;5;([0-9]+)m/).map(\.1)).count == 200)
  }

  @Test("never lets a name control the terminal")
  func hostileNames() {
    let instance = Example.instance(
      fleet: .named([Car(id: Car.ID("\u{1b}[2J"))]), sectors: [("a\u{7}b", "x\ry\u{202e}z\u{9b}")],
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 1))
    let text = ScheduleGrid.text(
      Schedule(carCount: 1, stepCount: 1), of: instance, width: 80, colour: false)
    #expect(text == "time   ?[2J\n00:00  a?b\n\na?b   x?y?z?\n")
  }

  @Test("lines up where names have wide characters, emoji or combining marks")
  func wideNames() {
    let instance = Example.instance(
      fleet: .named(["\u{8b66}1", "\u{1f694}", "e\u{301}"].map { Car(id: Car.ID($0)) }),
      sectors: [("\u{ff21}", "\u{ff21}"), ("b", "b")],
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 1))
    var schedule = Schedule(carCount: 3, stepCount: 1)
    schedule[StepIndex(0), CarIndex(1)] = SectorIndex(1)
    #expect(
      ScheduleGrid.text(schedule, of: instance, width: 80, colour: false) == """
        time   \u{8b66}1  \u{1f694}   e\u{301}
        00:00  \u{ff21}   b    \u{ff21}

        """)
    // A car takes five columns, its gap included, and time takes five.
    let narrow = ScheduleGrid.text(schedule, of: instance, width: 15, colour: false)
    #expect(narrow.split(separator: "\n").count { $0.hasPrefix("time") } == 2)
  }
}
