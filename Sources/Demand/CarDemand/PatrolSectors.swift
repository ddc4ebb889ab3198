public import Incidents

/// What sectors of a city are to be alike in.
public enum SectorDivision: String, CaseIterable, Sendable {
  /// Posts are near where calls are: busy quarters have small sectors.
  case calls
  /// Posts are near every place that had a call, however many: sectors of one size.
  case area
}

/// A partition of a city into sectors, each with a post where its cars wait.
///
/// K-medoids on cells of a kilometre, weighed by their incidents, by the alternation of assignment and
/// medoid (Kaufman & Rousseeuw 1990, doi:10.1002/9780470316801, ch. 2), from starts that are far from
/// each other: each next one is where most travel is still to be saved.
public struct PatrolSectors: Sendable {
  /// The posts, by sector.
  public let posts: [PlanePoint]
  /// The share of incidents in each sector.
  public let shares: [Double]
  private let travel: StreetTravel

  /// Makes sectors of incidents.
  ///
  /// - Parameters:
  ///   - count: The number of sectors, at least 1; fewer if there are fewer cells.
  ///   - incidents: At least one.
  ///   - plane: Where incidents are.
  ///   - travel: What makes places far.
  ///   - division: What sectors are to be alike in.
  public init(
    count: Int, of incidents: [Incident], on plane: CityPlane, travel: StreetTravel,
    division: SectorDivision = .calls
  ) {
    precondition(count >= 1 && !incidents.isEmpty, "there are sectors")
    self.travel = travel
    var cells = Self.cells(incidents.map(plane.point))
    let counts = cells.map(\.weight)
    if division == .area { for cell in cells.indices { cells[cell].weight = 1 } }
    var medoids = Self.starts(count, cells, travel)
    // Each round lowers the cost or is the last; thirty are more than any city took.
    for _ in 0..<30 {
      let next = Self.medoids(Self.members(cells, medoids, travel), cells, travel)
      if next == medoids { break }
      medoids = next
    }
    // From north to south, as people read maps.
    medoids.sort {
      (-cells[$0].point.y, cells[$0].point.x) < (-cells[$1].point.y, cells[$1].point.x)
    }
    posts = medoids.map { cells[$0].point }
    let total = counts.reduce(0, +)
    shares = Self.members(cells, medoids, travel).map { sector in
      sector.reduce(0) { $0 + counts[$1] } / total
    }
  }

  /// The number of sectors.
  public var count: Int { posts.count }

  /// The sector whose post is nearest.
  public func sector(of point: PlanePoint) -> Int {
    Self.nearest(posts, to: point, travel)
  }

  static func nearest(
    _ posts: [PlanePoint], to point: PlanePoint, _ travel: StreetTravel
  ) -> Int {
    posts.indices.min {
      travel.minutes(from: posts[$0], to: point) < travel.minutes(from: posts[$1], to: point)
    } ?? 0
  }

  private struct Cell {
    let point: PlanePoint
    var weight: Double
  }

  private struct Place: Hashable, Comparable {
    let row: Int
    let column: Int
    static func < (a: Self, b: Self) -> Bool { (a.row, a.column) < (b.row, b.column) }
  }

  private static func cells(_ points: [PlanePoint]) -> [Cell] {
    var weights: [Place: Double] = [:]
    for point in points {
      let place = Place(row: Int(point.y.rounded()), column: Int(point.x.rounded()))
      weights[place, default: 0] += 1
    }
    return weights.sorted { $0.key < $1.key }.map {
      Cell(
        point: PlanePoint(x: Double($0.key.column), y: Double($0.key.row)), weight: $0.value)
    }
  }

  private static func starts(
    _ count: Int, _ cells: [Cell], _ travel: StreetTravel
  ) -> [Int] {
    var nearest = [Double](repeating: .infinity, count: cells.count)
    var medoids: [Int] = []
    while medoids.count < min(count, cells.count) {
      func cost(_ candidate: Int) -> Double {
        cells.indices.reduce(0) { sum, cell in
          let minutes = travel.minutes(from: cells[candidate].point, to: cells[cell].point)
          return sum + cells[cell].weight * min(nearest[cell], minutes)
        }
      }
      let free = cells.indices.filter { !medoids.contains($0) }
      let costs = free.map(cost)
      guard let best = costs.indices.min(by: { costs[$0] < costs[$1] }) else { break }
      medoids.append(free[best])
      for cell in cells.indices {
        nearest[cell] = min(
          nearest[cell], travel.minutes(from: cells[free[best]].point, to: cells[cell].point))
      }
    }
    return medoids
  }

  private static func members(
    _ cells: [Cell], _ medoids: [Int], _ travel: StreetTravel
  ) -> [[Int]] {
    var members = [[Int]](repeating: [], count: medoids.count)
    for cell in cells.indices {
      let minutes = medoids.map {
        travel.minutes(from: cells[$0].point, to: cells[cell].point)
      }
      let nearest = minutes.indices.min { minutes[$0] < minutes[$1] } ?? 0
      members[nearest].append(cell)
    }
    return members
  }

  private static func medoids(
    _ members: [[Int]], _ cells: [Cell], _ travel: StreetTravel
  ) -> [Int] {
    members.map { sector in
      let costs = sector.map { candidate in
        sector.reduce(0) {
          $0 + cells[$1].weight
            * travel.minutes(from: cells[candidate].point, to: cells[$1].point)
        }
      }
      return sector[costs.indices.min { costs[$0] < costs[$1] } ?? 0]
    }
  }
}
