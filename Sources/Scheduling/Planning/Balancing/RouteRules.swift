import PatrolModel

/// What two cars have to keep if they exchange the rest of their shifts.
///
/// Demand and legs are kept by any exchange: the same legs are driven, by one or the other.
struct RouteRules {
  private let instance: PatrolInstance
  private let cars: [Car]
  private let hasCarRules: Bool

  init(_ instance: PatrolInstance) {
    self.instance = instance
    cars = instance.fleet.cars
    hasCarRules = instance.hasCarRules
  }

  /// Whether what one exchange may do can depend on other cars than its own.
  var joinCars: Bool { !instance.rules.classMinimums.isEmpty }

  /// Whether two cars, which meet there, may go on in each other's place; routes begin at step 0.
  func allow(_ exchange: TailExchange, of routes: [[SectorIndex?]]) -> Bool {
    let (first, second) = (routes[exchange.first], routes[exchange.second])
    let step = exchange.meeting
    return keepsPresence(head: first, tail: second, meeting: step)
      && keepsPresence(head: second, tail: first, meeting: step)
      && (!hasCarRules
        || (admits(exchange.first, to: second, after: step)
          && admits(exchange.second, to: first, after: step) && keepsClasses(exchange, routes)))
  }

  /// Whether one route up to a step may be followed by another that is in the same sector then.
  ///
  /// What lies on one side of the meeting was judged before; only windows across it are new.
  private func keepsPresence(head: [SectorIndex?], tail: [SectorIndex?], meeting: Int) -> Bool {
    switch instance.presence {
    case .none: return true
    case .noReturn:
      return tail[meeting + 1] == nil || head[meeting - 1] != tail[meeting + 1]
    case .maxStay(let limit):
      guard let sector = head[meeting] else { return true }
      let before = head[...meeting].reversed().prefix { $0 == sector }.count
      let after = tail[(meeting + 1)...].prefix { $0 == sector }.count
      return before + after <= limit
    }
  }

  /// Whether a car may follow a route after a step: sectors that admit it, and rest when it rests.
  private func admits(_ car: Int, to route: [SectorIndex?], after meeting: Int) -> Bool {
    let car = CarIndex(car)
    return (meeting + 1..<route.count).allSatisfy { place in
      let step = StepIndex(place - 1)
      guard let sector = route[place] else { return !instance.isInService(car, at: step) }
      return instance.admits(car, to: sector, at: step)
    }
  }

  /// Whether sectors still have the cars of each class that they need.
  private func keepsClasses(_ exchange: TailExchange, _ routes: [[SectorIndex?]]) -> Bool {
    guard cars[exchange.first].carClass != cars[exchange.second].carClass else { return true }
    return instance.rules.classMinimums.allSatisfy { minimum in
      let place = minimum.step.number
      guard place > exchange.meeting else { return true }
      func visits(_ car: Int) -> Int {
        let other = car == exchange.first ? exchange.second : exchange.first
        let follows = car == exchange.first || car == exchange.second ? other : car
        return routes[follows][place] == minimum.sector ? 1 : 0
      }
      let present = cars.indices.reduce(0) {
        cars[$1].carClass == minimum.carClass ? $0 + visits($1) : $0
      }
      return present >= minimum.cars
    }
  }
}
