import PatrolModel
import PlanFiles
import RandomStreams
import Testing

@Suite("A difference between schedules")
struct ScheduleDifferenceTests {
  @Test("is empty for a schedule and itself", arguments: 0..<20 as Range<UInt64>)
  func same(seed: UInt64) {
    let (instance, schedule) = Example.random(seed: seed)
    let difference = ScheduleDifference(from: schedule, to: schedule, of: instance)
    #expect(difference.isEmpty)
    #expect(difference.cars == [])
    #expect(difference.text(colour: true) == "The plans are the same: 0.0 minutes of travel.\n")
  }

  @Test("turns the one schedule into the other", arguments: 0..<50 as Range<UInt64>)
  func cells(seed: UInt64) {
    let (instance, first) = Example.random(seed: seed)
    var random = RandomStream(seed: seed)
    var second = first
    for _ in 0..<random.uniform(below: 6) {
      second[
        StepIndex(random.uniform(below: first.stepCount)),
        CarIndex(random.uniform(below: first.carCount))] =
        random.uniform(below: 4) == 0
        ? nil : SectorIndex(random.uniform(below: instance.sectorCount))
    }
    let difference = ScheduleDifference(from: first, to: second, of: instance)
    var rebuilt = first
    for cell in difference.cells {
      #expect(cell.before == first[cell.step, cell.car] && cell.before != cell.after)
      rebuilt[cell.step, cell.car] = cell.after
    }
    #expect(rebuilt == second)
    #expect(difference.isEmpty == (first == second))
    #expect(Set(difference.cells.map(\.car)) == Set(difference.cars))
    // The colours are all that colour adds.
    let sequence = /\u{1b}\[[0-9;]*m/.matchingSemantics(.unicodeScalar)
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map {
        String($0.reversed().drop { $0 == " " }.reversed())
      }
    }
    #expect(
      lines(difference.text(colour: true).replacing(sequence, with: ""))
        == lines(difference.text(colour: false)))
  }

  @Test("lines up whatever the width of names, and shows cars that are out of service")
  func text() {
    let instance = Example.instance(
      fleet: .named([Car(id: .init("\u{8b66}\u{8eca}")), Car(id: .init("B"))]),
      sectors: [("\u{6e2f}", "Harbour"), ("E", "East")],
      shift: Shift(startMinute: 23 * 60, stepMinutes: 60, stepCount: 2))
    let before = Schedule(carCount: 2, stepCount: 2)
    var after = before
    after[StepIndex(1), CarIndex(0)] = SectorIndex(1)
    after[StepIndex(0), CarIndex(1)] = nil
    let difference = ScheduleDifference(from: before, to: after, of: instance)
    #expect(
      difference.text(colour: false) == """
        car   time   before  after
        \u{8b66}\u{8eca}  00:00  \u{6e2f}      E
        B     23:00  \u{6e2f}      -

        minutes   before  after  change
        \u{8b66}\u{8eca}         0.0    0.0     0.0
        B            0.0    0.0     0.0
        all cars     0.0    0.0     0.0

        2 of 4 cells differ, of 2 of 2 cars; moves 0 before, 1 after.

        """)
  }
}
