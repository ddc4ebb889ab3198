import Temper
import Testing
import WorkbenchPlans

@Suite("Changes of a plan")
struct WorkPlanTests {
  private func work() throws -> WorkPlan {
    try WorkPlan(instance: Array(Shifts.three.utf8), schedule: Array(Shifts.plan.utf8))
  }

  @Test("a plan that is written is read again as it was, whatever was done to it")
  func writtenAndRead() throws {
    var plan = try work()
    let edits: [PlanEdit] = [
      PlanEdit(.pin, car: "1", step: 2), PlanEdit(.forbid, car: "2", step: 1, to: 3, sector: "C"),
      PlanEdit(.swap, car: "2", other: "3", step: 4),
      PlanEdit(.set, car: "3", step: 2, sector: "A"),
      PlanEdit(.set, car: "2", step: 3), PlanEdit(.demand, step: 2, sector: "B", cars: 0),
      PlanEdit(.break, car: "1", step: 3, to: 4, length: 1),
      PlanEdit(.resume, car: "1", step: 4), PlanEdit(.break, car: "1", step: 3),
      PlanEdit(.close, step: 1, to: 2, sector: "C"), PlanEdit(.out, car: "3", step: 3),
    ]
    for edit in edits {
      plan = try plan.applying(edit)
      let again = try WorkPlan(instance: plan.instanceBytes, schedule: plan.scheduleBytes)
      #expect(again.instance == plan.instance, "after \(edit.words)")
      #expect(again.schedule == plan.schedule, "after \(edit.words)")
      #expect(again.verdict == plan.verdict, "after \(edit.words)")
    }
  }

  @Test("a swap costs what the table of minutes says, and a second one takes it back")
  func swap() throws {
    let plan = try work()
    let swapped = try plan.applying(PlanEdit(.swap, car: "1", other: "2", step: 2, to: 4))
    // Both drive once: 4 minutes from A to B and 4 back.
    #expect(swapped.minutes == 8)
    #expect(swapped.broken == 0)
    let back = try swapped.applying(PlanEdit(.swap, car: "1", other: "2", step: 2, to: 4))
    #expect(back.schedule == plan.schedule)
  }

  @Test("a pin elsewhere breaks the plan, in the checker's words, until it is taken away")
  func pin() throws {
    let plan = try work().applying(PlanEdit(.pin, car: "1", step: 2, sector: "B"))
    #expect(plan.broken == 1)
    #expect(plan.verdict?.violations.first?.place.rule == "fixed")
    #expect(try plan.applying(PlanEdit(.unpin, car: "1", step: 2)).broken == 0)
  }

  @Test("what contradicts itself or names nothing is refused with what to do")
  func refusals() throws {
    let plan = try work()
    let pinned = try plan.applying(PlanEdit(.pin, car: "1", step: 1))
    let cases: [(WorkPlan, PlanEdit, String)] = [
      (pinned, PlanEdit(.forbid, car: "1", step: 1), "take the pin away first"),
      (plan, PlanEdit(.pin, car: "9", step: 1), "no car \"9\""),
      (plan, PlanEdit(.pin, car: "1", step: 5), "no step 5"),
      (plan, PlanEdit(.pin, car: "1", step: 3, to: 2), "name the earlier first"),
      (plan, PlanEdit(.set, car: "1", step: 1, sector: "../A"), "no sector \"../A\""),
      (plan, PlanEdit(.swap, car: "1", step: 1), "only one car"),
      (plan, PlanEdit(.demand, step: 1, sector: "A", cars: -1), "name the sector"),
      (plan, PlanEdit(.close, step: 1), "name the sector"),
      (plan, PlanEdit(.break, car: "1", step: 1, length: 2), "does not fit into 1"),
      (pinned, PlanEdit(.break, car: "1", step: 1), "take pins away first"),
      (plan, PlanEdit(.resume, car: "1", step: 1), "has no break"),
      (
        try plan.applying(PlanEdit(.break, car: "1", step: 1, to: 2)),
        PlanEdit(.break, car: "1", step: 2, to: 3), "has a break there already"
      ),
    ]
    for (plan, edit, words) in cases {
      #expect { try plan.applying(edit) } throws: { "\($0)".contains(words) }
    }
  }

  @Test("a car that drops out is missed, at a price and not as a broken rule")
  func out() throws {
    let plan = try work().applying(PlanEdit(.out, car: "2", step: 3))
    #expect(plan.broken == 0)
    // Sector B lacks a car at two steps, at half an hour each.
    #expect(plan.minutes == 60)
  }

  @Test("a closed sector breaks a plan that has cars there; its car may be in any other one")
  func close() throws {
    let closed = try work().applying(PlanEdit(.close, step: 2, to: 3, sector: "B"))
    #expect(closed.broken == 2)
    #expect(closed.verdict?.violations.allSatisfy { $0.place.sector?.rawValue == "B" } == true)
    var elsewhere = closed
    for (step, sector) in [(2, "A"), (3, "C")] {
      elsewhere = try elsewhere.applying(PlanEdit(.set, car: "2", step: step, sector: sector))
    }
    #expect(elsewhere.broken == 0)
    // From B to A, on to C, and back to B.
    #expect(elsewhere.minutes == 4 + 9 + 6.5)
    let twice = try closed.applying(PlanEdit(.close, step: 2, sector: "A"))
    #expect(twice.instance.range(StepIndex(1), SectorIndex(2)).maximum == 3)
  }

  @Test("a break as long as its window is taken at once, a shorter one is still to be placed")
  func rest() throws {
    let taken = try work().applying(PlanEdit(.break, car: "1", step: 2))
    #expect(taken.schedule?[StepIndex(1), CarIndex(0)] == nil)
    #expect(taken.broken == 0)
    // Sector A lacks its car for a step, at half an hour.
    #expect(taken.minutes == 30)
    let open = try work().applying(PlanEdit(.break, car: "1", step: 2, to: 3, length: 1))
    #expect(open.broken == 1)
    #expect(try open.applying(PlanEdit(.set, car: "1", step: 3)).broken == 0)
    #expect(try open.applying(PlanEdit(.resume, car: "1", step: 2)).broken == 0)
  }

  @Test("the three best others are those that the checker likes best, tried one by one")
  func candidates() throws {
    let plan = try work()
    let schedule = try #require(plan.schedule)
    let explained = CellExplanation(
      schedule, of: plan.instance, car: CarIndex(0), step: StepIndex(1))
    let cell = try #require(explained)
    // At the step, for the stay, which is the whole shift, and from the step on.
    var least: [Double] = []
    for other in ["2", "3"] {
      var costs: [Double] = []
      for (first, last) in [(2, 2), (1, 4), (2, 4)] {
        let swapped = try plan.applying(
          PlanEdit(.swap, car: "1", other: other, step: first, to: last))
        costs.append(try #require(swapped.minutes))
      }
      least.append(try #require(costs.min()))
    }
    #expect(cell.alternatives.map { Double($0.cost) / 1000 } == least.sorted())
    let short = CellExplanation(
      schedule, of: plan.instance, car: CarIndex(0), step: StepIndex(1), comparing: false)
    #expect(short?.alternatives.isEmpty == true)
  }
}
