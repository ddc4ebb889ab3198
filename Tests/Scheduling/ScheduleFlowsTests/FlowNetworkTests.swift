import PatrolModel
import RandomStreams
import ScheduleChecking
import ScheduleFlows
import Testing
import _TemperTestSupport

@Suite("Flows of cars")
struct FlowNetworkTests {
  @Test(
    "of any feasible schedule become cars that keep every rule, with the same travel",
    arguments: 0..<200 as Range<UInt64>)
  func splice(seed: UInt64) throws {
    for rule in PresenceRule.samples {
      let (instance, schedule) = Self.feasible(seed: seed, rule)
      let network = try FlowNetwork(instance)
      let flow = try #require(network.flow(of: schedule))
      let spliced = try network.schedule(of: flow)
      let verdict = ScheduleChecker(instance).judge(spliced)
      #expect(verdict.isFeasible, "\(rule): \(verdict.violations)")
      #expect(verdict.totalTravel == network.travel(of: flow))
      #expect(network.flow(of: spliced) == flow)
    }
  }

  @Test("without a rule cost the optimum of a transportation problem per move", arguments: 0..<60)
  func cheapest(seed: Int) throws {
    let instance = PatrolInstance.random(
      seed: UInt64(seed), cars: 2 + seed % 4, sectors: 2 + seed % 3, steps: 2 + seed % 4,
      presence: .none)
    let network = try FlowNetwork(instance)
    let flow = try #require(network.cheapestFlow())
    #expect(network.travel(of: flow) == ExhaustiveSearch(instance).leastTravel())
    #expect(try ScheduleChecker(instance).judge(network.schedule(of: flow)).isFeasible)
  }

  @Test("that break the demand or the rule are refused")
  func refused() throws {
    let instance = PatrolInstance.random(
      seed: 1, cars: 3, sectors: 2, steps: 3, presence: .maxStay(limit: 1))
    let network = try FlowNetwork(instance)
    #expect(throws: FlowError.self) {
      try network.schedule(of: [Int](repeating: 0, count: network.arcs.count))
    }
    let lazy = try #require(network.cheapestFlow())
    #expect(throws: FlowError.self) { try network.schedule(of: lazy) }
    #expect(network.flow(of: Schedule(carCount: 2, stepCount: 3)) == nil)
  }

  /// A random schedule that keeps a rule, and the instance whose demand it meets.
  static func feasible(
    seed: UInt64, _ rule: PresenceRule
  ) -> (instance: PatrolInstance, schedule: Schedule) {
    var random = RandomStream(seed: seed, stream: 1)
    let (cars, sectors, steps) = (
      2 + random.uniform(below: 8), 2 + random.uniform(below: 4), 2 + random.uniform(below: 7)
    )
    let frame = PatrolInstance.random(
      seed: seed, cars: cars, sectors: sectors, steps: steps, presence: rule)
    var schedule = Schedule(carCount: cars, stepCount: steps)
    for car in frame.carIndices {
      var route: [Int] = []
      for _ in 0..<steps {
        let allowed = (0..<sectors).filter { next in
          switch rule {
          case .none: true
          case .noReturn: route.count < 2 || route[route.count - 2] != next
          case .maxStay(let limit):
            route.count < limit || !route.suffix(limit).allSatisfy { $0 == next }
          }
        }
        route.append(allowed[random.uniform(below: allowed.count)])
      }
      for (step, sector) in route.enumerated() {
        schedule[StepIndex(step), car] = SectorIndex(sector)
      }
    }
    let demand = frame.shift.steps.map { step in
      frame.sectorIndices.map { sector in
        frame.carIndices.count { schedule[step, $0] == sector }
      }
    }
    let instance = PatrolInstance(
      name: frame.name, summary: "", fleet: frame.fleet, shift: frame.shift, presence: rule,
      sectors: frame.sectors, demand: Demand(rows: demand), travel: frame.travel)
    return (instance, schedule)
  }
}

@Suite("Flows of cars with rules of their own")
struct CarRuleTests {
  @Test("need no more numbers than those of cars without names if no rule divides them")
  func plain() throws {
    let plain = try #require(InstanceFiles.shipped["presence-13x11x12"])
    let cars = plain.carIndices.map {
      Car(id: .init("F-\($0.number)"), carClass: .init($0.rawValue < 4 ? "van" : "bike"))
    }
    let named = PatrolInstance(
      name: plain.name, summary: "", fleet: .named(cars), shift: plain.shift,
      presence: plain.presence, sectors: plain.sectors, demand: plain.demand, travel: plain.travel)
    let networks = try [plain, named].map { try FlowNetwork($0) }
    for network in networks {
      #expect(network.groups == [plain.carIndices])
      #expect(network.flowCount == network.arcs.count && network.totals.isEmpty)
    }
    #expect(networks[0].arcs == networks[1].arcs)
    #expect(networks[0].presenceRows == networks[1].presenceRows)
  }

  @Test(
    "of the best schedule become cars that keep every rule", arguments: CarRule.allCases, 0..<40)
  func splice(rule: CarRule, seed: Int) throws {
    let instance = PatrolInstance.random(seed: UInt64(seed), rule: rule)
    let search = LabelledSearch(instance)
    let best = search.schedules.filter(search.keepsRules).min {
      search.travel($0) < search.travel($1)
    }
    guard let best else { return }
    let network = try FlowNetwork(instance)
    let flow = try #require(network.flow(of: best))
    let spliced = try network.schedule(of: flow)
    #expect(search.keepsRules(spliced) && search.travel(spliced) == search.travel(best))
    #expect(network.travel(of: flow) == search.travel(best))
    #expect(network.flow(of: spliced) == flow)
  }

  @Test("never cost less than the bound of cars alike", arguments: CarRule.allCases, 0..<60)
  func bound(rule: CarRule, seed: Int) throws {
    let instance = PatrolInstance.random(seed: UInt64(seed), rule: rule)
    let optimum = LabelledSearch(instance).leastTravel()
    guard let network = try? FlowNetwork(instance, mergesGroups: true) else {
      #expect(optimum == nil)
      return
    }
    var bound = LagrangianBound(network)
    #expect(optimum.map { bound.travel <= $0 } ?? true)
    bound.improve(iterations: 60)
    #expect(optimum.map { bound.travel <= $0 } ?? true)
  }
}
