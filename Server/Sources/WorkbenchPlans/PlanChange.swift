import Temper

/// What became other from one version of a plan to another.
public struct PlanChange: Encodable, Sendable {
  let cells: [Cell]
  let before: VerdictLine?
  let after: VerdictLine?

  struct Cell: Encodable {
    let car: String
    let step: Int
    let time: String
    let before: String?
    let after: String?
  }

  /// Compares two plans of the same cars, steps and sectors.
  ///
  /// - Throws: ``DeskError`` if their shifts have others.
  public init(from first: WorkPlan, to second: WorkPlan) throws(DeskError) {
    let instance = second.instance
    guard first.instance.fleet.cars.map(\.id) == instance.fleet.cars.map(\.id),
      first.instance.sectors.map(\.id) == instance.sectors.map(\.id),
      first.instance.shift == instance.shift
    else {
      throw DeskError(
        "the two versions have other cars, sectors or steps",
        remedy: "compare versions of one shift")
    }
    before = first.verdict.map(VerdictLine.init)
    after = second.verdict.map(VerdictLine.init)
    guard let old = first.schedule, let new = second.schedule else {
      cells = []
      return
    }
    cells = ScheduleDifference(from: old, to: new, of: instance).cells.map { cell in
      Cell(
        car: instance.fleet[cell.car].id.rawValue, step: cell.step.number,
        time: instance.shift.clock(cell.step), before: cell.before.map { instance[$0].id.rawValue },
        after: cell.after.map { instance[$0].id.rawValue })
    }
  }
}
