import ArgumentParser
import Temper

// Cars and steps as they are typed.

extension PatrolInstance {
  /// A step by its clock or its number.
  func step(_ text: String, option: String) throws -> StepIndex {
    if let step = shift.steps.first(where: { shift.clock($0) == text }) { return step }
    if let number = Int(text), (1...stepCount).contains(number) { return StepIndex(number - 1) }
    throw ValidationError(
      "\(option) \(text) is no step of the shift; write the time at which one begins, "
        + "\(shift.clock(StepIndex(0))) to \(shift.clock(StepIndex(stepCount - 1))), or its number."
    )
  }

  /// A car by its call sign.
  func car(_ id: String, option: String) throws -> CarIndex {
    guard let car = carIndices.first(where: { fleet[$0].id.rawValue == id }) else {
      throw ValidationError(
        "\(option) \(id) is no car of the instance; one is \(fleet[CarIndex(0)].id).")
    }
    return car
  }
}
