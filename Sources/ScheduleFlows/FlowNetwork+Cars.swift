public import PatrolModel

/// From flows to cars: who takes which departure.
extension FlowNetwork {
  /// The schedule whose cars make a flow; it travels as the flow does and keeps the presence rule.
  ///
  /// Under no-return, arrivals and departures of a sector are paired and pairs that would return
  /// are exchanged with others. Otherwise cars leave in the order in which they came. Pairings of
  /// different sectors or steps do not touch each other.
  ///
  /// - Complexity: O(*n* *T* *d*) for at most d cars in a sector.
  /// - Parameter flow: Cars on each arc, not negative.
  /// - Returns: A sector for each car and step.
  /// - Throws: ``FlowError`` if the flow breaks the demand or the presence rule.
  public func schedule(of flow: [Int]) throws(FlowError) -> Schedule {
    precondition(flow.count == arcs.count, "one number of cars per arc")
    if let (step, sector) = imbalance(of: flow) { throw .unbalanced(step, sector) }
    let broken = presenceRows.first { row in
      row.arcs.reduce(0) { $0 + flow[$1.rawValue] } > row.limit
    }
    if let broken { throw .presenceBroken(broken) }

    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    var present = firstPlaces(in: &schedule)
    for (step, move) in moves.enumerated() {
      var (staying, arriving) = (
        [[CarIndex]](repeating: [], count: instance.sectorCount),
        [[CarIndex]](repeating: [], count: instance.sectorCount)
      )
      for (place, origin) in move.origins.enumerated() {
        let cars = present[origin.rawValue]
        var departures = departures(move, place, flow)
        if instance.presence == .noReturn, step > 0 {
          let past = cars.compactMap { schedule[StepIndex(step - 1), $0] }
          guard pair(&departures, with: past) else { throw .notPaired(StepIndex(step), origin) }
        }
        for (car, destination) in zip(cars, departures) {
          schedule[StepIndex(step + 1), car] = destination
          if destination == origin {
            staying[origin.rawValue].append(car)
          } else {
            arriving[destination.rawValue].append(car)
          }
        }
      }
      present = zip(staying, arriving).map(+)
    }
    return schedule
  }

  /// Puts cars where the first step needs them; returns the cars of each sector.
  private func firstPlaces(in schedule: inout Schedule) -> [[CarIndex]] {
    let first = StepIndex(0)
    var cars = instance.carIndices[...]
    return instance.sectorIndices.map { sector in
      let here = Array(cars.prefix(instance.demand[first, sector]))
      cars = cars.dropFirst(here.count)
      for car in here { schedule[first, car] = sector }
      return here
    }
  }

  /// Where the cars of an origin go, those that stay last: cars are in order of their arrival, so
  /// whoever has been here longest leaves.
  private func departures(_ move: Move, _ place: Int, _ flow: [Int]) -> [SectorIndex] {
    let all = move.destinations.enumerated().flatMap { next, destination in
      Array(repeating: destination, count: flow[move.arc(place, next).rawValue])
    }
    let origin = move.origins[place]
    return all.filter { $0 != origin } + all.filter { $0 == origin }
  }

  /// Exchanges departures until no car goes where it came from; returns whether it could be done.
  ///
  /// If a pair (a, a) is left, at most in(a) + out(a) − 1 ≤ d − 1 of the d pairs have an a on either
  /// side, so some pair (x, y) has none; after the exchange (a, y) and (x, a) are both good.
  private func pair(_ departures: inout [SectorIndex], with past: [SectorIndex]) -> Bool {
    for car in past.indices where departures[car] == past[car] {
      let other = past.indices.first { past[$0] != past[car] && departures[$0] != past[car] }
      guard let other else { return false }
      departures.swapAt(car, other)
    }
    return true
  }

  /// A step and sector where a flow does not meet the demand, or `nil`.
  func imbalance(of flow: [Int]) -> (StepIndex, SectorIndex)? {
    for (step, move) in moves.enumerated() {
      var arriving = [Int](repeating: 0, count: move.destinations.count)
      for (place, origin) in move.origins.enumerated() {
        var leaving = 0
        for next in move.destinations.indices {
          let cars = flow[move.arc(place, next).rawValue]
          guard cars >= 0 else { return (StepIndex(step), origin) }
          leaving += cars
          arriving[next] += cars
        }
        guard leaving == move.supplies[place] else { return (StepIndex(step), origin) }
      }
      if let next = arriving.indices.first(where: { arriving[$0] != move.demands[$0] }) {
        return (StepIndex(step + 1), move.destinations[next])
      }
    }
    return nil
  }
}
