import InstanceSources
import PatrolModel
import RandomStreams
import Testing

@Suite("Generated instances")
struct InstanceGeneratorTests {
  /// A recipe of random sizes and a random rule.
  private func recipe(seed: UInt64) throws -> InstanceRecipe {
    var random = RandomStream(seed: seed, stream: 99)
    let rules: [PresenceRule] =
      [.none, .noReturn, .maxStay(limit: 1), .maxStay(limit: 2), .maxStay(limit: 3)]
    return try InstanceRecipe(
      name: "seed-\(seed)", centre: TownGazetteer.towns[random.uniform(below: 200)].name,
      sectorCount: 2 + random.uniform(below: 12), carCount: 1 + random.uniform(below: 20),
      stepCount: 1 + random.uniform(below: 30), startMinute: random.uniform(below: 1440),
      stepMinutes: 1 + random.uniform(below: 120),
      presence: rules[random.uniform(below: rules.count)], seed: seed)
  }

  /// By how many cars a shift breaks its rule, at each sector and step where it must.
  private func conflicts(in instance: PatrolInstance) -> [Int] {
    let demand = instance.demand
    return instance.sectorIndices.flatMap { sector in
      (0..<instance.stepCount).compactMap { step in
        func cars(_ offset: Int) -> Int { demand[StepIndex(step + offset), sector] }
        let excess: Int
        switch instance.presence {
        case .none: return nil
        case .noReturn:
          guard step + 2 < instance.stepCount else { return nil }
          excess = cars(0) + cars(2) - instance.carCount
        case .maxStay(let limit):
          guard step + limit < instance.stepCount else { return nil }
          excess = (0...limit).reduce(0) { $0 + cars($1) } - limit * instance.carCount
        }
        return excess > 0 ? excess : nil
      }
    }
  }

  @Test("have the recipe's shape, and demand that adds up and keeps the rule", arguments: 1...200)
  func feasible(seed: UInt64) throws {
    let recipe = try recipe(seed: seed)
    let instance = recipe.instance()
    #expect(instance.name == recipe.name)
    #expect(instance.sectorCount == recipe.sectorCount)
    #expect(instance.carCount == recipe.carCount)
    #expect(instance.stepCount == recipe.stepCount)
    #expect(instance.shift.startMinute == recipe.startMinute)
    #expect(instance.shift.stepMinutes == recipe.stepMinutes)
    #expect(instance.presence == recipe.presence)
    for step in instance.shift.steps {
      #expect(instance.demand[step].reduce(0, +) == instance.carCount)
      #expect(instance.demand[step].allSatisfy { $0 >= 0 })
    }
    #expect(conflicts(in: instance) == [])
  }

  @Test("are the same when made again, and others with another seed", arguments: 1...20)
  func deterministic(seed: UInt64) throws {
    func instance(_ seed: UInt64) throws -> PatrolInstance {
      try InstanceRecipe(
        name: "again", sectorCount: 12, carCount: 12, stepCount: 8, seed: seed
      ).instance()
    }
    let first = try instance(seed)
    let second = try instance(seed)
    let other = try instance(seed + 1000)
    #expect(first == second)
    #expect(first.demand != other.demand)
    #expect(first.travel != other.travel)
  }

  @Test("have roads that are asymmetric by at most 8 % each way and never free", arguments: 1...20)
  func travel(seed: UInt64) throws {
    let travel = try recipe(seed: seed).instance().travel
    let sectors = (0..<travel.sectorCount).map { SectorIndex($0) }
    var isAsymmetric = false
    for a in sectors {
      for b in sectors where a < b {
        let there = travel[from: a, to: b]
        let back = travel[from: b, to: a]
        isAsymmetric = isAsymmetric || there != back
        #expect(min(there, back) >= Minutes(tenths: 5))
        // Both roundings together are worth a tenth.
        #expect(max(there, back).value <= min(there, back).value * 1.08 / 0.92 + 0.1)
      }
    }
    #expect(isAsymmetric || travel.sectorCount < 4)
  }

  @Test("are slower to drive in the rush hour than at night")
  func congestion() throws {
    func longest(hour: Int) throws -> Minutes {
      try InstanceRecipe(
        name: "hour", sectorCount: 9, carCount: 9, stepCount: 1, startMinute: hour * 60, seed: 7
      ).instance().travel.longest
    }
    let night = try longest(hour: 2)
    let rush = try longest(hour: 17)
    #expect(abs(rush.value / night.value - 1.32) < 0.01)
  }

  @Test("keep their sectors when the region grows, so that sizes can be compared")
  func largerRegion() throws {
    let small = try InstanceRecipe(
      name: "small", sectorCount: 5, carCount: 5, stepCount: 3, seed: 3
    ).instance()
    let large = try InstanceRecipe(
      name: "large", sectorCount: 9, carCount: 9, stepCount: 3, seed: 3
    ).instance()
    #expect(Array(large.sectors.prefix(5)) == small.sectors)
  }

  @Test("have sectors with names of real towns and identifiers of their own")
  func sectors() throws {
    let instance = try #require(InstanceRecipe.named("city-172x172x48")).instance()
    #expect(Set(instance.sectors.map(\.id)).count == 172)
    #expect(instance.sectors.first?.id.rawValue == "GOU-001")
    for sector in instance.sectors {
      #expect(TownGazetteer.town(named: sector.name)?.position == sector.position)
    }
  }

  @Test("can be kept if shipped, but for the one with the event, which lacks one car once")
  func shipped() {
    for recipe in InstanceRecipe.shipped {
      let expected = recipe.event == nil ? [] : [1]
      #expect(conflicts(in: recipe.instance()) == expected, "\(recipe.name)")
    }
  }

  @Test("lack one car in every pair of an event, for odd and even fleets", arguments: [10, 11])
  func event(cars: Int) throws {
    let event = InstanceRecipe.Event(sectorNumber: 4, firstStepNumber: 3, lastStepNumber: 8)
    let instance = try InstanceRecipe(
      name: "event", sectorCount: 9, carCount: cars, stepCount: 10, event: event, seed: 5
    ).instance()
    #expect(conflicts(in: instance) == [1, 1, 1, 1])
  }

  @Test("are what they were: tiny-3x3x3")
  func golden() throws {
    let instance = try #require(InstanceRecipe.named("tiny-3x3x3")).instance()
    #expect(instance.sectors.map(\.name) == ["Gorinchem", "Sleeuwijk", "Woudrichem"])
    let demand = instance.shift.steps.map { instance.demand[$0] }
    #expect(demand == [[2, 1, 0], [1, 1, 1], [1, 1, 1]])
    let travel = instance.sectorIndices.map { a in
      instance.sectorIndices.map { b in instance.travel[from: a, to: b].description }
    }
    #expect(
      travel == [["0.0", "6.1", "6.3"], ["5.9", "0.0", "7.7"], ["6.9", "7.1", "0.0"]])
  }
}
