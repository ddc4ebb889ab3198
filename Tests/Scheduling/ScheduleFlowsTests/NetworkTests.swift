import Failures
import PatrolModel
import RandomStreams
import ScheduleFlows
import Testing
import _TemperTestSupport

@Suite("A network")
struct NetworkTests {
  /// A limit of travel per car is no part of flows.
  static let rules = CarRule.allCases.filter { $0 != .travelLimit && $0 != .all }

  @Test("of cars alike has a node per sector in need and an arc per pair", arguments: 0..<40)
  func plain(seed: Int) throws {
    let instance = PatrolInstance.random(
      seed: UInt64(seed), cars: 1 + seed % 7, sectors: 1 + seed % 5, steps: 1 + seed % 4,
      presence: .none)
    let network = try FlowNetwork(instance)
    let needs = instance.shift.steps.map { step in
      instance.sectorIndices.filter { instance.demand[step, $0] > 0 }
    }
    #expect(network.nodes.map(\.sector) == needs.flatMap { $0.map(Optional.some) })
    #expect(
      network.nodes.allSatisfy { node in
        node.sector.map {
          node.cars == instance.demand[node.step, $0]...instance.demand[node.step, $0]
        }
          ?? false
      })
    #expect(network.freeNodes.isEmpty && network.isSeparable)
    var arcs: [(StepIndex, SectorIndex?, SectorIndex?)] = []
    for (step, (origins, destinations)) in zip(needs, needs.dropFirst()).enumerated() {
      for origin in origins {
        for destination in destinations { arcs.append((StepIndex(step), origin, destination)) }
      }
    }
    try #require(network.arcs.count == arcs.count)
    for (arc, (step, origin, destination)) in zip(network.arcs, arcs) {
      let (from, to) = (
        network.nodes[arc.origin.rawValue], network.nodes[arc.destination.rawValue]
      )
      #expect(from.step == step && from.sector == origin)
      #expect(to.step.rawValue == step.rawValue + 1 && to.sector == destination)
      #expect(arc.capacity == min(from.cars.upperBound, to.cars.upperBound))
      let travel = try instance.travel[from: #require(origin), to: #require(destination)]
      #expect(arc.travel == travel)
    }
  }

  @Test(
    "has a flow for each schedule that keeps the rules for cars, sectors and legs, and for no other",
    arguments: rules, 0..<25)
  func flows(rule: CarRule, seed: Int) throws {
    let instance = PatrolInstance.random(seed: UInt64(seed), rule: rule).replacing(presence: .none)
    let search = LabelledSearch(instance)
    guard let network = try? FlowNetwork(instance) else {
      #expect(search.leastTravel() == nil)
      return
    }
    let oracle = FlowOracle(instance)
    for schedule in search.schedules {
      let flow = network.flow(of: schedule)
      #expect((flow != nil) == search.keepsRules(schedule))
      guard let flow else { continue }
      #expect(
        FlowOracle.legs(of: flow, in: network) == oracle.legs(of: schedule, in: network.groups))
      #expect(network.travel(of: flow) == search.travel(schedule))
      #expect(try search.keepsRules(network.schedule(of: flow)))
    }
  }

  @Test(
    "has presence rows that a flow keeps if, and only if, some cars make it and keep the rule",
    arguments: rules, 0..<40)
  func rows(rule: CarRule, seed: Int) throws {
    try expectExactRows(PatrolInstance.random(seed: UInt64(seed), rule: rule))
  }

  @Test("has such rows after hours that are past, too", arguments: 0..<60 as Range<UInt64>)
  func rowsAfterPast(seed: UInt64) throws {
    for rule in PresenceRule.samples {
      try expectExactRows(.withPast(seed: seed, rule, keepsPresence: true))
    }
  }

  /// Hall's condition, by brute force: flows against all schedules that make them.
  private func expectExactRows(_ instance: PatrolInstance) throws {
    guard let network = try? FlowNetwork(instance) else { return }
    let oracle = FlowOracle(instance)
    var makers: [[Int]: [Schedule]] = [:]
    for schedule in oracle.schedules {
      let flow = try #require(network.flow(of: schedule), "\(instance.name)")
      makers[flow, default: []].append(schedule)
    }
    for (flow, schedules) in makers {
      let isPossible = schedules.contains(where: oracle.keepsPresence)
      let context = "\(instance.name), \(instance.presence): \(flow)"
      #expect(FlowOracle.keepsRows(flow, of: network) == isPossible, "\(context)")
      if isPossible {
        let cars = try network.schedule(of: flow)
        #expect(schedules.contains(cars) && oracle.keepsPresence(cars), "\(context)")
      } else {
        #expect(throws: FlowError.self, "\(context)") { try network.schedule(of: flow) }
      }
    }
  }

  @Test("has balances that the flow of any schedule keeps", arguments: rules, 0..<15)
  func balances(rule: CarRule, seed: Int) throws {
    let instance = PatrolInstance.random(seed: UInt64(seed), rule: rule)
    guard let network = try? FlowNetwork(instance) else { return }
    for schedule in FlowOracle(instance).schedules.prefix(20) {
      let flow = try #require(network.flow(of: schedule))
      func cars(_ node: FlowNetwork.NodeIndex) -> Int {
        let group = network.groups[network.nodes[node.rawValue].group]
        let (step, sector) = (
          network.nodes[node.rawValue].step, network.nodes[node.rawValue].sector
        )
        return group.count {
          (step.rawValue < 0 ? instance.fleet[$0].start : schedule[step, $0]) == sector
        }
      }
      network.forEachBalance { arcs, node in
        #expect(arcs.reduce(0) { $0 + flow[$1.rawValue] } == cars(node), "\(instance.name)")
      }
      for total in network.totals {
        #expect(total.cars.contains(total.nodes.reduce(0) { $0 + cars($1) }), "\(instance.name)")
      }
      for (arc, carried) in zip(network.arcs, flow) { #expect(carried <= arc.capacity) }
    }
  }

  @Test("is refused where a demand cannot be met, and the error counts cars", arguments: 0..<120)
  func shortage(seed: Int) throws {
    let instance = PatrolInstance.random(seed: UInt64(seed), rule: .classes)
    // Who may be in a sector, by the rules for single cars.
    let short = instance.shift.steps.flatMap { step in
      instance.sectorIndices.compactMap { sector -> FlowError? in
        let cars = instance.carIndices.count { instance.admits($0, to: sector, at: step) }
        let needed = instance.demand[step, sector]
        return cars < needed ? .shortage(step, sector, cars: cars, needed: needed) : nil
      }
    }
    guard let first = short.first else {
      #expect(throws: Never.self) { try FlowNetwork(instance) }
      return
    }
    #expect(throws: first) { try FlowNetwork(instance) }
    #expect(first.description.contains("needs"))
  }
}

@Suite("Kinds of cars")
struct CarKindTests {
  @Test(
    "hold the cars that no rule tells apart, and no others", arguments: CarRule.allCases, 0..<30)
  func kinds(rule: CarRule, seed: Int) throws {
    let instance = PatrolInstance.random(seed: UInt64(seed), rule: rule)
    guard let network = try? FlowNetwork(instance) else { return }
    #expect(network.groups.flatMap { $0 }.sorted() == instance.carIndices)
    #expect(network.groups.map { $0[0] } == network.groups.map { $0[0] }.sorted())
    for group in network.groups { #expect(group == group.sorted()) }
    #expect(FlowNetwork.groupCount(of: instance) == network.groups.count)
    for car in instance.carIndices {
      for other in instance.carIndices {
        let areTogether = network.groups.contains { $0.contains(car) && $0.contains(other) }
        #expect(areTogether == areAlike(car, other, instance), "\(rule) \(seed): \(car), \(other)")
      }
    }
  }

  /// Whether two cars may take each other's place at every step to come, one by one.
  private func areAlike(_ car: CarIndex, _ other: CarIndex, _ instance: PatrolInstance) -> Bool {
    let isInUse =
      instance.sectors.contains { $0.classes != nil } || !instance.rules.classMinimums.isEmpty
    if isInUse && instance.fleet[car].carClass != instance.fleet[other].carClass { return false }
    return instance.shift.steps.dropFirst(instance.pastStepCount).allSatisfy { step in
      let (isOff, isOtherOff) = (
        instance.fleet[car].off.contains(step), instance.fleet[other].off.contains(step)
      )
      return isOff == isOtherOff
        && instance.rules.fixedSector(of: car, at: step)
          == instance.rules.fixedSector(of: other, at: step)
        && instance.sectorIndices.allSatisfy {
          instance.rules.forbids(car, in: $0, at: step)
            == instance.rules.forbids(other, in: $0, at: step)
        }
    }
  }
}

@Suite("Hours that are past")
struct HistoryTests {
  @Test("have the flow that they had, arc by arc", arguments: 0..<60 as Range<UInt64>)
  func given(seed: UInt64) throws {
    let instance = PatrolInstance.withPast(seed: seed, .noReturn, keepsPresence: true)
    let network = try FlowNetwork(instance)
    let past = instance.pastStepCount
    // Any schedule that agrees with the past has these legs.
    let legs = FlowOracle(instance).schedules.first.map {
      FlowOracle(instance).legs(of: $0, in: network.groups)
    }
    let given = try #require(legs).filter { $0.key.step.rawValue < past }
    let capacities = FlowOracle.legs(of: network.arcs.map(\.capacity), in: network)
      .filter { $0.key.step.rawValue < past }
    #expect(capacities == given, "seed \(seed)")
  }

  @Test(
    "that break the presence rule are refused with the first car and step",
    arguments: 0..<60 as Range<UInt64>)
  func broken(seed: UInt64) throws {
    for rule in PresenceRule.samples {
      let instance = PatrolInstance.withPast(seed: seed, rule, keepsPresence: false)
      let hasStarts = instance.fleet.cars.contains { $0.start != nil }
      var first: (step: StepIndex, car: CarIndex)?
      for step in instance.shift.steps.prefix(instance.pastStepCount).reversed() {
        for car in instance.carIndices.reversed() {
          let route =
            (hasStarts ? [instance.fleet[car].start] : [])
            + instance.shift.steps.prefix(step.rawValue + 1).map {
              instance.rules.fixedSector(of: car, at: $0)
            }
          let places = route.compactMap { $0?.rawValue }
          if !rule.allows(places[places.count - 1], after: places.dropLast()) {
            first = (step, car)
          }
        }
      }
      if let first {
        #expect(throws: FlowError.pastBreaksPresence(first.car, first.step), "seed \(seed)") {
          try FlowNetwork(instance)
        }
      } else {
        #expect(throws: Never.self, "seed \(seed)") { try FlowNetwork(instance) }
      }
    }
  }

  @Test("of another schedule are not those of this shift", arguments: 0..<20 as Range<UInt64>)
  func others(seed: UInt64) throws {
    let instance = PatrolInstance.withPast(seed: seed, .none, keepsPresence: true)
    let network = try FlowNetwork(instance)
    let kept = try #require(FlowOracle(instance).schedules.first)
    #expect(network.flow(of: kept) != nil)
    let (first, second) = (CarIndex(0), CarIndex(1))
    for step in instance.shift.steps.prefix(instance.pastStepCount)
    where kept[step, first] != kept[step, second] {
      // The demand is still met, and as many cars are everywhere.
      var other = kept
      (other[step, first], other[step, second]) = (kept[step, second], kept[step, first])
      #expect(network.flow(of: other) == nil, "seed \(seed), step \(step.number)")
    }
  }
}
