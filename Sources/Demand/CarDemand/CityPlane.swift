import Foundation
public import Incidents

/// A point in kilometres east and north of a city's middle.
public struct PlanePoint: Hashable, Sendable {
  /// Kilometres east.
  public let x: Double
  /// Kilometres north.
  public let y: Double

  /// Creates a point.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// The plane that touches the Earth in a city's middle: within 30 km of it, right to a few metres.
public struct CityPlane: Hashable, Sendable {
  private let latitude: Double
  private let longitude: Double
  private let kilometresPerDegreeEast: Double
  /// A degree of latitude on the mean sphere.
  private static let kilometresPerDegree = 111.195

  /// Puts the middle at the mean of some incidents, at least one.
  public init(around incidents: [Incident]) {
    precondition(!incidents.isEmpty, "a city has incidents")
    let count = Double(incidents.count)
    latitude = incidents.reduce(0) { $0 + $1.latitude } / count
    longitude = incidents.reduce(0) { $0 + $1.longitude } / count
    kilometresPerDegreeEast = Self.kilometresPerDegree * cos(latitude * .pi / 180)
  }

  /// Where an incident is.
  public func point(of incident: Incident) -> PlanePoint {
    point(latitude: incident.latitude, longitude: incident.longitude)
  }

  /// The point at so many degrees north and east.
  public func point(latitude: Double, longitude: Double) -> PlanePoint {
    PlanePoint(
      x: (longitude - self.longitude) * kilometresPerDegreeEast,
      y: (latitude - self.latitude) * Self.kilometresPerDegree)
  }

  /// Degrees north and east of a point.
  public func degrees(of point: PlanePoint) -> (latitude: Double, longitude: Double) {
    (
      latitude + point.y / Self.kilometresPerDegree,
      longitude + point.x / kilometresPerDegreeEast
    )
  }
}

/// How long cars drive: along a grid of streets at one speed, and the minute to set out.
public struct StreetTravel: Hashable, Sendable {
  /// Kilometres per minute, above 0.
  public let speed: Double
  /// Minutes before the car moves, at least 0.
  public let turnout: Double

  /// Creates a rule of travel; 36 km/h and a minute unless said otherwise.
  public init(kilometresPerHour: Double = 36, turnout: Double = 1) {
    precondition(kilometresPerHour > 0 && turnout >= 0, "cars move")
    speed = kilometresPerHour / 60
    self.turnout = turnout
  }

  /// Minutes from one point to another.
  public func minutes(from: PlanePoint, to: PlanePoint) -> Double {
    turnout + (abs(from.x - to.x) + abs(from.y - to.y)) / speed
  }
}
