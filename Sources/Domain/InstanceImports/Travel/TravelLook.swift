import PatrolModel

/// Looks at the travel times of an instance before anybody plans with them.
struct TravelLook {
  let file: String
  let instance: PatrolInstance
  let journal: ImportJournal

  /// Kilometres an hour as the crow flies that no car on duty drives from sector to sector.
  private static let fastest = 200.0
  /// What no car drives even where streets are few: legs as fast as this are in another unit.
  private static let impossible = 1_000.0

  /// Says what is odd.
  ///
  /// - Throws: ``ImportError`` if all legs are so short that they are no minutes.
  func look() throws(ImportError) {
    if let words = instance.longLegsInWords { journal.warn(file, words) }
    noteZeros()
    try noteSpeeds()
    notePositions()
  }

  private func noteZeros() {
    guard instance.sectorCount > 1 else { return }
    var (count, first) = (0, (from: SectorIndex, to: SectorIndex)?.none)
    for from in instance.sectorIndices {
      for to in instance.sectorIndices
      where to != from && instance.travel[from: from, to: to] == .zero {
        count += 1
        first = first ?? (from, to)
      }
    }
    guard let first else { return }
    let all = instance.sectorCount * (instance.sectorCount - 1)
    journal.warn(
      file,
      count == all
        ? "all legs are 0 minutes, so that every plan travels 0.0 minutes"
        : "\(count) of \(all) legs are 0 minutes, first that from \(instance[first.from].id) to "
          + "\(instance[first.to].id)")
  }

  /// A leg that no car can drive: minutes that are hours, or positions that are others.
  private func noteSpeeds() throws(ImportError) {
    var slowest = Double.infinity
    var worst: (from: SectorIndex, to: SectorIndex, metres: Double, speed: Double)?
    var count = 0
    for from in instance.sectorIndices {
      guard let start = instance[from].position else { continue }
      for to in instance.sectorIndices where to != from {
        guard let end = instance[to].position else { continue }
        let minutes = instance.travel[from: from, to: to]
        let metres = start.metres(to: end)
        guard minutes > .zero else { continue }
        let speed = metres / 1_000 / (minutes.value / 60)
        slowest = min(slowest, speed)
        guard speed > Self.fastest else { continue }
        count += 1
        if speed > worst?.speed ?? 0 { worst = (from, to, metres, speed) }
      }
    }
    guard let worst else { return }
    let words =
      "faster than any car: from \(instance[worst.from].id) to \(instance[worst.to].id), "
      + "\(OSRMPoints.words(worst.metres)) as the crow flies in "
      + "\(instance.travel[from: worst.from, to: worst.to]) minutes"
    if count > 1, slowest > Self.impossible {
      throw ImportError(
        file, .file, found: "all legs \(words)",
        expected: "write tables in minutes; responses of routing programs are in seconds")
    }
    journal.warn(file, "\(count) \(count == 1 ? "leg is" : "legs are") \(words)")
  }

  /// Sectors at one place.
  private func notePositions() {
    var places: [Sector.Position: SectorIndex] = [:]
    for sector in instance.sectorIndices {
      guard let position = instance[sector].position else { continue }
      guard let other = places[position] else {
        places[position] = sector
        continue
      }
      journal.warn(
        file, "sectors \(instance[other].id) and \(instance[sector].id) are at one position")
      return
    }
  }
}
