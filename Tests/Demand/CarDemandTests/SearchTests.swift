import CarDemand
import Testing

@Suite("The search for allocations")
struct SearchTests {
  private func search(
    _ city: inout RandomCity, cars: Int, scenarios: Int, calls: Int, blocks: Int = 1
  ) -> DemandSearch {
    let trial = city.trial(city.scenarios(scenarios, calls: calls), blocks: blocks)
    let rules = AllocationRules(cars: cars, sectors: city.posts.count, blocks: blocks)
    return DemandSearch(training: trial, choosing: trial, fresh: trial, rules: rules)
  }

  @Test("finds what enumeration finds, on 39 of 40 small cities at least")
  func enumeration() {
    var found = 0
    for seed in UInt64(0)..<40 {
      let sectors = seed % 2 == 0 ? 3 : 4
      var city = RandomCity(sectors: sectors, seed: seed)
      var search = search(&city, cars: 5, scenarios: 5, calls: 25)
      search.triesBlocks = false
      let best = compositions(of: 5, into: sectors).map {
        search.training.loss(of: Allocation($0, blocks: 1))
      }.min()
      let result = search.run()
      let loss = search.training.loss(of: result.allocation)
      #expect(best.map { loss >= $0 - 1e-9 } == true, "seed \(seed)")
      if let best, loss <= best + 1e-9 { found += 1 }
    }
    #expect(found >= 39)
  }

  @Test("loses no more with more cars, on 1,000 scenarios")
  func monotone() {
    var city = RandomCity(sectors: 4, seed: 11)
    let trial = city.trial(city.scenarios(1_000, calls: 16), threads: 2)
    let losses = (2...7).map { cars in
      var search = DemandSearch(
        training: trial, choosing: trial, fresh: trial,
        rules: AllocationRules(cars: cars, sectors: 4, blocks: 1))
      search.triesBlocks = false
      return trial.loss(of: search.run().allocation)
    }
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 }, "\(losses)")
  }

  @Test("keeps pre-allocation and limits", arguments: UInt64(0)..<5)
  func rules(seed: UInt64) throws {
    var city = RandomCity(sectors: 4, seed: seed)
    let trial = city.trial(city.scenarios(40, calls: 15), blocks: 2)
    let rules = try #require(
      AllocationRules(cars: [6, 5], least: [1, 0, 2, 1], most: [6, 1, 2, 6]))
    let result = DemandSearch(training: trial, choosing: trial, fresh: trial, rules: rules).run()
    #expect(rules.allows(result.allocation), "\(result.allocation.cars)")
    #expect(result.descents.allSatisfy { rules.allows($0.allocation) })
  }

  @Test("refuses rules that nothing keeps")
  func impossibleRules() {
    #expect(AllocationRules(cars: [2], least: [2, 1], most: [3, 3]) == nil)
    #expect(AllocationRules(cars: [5], least: [0, 0], most: [2, 2]) == nil)
    #expect(AllocationRules(cars: [5], least: [3], most: [2]) == nil)
    #expect(AllocationRules(cars: [], least: [3], most: [2]) == nil)
    #expect(AllocationRules(cars: [3], least: [1, 0], most: [.max, .max]) != nil)
  }

  @Test("changes by block where calls move in mid-shift, and is better for it")
  func turningCity() {
    var city = RandomCity(sectors: 2, seed: 3)
    let posts = [PlanePoint(x: 0, y: 0), PlanePoint(x: 9, y: 0)]
    func scenarios(_ count: Int) -> CallScenarios {
      CallScenarios(
        (0..<count).map { _ in
          (0..<14).map { _ in
            let call = city.call()
            // At first all calls are around the one post, later around the other.
            return Call(
              minute: Double(call.minute),
              at: PlanePoint(
                x: Double(call.east) / 5 + (call.minute < 120 ? 0 : 8), y: Double(call.north) / 5),
              target: 10, weight: 2, service: Double(call.service), priority: 2, cars: 1)
          }
        })
    }
    func trial(_ count: Int) -> AllocationTrial {
      AllocationTrial(
        scenarios(count), posts: posts, travel: StreetTravel(), blockMinutes: 120, threads: 2)
    }
    let search = DemandSearch(
      training: trial(200), choosing: trial(200), fresh: trial(200),
      rules: AllocationRules(cars: 5, sectors: 2, blocks: 2))
    let result = search.run()
    let moving = search.friction * Double(result.allocation.moveCount)
    let byBlocks = search.fresh.loss(of: result.allocation) + moving
    #expect(result.changesByBlock)
    #expect(byBlocks <= 0.75 * search.fresh.loss(of: result.wholeShift))
    #expect(byBlocks < search.fresh.loss(of: result.proportional))
  }

  @Test("stays with one allocation where no block differs from another")
  func steadyCity() {
    var city = RandomCity(sectors: 4, seed: 21)
    let rules = AllocationRules(cars: 6, sectors: 4, blocks: 3)
    let sets = (0..<3).map { _ in
      city.trial(city.scenarios(160, calls: 18), blocks: 3, threads: 2)
    }
    let result = DemandSearch(
      training: sets[0], choosing: sets[1], fresh: sets[2], rules: rules
    ).run()
    #expect(result.allocation.isStatic && !result.changesByBlock)
    #expect(result.byBlocks != nil)
    #expect(result.promisedGain.mean >= 0)
  }

  @Test("ends where it is when it is cancelled, with a plan that keeps the rules")
  func cancelled() {
    var city = RandomCity(sectors: 3, seed: 2)
    var search = search(&city, cars: 4, scenarios: 20, calls: 10, blocks: 2)
    search.isCancelled = { true }
    let result = search.run()
    #expect(!result.isComplete && search.rules.allows(result.allocation))
  }
}

@Suite("Risks of cells")
struct RiskTests {
  @Test("are the differences that missing cars make", arguments: UInt64(0)..<4)
  func prices(seed: UInt64) {
    var city = RandomCity(sectors: 3, seed: seed)
    let trial = city.trial(city.scenarios(60, calls: 12), blocks: 2)
    let plan = city.allocation(cars: 5, blocks: 2)
    let risks = CellRisks(plan, on: trial)
    let whole = trial.loss(of: plan)
    var calls = 0.0
    for block in 0..<2 {
      for sector in 0..<3 {
        let cell = risks.cells[block][sector]
        calls += cell.calls
        #expect(cell.steps.map(\.cars) == Array((0...plan.cars[block][sector]).reversed()))
        guard cell.steps.count > 1 else { continue }
        let short = plan.adding(-1, to: sector, in: block..<block + 1)
        #expect(abs(cell.steps[1].price.mean - (trial.loss(of: short) - whole)) < 1e-9)
        #expect(cell.steps.allSatisfy { (0...1).contains($0.lateShare) })
      }
    }
    #expect(abs(calls - 12) < 1e-9)
  }

  @Test("add up to the late calls of the shift")
  func shares() {
    var city = RandomCity(sectors: 3, seed: 8)
    let trial = city.trial(city.scenarios(50, calls: 14), blocks: 2)
    let plan = city.allocation(cars: 4, blocks: 2)
    let late = CellRisks(plan, on: trial).cells.joined().reduce(0) {
      $0 + $1.calls * $1.steps[0].lateShare
    }
    let outcomes = trial.outcomes(of: plan)
    #expect(abs(late - Double(outcomes.reduce(0) { $0 + $1.late }) / 50) < 1e-9)
    #expect(late > 0)
  }
}

@Suite("Starts of the search")
struct StartTests {
  @Test("keep the number of cars, and what they are named for")
  func rules() {
    var city = RandomCity(sectors: 3, seed: 4)
    // Nine of ten calls are at the first post.
    let scenarios = CallScenarios(
      (0..<30).map { _ in
        (0..<20).map { index in
          let call = city.call()
          return Call(
            minute: Double(call.minute), at: city.posts[index < 18 ? 0 : 1 + index % 2],
            target: 15, weight: 2, service: 20, priority: 2, cars: 1)
        }
      })
    let trial = city.trial(scenarios)
    let starts = StartAllocations(
      trial: trial, rules: AllocationRules(cars: 10, sectors: 3, blocks: 1))
    for rule in StartRule.allCases {
      #expect(starts.allocation(rule).cars[0].reduce(0, +) == 10, "\(rule)")
    }
    #expect(
      starts.allocation(.proportional).cars[0] == [9, 1, 0]
        || starts.allocation(.proportional).cars[0] == [9, 0, 1])
    #expect(starts.allocation(.oneEach).cars[0] == [8, 1, 1])
    #expect(starts.allocation(.uniform).cars[0] == [4, 3, 3])
    // Roots of 0.9, 0.05 and 0.05 are as 4.24 to 1 to 1: 6.8, 1.6 and 1.6 cars.
    #expect(starts.allocation(.squareRoot).cars[0][0] == 7)
  }
}

@Suite("Gains on days")
struct DayGainTests {
  @Test("of a plan that always loses a tenth less are a tenth, without doubt")
  func certain() {
    let days = (1...30).map(Double.init)
    let gain = DayGain(of: days.map { 0.9 * $0 }, against: days)
    #expect(abs(gain.change + 0.1) < 1e-12)
    #expect(
      abs(gain.interval.lowerBound + 0.1) < 1e-9 && abs(gain.interval.upperBound + 0.1) < 1e-9)
  }

  @Test("of chance alone include none, and repeat")
  func chance() {
    let plan = (0..<60).map { Double(($0 * 7) % 11) }
    let other = (0..<60).map { Double(($0 * 5) % 11) }
    let gain = DayGain(of: plan, against: other)
    #expect(gain.interval.contains(0))
    #expect(gain == DayGain(of: plan, against: other))
  }
}
