import PatrolModel

/// Routes that meet demand on their way to keeping the presence rule, by exchanges of two cars.
///
/// Two cars exchange their sectors at some steps: all from one on (their tails), one alone, or every
/// other one from a step on, forwards or backwards. The last kind is that of Theorem B (ii): where
/// car i is in j at t − 1 and t + 1, some car i′ is in j at neither, since d[t−1] + d[t+1] ≤ n, and
/// exchanging t + 1, t + 3, … keeps every other pair of steps two apart. So with `no-return` and a
/// feasible instance there is always an exchange that leaves fewer breaks.
struct PresenceRepair {
  private let instance: PatrolInstance
  /// Sectors by car and step.
  private var routes: [[Int]]

  /// C, in tenths.
  private let breakPrice: Int

  init(_ instance: PatrolInstance, routes: [[Int]], weights: PenaltyWeights) {
    self.instance = instance
    breakPrice = weights.presence.tenths
    self.routes = routes
  }

  var schedule: Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for car in instance.carIndices {
      for step in instance.shift.steps {
        schedule[step, car] = SectorIndex(routes[car.rawValue][step.rawValue])
      }
    }
    return schedule
  }

  /// Undoes breaks, one exchange at a time; returns whether none is left.
  mutating func undoBreaks() -> Bool {
    // An exchange may leave a break in its other car, but the sum over all cars falls.
    while let (car, last) = firstBreak {
      guard exchangeBest(car, last) else { return false }
    }
    return true
  }

  /// Makes the exchange of least energy among those that leave fewer breaks; `false` if none does.
  private mutating func exchangeBest(_ car: Int, _ last: Int) -> Bool {
    var best: (change: Int, other: Int, first: [Int], second: [Int])?
    for other in routes.indices where other != car {
      let before = cost(routes[car], routes[other])
      for steps in candidates(last) {
        var (first, second) = (routes[car], routes[other])
        for step in steps { swap(&first[step], &second[step]) }
        let after = cost(first, second)
        guard after.breaks < before.breaks else { continue }
        let change = after.energy - before.energy
        if change < best?.change ?? .max { best = (change, other, first, second) }
      }
    }
    guard let best else { return false }
    (routes[car], routes[best.other]) = (best.first, best.second)
    return true
  }

  /// The steps that an exchange may change to undo a break that ends at a step.
  private func candidates(_ last: Int) -> [[Int]] {
    (max(0, last - span)...last).flatMap { step in
      [
        Array(step..<instance.stepCount), [step],
        Array(stride(from: step, to: instance.stepCount, by: 2)),
        Array(stride(from: step, through: 0, by: -2)),
      ]
    }
  }

  /// The steps between the first and the last one of a break.
  private var span: Int {
    switch instance.presence {
    case .none: 0
    case .noReturn: 2
    case .maxStay(let limit): limit
    }
  }

  private func cost(_ first: [Int], _ second: [Int]) -> (breaks: Int, energy: Int) {
    let breaks = breakCount(first) + breakCount(second)
    return (breaks, travel(first) + travel(second) + breaks * breakPrice)
  }

  private func travel(_ route: [Int]) -> Int {
    zip(route, route.dropFirst()).reduce(0) {
      $0 + instance.travel[from: SectorIndex($1.0), to: SectorIndex($1.1)].tenths
    }
  }

  private func breakCount(_ route: [Int]) -> Int {
    route.indices.count { isBroken(route, endingAt: $0) }
  }

  /// A car that breaks the rule, and the last step of its first break.
  private var firstBreak: (car: Int, last: Int)? {
    for (car, route) in routes.enumerated() {
      if let last = route.indices.first(where: { isBroken(route, endingAt: $0) }) {
        return (car, last)
      }
    }
    return nil
  }

  private func isBroken(_ route: [Int], endingAt step: Int) -> Bool {
    switch instance.presence {
    case .none: false
    case .noReturn: step >= 2 && route[step - 2] == route[step]
    case .maxStay(let limit):
      step >= limit && (step - limit..<step).allSatisfy { route[$0] == route[step] }
    }
  }
}
