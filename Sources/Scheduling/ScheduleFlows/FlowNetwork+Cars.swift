public import PatrolModel

/// From flows to cars: who takes which departure.
extension FlowNetwork {
  /// The schedule whose cars make a flow; it travels as the flow does and keeps the presence rule.
  ///
  /// Under no-return, arrivals and departures of a sector are paired and pairs that would return
  /// are exchanged with others. Otherwise cars leave in the order in which they came. Pairings of
  /// different sectors or steps do not touch each other. Where the past is given, cars are where they
  /// were, and those that came first then are the first to leave.
  ///
  /// - Complexity: O(*n* *T* *d*) for at most d cars in a sector.
  /// - Parameter flow: Cars on each arc, not negative.
  /// - Returns: A sector for each car and step.
  /// - Throws: ``FlowError`` if the flow breaks the demand or the presence rule.
  /// - Precondition: The network is exact.
  public func schedule(of flow: [Int]) throws(FlowError) -> Schedule {
    precondition(isExact, "merged groups have no cars")
    precondition(flow.count == flowCount, "one number of cars per arc and free node")
    if let (step, sector) = imbalance(of: flow) { throw .unbalanced(step, sector) }
    let broken = presenceRows.first { row in
      row.arcs.reduce(0) { $0 + flow[$1.rawValue] }
        > row.nodes.reduce(row.limit) { $0 + cars(in: $1, flow) }
    }
    if let broken { throw .presenceBroken(broken) }
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for (layer, places) in history.layers.enumerated() where history.firstStep + layer >= 0 {
      for (car, place) in zip(instance.carIndices, places) {
        schedule[StepIndex(history.firstStep + layer), car] = place
      }
    }
    for group in groups.indices { try place(group, of: flow, in: &schedule) }
    return schedule
  }

  private func place(
    _ group: Int, of flow: [Int], in schedule: inout Schedule
  ) throws(FlowError) {
    // The cars of each node, in order of their arrival.
    var present = firstPlaces(of: group, flow, in: &schedule)
    for (index, move) in moves[group].enumerated() {
      var (staying, arriving) = ([Int: [CarIndex]](), [Int: [CarIndex]]())
      for origin in move.origins {
        let (cars, step) = (present[origin] ?? [], nodes[origin].step)
        var departures =
          move.isGiven
          ? cars.compactMap { node(of: $0, in: move.destinations, schedule) }
          : departures(move, origin, flow)
        if instance.presence == .noReturn, index > 0, !move.isGiven {
          let past = cars.map { place(of: $0, at: StepIndex(step.rawValue - 1), schedule) }
          guard pair(&departures, with: past) else {
            throw .notPaired(step, nodes[origin].sector)
          }
        }
        for (car, destination) in zip(cars, departures) {
          put(car, in: destination, of: &schedule)
          if nodes[destination].sector == nodes[origin].sector {
            staying[destination, default: []].append(car)
          } else {
            arriving[destination, default: []].append(car)
          }
        }
      }
      present = staying.merging(arriving, uniquingKeysWith: +)
    }
  }

  /// Puts cars where they are given, or where the first step needs them; returns those of each node.
  private func firstPlaces(
    of group: Int, _ flow: [Int], in schedule: inout Schedule
  ) -> [Int: [CarIndex]] {
    var cars = groups[group][...]
    var present: [Int: [CarIndex]] = [:]
    for node in firstLayers[group] {
      let here =
        history.layers.first.map { places in
          groups[group].filter { places[$0.rawValue] == nodes[node].sector }
        } ?? Array(cars.prefix(self.cars(in: NodeIndex(node), flow)))
      cars = cars.dropFirst(here.count)
      for car in here { put(car, in: node, of: &schedule) }
      present[node] = here
    }
    return present
  }

  private func put(_ car: CarIndex, in node: Int, of schedule: inout Schedule) {
    let node = nodes[node]
    if node.step.rawValue >= 0 { schedule[node.step, car] = node.sector }
  }

  /// Where the cars of a node go, those that stay last: cars are in order of their arrival, so
  /// whoever has been here longest leaves.
  private func departures(_ move: Move, _ origin: Int, _ flow: [Int]) -> [Int] {
    let all = move.destinations.flatMap { destination in
      Array(repeating: destination, count: flow[move.arc(origin, destination).rawValue])
    }
    func stays(_ node: Int) -> Bool { nodes[node].sector == nodes[origin].sector }
    return all.filter { !stays($0) } + all.filter(stays)
  }

  /// Exchanges departures until no car goes where it came from; returns whether it could be done.
  ///
  /// If a pair (a, a) is left, at most in(a) + out(a) − 1 ≤ y − 1 of the y pairs have an a on either
  /// side, so some pair (x, y) has none; after the exchange (a, y) and (x, a) are both good. Nobody
  /// returns to being out of service.
  private func pair(_ departures: inout [Int], with past: [SectorIndex?]) -> Bool {
    for car in past.indices {
      guard let sector = past[car], nodes[departures[car]].sector == sector else { continue }
      let other = past.indices.first {
        past[$0] != sector && nodes[departures[$0]].sector != sector
      }
      guard let other else { return false }
      departures.swapAt(car, other)
    }
    return true
  }

  /// A step and sector where a flow does not add up, or `nil`.
  func imbalance(of flow: [Int]) -> (StepIndex, SectorIndex?)? {
    func place(_ node: Int) -> (StepIndex, SectorIndex?) { (nodes[node].step, nodes[node].sector) }
    for move in moves.joined() {
      var arriving = [Int](repeating: 0, count: move.destinations.count)
      for origin in move.origins {
        var leaving = 0
        for (index, destination) in move.destinations.enumerated() {
          let arc = move.arc(origin, destination).rawValue
          guard (0...arcs[arc].capacity).contains(flow[arc]) else { return place(origin) }
          leaving += flow[arc]
          arriving[index] += flow[arc]
        }
        guard leaving == cars(in: NodeIndex(origin), flow) else { return place(origin) }
      }
      for (destination, cars) in zip(move.destinations, arriving)
      where cars != self.cars(in: NodeIndex(destination), flow) {
        return place(destination)
      }
    }
    let missed = totals.first { total in
      !total.cars.contains(total.nodes.reduce(0) { $0 + cars(in: $1, flow) })
    }
    // Cars that cannot be anywhere at the first step have no node to name.
    return missed.map { $0.nodes.first.map { place($0.rawValue) } ?? (StepIndex(0), nil) }
  }
}
