import Foundation
public import Incidents

/// Pairs generated incidents with real ones that are near in place and time, as many as can be.
public struct IncidentMatching: Hashable, Sendable {
  /// What is near.
  public let tolerance: MatchTolerance
  /// Pairs of the largest matchings.
  public private(set) var matched = 0
  /// Generated incidents.
  public private(set) var generated = 0
  /// Real incidents.
  public private(set) var real = 0

  /// Begins without incidents.
  public init(_ tolerance: MatchTolerance) { self.tolerance = tolerance }

  /// The share of generated incidents that are matched; 0 without any.
  public var precision: Double { generated == 0 ? 0 : Double(matched) / Double(generated) }

  /// The share of real incidents that are matched; 0 without any.
  public var recall: Double { real == 0 ? 0 : Double(matched) / Double(real) }

  /// The harmonic mean of precision and recall, 2 · matched / (generated + real).
  public var f1: Double {
    generated + real == 0 ? 0 : 2 * Double(matched) / Double(generated + real)
  }

  /// Adds incidents that may be paired with each other, such as those of one hour.
  public mutating func add(generated: [MatchPoint], real: [MatchPoint]) {
    let chord = Self.squaredChord(of: tolerance.metres)
    let times = real.map(\.minute)
    let isSorted = zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
    precondition(isSorted, "real incidents are in order of time")
    var first = 0
    let inOrder = generated.sorted { $0.minute < $1.minute }
    let neighbours = inOrder.map { point in
      while first < real.count, real[first].minute < point.minute - tolerance.minutes { first += 1 }
      return (first..<real.count).prefix { real[$0].minute <= point.minute + tolerance.minutes }
        .filter { real[$0].squaredChord(to: point) <= chord }
    }
    matched += BipartiteMatching(neighbours, rightCount: real.count).count
    self.generated += generated.count
    self.real += real.count
  }

  /// The squared chord, in Earth radii, of an arc: (2 sin(d / 2R))².
  private static func squaredChord(of metres: Double) -> Double {
    let half = sin(min(metres / (2 * MatchPoint.earthRadius), Double.pi / 2))
    return 4 * half * half
  }
}

/// An incident as matching sees it: its minute, and its place on the unit sphere.
public struct MatchPoint: Hashable, Sendable {
  /// The mean radius of the Earth in metres (IUGG).
  static let earthRadius = 6_371_008.8

  package let minute: Int
  private let x, y, z: Double

  /// Takes time and place of an incident.
  public init(_ incident: Incident) {
    let (north, east) = (incident.latitude * .pi / 180, incident.longitude * .pi / 180)
    minute = incident.time.index
    x = cos(north) * cos(east)
    y = cos(north) * sin(east)
    z = sin(north)
  }

  func squaredChord(to other: Self) -> Double {
    (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y) + (z - other.z) * (z - other.z)
  }
}
