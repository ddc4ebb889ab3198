import Contradictions
import PatrolModel
import ScheduleFlows

extension PatrolInstance {
  /// What makes the shift impossible, as ``planningConflicts()`` tells, and whether all cars together
  /// may travel as much as every plan does.
  func conflictsBeforeSearch() -> [PlanningConflict] {
    let conflicts = planningConflicts()
    guard conflicts.isEmpty, let limit = rules.carTravelLimit,
      let network = try? FlowNetwork(withoutLimitOfCars, mergesGroups: true)
    else { return conflicts }
    let allowed = Minutes(tenths: limit.tenths * carCount)
    var bound = LagrangianBound(network)
    // A quarter of the steps of the bound that a search begins with; a higher bound than the limit's ends them.
    bound.improve(
      iterations: max(20, TravelBound.iterations(for: self) / 4),
      ceiling: allowed + Minutes(tenths: 1))
    // Above what all cars can drive it tells of legs that are not allowed, not of the limit.
    guard bound.travel > allowed, bound.travel <= mostTravel else { return [] }
    let share = Self.share(bound.travel, carCount)
    return [
      .other(
        Sentence(
          .travelSum,
          [
            "cars": carCount, "limit": limit, "present": allowed, "needed": bound.travel,
            "share": share,
          ],
          "\(carCount) cars may travel \(limit) minutes each, \(allowed) in all, and no plan travels less "
            + "than \(bound.travel): raise the limit to \(share) at least"))
    ]
  }

  /// The shift without the limit, and without what it says about single legs.
  private var withoutLimitOfCars: PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel,
      rules: PlanningRules(
        fixed: rules.fixed, forbidden: rules.forbidden, longestLeg: rules.longestLeg,
        classMinimums: rules.classMinimums), roster: roster)
  }

  private static func share(_ travel: Minutes, _ cars: Int) -> Minutes {
    Minutes(tenths: (travel.tenths + cars - 1) / cars)
  }
}

extension PatrolInstance {
  /// No plan travels more: each car the longest allowed leg at every step.
  var mostTravel: Minutes {
    let leg = min(travel.longest, longestLeg ?? travel.longest)
    return Minutes(tenths: leg.tenths * carCount * stepCount)
  }
}
