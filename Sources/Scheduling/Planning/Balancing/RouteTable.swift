import PatrolModel

/// Two cars that exchange the steps after one at which they are in the same sector.
struct TailExchange {
  let first: Int
  let second: Int
  /// Where in their routes they meet; what comes after it changes hands.
  let meeting: Int
}

/// The routes of all cars with what is left to drive after each step.
struct RouteTable {
  private let instance: PatrolInstance
  private let rules: RouteRules
  /// Sectors by car and step, after a step 0 at which each car is where it starts, if that matters.
  private var routes: [[SectorIndex?]]
  /// Tenths of minutes from a step to the end of the shift, by car and step.
  private var travelAfter: [[Int]]
  /// Whether a car is known to have no exchange with any other settled car.
  private var isSettled: [Bool]

  /// Reads the routes off a schedule.
  init(_ schedule: Schedule, of instance: PatrolInstance) {
    self.instance = instance
    rules = RouteRules(instance)
    routes = instance.carIndices.map { [instance.fleet[$0].start] + schedule.route(of: $0) }
    travelAfter = routes.map { Self.travelAfter($0, instance) }
    isSettled = routes.map { _ in false }
  }

  var schedule: Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for car in instance.carIndices {
      for step in instance.shift.steps {
        schedule[step, car] = routes[car.rawValue][step.number]
      }
    }
    return schedule
  }

  /// The best exchange of the longest car that has one, or `nil` if no exchange evens out anything.
  ///
  /// A car without one is settled until its route changes: no two settled cars have an exchange, so
  /// that each exchange makes only its own two cars worth another look. Where classes have shares of
  /// the demand, an exchange may make room for others, and all cars are looked at again.
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
      for step in 1..<max(1, instance.stepCount) where routes[car][step] == routes[other][step] {
        let change = travelAfter[other][step] - travelAfter[car][step]
        let after = max(travel(car) + change, travel(other) - change)
        let limit = before == best?.before ? best?.after ?? before : before
        guard after < limit else { continue }
        let exchange = TailExchange(first: car, second: other, meeting: step)
        if rules.allow(exchange, of: routes) { best = (before, after, exchange) }
      }
    }
    return best?.exchange
  }

  private func travel(_ car: Int) -> Int { travelAfter[car][0] }

  mutating func make(_ exchange: TailExchange) {
    for step in exchange.meeting + 1...instance.stepCount {
      let sector = routes[exchange.first][step]
      routes[exchange.first][step] = routes[exchange.second][step]
      routes[exchange.second][step] = sector
    }
    if rules.joinCars { isSettled = routes.map { _ in false } }
    for car in [exchange.first, exchange.second] {
      travelAfter[car] = Self.travelAfter(routes[car], instance)
      isSettled[car] = false
    }
  }

  /// A car that comes into service or goes out of it travels nothing for that.
  private static func travelAfter(
    _ route: [SectorIndex?], _ instance: PatrolInstance
  ) -> [Int] {
    var rest = Array(repeating: 0, count: route.count)
    for step in route.indices.dropLast().reversed() {
      rest[step] = rest[step + 1]
      guard let origin = route[step], let destination = route[step + 1] else { continue }
      rest[step] += instance.travel[from: origin, to: destination].tenths
    }
    return rest
  }
}
