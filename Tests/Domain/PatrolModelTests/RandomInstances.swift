import PatrolModel
import RandomStreams
import _TemperTestSupport

extension PatrolInstance {
  /// A small instance with every feature of the format, drawn from a seed.
  static func everyFeature(seed: UInt64) -> PatrolInstance {
    var random = RandomStream(seed: seed)
    // All rules together may contradict each other, which files must not.
    let kinds = CarRule.allCases.filter { $0 != .all }
    let plain =
      random.uniform(below: 2) == 0
      ? PatrolInstance.random(seed: seed, rule: kinds[random.uniform(below: kinds.count)])
      : PatrolInstance.random(
        seed: seed, cars: 1 + random.uniform(below: 9), sectors: 1 + random.uniform(below: 6),
        steps: 1 + random.uniform(below: 8),
        presence: [.none, .noReturn, .maxStay(limit: 1 + random.uniform(below: 4))][
          random.uniform(below: 3)], longest: 100_801)
    return plain.replacing(
      summary: random.uniform(below: 2) == 0 ? "" : hostile,
      shift: Shift(
        startMinute: random.uniform(below: 1440), stepMinutes: 1 + random.uniform(below: 1440),
        stepCount: plain.stepCount),
      sectors: plain.sectors.map { $0.decorated(using: &random) })
  }

  /// Text that breaks writers that forget to escape.
  private static let hostile = "\"quoted\" \\ slash / tab\t line\n\u{1}\u{1f}\u{7f}\u{2028} é 巡邏 🚓"
}

extension Sector {
  /// The sector with a name that has to be escaped and, in most cases, a position.
  fileprivate func decorated(using random: inout RandomStream) -> Sector {
    let position = Position(
      longitude: random.unit() * 360 - 180, latitude: (random.unit() * 180 - 90) * 1e-3)
    return Sector(
      id: id, name: "Sector “\(id)” \\ \"n\"",
      position: random.uniform(below: 3) == 0 ? nil : position, classes: classes)
  }
}
