public import PatrolModel
public import QUBOModel

// The proof of the sufficient weights as an algorithm: any state becomes a plan, repair by repair,
// and under sufficient weights each repair lowers the energy.

extension ScheduleQUBO {
  /// A plan near an assignment, made by the repairs that prove weights sufficient.
  ///
  /// - Parameters:
  ///   - assignment: Any assignment.
  ///   - weights: The weights; among possible repairs the cheapest one is made.
  /// - Returns: A plan that keeps all rules, or `nil` if repairs end before: never with `no-return`
  ///   or no rule, if the instance is feasible.
  public func repaired(_ assignment: BitVector, weights: PenaltyWeights) -> Schedule? {
    let places = instance.shift.steps.map { step in
      instance.carIndices.map { sectorsSet(assignment, step, $0) }
    }
    return ScheduleRepair(instance, places: places, weights: weights).schedule()
  }
}

extension ScheduleLayers {
  /// A plan near a state, made by the repairs that prove weights sufficient.
  ///
  /// - Parameters:
  ///   - state: Any state.
  ///   - weights: The weights; among possible repairs the cheapest one is made.
  /// - Returns: A plan that keeps all rules, or `nil` if repairs end before: never with `no-return`
  ///   or no rule, if the instance is feasible.
  public func repaired(_ state: LayeredState, weights: PenaltyWeights) -> Schedule? {
    let places = instance.shift.steps.map { step in
      instance.carIndices.map { [state[$0.rawValue, step.rawValue]] }
    }
    return ScheduleRepair(instance, places: places, weights: weights).schedule()
  }
}

/// A state on its way to a plan: first demand and one location as in Theorem A, then presence.
private struct ScheduleRepair {
  let instance: PatrolInstance
  let weights: PenaltyWeights
  /// The sectors of each car, by step and car.
  private var places: [[[Int]]]

  init(_ instance: PatrolInstance, places: [[[Int]]], weights: PenaltyWeights) {
    self.instance = instance
    self.places = places
    self.weights = weights
  }

  consuming func schedule() -> Schedule? {
    for step in instance.shift.steps.map(\.rawValue) {
      var lacking = zip(instance.demand[StepIndex(step)], counts(step)).map { $0 - $1 }
      clearSurplus(step, &lacking)
      fillEmpty(step, &lacking)
      moveSurplus(step, &lacking)
    }
    var repair = PresenceRepair(instance, routes: routes, weights: weights)
    return repair.undoBreaks() ? repair.schedule : nil
  }

  private var routes: [[Int]] {
    instance.carIndices.map { car in places.map { $0[car.rawValue].first ?? 0 } }
  }

  private func counts(_ step: Int) -> [Int] {
    var counts = Array(repeating: 0, count: instance.sectorCount)
    for sector in places[step].joined() { counts[sector] += 1 }
    return counts
  }

  /// Leaves one sector to each car that has several, taking over-full ones away first.
  private mutating func clearSurplus(_ step: Int, _ lacking: inout [Int]) {
    for car in places[step].indices {
      while places[step][car].count > 1 {
        let sectors = places[step][car]
        let choice = sectors.indices.min { a, b in
          let (left, right) = (sectors[a], sectors[b])
          // Over-full before others, then what costs more where it is.
          return (lacking[left] < 0 ? 0 : 1, -price(step, car, left))
            < (lacking[right] < 0 ? 0 : 1, -price(step, car, right))
        }
        guard let choice else { return }
        lacking[sectors[choice]] += 1
        places[step][car].remove(at: choice)
      }
    }
  }

  /// Gives cars without a sector one that lacks cars.
  private mutating func fillEmpty(_ step: Int, _ lacking: inout [Int]) {
    while let (car, sector) = cheapest(step, lacking, of: { $0.isEmpty }) {
      places[step][car] = [sector]
      lacking[sector] -= 1
    }
  }

  /// Moves cars from over-full sectors to those that lack cars.
  private mutating func moveSurplus(_ step: Int, _ lacking: inout [Int]) {
    while let (car, sector) = cheapest(step, lacking, of: { $0.contains { lacking[$0] < 0 } }) {
      for old in places[step][car] { lacking[old] += 1 }
      places[step][car] = [sector]
      lacking[sector] -= 1
    }
  }

  /// The cheapest way to send one of some cars to a sector that lacks one.
  private func cheapest(
    _ step: Int, _ lacking: [Int], of isMovable: ([Int]) -> Bool
  ) -> (car: Int, sector: Int)? {
    var best: (price: Int, car: Int, sector: Int)?
    for (car, sectors) in places[step].enumerated() where isMovable(sectors) {
      let before = sectors.reduce(0) { $0 + price(step, car, $1) }
      for sector in lacking.indices where lacking[sector] > 0 {
        let change = price(step, car, sector) - before
        if change < best?.price ?? .max { best = (change, car, sector) }
      }
    }
    return best.map { ($0.car, $0.sector) }
  }

  /// What a car's bit costs in travel and breaks, in tenths.
  private func price(_ step: Int, _ car: Int, _ sector: Int) -> Int {
    func sectors(_ step: Int) -> [Int] {
      places.indices.contains(step) ? places[step][car] : []
    }
    func minutes(_ from: Int, _ to: Int) -> Int {
      instance.travel[from: SectorIndex(from), to: SectorIndex(to)].tenths
    }
    let travel =
      sectors(step - 1).reduce(0) { $0 + minutes($1, sector) }
      + sectors(step + 1).reduce(0) { $0 + minutes(sector, $1) }
    func isThere(_ step: Int) -> Bool { sectors(step).contains(sector) }
    let breaks: Int
    switch instance.presence {
    case .none: breaks = 0
    case .noReturn: breaks = (isThere(step - 2) ? 1 : 0) + (isThere(step + 2) ? 1 : 0)
    case .maxStay(let limit):
      let before = (1...).prefix { isThere(step - $0) }.count
      let after = (1...).prefix { isThere(step + $0) }.count
      // Windows of limit + 1 steps inside the run, less those that it had without this step.
      breaks =
        max(0, before + after + 1 - limit) - max(0, before - limit) - max(0, after - limit)
    }
    return travel + breaks * weights.presence.tenths
  }
}
