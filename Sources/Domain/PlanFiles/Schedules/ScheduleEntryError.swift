public import Failures
public import PatrolModel
import Texts

/// Why lines do not make a complete schedule of an instance.
public struct ScheduleEntryError: ClassifiedError, Hashable {
  /// What is wrong with the lines.
  public enum Problem: Hashable, Sendable {
    /// A car that is not on duty, or one more than there are.
    case unknownCar(Car.ID, carCount: Int)
    /// A sector the instance does not have.
    case unknownSector(Sector.ID)
    /// A step outside the shift.
    case unknownStep(Int, stepCount: Int)
    /// A second sector for a car at a step.
    case twoSectors(Car.ID, step: Int)
    /// No sector for a car at a step.
    case noSector(Car.ID, step: Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The line of the file, if the entry came from one.
  public let line: Int?
  /// What may have been meant, in words.
  public let hint: String?

  init(_ problem: Problem, line: Int?, hint: NameHint? = nil) {
    self.problem = problem
    self.line = line
    self.hint = hint?.description
  }
}

extension ScheduleEntryError {
  /// The line, if known, and the problem.
  public var account: FailureAccount {
    FailureAccount(
      .invalidData, (line.map { "line \($0): " } ?? "") + problem.description,
      remedy: hint.map { .inWords($0) })
  }
}

extension ScheduleEntryError.Problem: CustomStringConvertible {
  /// The problem in words.
  public var description: String {
    switch self {
    case .unknownCar(let car, let count):
      "car \(car.rawValue.quoted) is not one of the \(count) on duty"
    case .unknownSector(let sector): "there is no sector \(sector.rawValue.quoted)"
    case .unknownStep(let step, let count): "step \(step) is outside 1 to \(count)"
    case .twoSectors(let car, let step):
      "car \(car.rawValue.escaped) has a second sector at step \(step)"
    case .noSector(let car, let step): "car \(car.rawValue.escaped) has no sector at step \(step)"
    }
  }
}
