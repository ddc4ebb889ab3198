extension PatrolInstance {
  /// The clock says which step is meant unless the shift goes round it.
  package func time(_ step: StepIndex) -> String {
    let clock = shift.clock(step)
    return shift.stepCount * shift.stepMinutes <= 1440 ? clock : "step \(step.number) (\(clock))"
  }

  /// A number of cars.
  package func cars(_ count: Int) -> String { "\(count) \(count == 1 ? "car" : "cars")" }
}
