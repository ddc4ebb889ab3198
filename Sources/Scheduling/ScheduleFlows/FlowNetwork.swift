public import PatrolModel

/// A shift as flows: how many cars go from one sector to another between two steps.
///
/// Cars of a group are alike, so who goes need not be known. With f[k][t][a][b] cars of group k
/// going from a to b between steps t − 1 and t, and y[k][t][b] of them in b at step t,
///
///     Σ_b f[k][t][a][b] = y[k][t−1][a],  Σ_a f[k][t][a][b] = y[k][t][b],  Σ_k y[k][t][b] = d[t][b].
///
/// A presence rule becomes ``presenceRows`` of each group, and ``schedule(of:)`` gives the cars
/// their names back. Cars out of service are in no sector, which is a place like any other but for
/// travel; a layer before the first step holds the starts. The longest leg takes arcs away.
///
/// There is one group for each kind of cars: of the same class, out of service at the same steps,
/// with the same assignments given and ruled out. So all cars of a group may be at the same places,
/// and within a group nothing but the presence rule looks back: flows that add up and keep its rows
/// are as good as cars. Starts do not divide groups, as the first layer says who comes from where.
///
/// Neither do hours that are past, the first steps if every car in service is fixed there. Their
/// layers are known car by car: nodes and arcs have the capacity of the cars that were there, which
/// leaves them one flow, and the presence rows after them count on each car's own past.
///
/// A shift without such rules is one group, where y is d. Places that no car can be at have no
/// nodes, and rows that cannot be broken are left out.
public struct FlowNetwork: Sendable {
  /// The most arcs that a network may have; a million take about 40 MB, with their rows.
  public static let largestArcCount = 20_000_000

  /// The place of an arc in its network.
  public typealias ArcIndex = Ordinal<Arc>
  /// The place of a node in its network.
  public typealias NodeIndex = Ordinal<Node>

  /// A group's cars in a sector at a step, or out of service then.
  public struct Node: Hashable, Sendable {
    /// The place of the group in ``FlowNetwork/groups``.
    public let group: Int
    /// The step; the one before the first is where cars start.
    public let step: StepIndex
    /// The sector; `nil` for cars that are out of service, or have no start.
    public let sector: SectorIndex?
    /// The numbers of cars there can be; a single one if the rules leave no choice.
    public let cars: ClosedRange<Int>
    /// The place in ``FlowNetwork/freeNodes``, if there is a choice.
    public let free: Int?
  }

  /// Cars that go, or stay, between a step and the next one.
  public struct Arc: Hashable, Sendable {
    /// Where the cars come from.
    public let origin: NodeIndex
    /// Where they are next; in the same sector if they stay.
    public let destination: NodeIndex
    /// What it takes each of them.
    public let travel: Minutes
    /// The most cars that can go; none where the leg is too long.
    public let capacity: Int
  }

  /// A limit on some arcs together: Σ f over ``arcs`` ≤ ``limit`` + Σ y over ``nodes``.
  public struct PresenceRow: Hashable, Sendable {
    /// The arcs, each with coefficient 1.
    public let arcs: [ArcIndex]
    /// Nodes that raise the limit, all of them free.
    public let nodes: [NodeIndex]
    /// The most cars on the arcs, those in the nodes not counted.
    public let limit: Int
  }

  /// Cars that some nodes have together.
  public struct Total: Hashable, Sendable {
    /// The nodes, given ones among them.
    public let nodes: [NodeIndex]
    /// How many cars they may have.
    public let cars: ClosedRange<Int>
  }

  /// A group's moves between a step and the next: a transportation problem, but for free nodes.
  struct Move: Sendable {
    let origins: Range<Int>
    let destinations: Range<Int>
    /// Its arcs are origin by origin, and destination by destination for each.
    let arcs: Range<Int>
    /// Whether it is past: each arc has as many cars as it can have.
    let isGiven: Bool

    func arc(_ origin: Int, _ destination: Int) -> ArcIndex {
      let row = (origin - origins.lowerBound) * destinations.count
      return ArcIndex(arcs.lowerBound + row + destination - destinations.lowerBound)
    }
  }

  /// The shift.
  public let instance: PatrolInstance
  /// The cars that are alike.
  public let groups: [[CarIndex]]
  /// Whether flows are schedules; not if cars of several kinds were merged, which gives bounds only.
  public let isExact: Bool
  /// All nodes, group by group and step by step.
  public let nodes: [Node]
  /// The nodes whose number of cars is part of a flow, after its arcs.
  public let freeNodes: [NodeIndex]
  /// All arcs, group by group and step by step.
  public let arcs: [Arc]
  /// What the presence rule asks of flows.
  public let presenceRows: [PresenceRow]
  /// What the demand and the sizes of the groups ask of nodes, where they leave a choice.
  public let totals: [Total]
  /// The nodes of each group where its cars are first.
  let firstLayers: [Range<Int>]
  /// The moves of each group, one less than it has layers.
  let moves: [[Move]]
  /// Where cars start and have been.
  let history: History

  /// Creates the network of an instance, or one that bounds it.
  ///
  /// - Parameters:
  ///   - instance: The shift.
  ///   - mergesGroups: Puts all cars into one group, as if each could take another's place. All
  ///     schedules are flows of this network; those of several kinds of cars are not the only ones.
  /// - Throws: ``FlowError/tooLarge(arcs:)`` beyond ``largestArcCount``,
  ///   ``FlowError/shortage(_:_:cars:needed:)`` where a demand cannot be met, and
  ///   ``FlowError/pastBreaksPresence(_:_:)``.
  public init(_ instance: PatrolInstance, mergesGroups: Bool = false) throws(FlowError) {
    var builder = NetworkBuilder(instance, mergesGroups: mergesGroups)
    try builder.addGroups()
    history = builder.history
    if let (car, step) = history.broken(instance.presence) { throw .pastBreaksPresence(car, step) }
    self.instance = instance
    groups = builder.groups
    isExact = builder.isExact
    nodes = builder.nodes
    freeNodes = builder.freeNodes
    arcs = builder.arcs
    firstLayers = builder.firstLayers
    moves = builder.moves
    totals = builder.totals
    presenceRows = PresenceRows(
      instance: instance, history: history, groups: groups, nodes: nodes, arcs: arcs
    ).rows(of: moves)
  }

  /// How many groups of cars an instance's network has.
  public static func groupCount(of instance: PatrolInstance) -> Int { instance.carKinds.count }

  /// Whether each move is a transportation problem for itself.
  public var isSeparable: Bool { isExact && groups.count == 1 && presenceRows.isEmpty }

  /// How many numbers a flow consists of: cars on each arc, then in each free node.
  public var flowCount: Int { arcs.count + freeNodes.count }

  /// The nodes that arcs leave, then those that they reach, each with these arcs.
  public func forEachBalance(_ body: (_ arcs: [ArcIndex], _ node: NodeIndex) -> Void) {
    for move in moves.joined() {
      for origin in move.origins {
        body(move.destinations.map { move.arc(origin, $0) }, NodeIndex(origin))
      }
      for destination in move.destinations {
        body(move.origins.map { move.arc($0, destination) }, NodeIndex(destination))
      }
    }
  }

  /// Σ W[a][b] f[k][t][a][b], the travel of all cars.
  ///
  /// - Precondition: ``flowCount`` numbers.
  public func travel(of flow: [Int]) -> Minutes {
    precondition(flow.count == flowCount, "one number of cars per arc and free node")
    return zip(arcs, flow).reduce(.zero) {
      $0 + Minutes(tenths: $1.0.travel.tenths * $1.1)
    }
  }

  /// The flow of a schedule that meets the demand and the rules for single cars, sectors and legs,
  /// or `nil` if it does not.
  public func flow(of schedule: Schedule) -> [Int]? {
    guard schedule.stepCount == instance.stepCount, schedule.carCount == instance.carCount,
      keepsPast(schedule)
    else { return nil }
    var flow = [Int](repeating: 0, count: flowCount)
    for (cars, moves) in zip(groups, moves) {
      for car in cars {
        for move in moves {
          guard let origin = node(of: car, in: move.origins, schedule),
            let destination = node(of: car, in: move.destinations, schedule)
          else { return nil }
          flow[move.arc(origin, destination).rawValue] += 1
        }
      }
    }
    for (place, node) in freeNodes.enumerated() {
      let (group, step) = (groups[nodes[node.rawValue].group], nodes[node.rawValue].step)
      flow[arcs.count + place] = group.count {
        schedule[step, $0] == nodes[node.rawValue].sector
      }
    }
    return imbalance(of: flow) == nil ? flow : nil
  }

  /// Whether each car has been where it was; a group's flow says only how many were.
  private func keepsPast(_ schedule: Schedule) -> Bool {
    history.layers.enumerated().allSatisfy { layer, places in
      let step = StepIndex(history.firstStep + layer)
      return zip(instance.carIndices, places).allSatisfy { place(of: $0, at: step, schedule) == $1 }
    }
  }

  /// The node of a layer in which a schedule has a car, if there is one.
  func node(of car: CarIndex, in layer: Range<Int>, _ schedule: Schedule) -> Int? {
    guard let first = layer.first else { return nil }
    let place = place(of: car, at: nodes[first].step, schedule)
    return layer.first { nodes[$0].sector == place }
  }

  /// Where a car is at a step; at the one before the first, its start.
  func place(of car: CarIndex, at step: StepIndex, _ schedule: Schedule) -> SectorIndex? {
    step.rawValue < 0 ? instance.fleet[car].start : schedule[step, car]
  }

  /// How many cars of a flow a node has.
  func cars(in node: NodeIndex, _ flow: [Int]) -> Int {
    let node = nodes[node.rawValue]
    return node.free.map { flow[arcs.count + $0] } ?? node.cars.lowerBound
  }
}

// MARK: - Without the presence rule

extension FlowNetwork {
  /// A cheapest flow of a separable network, whatever the presence rule says.
  ///
  /// Moves of different steps do not touch each other, so it is a transportation problem per move.
  ///
  /// - Returns: The flow, or `nil` if no flow keeps to the legs allowed.
  /// - Precondition: There is one group.
  public func cheapestFlow() -> [Int]? {
    precondition(groups.count == 1, "groups of cars share the demand")
    // A leg that is not allowed costs more than all others together.
    let forbidden = Int64(instance.carCount) * Int64(instance.travel.longest.tenths) + 1
    let flow = moves[0].flatMap { move in
      if move.isGiven { return arcs[move.arcs].map(\.capacity) }
      var problem = problem(of: move)
      _ = arcs[move.arcs].map { $0.capacity > 0 ? Int64($0.travel.tenths) : forbidden }
        .withUnsafeBufferPointer { problem.solve($0) }
      return problem.flow
    }
    return imbalance(of: flow) == nil ? flow : nil
  }

  /// The transportation problem of a move between given nodes.
  func problem(of move: Move) -> TransportationProblem {
    TransportationProblem(
      supplies: nodes[move.origins].map(\.cars.lowerBound),
      demands: nodes[move.destinations].map(\.cars.lowerBound))
  }
}
