public import PatrolModel

/// A plan that people know already, and what each cell that differs from it costs.
public struct PlanChanges: Sendable {
  /// The plan that is known.
  public let plan: Schedule
  /// The minutes that a changed cell costs.
  public let price: Minutes

  /// Prices the cells that differ from a plan.
  public init(from plan: Schedule, price: Minutes) {
    self.plan = plan
    self.price = price
  }

  /// The cells of a schedule that differ, where the car is somewhere.
  public func cells(in schedule: Schedule) -> [(car: CarIndex, step: StepIndex)] {
    var cells: [(car: CarIndex, step: StepIndex)] = []
    for car in 0..<schedule.carCount {
      for step in 0..<schedule.stepCount {
        let (car, step) = (CarIndex(car), StepIndex(step))
        if let sector = schedule[step, car], sector != plan[step, car] { cells.append((car, step)) }
      }
    }
    return cells
  }

  /// What the changes of a schedule cost, in thousandths of minutes.
  package func cost(of schedule: Schedule) -> Int { cells(in: schedule).count * price.tenths * 100 }
}
