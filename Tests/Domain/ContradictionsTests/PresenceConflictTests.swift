import Contradictions
import PatrolModel
import RandomStreams
import Testing
import _TemperTestSupport

@Suite struct PresenceConflictTests {
  @Test(
    "An instance is feasible if and only if it has no conflict", arguments: 0..<400 as Range<UInt64>
  )
  func bruteForce(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 1)
    let limit = 1 + random.uniform(below: 3)
    let rules: [PresenceRule] = [.noReturn, .noReturn, .maxStay(limit: limit), .none]
    let instance = PatrolInstance.random(
      seed: seed, cars: 1 + random.uniform(below: 3), sectors: 1 + random.uniform(below: 3),
      steps: 1 + random.uniform(below: 5), presence: rules[random.uniform(below: 4)])
    #expect(instance.presenceConflicts().isEmpty == hasSchedule(instance))
  }

  @Test(
    "An infeasible shift is told the strictest rule it can keep",
    arguments: 0..<400 as Range<UInt64>
  )
  func keepable(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 2)
    let rule =
      random.uniform(below: 2) == 0 ? PresenceRule.noReturn : .maxStay(limit: 1)
    func instance(_ rule: PresenceRule) -> PatrolInstance {
      .random(seed: seed, cars: 3, sectors: 2, steps: 5, presence: rule)
    }
    guard let keepable = instance(rule).keepablePresence() else {
      #expect(hasSchedule(instance(rule)))
      return
    }
    #expect(!hasSchedule(instance(rule)) && hasSchedule(instance(keepable)))
    if case .maxStay(let limit) = keepable {
      #expect(limit == 1 || !hasSchedule(instance(.maxStay(limit: limit - 1))))
    }
  }

  @Test(
    "Lowered as its conflicts say, an infeasible demand has a schedule",
    arguments: 0..<100 as Range<UInt64>)
  func lowered(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 3)
    // Two more sectors take the cars; steps two apart never send theirs to the same one.
    var demand = (0..<5).map { _ in
      let first = random.uniform(below: 4)
      return [first, 3 - first, 0, 0]
    }
    for conflict in reserve(demand).presenceConflicts() {
      let sector = conflict.sector.id.rawValue == "A" ? 0 : 1
      let (first, last) = (conflict.steps[0].rawValue, conflict.steps[1].rawValue)
      let excess = max(0, demand[first][sector] + demand[last][sector] - 3)
      demand[last][sector] -= excess
      demand[last][2 + last / 2 % 2] += excess
    }
    #expect(hasSchedule(reserve(demand)))
  }

  private func reserve(_ demand: [[Int]]) -> PatrolInstance {
    let sectors = ["A", "B", "C", "D"].map { Sector(id: .init($0), name: $0) }
    return PatrolInstance(
      name: "reserve", summary: "", fleet: .anonymous(count: 3),
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: demand.count), presence: .noReturn,
      sectors: sectors, demand: Demand(rows: demand),
      travel: TravelTimes(rows: sectors.map { _ in sectors.map { _ in .zero } }))
  }

  @Test func bothOutcomesOccurUnderBothRules() {
    for rule in [PresenceRule.noReturn, .maxStay(limit: 2)] {
      let outcomes = (0..<100 as Range<UInt64>).map { seed in
        PatrolInstance.random(seed: seed, cars: 3, sectors: 3, steps: 4, presence: rule)
          .presenceConflicts().isEmpty
      }
      #expect(Set(outcomes).count == 2)
    }
  }

  @Test func conflictsComeByStepWithTheirFigures() {
    let instance = event(.noReturn, demand: [[5, 0], [4, 1], [3, 2], [3, 2], [2, 3]])
    let conflicts = instance.presenceConflicts()
    #expect(conflicts.map { $0.steps.map(\.number) } == [[1, 3], [2, 4]])
    #expect(conflicts.map(\.needed) == [8, 7])
    #expect(conflicts.map(\.available) == [5, 5])
    #expect(conflicts.map(\.excess) == [3, 2])
    #expect(conflicts.map(\.sector.id.rawValue) == ["A", "A"])
  }

  @Test func noReturnIsSaidInPlannersWords() throws {
    let conflict = try #require(
      event(.noReturn, demand: [[5, 0], [4, 1], [1, 4]]).presenceConflicts().first)
    #expect(
      conflict.description == """
        A Alpha needs 5 cars at 23:00 and 1 car at 01:00, together 6, but there are 5 cars and no \
        car may be in a sector again two steps later: lower these two numbers by 1 in total
        """)
  }

  @Test func maxStayIsSaidInPlannersWords() throws {
    let conflict = try #require(
      event(.maxStay(limit: 2), demand: [[5, 0], [4, 1], [3, 2]]).presenceConflicts().first)
    #expect(
      conflict.description == """
        A Alpha needs 5 cars at 23:00, 4 cars at 00:00 and 3 cars at 01:00, together 12, but 5 \
        cars that stay at most 2 steps in a row can give 10: lower these 3 numbers by 2 in total
        """)
  }

  @Test func aLongWindowIsSaidByItsEnds() throws {
    let conflict = try #require(
      event(.maxStay(limit: 24), demand: Array(repeating: [5, 0], count: 25))
        .presenceConflicts().first)
    #expect(conflict.excess == 5)
    #expect(
      conflict.description.contains(
        "needs cars at the 25 steps from step 1 (23:00) to step 25 (23:00), together 125, but"))
  }

  @Test func aLimitBeyondTheShiftNeverConflicts() {
    let instance = event(.maxStay(limit: .max), demand: Array(repeating: [5, 0], count: 3))
    #expect(instance.presenceConflicts().isEmpty)
  }

  private func event(_ rule: PresenceRule, demand: [[Int]]) -> PatrolInstance {
    PatrolInstance(
      name: "event", summary: "", fleet: .anonymous(count: 5),
      shift: Shift(startMinute: 1380, stepMinutes: 60, stepCount: demand.count), presence: rule,
      sectors: [Sector(id: .init("A"), name: "Alpha"), Sector(id: .init("B"), name: "Beta")],
      demand: Demand(rows: demand), travel: TravelTimes(rows: [[.zero, .zero], [.zero, .zero]]))
  }
}

/// Whether some schedule keeps demand and presence, by trying all: the oracle.
private func hasSchedule(_ instance: PatrolInstance) -> Bool {
  let steps = instance.shift.steps.map { arrangements(of: instance.demand[$0]) }
  return canExtend([], through: steps, in: instance)
}

private func canExtend(
  _ routes: [[Int]], through steps: [[[Int]]], in instance: PatrolInstance
) -> Bool {
  guard routes.count < steps.count else { return true }
  return steps[routes.count].contains { arrangement in
    let longer = routes + [arrangement]
    return keepsPresence(longer, instance.presence)
      && canExtend(longer, through: steps, in: instance)
  }
}

/// Whether the last step keeps the rule, given that the earlier ones do.
private func keepsPresence(_ routes: [[Int]], _ rule: PresenceRule) -> Bool {
  let last = routes.count - 1
  return routes[last].indices.allSatisfy { car in
    switch rule {
    case .none: true
    case .noReturn: last < 2 || routes[last][car] != routes[last - 2][car]
    case .maxStay(let limit):
      last < limit || !routes[(last - limit)...].allSatisfy { $0[car] == routes[last][car] }
    }
  }
}

/// All ways to give each car a sector so that a step's demand is met.
private func arrangements(of demand: [Int]) -> [[Int]] {
  guard demand.contains(where: { $0 > 0 }) else { return [[]] }
  return demand.indices.filter { demand[$0] > 0 }.flatMap { sector in
    var rest = demand
    rest[sector] -= 1
    return arrangements(of: rest).map { [sector] + $0 }
  }
}
