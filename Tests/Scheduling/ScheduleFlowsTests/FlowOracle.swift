import PatrolModel
import RandomStreams
import ScheduleFlows
import _TemperTestSupport

/// Flows of a tiny instance as the definition has them: counted over every schedule by name.
struct FlowOracle {
  /// A way between two steps, by group.
  struct Leg: Hashable, CustomStringConvertible {
    let group: Int
    let step: StepIndex
    let origin: SectorIndex?
    let destination: SectorIndex?

    var description: String {
      "\(group): \(origin.map { "\($0.rawValue)" } ?? "-")→"
        + "\(destination.map { "\($0.rawValue)" } ?? "-") before step \(step.number)"
    }
  }

  let instance: PatrolInstance
  /// All schedules that keep every rule but that of presence.
  let schedules: [Schedule]
  private let search: LabelledSearch

  init(_ instance: PatrolInstance) {
    self.instance = instance
    search = LabelledSearch(instance)
    let free = LabelledSearch(instance.replacing(presence: .none), skipsUnfixed: true)
    schedules = free.schedules.filter(free.keepsRules)
  }

  func keepsPresence(_ schedule: Schedule) -> Bool { search.keepsRules(schedule) }
  func travel(_ schedule: Schedule) -> Minutes { search.travel(schedule) }

  /// How many cars of each group go each way in a schedule.
  func legs(of schedule: Schedule, in groups: [[CarIndex]]) -> [Leg: Int] {
    let hasStarts = instance.fleet.cars.contains { $0.start != nil }
    var legs: [Leg: Int] = [:]
    for (group, cars) in groups.enumerated() {
      for car in cars {
        let route = schedule.route(of: car)
        let places = (hasStarts ? [instance.fleet[car].start] : []) + route
        for (index, (origin, destination)) in zip(places, places.dropFirst()).enumerated() {
          let step = StepIndex(index + (hasStarts ? 0 : 1))
          legs[
            Leg(group: group, step: step, origin: origin, destination: destination), default: 0
          ] += 1
        }
      }
    }
    return legs
  }

  /// What the arcs of a network carry in a flow, those with no car left out.
  static func legs(of flow: [Int], in network: FlowNetwork) -> [Leg: Int] {
    var legs: [Leg: Int] = [:]
    for (arc, cars) in zip(network.arcs, flow) where cars > 0 {
      let (from, to) = (
        network.nodes[arc.origin.rawValue], network.nodes[arc.destination.rawValue]
      )
      legs[
        Leg(group: from.group, step: to.step, origin: from.sector, destination: to.sector),
        default: 0
      ] += cars
    }
    return legs
  }

  /// Whether a flow keeps all presence rows, added up straight from their definition.
  static func keepsRows(_ flow: [Int], of network: FlowNetwork) -> Bool {
    network.presenceRows.allSatisfy { row in
      let present = row.nodes.reduce(0) { sum, node in
        let place = network.freeNodes.firstIndex(of: node)
        return sum + (place.map { flow[network.arcs.count + $0] } ?? 0)
      }
      return row.arcs.reduce(0) { $0 + flow[$1.rawValue] } <= row.limit + present
    }
  }
}

extension PatrolInstance {
  /// A tiny instance whose first hours are past, with starts for some seeds: at most 81 schedules
  /// of what is left.
  static func withPast(seed: UInt64, _ presence: PresenceRule, keepsPresence: Bool) -> Self {
    var random = RandomStream(seed: seed, stream: 12)
    let (cars, sectors) = [(2, 3), (3, 2), (3, 3), (4, 2)][random.uniform(below: 4)]
    let past = 1 + random.uniform(below: 3)
    let steps = past + 1 + random.uniform(below: cars * sectors < 8 ? 2 : 1)
    let hasStarts = random.uniform(below: 2) == 0
    let plain = PatrolInstance.random(
      seed: seed, cars: cars, sectors: sectors, steps: steps, presence: presence)
    var routes: [[Int]] = []
    for _ in 0..<cars {
      var route: [Int] = []
      for _ in 0..<steps + (hasStarts ? 1 : 0) {
        let places = (0..<sectors).filter { !keepsPresence || presence.allows($0, after: route) }
        route.append(places[random.uniform(below: places.count)])
      }
      routes.append(route)
    }
    let starts = hasStarts ? routes.map { $0[0] } : []
    if hasStarts { routes = routes.map { Array($0.dropFirst()) } }
    let fixed = routes.enumerated().flatMap { car, route in
      route.prefix(past).enumerated().map { step, sector in
        PlanningRules.Assignment(
          car: CarIndex(car), step: StepIndex(step), sector: SectorIndex(sector))
      }
    }
    let fleet = (0..<cars).map { car in
      Car(id: .init("F-\(car)"), start: hasStarts ? SectorIndex(starts[car]) : nil)
    }
    let demand = (0..<steps).map { step in
      (0..<sectors).map { sector in routes.count { $0[step] == sector } }
    }
    return PatrolInstance(
      name: "past \(seed)", summary: "", fleet: .named(fleet), shift: plain.shift,
      presence: presence, sectors: plain.sectors, demand: Demand(rows: demand),
      travel: plain.travel, rules: PlanningRules(fixed: fixed))
  }

  /// The same shift with another presence rule.
  func replacing(presence: PresenceRule) -> PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel, rules: rules)
  }
}

extension PresenceRule {
  /// Whether a car that was in these sectors may be in one next.
  func allows(_ sector: Int, after route: [Int]) -> Bool {
    switch self {
    case .none: true
    case .noReturn: route.count < 2 || route[route.count - 2] != sector
    case .maxStay(let limit): route.count < limit || route.suffix(limit).contains { $0 != sector }
    }
  }
}
