public import Documents
import PatrolModel
public import PlanFiles
public import ScheduleChecking

/// What changed between two plans as JSON: format `temper-difference`, version 1.
public struct DifferenceDocument: JSONDocument, Sendable {
  private let format = "temper-difference"
  private let version = 1
  private let instance: InstanceReference
  private let before: Plan
  private let after: Plan
  private let cars: [CarLine]
  private let cells: [Cell]

  /// Creates the document of a difference, with what the checker says of the two plans.
  public init(_ difference: ScheduleDifference, before: Verdict, after: Verdict) {
    let patrol = difference.instance
    instance = InstanceReference(patrol)
    self.before = Plan(difference.before, before)
    self.after = Plan(difference.after, after)
    let changed = Dictionary(grouping: difference.cells, by: \.car)
    cars = patrol.carIndices.map { car in
      CarLine(
        car: patrol.fleet[car].id.rawValue, changedCells: changed[car]?.count ?? 0,
        minutesBefore: difference.before.travel(of: car).value,
        minutesAfter: difference.after.travel(of: car).value)
    }
    cells = difference.cells.map { cell in
      Cell(
        car: patrol.fleet[cell.car].id.rawValue, step: cell.step.number,
        time: patrol.shift.clock(cell.step), before: cell.before.map { patrol[$0].id.rawValue },
        after: cell.after.map { patrol[$0].id.rawValue })
    }
  }

  private struct Plan: Encodable {
    let travelMinutes: Double
    let moves: Int
    let checker: Judgement

    init(_ routes: Routes, _ verdict: Verdict) {
      travelMinutes = routes.totalTravel.value
      moves = routes.moveCount
      checker = Judgement(verdict)
    }
  }

  private struct CarLine: Encodable {
    let car: String
    let changedCells: Int
    let minutesBefore: Double
    let minutesAfter: Double
  }

  private struct Cell: Encodable {
    let car: String
    let step: Int
    let time: String
    let before: String?
    let after: String?
  }
}
