import PatrolModel

extension RosterProgram {
  /// The schedule of the arcs that a solution uses; `nil` if cars of a group cannot be told apart so
  /// that each keeps the rules, which a checker has the last word on.
  func schedule(of values: [Double]) -> Schedule? {
    var schedule = Schedule(
      carCount: network.instance.carCount, stepCount: network.instance.stepCount)
    let uses = values.prefix(network.arcs.count).map { Int($0) }
    for (place, group) in network.groups.enumerated() where group.layer.hasSource {
      var ways = GroupWays(network, place, uses)
      guard let routes = ways.routes(), let owners = group.owners(of: routes, network.instance)
      else {
        return nil
      }
      for (car, route) in zip(owners, routes) {
        for step in network.instance.shift.steps { schedule[step, car] = route[step.rawValue] }
      }
    }
    return schedule
  }
}

extension CarGroup {
  /// The car of each route: where breaks are given, one that is out of service just then.
  fileprivate func owners(
    of routes: [[SectorIndex?]], _ instance: PatrolInstance
  ) -> [CarIndex]? {
    guard !layer.given.isEmpty else { return cars }
    var waiting = Dictionary(grouping: cars) { instance.fleet[$0].off }
    var owners: [CarIndex] = []
    for route in routes {
      let off = Set(instance.shift.steps.filter { route[$0.rawValue] == nil })
      guard let car = waiting[off]?.first else { return nil }
      waiting[off]?.removeFirst()
      owners.append(car)
    }
    return owners
  }
}

/// Gives the cars of a group the arcs that it uses, step by step, through both layers if it has two.
///
/// At each node the cars that came last stay, as the rows of `max-stay` ask, and of the others each
/// takes an arc that does not lead back, as those of `no-return` do; some assignment always exists
/// (Hall), and augmenting paths find it.
private struct GroupWays {
  /// A car on its way.
  private struct Walker {
    var route: [SectorIndex?]
    /// The sectors of steps until now, the past before the shift included; `nil` out of service.
    var trail: [SectorIndex?]
    /// How many steps it has been where it is.
    var run: Int {
      guard let here = trail.last, here != nil else { return 0 }
      return trail.reversed().prefix { $0 == here }.count
    }
  }

  private let network: RosterNetwork
  private let group: Int
  private let uses: [Int]
  private var walkers: [Walker]

  init(_ network: RosterNetwork, _ group: Int, _ uses: [Int]) {
    self.network = network
    self.group = group
    self.uses = uses
    let own = network.groups[group]
    let steps = network.instance.stepCount
    walkers = own.cars.map { _ in
      Walker(route: Array(repeating: nil, count: steps), trail: own.car.history.map { $0 })
    }
  }

  mutating func routes() -> [[SectorIndex?]]? {
    var standing: [RosterNetwork.Node: [Int]] = [network.source(group): Array(walkers.indices)]
    for step in -1..<network.instance.stepCount {
      let nodes = standing.keys.filter { $0.step == step }
        .sorted { ($0.group, $0.sector?.rawValue ?? -1) < ($1.group, $1.sector?.rawValue ?? -1) }
      for node in nodes {
        let cars = standing.removeValue(forKey: node) ?? []
        let arcs = network.arcs(outOf: node).flatMap { Array(repeating: $0, count: uses[$0]) }
        guard cars.count == arcs.count, let taken = assign(cars, arcs) else { return nil }
        for (car, arc) in taken { move(car, along: network.arcs[arc], &standing) }
      }
    }
    return walkers.map(\.route)
  }

  private mutating func move(
    _ car: Int, along arc: RosterNetwork.Arc, _ standing: inout [RosterNetwork.Node: [Int]]
  ) {
    let out = arc.gap.to - arc.gap.from - 1
    walkers[car].trail += Array(repeating: SectorIndex?.none, count: out)
    guard arc.gap.to < network.instance.stepCount, let sector = arc.destination else { return }
    walkers[car].trail.append(sector)
    walkers[car].route[arc.gap.to] = sector
    standing[arc.to, default: []].append(car)
  }

  /// Pairs cars with arcs: stays go to those that came last.
  private func assign(_ cars: [Int], _ arcs: [Int]) -> [(car: Int, arc: Int)]? {
    let stays = arcs.filter { network.arcs[$0].isStay }
    let fresh = cars.sorted { (walkers[$0].run, $0) < (walkers[$1].run, $1) }
    guard let held = match(Array(fresh), stays, all: false) else { return nil }
    let busy = Set(held.map(\.car))
    let rest = cars.filter { !busy.contains($0) }
    guard let others = match(rest, arcs.filter { !network.arcs[$0].isStay }, all: true) else {
      return match(cars, arcs, all: true)
    }
    return held + others
  }

  /// A matching of arcs with cars that prefers earlier cars; `nil` if some arc finds none.
  private func match(_ cars: [Int], _ arcs: [Int], all: Bool) -> [(car: Int, arc: Int)]? {
    var owner = [Int?](repeating: nil, count: cars.count)
    for arc in arcs.indices {
      var seen = [Bool](repeating: false, count: cars.count)
      guard augment(arc, arcs, cars, &owner, &seen) else { return nil }
    }
    if all && owner.contains(where: { $0 == nil }) { return nil }
    return owner.enumerated().compactMap { place, arc in
      arc.map { (cars[place], arcs[$0]) }
    }
  }

  /// Finds a car for an arc, moving others on (Kuhn's algorithm).
  private func augment(
    _ arc: Int, _ arcs: [Int], _ cars: [Int], _ owner: inout [Int?], _ seen: inout [Bool]
  ) -> Bool {
    for place in cars.indices where !seen[place] && allows(cars[place], arcs[arc]) {
      seen[place] = true
      if let other = owner[place], !augment(other, arcs, cars, &owner, &seen) { continue }
      owner[place] = arc
      return true
    }
    return false
  }

  /// Whether a car may take an arc, by where it was before and for how long.
  private func allows(_ car: Int, _ arc: Int) -> Bool {
    let arc = network.arcs[arc]
    guard let destination = arc.destination, arc.gap.to < network.instance.stepCount else {
      return true
    }
    let trail = walkers[car].trail
    switch network.instance.presence(in: destination) {
    case .none: return true
    case .maxStay(let limit): return !arc.isStay || walkers[car].run < limit
    case .noReturn:
      return !arc.gap.isConsecutive || trail.count < 2 || trail[trail.count - 2] != destination
    }
  }
}

extension RosterNetwork.Arc {
  /// Whether a car stays where it is for the next step.
  fileprivate var isStay: Bool {
    gap.isConsecutive && origin != nil && origin == destination
  }
}
