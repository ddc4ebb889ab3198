import PatrolModel

/// Lays out the nodes and arcs of a network.
struct NetworkBuilder {
  typealias Node = FlowNetwork.Node
  typealias Arc = FlowNetwork.Arc

  private let instance: PatrolInstance
  /// The kinds of cars of each group: one, unless groups are merged.
  private let kinds: [[CarKind]]
  private let steps: [StepIndex]
  let history: History
  private(set) var nodes: [Node] = []
  private(set) var freeNodes: [FlowNetwork.NodeIndex] = []
  private(set) var arcs: [Arc] = []
  private(set) var firstLayers: [Range<Int>] = []
  private(set) var moves: [[FlowNetwork.Move]] = []

  init(_ instance: PatrolInstance, mergesGroups: Bool) {
    let history = History(instance)
    let all = instance.carKinds.map { CarKind($0, of: instance, history: history) }
    self.instance = instance
    self.history = history
    kinds = mergesGroups ? [all] : all.map { [$0] }
    steps = (history.firstStep..<instance.stepCount).map { StepIndex($0) }
  }

  var isExact: Bool { kinds.allSatisfy { $0.count == 1 } }
  var groups: [[CarIndex]] { kinds.map { $0.flatMap(\.cars) } }

  mutating func addGroups() throws(FlowError) {
    let choices = try choices()
    for group in kinds.indices {
      var layers: [Range<Int>] = []
      for layer in steps.indices {
        let first = nodes.count
        addNodes(group, layer, choices[layer])
        layers.append(first..<nodes.count)
      }
      firstLayers.append(layers[0])
      var own: [FlowNetwork.Move] = []
      for (layer, (origins, destinations)) in zip(layers, layers.dropFirst()).enumerated() {
        let first = arcs.count
        let count = first + origins.count * destinations.count
        guard count <= FlowNetwork.largestArcCount else { throw .tooLarge(arcs: count) }
        let isGiven = layer < history.moveCount
        addArcs(
          from: origins, to: destinations, after: layer,
          given: isGiven ? history.legs(of: groups[group], after: layer) : nil)
        own.append(
          .init(
            origins: origins, destinations: destinations, arcs: first..<arcs.count, isGiven: isGiven
          ))
      }
      moves.append(own)
    }
  }

  /// In each layer, how many groups may send cars to each sector.
  private func choices() throws(FlowError) -> [[Int]] {
    var choices: [[Int]] = []
    for (layer, step) in steps.enumerated() {
      var row: [Int] = []
      for sector in instance.sectorIndices {
        let rooms = kinds.indices.map { room(of: $0, in: layer, at: sector) }
        row.append(rooms.count { $0 > 0 })
        guard step.rawValue >= 0 else { continue }
        let (cars, needed) = (rooms.reduce(0, +), instance.demand[step, sector])
        guard cars >= needed else { throw .shortage(step, sector, cars: cars, needed: needed) }
      }
      choices.append(row)
    }
    return choices
  }

  private func room(of group: Int, in layer: Int, at sector: SectorIndex?) -> Int {
    kinds[group].reduce(0) { $0 + $1.room(in: layer, at: sector) }
  }

  /// Adds a group's nodes of a layer: sectors in order, then none.
  private mutating func addNodes(_ group: Int, _ layer: Int, _ choices: [Int]) {
    let step = steps[layer]
    let isPast = layer < history.layers.count
    for sector in instance.sectorIndices {
      let room = room(of: group, in: layer, at: sector)
      let demand = isPast ? room : instance.demand[step, sector]
      guard room > 0, demand > 0 else { continue }
      let isGiven = isPast || choices[sector.rawValue] == 1
      addNode(group, step, sector, isGiven ? demand...demand : 0...min(room, demand))
    }
    let absent = room(of: group, in: layer, at: nil)
    if absent > 0 { addNode(group, step, nil, absent...absent) }
  }

  private mutating func addNode(
    _ group: Int, _ step: StepIndex, _ sector: SectorIndex?, _ cars: ClosedRange<Int>
  ) {
    let isFree = cars.lowerBound < cars.upperBound
    nodes.append(
      Node(
        group: group, step: step, sector: sector, cars: cars, free: isFree ? freeNodes.count : nil))
    if isFree { freeNodes.append(.init(nodes.count - 1)) }
  }

  /// Adds the arcs of a move; if it is given, as many cars can go each way as have gone.
  private mutating func addArcs(
    from origins: Range<Int>, to destinations: Range<Int>, after layer: Int,
    given legs: [History.Leg: Int]?
  ) {
    for origin in origins {
      for destination in destinations {
        let (from, to) = (nodes[origin], nodes[destination])
        let travel = travel(from: from.sector, to: to.sector)
        let able =
          if let legs {
            legs[History.Leg(origin: from.sector, destination: to.sector)] ?? 0
          } else {
            // Cars of a kind that can be at both ends.
            kinds[from.group].reduce(0) {
              $0 + min($1.room(in: layer, at: from.sector), $1.room(in: layer + 1, at: to.sector))
            }
          }
        arcs.append(
          Arc(
            origin: .init(origin), destination: .init(destination), travel: travel ?? .zero,
            capacity: travel == nil ? 0 : min(able, from.cars.upperBound, to.cars.upperBound)))
      }
    }
  }

  /// What the way from one place to another takes; `nil` if the leg is too long.
  private func travel(from origin: SectorIndex?, to destination: SectorIndex?) -> Minutes? {
    guard let origin, let destination else { return .zero }
    let isAllowed = instance.admitsLeg(from: origin, to: destination)
    return isAllowed ? instance.travel[from: origin, to: destination] : nil
  }
}

// MARK: - Sums of nodes

extension NetworkBuilder {
  /// The size of each group in its first layer, from where it is passed on, the demand, and what of it
  /// needs cars of a class.
  var totals: [FlowNetwork.Total] {
    var sizes = kinds.map { _ in [FlowNetwork.NodeIndex]() }
    var cells: [[FlowNetwork.NodeIndex]] = Array(
      repeating: [], count: instance.stepCount * instance.sectorCount)
    for (index, node) in nodes.enumerated() {
      if node.step == steps[0] { sizes[node.group].append(.init(index)) }
      guard node.step.rawValue >= 0, let sector = node.sector else { continue }
      cells[node.step.rawValue * instance.sectorCount + sector.rawValue].append(.init(index))
    }
    let demand = instance.shift.steps.flatMap { instance.demand[$0] }
    let all =
      zip(sizes, groups.map(\.count)).map { FlowNetwork.Total(nodes: $0, cars: $1...$1) }
      + zip(cells, demand).map { FlowNetwork.Total(nodes: $0, cars: $1...$1) }
      + (isMerged ? [] : instance.rules.classMinimums.map { minimum($0, of: cells) })
    return all.filter { !isGiven($0) }
  }

  /// Whether groups hold cars of several kinds, so that nobody knows whose turn it is.
  private var isMerged: Bool { kinds.contains { $0.count > 1 } }

  private func minimum(
    _ minimum: PlanningRules.ClassMinimum, of cells: [[FlowNetwork.NodeIndex]]
  ) -> FlowNetwork.Total {
    let cell = minimum.step.rawValue * instance.sectorCount + minimum.sector.rawValue
    let served = cells[cell].filter { node in
      let group = nodes[node.rawValue].group
      return instance.fleet[kinds[group][0].cars[0]].carClass == minimum.carClass
    }
    return .init(
      nodes: served,
      cars: minimum.cars...max(minimum.cars, instance.demand[minimum.step, minimum.sector]))
  }

  private func isGiven(_ total: FlowNetwork.Total) -> Bool {
    let part = total.nodes.map { nodes[$0.rawValue] }
    return part.allSatisfy { $0.free == nil }
      && total.cars.contains(part.reduce(0) { $0 + $1.cars.lowerBound })
  }
}
