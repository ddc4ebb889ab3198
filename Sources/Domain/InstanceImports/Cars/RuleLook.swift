import PatrolModel

/// Holds the pins and bans of an import against its demand: what no plan can keep is said, not refused,
/// as demand and rules are often changed one after the other.
struct RuleLook {
  let file: String
  let instance: PatrolInstance
  let journal: ImportJournal

  /// More lines than these of one kind help nobody.
  private static let mostLines = 5

  func look() {
    warn(of: crowded, "places have more cars pinned to them than they take")
    warn(of: deserted, "places are closed to so many cars that too few are left")
  }

  private func warn(of lines: [String], _ others: String) {
    for line in lines.prefix(Self.mostLines) { journal.warn(file, line) }
    if lines.count > Self.mostLines {
      journal.warn(file, "\(lines.count - Self.mostLines) more \(others)")
    }
  }

  /// Sectors to which more cars are pinned than may be there.
  private var crowded: [String] {
    counts(of: instance.rules.fixed).compactMap { place, cars in
      let most = instance.demand.range(place.step, place.sector).maximum
      guard !instance[place.sector].isReserve, cars.count > most else { return nil }
      let (names, verb) = Self.words(cars.map { instance.fleet[$0].id.rawValue })
      return "\(names) \(verb) pinned to \(words(place)), where "
        + (most == 0 ? "no car is needed" : "\(most) \(most == 1 ? "is" : "are") taken at most")
    }
  }

  /// Sectors that need more cars than are not kept out of them.
  private var deserted: [String] {
    counts(of: instance.rules.forbidden).compactMap { place, cars in
      let least = instance.demand.range(place.step, place.sector).minimum
      let banned = Set(cars)
      let left = instance.carIndices.count {
        instance.isInService($0, at: place.step) && !banned.contains($0)
      }
      let isPriced =
        instance.roster.shortagePrice != nil || instance[place.sector].shortagePrice != nil
      guard !isPriced, left < least else { return nil }
      return
        "\(left == 0 ? "no car" : "\(left) of the cars") may be in \(words(place)), where \(least) "
        + "\(least == 1 ? "is" : "are") needed"
    }
  }

  private struct Place: Hashable, Comparable {
    let step: StepIndex
    let sector: SectorIndex

    static func < (a: Self, b: Self) -> Bool { (a.step, a.sector) < (b.step, b.sector) }
  }

  /// The cars of assignments by place, in the order of steps.
  private func counts(
    of assignments: [PlanningRules.Assignment]
  ) -> [(place: Place, cars: [CarIndex])] {
    Dictionary(grouping: assignments) { Place(step: $0.step, sector: $0.sector) }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value.map(\.car).sorted()) }
  }

  private func words(_ place: Place) -> String {
    "\(instance[place.sector].id) at \(instance.shift.clock(place.step))"
  }

  private static func words(_ cars: [String]) -> (names: String, verb: String) {
    guard cars.count > 1 else { return ("car \(cars[0])", "is") }
    return (
      "cars " + cars.dropLast().joined(separator: ", ") + " and " + cars[cars.count - 1], "are"
    )
  }
}
