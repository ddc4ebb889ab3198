import PatrolModel

/// Looks at the points of a table response: whether they are those of the sectors, in their order.
struct OSRMPoints {
  let file: String
  let sectors: [Sector]
  let journal: ImportJournal

  /// Metres from which on a point is said to be far from its sector: more than the way from the
  /// middle of a sector to the next road, and less than that between sectors of a town.
  private static let far = 500.0
  /// Metres within which two points are one: OSRM writes positions to 0.1 m.
  private static let same = 1.0
  /// A wrong order shows where the points fit other sectors so many times better.
  private static let better = 4.0

  /// Whether all positions are known and one place.
  static func areOne(_ positions: [Sector.Position?]) -> Bool {
    guard let first = positions.first ?? nil else { return false }
    return positions.allSatisfy { $0.map { $0.metres(to: first) <= same } ?? false }
  }

  /// Throws if the destinations are the sources in another order; warns if they are others.
  func checkDestinations(
    _ destinations: [Sector.Position?], sources: [Sector.Position?]
  ) throws(ImportError) {
    let pairs = zip(sources, destinations).map { source, destination in
      source.flatMap { source in destination.map { source.metres(to: $0) } } ?? 0
    }
    guard pairs.contains(where: { $0 > Self.same }) else { return }
    if let order = exchanged(destinations, against: sources) {
      throw ImportError(
        file, .path("destinations"),
        found: "the points of the sources in another order: \(names(order))",
        expected: "ask for the same points, in the same order, as sources and destinations")
    }
    let apart = pairs.indices.filter { pairs[$0] > Self.same }
    journal.warn(
      file, "destinations are not the sources: " + distances(apart.map { ($0, pairs[$0]) }))
  }

  /// Throws if the points are those of the sectors in another order; warns of points that are far
  /// from their sectors, of points that are one, and of points without a place.
  func checkSources(_ sources: [Sector.Position?], snaps: [Double?]) throws(ImportError) {
    let places = sectors.map(\.position)
    noteOrder(sources)
    if let order = exchanged(places, against: sources) {
      // The point of a sector is that at its own place; so many tell the order.
      throw ImportError(
        file, .path("sources"),
        found: "points that are not in the order of the sectors: sector \(sectors[order.first].id)"
          + " is nearest to the point of place \(order.places[order.first] + 1)",
        expected: "ask for the points in the order of the sectors, or put the sectors in theirs")
    }
    warnOfDistance(places, sources, snaps)
    warnOfOnePlace(sources)
    let lost = sources.indices.filter { sources[$0] == nil }
    if !lost.isEmpty, lost.count < sources.count || !snaps.isEmpty {
      journal.warn(
        file, "sources: no place on Earth for " + list(lost.map { "sector \(sectors[$0].id)" }))
    }
  }

  /// Says that nothing tells whose points these are, if nothing does.
  private func noteOrder(_ sources: [Sector.Position?]) {
    let isKnown = zip(sources, sectors).contains { $0 != nil && $1.position != nil }
    guard !isKnown, sectors.count > 1 else { return }
    journal.note(
      file,
      "its points are taken to be in the order of the sectors: "
        + list(sectors.map { "\($0.id)" }))
  }

  private func warnOfDistance(
    _ places: [Sector.Position?], _ sources: [Sector.Position?], _ snaps: [Double?]
  ) {
    var far: [(index: Int, metres: Double)] = []
    var isSwapped = true
    for (index, source) in sources.enumerated() {
      let metres = source.flatMap { source in places[index].map { $0.metres(to: source) } } ?? 0
      let snap = snaps.indices.contains(index) ? snaps[index] ?? 0 : 0
      guard max(metres, snap) > Self.far else { continue }
      far.append((index, max(metres, snap)))
      let swapped = source.flatMap(\.swapped).flatMap { swapped in
        places[index].map { $0.metres(to: swapped) }
      }
      if swapped.map({ $0 > Self.far }) ?? true { isSwapped = false }
    }
    guard !far.isEmpty else { return }
    journal.warn(
      file,
      "points far from their sectors: " + distances(far)
        + (isSwapped ? "; longitude and latitude are exchanged" : ""))
  }

  private func warnOfOnePlace(_ sources: [Sector.Position?]) {
    var pairs: [String] = []
    for (later, position) in sources.enumerated() {
      guard let position else { continue }
      // One pair for each sector says enough.
      let earlier = sources[..<later].firstIndex {
        $0.map { $0.metres(to: position) <= Self.same } ?? false
      }
      if let earlier { pairs.append("\(sectors[earlier].id) and \(sectors[later].id)") }
    }
    guard !pairs.isEmpty else { return }
    journal.warn(file, "sectors at one point of the road, 0 minutes apart: " + list(pairs))
  }

  /// Another order in which positions fit points better than in their own.
  ///
  /// Every position goes to the point that is nearest to it. Where that is a permutation whose
  /// distances together are much shorter than those in the given order, it is what was meant.
  private func exchanged(
    _ positions: [Sector.Position?], against points: [Sector.Position?]
  ) -> (places: [Int], first: Int)? {
    let known = positions.indices.filter { positions[$0] != nil && points[$0] != nil }
    // Comparing all with all takes a second for so many, and who has more has no file from OSRM.
    guard known.count > 1, known.count <= 5_000 else { return nil }
    var places = Array(positions.indices)
    var (own, best) = (0.0, 0.0)
    for index in known {
      guard let position = positions[index], let point = points[index] else { continue }
      let mine = position.metres(to: point)
      var nearest = mine
      for other in known {
        guard let point = points[other] else { continue }
        let metres = position.metres(to: point)
        if metres < nearest - Self.same {
          nearest = metres
          places[index] = other
        }
      }
      own += mine
      best += nearest
    }
    guard Set(places).count == places.count, own > Self.better * best + Self.same,
      let first = places.indices.first(where: { places[$0] != $0 })
    else { return nil }
    return (places, first)
  }

  private func names(_ order: (places: [Int], first: Int)) -> String {
    list(order.places.map { "\(sectors[$0].id)" })
  }

  private func distances(_ items: [(index: Int, metres: Double)]) -> String {
    list(items.map { "sector \(sectors[$0.index].id) by \(Self.words($0.metres))" })
  }

  private func list(_ words: [String]) -> String {
    words.prefix(5).joined(separator: ", ")
      + (words.count > 5 ? " and \(words.count - 5) others" : "")
  }

  /// A distance as people say it.
  static func words(_ metres: Double) -> String {
    metres < 1_000 ? "\(Int(metres.rounded())) m" : "\((metres / 100).rounded() / 10) km"
  }
}
