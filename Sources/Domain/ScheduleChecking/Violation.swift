public import PatrolModel
import Texts

/// One way in which a schedule breaks its instance's rules.
public enum Violation: Hashable, Sendable {
  /// A step of the shift with its clock, for people.
  public struct Moment: Hashable, Sendable, CustomStringConvertible {
    /// The step.
    public let step: StepIndex
    /// The time at which the step starts, as `HH:mm`.
    public let clock: String

    init(_ step: StepIndex, in shift: Shift) {
      self.step = step
      clock = shift.clock(step)
    }

    /// The step and its clock, as in `step 3 (10:00)`.
    ///
    /// Step 0 is where a car stands before the shift, and what is below came before that.
    public var description: String {
      switch step.number {
      case ..<0: "\(1 - step.number) steps before the shift"
      case 0: "the start"
      default: "step \(step.number) (\(clock))"
      }
    }
  }

  /// An entry names a step that the shift does not have; the entry is left out.
  case stepOutOfRange(entry: ScheduleEntry, stepCount: Int)
  /// An entry names a sector that the instance does not have; the entry is left out.
  case unknownSector(entry: ScheduleEntry)
  /// An entry names a car that is not in the named fleet; the entry is left out.
  case unknownCar(entry: ScheduleEntry)
  /// A second entry for a car and step; the first one counts.
  case twoSectors(entry: ScheduleEntry, first: Sector.ID, moment: Moment)
  /// The entries are about more or fewer cars than there are; `absent` are those of a named fleet.
  case wrongNumberOfCars(found: Int, expected: Int, absent: [Car.ID])
  /// A car has no sector at a step.
  case noSector(car: Car.ID, moment: Moment)
  /// A sector has more or fewer cars than it needs.
  case demandMissed(sector: Sector.ID, moment: Moment, present: Int, needed: Int)
  /// Under `noReturn`: a car is in the same sector two steps later.
  case returned(car: Car.ID, sector: Sector.ID, from: Moment, to: Moment)
  /// Under `maxStay`: a car is in a sector for more than `limit` consecutive steps, up to a step.
  case stayedTooLong(car: Car.ID, sector: Sector.ID, limit: Int, to: Moment)
  /// A car that is out of service has a sector.
  case outOfService(car: Car.ID, sector: Sector.ID, moment: Moment)
  /// A car is in a sector that is closed to its class.
  case wrongClass(car: Car.ID, carClass: Car.Class?, sector: Sector.ID, moment: Moment)
  /// A car is not in the sector in which it is fixed.
  case notWhereFixed(car: Car.ID, sector: Sector.ID, fixed: Sector.ID, moment: Moment)
  /// A car has its break where it is fixed in a sector.
  case restsWhereFixed(car: Car.ID, fixed: Sector.ID, moment: Moment)
  /// A car is in a sector that is forbidden to it.
  case forbidden(car: Car.ID, sector: Sector.ID, moment: Moment)
  /// A car travels longer between two steps than is allowed; the moment is its arrival.
  case legTooLong(
    car: Car.ID, from: Sector.ID, to: Sector.ID, leg: Minutes, limit: Minutes, moment: Moment)
  /// A sector has fewer cars of a class than it needs of these.
  case classMissed(
    sector: Sector.ID, carClass: Car.Class, moment: Moment, present: Int, needed: Int)
  /// A car travels longer over the shift than is allowed.
  case travelTooLong(car: Car.ID, travel: Minutes, limit: Minutes)
  /// A car moves more often over the shift than is allowed.
  case movedTooOften(car: Car.ID, moves: Int, limit: Int)
  /// A car leaves a sector, to which it moved, too soon; the moment is its next arrival.
  case leftTooSoon(car: Car.ID, sector: Sector.ID, steps: Int, least: Int, moment: Moment)
  /// A car resumes after a break where it did not stop.
  case resumedElsewhere(car: Car.ID, stopped: Sector.ID, resumed: Sector.ID, moment: Moment)
  /// A car does not have exactly its break within its window.
  case noBreak(car: Car.ID, steps: Int, from: Moment, to: Moment)
  /// More cars are on their break than may be.
  case tooManyOnBreak(cars: Int, limit: Int, moment: Moment)
  /// A sector has more cars of a class than it may.
  case classExceeded(
    sector: Sector.ID, carClass: Car.Class, moment: Moment, present: Int, limit: Int)
  /// Two cars are apart that belong together, or the reverse.
  case pairBroken(cars: [Car.ID], isTogether: Bool, moment: Moment)
}

extension Violation: CustomStringConvertible {
  /// The violation as a planner says it, on one line.
  public var description: String {
    switch self {
    case .stepOutOfRange(let entry, let stepCount):
      "\(entry.place)step \(entry.stepNumber) of car \(entry.car.shown) is outside 1...\(stepCount)"
    case .unknownSector(let entry):
      "\(entry.place)car \(entry.car.shown) is in unknown sector "
        + "\(entry.sector.rawValue.quoted) at step \(entry.stepNumber)"
    case .unknownCar(let entry):
      "\(entry.place)car \(entry.car.rawValue.quoted) is not in the fleet"
    case .twoSectors(let entry, let first, let moment):
      "\(entry.place)car \(entry.car.shown) has two sectors at \(moment): "
        + "\(first.shown) and \(entry.sector.shown)"
    case .wrongNumberOfCars(let found, let expected, let absent):
      "the schedule has \(cars(found)), the instance has \(expected)" + missing(absent)
    case .noSector(let car, let moment):
      "car \(car.shown) has no sector at \(moment)"
    case .demandMissed(let sector, let moment, let present, let needed):
      "sector \(sector.shown) has \(cars(present)) at \(moment) but needs \(needed): "
        + (present < needed ? "short by \(needed - present)" : "over by \(present - needed)")
    case .returned(let car, let sector, let from, let to):
      "car \(car.shown) is in \(sector.shown) at \(from) and again two steps later, at \(to)"
    case .stayedTooLong(let car, let sector, let limit, let to):
      "car \(car.shown) is in \(sector.shown) for more than \(limit) "
        + "\(limit == 1 ? "step" : "steps") in a row, up to \(to)"
    case .outOfService(let car, let sector, let moment):
      "car \(car.shown) is in \(sector.shown) at \(moment) but out of service then"
    case .wrongClass(let car, let carClass, let sector, let moment):
      "car \(car.shown) is in \(sector.shown) at \(moment), which is closed to "
        + (carClass.map { "class \($0.rawValue.escaped)" } ?? "cars without a class")
    case .restsWhereFixed(let car, let fixed, let moment):
      "car \(car.shown) has its break at \(moment) but is fixed in \(fixed.shown) then"
    case .notWhereFixed(let car, let sector, let fixed, let moment):
      "car \(car.shown) is in \(sector.shown) at \(moment) but is fixed in \(fixed.shown) then"
    case .forbidden(let car, let sector, let moment):
      "car \(car.shown) is in \(sector.shown) at \(moment), which is forbidden to it then"
    case .legTooLong(let car, let from, let to, let leg, let limit, let moment):
      "car \(car.shown) travels \(leg) minutes from \(from.shown) to \(to.shown) for \(moment), "
        + "more than the \(limit) allowed"
    case .classMissed(let sector, let carClass, let moment, let present, let needed):
      "sector \(sector.shown) has \(cars(present)) of class \(carClass.rawValue.escaped) at "
        + "\(moment) but needs at least \(needed): short by \(needed - present)"
    case .travelTooLong(let car, let travel, let limit):
      "car \(car.shown) travels \(travel) minutes over the shift, \(travel - limit) more than the "
        + "\(limit) allowed"
    case .movedTooOften(let car, let moves, let limit):
      "car \(car.shown) moves \(moves) times over the shift, more than the \(limit) allowed"
    case .leftTooSoon(let car, let sector, let stay, let least, let moment):
      "car \(car.shown) leaves \(sector.shown) for \(moment) after \(steps(stay)), "
        + "a stay lasts at least \(least)"
    case .resumedElsewhere(let car, let stopped, let resumed, let moment):
      "car \(car.shown) resumes in \(resumed.shown) at \(moment), but stopped in "
        + stopped.shown
    case .noBreak(let car, let length, let from, let to):
      "car \(car.shown) does not have one break of \(steps(length)) between \(from) and \(to)"
    case .tooManyOnBreak(let count, let limit, let moment):
      "\(cars(count)) have their break at \(moment), at most \(limit) may"
    case .classExceeded(let sector, let carClass, let moment, let present, let limit):
      "sector \(sector.shown) has \(cars(present)) of class \(carClass.rawValue.escaped) at "
        + "\(moment), at most \(limit) may be there"
    case .pairBroken(let cars, let isTogether, let moment):
      "cars \(cars.map(\.shown).joined(separator: " and ")) are "
        + (isTogether
          ? "apart at \(moment) but belong together"
          : "together at \(moment), which "
            + "is not to be")
    }
  }

  private func steps(_ count: Int) -> String { "\(count) \(count == 1 ? "step" : "steps")" }

  private func cars(_ count: Int) -> String { "\(count) \(count == 1 ? "car" : "cars")" }

  private func missing(_ cars: [Car.ID]) -> String {
    guard !cars.isEmpty else { return "" }
    let shown = cars.prefix(5).map(\.shown).joined(separator: ", ")
    return "; no entry for \(shown)" + (cars.count > 5 ? " and \(cars.count - 5) more" : "")
  }
}

extension ScheduleEntry {
  /// Where the entry was read, ready to precede a sentence.
  fileprivate var place: String { line.map { "line \($0): " } ?? "" }
}

extension Car.ID {
  fileprivate var shown: String { rawValue.isEmpty ? "\"\"" : rawValue.escaped }
}

extension Sector.ID {
  fileprivate var shown: String { rawValue.isEmpty ? "\"\"" : rawValue.escaped }
}
