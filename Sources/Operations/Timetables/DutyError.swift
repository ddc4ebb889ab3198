public import Failures
import Simulation
import Texts

/// Why a plan says nothing about where cars patrol in a region.
public enum DutyError: ClassifiedError, Hashable {
  /// The shift of a plan is not as long as a day.
  case length(minutes: Int)
  /// Steps do not begin as periods do.
  case step(minutes: Int)
  /// A plan sends a car to a sector that the region does not have.
  case unknownSector(String, car: String, step: Int, known: [String])
  /// A sector without an area.
  case noAreas(String, car: String, step: Int)
  /// A car is on duty in a part of the shift alone.
  case offDuty(car: String, step: Int)
  /// No car is on duty.
  case noCars

  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .length(let minutes):
      FailureAccount(
        .invalidData,
        "the plan's shift has \(minutes) minutes, expected \(ShiftClock.shiftMinutes), a day of "
          + "timetables", remedy: "plan a shift of 12 hours")
    case .step(let minutes):
      FailureAccount(
        .invalidData,
        "the plan's steps have \(minutes) minutes, expected a multiple of \(ShiftClock.periodMinutes)",
        remedy: "plan in steps of whole periods")
    case .unknownSector(let sector, let car, let step, let known):
      FailureAccount(
        .invalidData,
        "car \(car.quoted), step \(step): found sector \(sector.quoted), expected one of the "
          + "region: \(known.map(\.quoted).joined(separator: ", "))",
        remedy: "name sectors alike in the plan's instance and in the region")
    case .noAreas(let sector, let car, let step):
      FailureAccount(
        .invalidData, "car \(car.quoted), step \(step): sector \(sector.quoted) has no area",
        remedy: "give areas to the sector")
    case .offDuty(let car, let step):
      FailureAccount(
        .invalidData,
        "car \(car.quoted), step \(step): the car is on a break or out of service, which "
          + "timetables cannot tell",
        remedy: "give the car a sector in every step, or in none")
    case .noCars:
      FailureAccount(
        .invalidData, "no car of the plan is on duty", remedy: "plan at least one car")
    }
  }
}
