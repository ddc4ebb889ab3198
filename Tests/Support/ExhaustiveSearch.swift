public import PatrolModel

/// The best schedule of a tiny instance, by dynamic programming over complete assignments.
///
/// It knows routes and nothing else: no bits, no penalties, no moves. A state is what all cars did
/// in the last steps that the presence rule looks at.
public struct ExhaustiveSearch {
  private let instance: PatrolInstance
  /// All ways to meet each step's demand: the sector of each car.
  private let choices: [[[Int]]]
  /// How many steps back the presence rule looks.
  private let memory: Int

  /// Prepares the search; feasible for about a hundred assignments per step.
  public init(_ instance: PatrolInstance) {
    self.instance = instance
    choices = instance.shift.steps.map { Self.arrangements(of: instance.demand[$0]) }
    memory =
      switch instance.presence {
      case .none: 1
      case .noReturn: 2
      case .maxStay(let limit): limit
      }
  }

  /// The least total travel of a schedule that keeps all rules, or `nil` if there is none.
  public func leastTravel() -> Minutes? {
    // Cars are alike: the first step's assignment may be fixed.
    var costs: [[[Int]]: Int] = [[choices[0][0]]: 0]
    for step in 1..<max(1, instance.stepCount) {
      var next: [[[Int]]: Int] = [:]
      for (past, cost) in costs {
        for now in choices[step] where isAllowed(now, after: past) {
          let window = Array((past + [now]).suffix(memory))
          let total = cost + travel(from: past[past.count - 1], to: now)
          next[window] = min(next[window] ?? .max, total)
        }
      }
      costs = next
    }
    return costs.values.min().map { Minutes(tenths: $0) }
  }

  private func travel(from before: [Int], to now: [Int]) -> Int {
    zip(before, now).reduce(0) {
      $0 + instance.travel[from: SectorIndex($1.0), to: SectorIndex($1.1)].tenths
    }
  }

  private func isAllowed(_ now: [Int], after past: [[Int]]) -> Bool {
    switch instance.presence {
    case .none: return true
    case .noReturn: return past.count < 2 || zip(past[0], now).allSatisfy { $0 != $1 }
    case .maxStay(let limit):
      guard past.count == limit else { return true }
      return now.indices.allSatisfy { car in past.contains { $0[car] != now[car] } }
    }
  }

  private static func arrangements(of demand: [Int]) -> [[Int]] {
    guard demand.contains(where: { $0 > 0 }) else { return [[]] }
    return demand.indices.filter { demand[$0] > 0 }.flatMap { sector in
      var rest = demand
      rest[sector] -= 1
      return arrangements(of: rest).map { [sector] + $0 }
    }
  }
}
