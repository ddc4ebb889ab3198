public import Temper

/// A wish that does not fit the shift or its plan.
public struct DeskError: ClassifiedError, Hashable {
  /// What is wrong and what to do.
  public let account: FailureAccount

  init(_ problem: String, remedy: Remedy) {
    account = FailureAccount(.invalidData, problem, remedy: remedy)
  }

  static let noPlan = DeskError("there is no plan yet", remedy: "plan the shift first")
}
