import LinearPrograms
import PatrolModel

extension ColumnGeneration {
  /// All paths that a plan of at most `value` thousandths of minutes can use, as the bound's prices say,
  /// all of any plan without a value; `nil` if there are more than so many.
  ///
  /// A path whose cost lies above its group's cheapest by more than value − bound cannot be in such a
  /// plan: the bound with it would be above the value.
  func columns(within value: Int?, atMost count: Int) -> [PathMaster.Column]? {
    // Half of all numbers, so that costs can be added to it.
    let gap = value.map { $0 * PathPrices.perThousandth - bound } ?? .max / 2
    guard gap >= 0 else { return [] }
    var columns: [PathMaster.Column] = []
    for (group, pricing) in pricings.enumerated() {
      let prices = prices(center, group)
      guard let best = pricing.cheapest(1, prices).first,
        let paths = pricing.all(
          costing: best.cost + gap, prices, atMost: count - columns.count)
      else { return nil }
      columns += paths.map { PathMaster.Column(group: group, path: $0) }
    }
    return columns
  }

  /// Adds paths by which one car takes over, for some steps on end, what a car did that has dropped out:
  /// the changes that a dispatcher would try first.
  mutating func addTakeovers(of plan: Schedule) throws(SolverError) {
    try add(plan)
    for car in instance.carIndices {
      let left = instance.shift.steps.filter {
        plan[$0, car] != nil && !instance.isInService(car, at: $0)
      }
      for (group, network) in networks.enumerated() where network.group.cars != [car] {
        let way = instance.shift.steps.map { plan[$0, network.group.cars[0]] }
        for first in left.indices {
          for last in first..<left.endIndex {
            var taken = way
            for step in left[first...last] where taken[step.rawValue] != nil {
              taken[step.rawValue] = plan[step, car]
            }
            try add(taken, of: group)
          }
        }
      }
    }
  }
}
