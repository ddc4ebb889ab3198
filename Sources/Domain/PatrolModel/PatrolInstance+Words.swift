extension PatrolInstance {
  /// The clock says which step is meant unless the shift goes round it.
  package func time(_ step: StepIndex) -> String {
    let clock = shift.clock(step)
    return shift.stepCount * shift.stepMinutes <= 1440 ? clock : "step \(step.number) (\(clock))"
  }

  /// A sentence about a step: its number and time are among the values.
  package func sentence(
    _ kind: Sentence.Kind, at step: StepIndex,
    _ values: KeyValuePairs<String, any CustomStringConvertible> = [:], parts: [Sentence] = [],
    _ words: String
  ) -> Sentence {
    Sentence(kind, at: step.number, shift.clock(step), values, parts: parts, words)
  }

  /// A number of cars.
  package func cars(_ count: Int) -> String { "\(count) \(count == 1 ? "car" : "cars")" }
}
