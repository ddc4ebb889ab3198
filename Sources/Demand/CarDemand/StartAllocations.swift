/// Where descents start, and what plans are compared with.
public enum StartRule: String, CaseIterable, Sendable {
  /// Cars in proportion to the minutes that calls of each sector take.
  case proportional
  /// In proportion to their square roots, which spares quiet sectors.
  case squareRoot = "square-root"
  /// One car for each sector, the rest in proportion.
  case oneEach = "one-each"
  /// As many cars for each sector.
  case uniform
  /// Where most calls are within reach of a car that is free (``CoverageStart``).
  case coverage
  /// One car after the other, where the simulated loss falls most.
  case marginal
}

/// Makes the allocations that searches start from.
package struct StartAllocations {
  private let trial: AllocationTrial
  private let rules: AllocationRules

  package init(trial: AllocationTrial, rules: AllocationRules) {
    (self.trial, self.rules) = (trial, rules)
  }

  /// The allocation of a rule.
  package func allocation(_ rule: StartRule) -> Allocation {
    switch rule {
    case .proportional: apportioned(workloads)
    case .squareRoot: apportioned(workloads.map { $0.squareRoot() })
    case .oneEach: apportioned(workloads, first: 1)
    case .uniform: apportioned(workloads.map { _ in 1 })
    case .coverage: coverage
    case .marginal: marginal
    }
  }

  /// Minutes of service by the sector whose post is nearest, of all scenarios.
  private var workloads: [Double] {
    var workloads = [Double](repeating: 0, count: rules.sectorCount)
    let (posts, travel) = (trial.dispatch.posts, trial.dispatch.travel)
    for call in trial.scenarios.calls {
      let sector = PatrolSectors.nearest(posts, to: call.point, travel)
      workloads[sector] += Double(call.service) * Double(call.cars)
    }
    return workloads
  }

  /// Cars in proportion to weights: each next one where most is missing of the sector's share.
  private func apportioned(_ weights: [Double], first: Int = 0) -> Allocation {
    let total = weights.reduce(0, +)
    let shares = weights.map { total > 0 ? $0 / total : 1 / Double(weights.count) }
    return filled { cars, count in
      // A sector without its first car comes before all that have theirs.
      let missing = cars.indices.map { shares[$0] * Double(count) - Double(cars[$0]) }
      return cars.indices.map { cars[$0] < first ? 1e6 + shares[$0] : missing[$0] }
    }
  }

  private var coverage: Allocation {
    let start = CoverageStart(trial)
    return filled { cars, count in start.gains(cars, of: count) }
  }

  /// Greedy by simulation, on as many scenarios as tell sectors apart.
  private var marginal: Allocation {
    let range = 0..<min(trial.scenarios.count, 100)
    return filled { cars, _ in
      cars.indices.map { sector in
        let more = Allocation(cars, blocks: rules.blockCount)
          .adding(1, to: sector, in: 0..<rules.blockCount)
        return -trial.losses(of: more, in: range).reduce(0, +)
      }
    }
  }

  /// Gives each block its cars one by one, from the fewest allowed, always where the score is highest.
  private func filled(_ scores: ([Int], _ of: Int) -> [Double]) -> Allocation {
    var made: [Int: [Int]] = [:]
    for count in Set(rules.cars) {
      var cars = rules.least
      while cars.reduce(0, +) < count {
        let scores = scores(cars, count)
        let open = cars.indices.filter { rules.allows(cars[$0] + 1, in: $0) }
        guard let best = open.max(by: { (scores[$0], -$0) < (scores[$1], -$1) }) else { break }
        cars[best] += 1
      }
      made[count] = cars
    }
    return Allocation(blocks: rules.cars.map { made[$0] ?? rules.least })
  }
}
