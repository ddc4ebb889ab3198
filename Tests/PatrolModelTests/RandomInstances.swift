import PatrolModel
import RandomStreams

extension PatrolInstance {
  /// A small instance with every feature of the format, drawn from a seed.
  static func random(
    seed: UInt64, cars: Int? = nil, sectors: Int? = nil, steps: Int? = nil,
    presence: PresenceRule? = nil
  ) -> PatrolInstance {
    var random = RandomStream(seed: seed)
    let cars = cars ?? 1 + random.uniform(below: 9)
    let sectors = sectors ?? 1 + random.uniform(below: 6)
    let steps = steps ?? 1 + random.uniform(below: 8)
    let demand = (0..<steps).map { _ in
      var row = Array(repeating: 0, count: sectors)
      for _ in 0..<cars { row[random.uniform(below: sectors)] += 1 }
      return row
    }
    let travel = (0..<sectors).map { origin in
      (0..<sectors).map {
        $0 == origin ? Minutes.zero : Minutes(tenths: random.uniform(below: 100_801))
      }
    }
    let isNamed = random.uniform(below: 2) == 0
    let rules: [PresenceRule] = [.none, .noReturn, .maxStay(limit: 1 + random.uniform(below: 4))]
    return PatrolInstance(
      name: "random \(seed)", summary: random.uniform(below: 2) == 0 ? "" : hostile,
      fleet: isNamed
        ? .named((0..<cars).map { Car(id: .init("F-\($0)")) }) : .anonymous(count: cars),
      shift: Shift(
        startMinute: random.uniform(below: 1440), stepMinutes: 1 + random.uniform(below: 1440),
        stepCount: steps),
      presence: presence ?? rules[random.uniform(below: 3)],
      sectors: (0..<sectors).map { .random(number: $0, using: &random) },
      demand: Demand(rows: demand), travel: TravelTimes(rows: travel))
  }

  /// Text that breaks writers that forget to escape.
  private static let hostile = "\"quoted\" \\ slash / tab\t line\n\u{1}\u{1f}\u{7f}\u{2028} é 巡邏 🚓"
}

extension Sector {
  fileprivate static func random(number: Int, using random: inout RandomStream) -> Sector {
    let position = Position(
      longitude: random.unit() * 360 - 180, latitude: (random.unit() * 180 - 90) * 1e-3)
    return Sector(
      id: .init("S-\(number)"), name: "Sector “\(number)” \\ \"n\"",
      position: random.uniform(below: 3) == 0 ? nil : position)
  }
}
