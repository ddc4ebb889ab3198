import Simulation

/// A car that could go to an incident: from where, when, and when it is there.
public struct Departure: Hashable, Sendable {
  /// The car.
  public let car: Int
  /// The period in which it leaves (k).
  public let period: Int
  /// The period in which it is there.
  public let arrival: Int
  /// The period in which it is free again, or the end of the shift.
  public let free: Int
  /// Minutes from the call until it is there (τ).
  public let responseMinutes: Int

  /// Periods of travel and at the incident.
  var busy: Int { free - period }
}

/// Where help for an incident may come from.
public enum DispatchReach: Hashable, Sendable {
  /// Cars of its sector alone.
  case ownSector
  /// Cars of its sector and of the neighbours.
  case neighbours
}

extension ShiftState {
  /// A car may leave in the period of the call or the two after it.
  private static let delays = 0...2

  /// All cars that could go, by sector and car; of a car only strictly earlier arrivals, unless all
  /// are asked for: who waits for a car to come nearer repairs another timetable.
  ///
  /// A car can leave where it is at an area, and free from then to the end of the shift.
  func departures(to incident: Incident, reach: DispatchReach, all: Bool = false) -> [Departure] {
    let own = region.areas[incident.area].sector
    let sectors = reach == .ownSector ? [own] : [own] + region.sectors[own].neighbours
    return sectors.flatMap { carsOfSector[$0] }.flatMap { departures(of: $0, to: incident, all) }
  }

  private func departures(of car: Int, to incident: Incident, _ all: Bool) -> [Departure] {
    var earliest = ShiftClock.periods
    var found: [Departure] = []
    for delay in Self.delays {
      let period = incident.period + delay
      guard period < ShiftClock.periods, isFree(car, from: period) else { continue }
      let place = cells[index(car, period)]
      guard place >= 0 else { continue }
      let arrival = period + region.periods(from: place, to: incident.area)
      guard all || arrival < earliest, arrival < ShiftClock.periods else { continue }
      earliest = min(earliest, arrival)
      found.append(
        Departure(
          car: car, period: period, arrival: arrival,
          free: min(ShiftClock.periods, arrival + incident.periods),
          responseMinutes: (arrival - incident.period) * ShiftClock.periodMinutes))
    }
    return found
  }

  private func isFree(_ car: Int, from period: Int) -> Bool {
    available[cells(of: car, from: period)].allSatisfy { $0 }
  }
}
