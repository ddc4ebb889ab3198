import PatrolModel

/// Two cars that exchange the steps after one at which they are in the same sector.
struct TailExchange {
  let first: Int
  let second: Int
  /// The step at which they meet; those after it change hands.
  let meeting: Int
}

/// The routes of all cars with what is left to drive after each step.
struct RouteTable {
  private let instance: PatrolInstance
  /// Sectors by car and step.
  private var routes: [[SectorIndex]]
  /// Tenths of minutes from a step to the end of the shift, by car and step.
  private var travelAfter: [[Int]]
  /// Whether a car is known to have no exchange with any other settled car.
  private var isSettled: [Bool]

  /// Reads the routes off a schedule; `nil` if a car is out of service at some step.
  init?(_ schedule: Schedule, of instance: PatrolInstance) {
    self.instance = instance
    routes = instance.carIndices.map { schedule.route(of: $0).compactMap { $0 } }
    guard routes.allSatisfy({ $0.count == instance.stepCount }) else { return nil }
    travelAfter = routes.map { Self.travelAfter($0, instance) }
    isSettled = routes.map { _ in false }
  }

  var schedule: Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for car in instance.carIndices {
      for step in instance.shift.steps {
        schedule[step, car] = routes[car.rawValue][step.rawValue]
      }
    }
    return schedule
  }

  /// The best exchange of the longest car that has one, or `nil` if no exchange evens out anything.
  ///
  /// A car without one is settled until its route changes: no two settled cars have an exchange, so
  /// that each exchange makes only its own two cars worth another look.
  mutating func evenestExchange() -> TailExchange? {
    while let car = longestUnsettledCar {
      if let exchange = bestExchange(of: car) { return exchange }
      isSettled[car] = true
    }
    return nil
  }

  private var longestUnsettledCar: Int? {
    var longest: Int?
    for car in routes.indices where !isSettled[car] {
      if longest.map({ travel(car) > travel($0) }) ?? true { longest = car }
    }
    return longest
  }

  /// The exchange with the longest car it makes shorter, then that which leaves the longer car
  /// shortest; the first of those that are alike.
  private func bestExchange(of car: Int) -> TailExchange? {
    var best: (before: Int, after: Int, exchange: TailExchange)?
    for other in routes.indices where other != car {
      let before = max(travel(car), travel(other))
      guard before >= best?.before ?? 0 else { continue }
      for step in 0..<instance.stepCount - 1 where routes[car][step] == routes[other][step] {
        let change = travelAfter[other][step] - travelAfter[car][step]
        let after = max(travel(car) + change, travel(other) - change)
        let limit = before == best?.before ? best?.after ?? before : before
        guard after < limit else { continue }
        let exchange = TailExchange(first: car, second: other, meeting: step)
        if isAllowed(exchange) { best = (before, after, exchange) }
      }
    }
    return best?.exchange
  }

  private func travel(_ car: Int) -> Int { travelAfter[car][0] }

  mutating func make(_ exchange: TailExchange) {
    for step in exchange.meeting + 1..<instance.stepCount {
      let sector = routes[exchange.first][step]
      routes[exchange.first][step] = routes[exchange.second][step]
      routes[exchange.second][step] = sector
    }
    for car in [exchange.first, exchange.second] {
      travelAfter[car] = Self.travelAfter(routes[car], instance)
      isSettled[car] = false
    }
  }

  /// Whether the two cars, which meet there, may go on in each other's place.
  private func isAllowed(_ exchange: TailExchange) -> Bool {
    let (first, second) = (routes[exchange.first], routes[exchange.second])
    let step = exchange.meeting
    return keepsPresence(head: first, tail: second, meeting: step)
      && keepsPresence(head: second, tail: first, meeting: step)
  }

  /// Whether one route up to a step may be followed by another that is in the same sector then.
  ///
  /// What lies on one side of the meeting was judged before; only windows across it are new.
  private func keepsPresence(head: [SectorIndex], tail: [SectorIndex], meeting: Int) -> Bool {
    let sector = head[meeting]
    switch instance.presence {
    case .none: return true
    case .noReturn: return meeting == 0 || head[meeting - 1] != tail[meeting + 1]
    case .maxStay(let limit):
      let before = head[...meeting].reversed().prefix { $0 == sector }.count
      let after = tail[(meeting + 1)...].prefix { $0 == sector }.count
      return before + after <= limit
    }
  }

  private static func travelAfter(
    _ route: [SectorIndex], _ instance: PatrolInstance
  ) -> [Int] {
    var rest = Array(repeating: 0, count: route.count)
    for step in route.indices.dropLast().reversed() {
      rest[step] = rest[step + 1] + instance.travel[from: route[step], to: route[step + 1]].tenths
    }
    return rest
  }
}
