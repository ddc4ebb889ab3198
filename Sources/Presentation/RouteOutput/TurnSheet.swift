package import PatrolRouting

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A route as whoever drives it reads it: where to turn, to which node, and when to be there.
package struct TurnSheet: Hashable, Sendable {
  /// How to leave a node, seen from where one came.
  package enum Turn: String, Hashable, Sendable {
    case straight, right, left, back
  }

  /// A stop with the way to it.
  package struct Row: Hashable, Sendable {
    /// The number of the stop, from 1.
    package let number: Int
    package let node: Int
    /// The turn at the node before; none where the route begins.
    package let turn: Turn?
    /// The direction in which the node lies, as in `NE`.
    package let heading: String
    /// The time to drive there, and when to be there.
    package let drive: Double
    package let arrival: Double
  }

  package let rows: [Row]

  /// Writes the sheet of visits that begin at a node at time 0.
  package init(start: Int, visits: [PatrolRoute.Visit], of graph: PatrolGraph) {
    let bearings = Bearings(graph)
    var (before, here, left): (Int?, Int, Double) = (nil, start, 0)
    rows = visits.enumerated().map { index, visit in
      defer { (before, here, left) = (here, visit.node, visit.time) }
      let bearing = bearings.degrees(from: here, to: visit.node)
      let turn = before.map { before in
        before == visit.node
          ? Turn.back : Bearings.turn(from: bearings.degrees(from: before, to: here), to: bearing)
      }
      return Row(
        number: index + 1, node: visit.node, turn: turn, heading: Bearings.name(bearing),
        drive: visit.time - left, arrival: visit.time)
    }
  }
}

/// Directions between nodes, north being the way in which y grows.
private struct Bearings {
  private let nodes: [PatrolNode]
  /// What a unit of x is worth in units of y.
  private let shortening: Double

  init(_ graph: PatrolGraph) {
    nodes = graph.nodes
    let middle = nodes.reduce(0) { $0 + $1.y } / Double(nodes.count)
    // Degrees of longitude are shorter than those of latitude; what is no degree is plane.
    shortening = graph.isGeographic ? cos(middle * .pi / 180) : 1
  }

  /// Degrees clockwise from north, in 0..<360.
  func degrees(from a: Int, to b: Int) -> Double {
    let (across, along) = ((nodes[b].x - nodes[a].x) * shortening, nodes[b].y - nodes[a].y)
    let degrees = atan2(across, along) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  /// Within 30° of straight on, as navigators speak, or by more to a side; beyond 150° it is back.
  static func turn(from: Double, to: Double) -> TurnSheet.Turn {
    let change = (to - from + 540).truncatingRemainder(dividingBy: 360) - 180
    return switch abs(change) {
    case ..<30: .straight
    case 150...: .back
    default: change > 0 ? .right : .left
    }
  }

  /// The nearest of eight points of the compass.
  static func name(_ degrees: Double) -> String {
    ["N", "NE", "E", "SE", "S", "SW", "W", "NW"][Int((degrees / 45).rounded()) % 8]
  }
}

extension PatrolGraph {
  /// Whether positions can be degrees of longitude and latitude.
  package var isGeographic: Bool {
    nodes.allSatisfy { abs($0.x) <= 180 && abs($0.y) <= 90 }
  }
}
