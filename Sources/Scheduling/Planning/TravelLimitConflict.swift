import Contradictions
import PatrolModel
import ScheduleFlows

extension PatrolInstance {
  /// What makes the shift impossible, as ``planningConflicts()`` tells, and whether all cars together
  /// may travel as much as every plan does.
  func conflictsBeforeSearch() -> [PlanningConflict] {
    let conflicts = planningConflicts()
    guard conflicts.isEmpty, let limit = rules.carTravelLimit,
      let network = try? FlowNetwork(withoutCarTravelLimit, mergesGroups: true)
    else { return conflicts }
    let allowed = Minutes(tenths: limit.tenths * carCount)
    var bound = LagrangianBound(network)
    // The bound comes near its best within some tens of iterations; a shift of 25 sectors and 16 steps
    // takes 10 ms for each.
    bound.improve(iterations: 20, ceiling: allowed + Minutes(tenths: 1))
    guard bound.travel > allowed else { return [] }
    return [
      .other(
        "\(carCount) cars may travel \(limit) minutes each, \(allowed) in all, and no plan travels less "
          + "than \(bound.travel): raise the limit to \(Self.share(bound.travel, carCount)) at least"
      )
    ]
  }

  private static func share(_ travel: Minutes, _ cars: Int) -> Minutes {
    Minutes(tenths: (travel.tenths + cars - 1) / cars)
  }
}
