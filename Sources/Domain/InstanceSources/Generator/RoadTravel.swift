import PatrolModel
import RandomStreams

/// Estimates driving minutes between towns from how far apart they are.
///
/// minutes = 60 · road / speed(road) · congestion · (1 ± 8 %), with road = circuity · great circle.
/// An instance has one matrix for the whole shift, so the hours enter by their mean congestion.
struct RoadTravel {
  /// Kilometres by road per kilometre as the crow flies.
  ///
  /// Within the averages that Ballou, Rahardja & Sakai report by country, Transportation Research
  /// Part A 36 (2002), doi:10.1016/S0965-8564(01)00044-1.
  static let circuity = 1.3
  /// The most by which one direction differs from the estimate: one-way streets, ramps.
  static let asymmetry = 0.08
  /// The shortest leg between two sectors, in tenths of a minute.
  static let shortestTenths = 5

  /// Mean travel time over the shift relative to free flow.
  private let congestion: Double
  private let seed: UInt64

  init(shift: Shift, seed: UInt64) {
    let factors = shift.steps.map { DayProfile.congestion[shift.hour(of: $0)] }
    congestion = factors.reduce(0, +) / Double(factors.count)
    self.seed = seed
  }

  /// Minutes between every ordered pair of towns, to a tenth, zero on the diagonal.
  func minutes(between towns: [Town]) -> [[Minutes]] {
    var random = RandomStream(seed: seed, stream: 0)
    return towns.map { origin in
      towns.map { destination in
        let direction = 1 + Self.asymmetry * (2 * random.unit() - 1)
        guard origin != destination else { return .zero }
        let road = Self.circuity * origin.kilometres(to: destination)
        let minutes = 60 * road / Self.speed(over: road) * congestion * direction
        return Minutes(tenths: max(Self.shortestTenths, Int((minutes * 10).rounded())))
      }
    }
  }

  /// Kilometres per hour of a drive: town streets when short, ever more motorway when long.
  ///
  /// From 28 km/h towards 85 km/h, halfway at 12 km.
  private static func speed(over road: Double) -> Double { 28 + 57 * road / (road + 12) }
}
