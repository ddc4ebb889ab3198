import Figures
import PatrolModel
import Reports
import ScheduleChecking

/// What figures of a plan mean that have no words of their own: prices, breaks, and long drives.
struct PlanWords {
  private let routes: Routes
  private let prices: Minutes
  private var instance: PatrolInstance { routes.instance }

  init(_ schedule: Schedule, of instance: PatrolInstance, prices: Minutes) {
    routes = Routes(schedule, of: instance)
    self.prices = prices
  }

  /// All of it, in sentences.
  var notes: [String] { [priceNote, breakNote, longDriveNote].compactMap(\.self) }

  /// The cars that are missing or spare, and what they count.
  private var priceNote: String? {
    guard prices != .zero else { return nil }
    var there = Array(
      repeating: Array(repeating: 0, count: instance.sectorCount), count: instance.stepCount)
    for stay in routes.stays.joined() {
      for step in stay.steps { there[step][stay.sector.rawValue] += 1 }
    }
    var (short, below, spare) = (0, 0, 0)
    for step in instance.shift.steps {
      for sector in instance.sectorIndices where !instance[sector].isReserve {
        let cars = there[step.rawValue][sector.rawValue]
        let range = instance.range(step, sector)
        short += max(0, range.minimum - cars)
        below += max(0, range.target - max(cars, range.minimum))
        spare += max(0, cars - range.target)
      }
    }
    let parts = [
      (short, "missing below what sectors need"), (below, "missing below what they want"),
      (spare, "above what they want"),
    ].filter { $0.0 > 0 }.map { "\(Figure.count($0.0, "car step")) \($0.1)" }
    return "Prices add \(prices) minutes to the travel: \(parts.joined(separator: ", "))."
  }

  /// The minutes that cars drive while they are out of service.
  private var breakNote: String? {
    let drives = routes.stays.joined().filter(\.isAcrossBreak).compactMap(\.arrival)
    guard !drives.isEmpty else { return nil }
    return "\(Figure.count(drives.count, "drive")) of \(drives.reduce(.zero, +)) minutes "
      + "\(drives.count == 1 ? "falls" : "fall") into breaks and "
      + "\(drives.count == 1 ? "is" : "are") part of the travel."
  }

  /// The drives that last longer than a step, which a plan of steps cannot show.
  private var longDriveNote: String? {
    let limit = Minutes(tenths: 10 * instance.shift.stepMinutes)
    let long = zip(instance.carIndices, routes.stays).flatMap { car, stays in
      stays.filter { !$0.isAcrossBreak && $0.steps.lowerBound > 0 && $0.arrival ?? .zero > limit }
        .map { (car: car, stay: $0, minutes: $0.arrival ?? .zero) }
    }
    guard let worst = long.max(by: { $0.minutes < $1.minutes }) else { return nil }
    let place = instance[worst.stay.sector].id
    return "Warning: \(Figure.count(long.count, "drive")) "
      + "\(long.count == 1 ? "lasts" : "last") longer than a step of "
      + "\(instance.shift.stepMinutes) minutes; car \(instance.fleet[worst.car].id) drives "
      + "\(worst.minutes) minutes to \(place) for "
      + "\(instance.shift.clock(StepIndex(worst.stay.steps.lowerBound)))."
  }
}

extension BrokenCells {
  /// Marks where violations are: at the cars that they name, or at all cars of a sector.
  init(_ violations: [Violation], of instance: PatrolInstance) {
    self.init()
    let cars = Dictionary(
      zip(instance.fleet.cars.map(\.id), instance.carIndices),
      uniquingKeysWith: { first, _ in first })
    for place in violations.map(\.place) {
      for car in place.cars.compactMap({ cars[$0] }) {
        if let step = place.step, (1...instance.stepCount).contains(step) {
          insert(car, at: StepIndex(step - 1))
        } else {
          insert(car)
        }
      }
    }
  }
}
