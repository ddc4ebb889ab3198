import PatrolModel

/// How much of two outlines lies on top of each other, measured along lines of latitude.
///
/// Borders that were drawn twice overlap a little everywhere; what is measured is an area, so that these
/// do not count.
struct OutlineOverlap {
  /// The lines through the frame of an area: their number bounds the error to some hundredths of it.
  private static let lines = 64

  /// The share of the smaller outline that the other covers too, 0...1.
  static func share(_ one: [[Sector.Position]], _ other: [[Sector.Position]]) -> Double {
    guard let first = MapLook.Frame(one), let second = MapLook.Frame(other) else { return 0 }
    let south = max(first.south, second.south)
    let north = min(first.north, second.north)
    guard south < north, max(first.west, second.west) < min(first.east, second.east) else {
      return 0
    }
    let common = area(from: south, to: north) { shared(spans(one, at: $0), spans(other, at: $0)) }
    let areas = [(one, first), (other, second)].map { rings, frame in
      area(from: frame.south, to: frame.north) { length(spans(rings, at: $0)) }
    }
    let smaller = min(areas[0], areas[1])
    return smaller > 0 ? min(1, common / smaller) : 0
  }

  /// The integral of a length over latitudes, by the midpoint rule.
  private static func area(
    from south: Double, to north: Double, _ length: (Double) -> Double
  ) -> Double {
    let width = (north - south) / Double(lines)
    return (0..<lines).reduce(0) { $0 + length(south + (Double($1) + 0.5) * width) } * width
  }

  /// From where to where a line of latitude is inside of rings, by the even-odd rule: holes are outside.
  private static func spans(
    _ rings: [[Sector.Position]], at latitude: Double
  ) -> [ClosedRange<Double>] {
    var crossings: [Double] = []
    for ring in rings {
      for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1))
      where (start.latitude <= latitude) != (end.latitude <= latitude) {
        let part = (latitude - start.latitude) / (end.latitude - start.latitude)
        crossings.append(start.longitude + part * (end.longitude - start.longitude))
      }
    }
    crossings.sort()
    return stride(from: 0, to: crossings.count - 1, by: 2).map {
      crossings[$0]...crossings[$0 + 1]
    }
  }

  private static func length(_ spans: [ClosedRange<Double>]) -> Double {
    spans.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
  }

  /// The length that is in spans of both lists.
  private static func shared(
    _ one: [ClosedRange<Double>], _ other: [ClosedRange<Double>]
  ) -> Double {
    one.reduce(0) { sum, span in
      sum
        + other.reduce(0) {
          $0 + max(0, min(span.upperBound, $1.upperBound) - max(span.lowerBound, $1.lowerBound))
        }
    }
  }
}
