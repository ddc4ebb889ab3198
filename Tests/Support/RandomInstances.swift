public import PatrolModel
public import RandomStreams

extension PatrolInstance {
  /// A small instance drawn from a seed; its demand may leave no schedule.
  ///
  /// Travel times are whole tenths below `longest`, asymmetric, and some of them zero.
  public static func random(
    seed: UInt64, cars: Int, sectors: Int, steps: Int, presence: PresenceRule, longest: Int = 300
  ) -> PatrolInstance {
    var random = RandomStream(seed: seed)
    let demand = (0..<steps).map { _ in
      var row = Array(repeating: 0, count: sectors)
      for _ in 0..<cars { row[random.uniform(below: sectors)] += 1 }
      return row
    }
    let travel = (0..<sectors).map { origin in
      (0..<sectors).map { destination in
        origin == destination || random.uniform(below: 8) == 0
          ? Minutes.zero : Minutes(tenths: random.uniform(below: longest))
      }
    }
    return PatrolInstance(
      name: "random \(seed)", summary: "", fleet: .anonymous(count: cars),
      shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: steps), presence: presence,
      sectors: (0..<sectors).map { Sector(id: .init("S-\($0)"), name: "Sector \($0)") },
      demand: Demand(rows: demand), travel: TravelTimes(rows: travel))
  }
}

extension PatrolInstance {
  /// The same shift with some of its parts replaced.
  public func replacing(
    name: String? = nil, summary: String? = nil, fleet: Fleet? = nil, shift: Shift? = nil,
    sectors: [Sector]? = nil
  ) -> PatrolInstance {
    PatrolInstance(
      name: name ?? self.name, summary: summary ?? self.summary, fleet: fleet ?? self.fleet,
      shift: shift ?? self.shift, presence: presence, sectors: sectors ?? self.sectors,
      demand: demand, travel: travel, rules: rules)
  }
}

extension PresenceRule {
  /// Every kind of rule, with the limits that are built differently.
  public static let samples: [PresenceRule] = [
    .none, .noReturn, .maxStay(limit: 1), .maxStay(limit: 2), .maxStay(limit: 3),
  ]
}

extension RandomStream {
  /// So many random bits.
  public mutating func bits(_ count: Int) -> [Bool] {
    (0..<count).map { _ in uniform(below: 2) == 1 }
  }
}
