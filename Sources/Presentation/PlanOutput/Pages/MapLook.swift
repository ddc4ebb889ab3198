import PatrolModel
import Reports

/// Looks at outlines before they are drawn: which are missing, on top of each other, or elsewhere.
struct MapLook {
  let file: String
  let instance: PatrolInstance
  let outlines: SectorOutlines

  /// What may be wrong, a line each.
  var remarks: [String] {
    [missing, stacked, overlapping, misplaced].compactMap(\.self).map { "\(file): \($0)" }
  }

  private var missing: String? {
    let missing = instance.sectorIndices.filter { outlines[$0] == nil }
    return missing.isEmpty ? nil : "no outline for \(names(missing))"
  }

  /// Outlines with the same frame are those of one place, whatever they are called.
  private var stacked: String? {
    var frames: [Frame: SectorIndex] = [:]
    var pairs: [String] = []
    for sector in instance.sectorIndices {
      guard let frame = Frame(outlines[sector] ?? []) else { continue }
      if let other = frames[frame] {
        pairs.append("\(instance[other].id) and \(instance[sector].id)")
      } else {
        frames[frame] = sector
      }
    }
    return pairs.isEmpty
      ? nil : "outlines on top of each other: \(pairs.prefix(5).joined(separator: ", "))"
  }

  /// Less than this share of the smaller outline may be what borders have in common that were drawn twice.
  private static let leastShare = 0.05

  /// Outlines that partly cover each other: of what lies in both nobody knows whose it is.
  private var overlapping: String? {
    let drawn = instance.sectorIndices.compactMap { sector in
      outlines[sector].flatMap { rings in Frame(rings).map { (sector, rings, $0) } }
    }
    .filter { $0.2.isOnOneSide }
    var pairs: [String] = []
    for (place, (sector, rings, frame)) in drawn.enumerated() {
      for (other, others, around) in drawn[..<place] where frame != around {
        let share = OutlineOverlap.share(others, rings)
        guard share >= Self.leastShare else { continue }
        pairs.append(
          "\(instance[other].id) and \(instance[sector].id) by "
            + "\(Int((share * 100).rounded())) % of the smaller one")
      }
    }
    guard !pairs.isEmpty else { return nil }
    return "outlines overlap: \(pairs.prefix(5).joined(separator: ", "))"
      + (pairs.count > 5 ? " and \(pairs.count - 5) other pairs" : "")
  }

  private var misplaced: String? {
    let far = instance.sectorIndices.filter { sector in
      guard let position = instance[sector].position, let frame = Frame(outlines[sector] ?? [])
      else { return false }
      return frame.isFar(from: position)
    }
    guard !far.isEmpty else { return nil }
    let areExchanged = far.allSatisfy { sector in
      guard let position = instance[sector].position, abs(position.longitude) <= 90 else {
        return false
      }
      let other = Sector.Position(longitude: position.latitude, latitude: position.longitude)
      return Frame(outlines[sector] ?? []).map { !$0.isFar(from: other) } ?? false
    }
    return "outlines far from the positions of \(names(far))"
      + (areExchanged ? "; longitude and latitude are exchanged in one of the two" : "")
  }

  private func names(_ sectors: [SectorIndex]) -> String {
    let names = sectors.prefix(10).map { "\(instance[$0].id)" }.joined(separator: ", ")
    return (sectors.count == 1 ? "sector " : "sectors ") + names
      + (sectors.count > 10 ? " and \(sectors.count - 10) others" : "")
  }

  /// The frame around an outline, in degrees.
  struct Frame: Hashable {
    let west: Double
    let east: Double
    let south: Double
    let north: Double

    init?(_ rings: [[Sector.Position]]) {
      let points = rings.joined()
      guard let first = points.first else { return nil }
      var frame = (first.longitude, first.longitude, first.latitude, first.latitude)
      for point in points {
        frame = (
          min(frame.0, point.longitude), max(frame.1, point.longitude),
          min(frame.2, point.latitude), max(frame.3, point.latitude)
        )
      }
      (west, east, south, north) = frame
    }

    /// Frames of 360 degrees are those of outlines on both sides of the antimeridian.
    var isOnOneSide: Bool { east - west < 180 }

    /// Whether a position is farther from the frame than that is wide and high together.
    func isFar(from position: Sector.Position) -> Bool {
      guard isOnOneSide else { return false }
      let across = max(0, west - position.longitude, position.longitude - east)
      let along = max(0, south - position.latitude, position.latitude - north)
      let size = (east - west) + (north - south)
      return min(across, 360 - across) + along > max(size, 0.01)
    }
  }
}
