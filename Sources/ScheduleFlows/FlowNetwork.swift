public import PatrolModel

/// A shift as flows: how many cars go from one sector to another between two steps.
///
/// Cars are alike, so who goes need not be known. With f[t][a][b] cars going from a to b between
/// steps t − 1 and t, the demand is met if Σ_b f[t][a][b] = d[t−1][a] and Σ_a f[t][a][b] = d[t][b].
/// A presence rule becomes ``presenceRows``, and ``schedule(of:)`` gives the cars their names back.
///
/// Sectors without demand have no arcs, and rows that cannot be broken are left out.
public struct FlowNetwork: Sendable {
  /// The most arcs that a network may have; a million take about 40 MB, with their rows.
  public static let largestArcCount = 20_000_000

  /// The place of an arc in its network.
  public typealias ArcIndex = Ordinal<Arc>

  /// Cars that go, or stay, between a step and the next one.
  public struct Arc: Hashable, Sendable {
    /// The step before the move.
    public let step: StepIndex
    /// Where the cars come from.
    public let origin: SectorIndex
    /// Where they are next; the origin itself if they stay.
    public let destination: SectorIndex
    /// What it takes each of them.
    public let travel: Minutes
    /// The most cars that can go: as many as there are at the origin and needed at the destination.
    public let capacity: Int
  }

  /// A limit on some arcs together: Σ f over ``arcs`` ≤ ``limit``.
  public struct PresenceRow: Hashable, Sendable {
    /// The arcs, each with coefficient 1.
    public let arcs: [ArcIndex]
    /// The most cars on them.
    public let limit: Int
  }

  /// The moves between a step and the next: a transportation problem.
  struct Move: Sendable {
    let origins: [SectorIndex]
    let supplies: [Int]
    let destinations: [SectorIndex]
    let demands: [Int]
    /// Its arcs are origin by origin, and destination by destination for each.
    let arcs: Range<Int>

    func arc(_ origin: Int, _ destination: Int) -> ArcIndex {
      ArcIndex(arcs.lowerBound + origin * destinations.count + destination)
    }
  }

  /// The shift.
  public let instance: PatrolInstance
  /// All arcs, step by step.
  public let arcs: [Arc]
  /// What the presence rule asks of flows.
  public let presenceRows: [PresenceRow]
  /// The moves, one less than steps.
  let moves: [Move]

  /// Creates the network of an instance.
  ///
  /// - Throws: ``FlowError/tooLarge(arcs:)`` beyond ``largestArcCount``.
  public init(_ instance: PatrolInstance) throws(FlowError) {
    guard !instance.hasCarRules else { throw .carRules }
    self.instance = instance
    moves = try Self.moves(of: instance)
    arcs = moves.enumerated().flatMap { step, move in
      Self.arcs(of: move, after: StepIndex(step), in: instance)
    }
    presenceRows = PresenceRows(instance: instance, moves: moves).rows
  }

  /// The origins of a move: their supplies, and the arcs that carry them.
  public func forEachBalance(_ body: (_ arcs: [ArcIndex], _ cars: Int) -> Void) {
    for move in moves {
      for (place, supply) in move.supplies.enumerated() {
        body(move.destinations.indices.map { move.arc(place, $0) }, supply)
      }
      for (place, demand) in move.demands.enumerated() {
        body(move.origins.indices.map { move.arc($0, place) }, demand)
      }
    }
  }

  /// Σ W[a][b] f[t][a][b], the travel of all cars.
  ///
  /// - Precondition: One number of cars per arc.
  public func travel(of flow: [Int]) -> Minutes {
    precondition(flow.count == arcs.count, "one number of cars per arc")
    return zip(arcs, flow).reduce(.zero) {
      $0 + Minutes(tenths: $1.0.travel.tenths * $1.1)
    }
  }

  /// The flow of a schedule that meets the demand, or `nil` if it does not.
  public func flow(of schedule: Schedule) -> [Int]? {
    guard schedule.stepCount == instance.stepCount, schedule.carCount == instance.carCount else {
      return nil
    }
    var flow = [Int](repeating: 0, count: arcs.count)
    for (step, move) in moves.enumerated() {
      for car in instance.carIndices {
        guard let origin = schedule[StepIndex(step), car],
          let destination = schedule[StepIndex(step + 1), car],
          let from = move.origins.firstIndex(of: origin),
          let to = move.destinations.firstIndex(of: destination)
        else { return nil }
        flow[move.arc(from, to).rawValue] += 1
      }
    }
    return imbalance(of: flow) == nil ? flow : nil
  }
}

// MARK: - Building

extension FlowNetwork {
  private static func moves(of instance: PatrolInstance) throws(FlowError) -> [Move] {
    let occupied = instance.shift.steps.map { step in
      instance.sectorIndices.filter { instance.demand[step, $0] > 0 }
    }
    var moves: [Move] = []
    var arcCount = 0
    for (step, (origins, destinations)) in zip(occupied, occupied.dropFirst()).enumerated() {
      let first = arcCount
      arcCount += origins.count * destinations.count
      guard arcCount <= largestArcCount else { throw .tooLarge(arcs: arcCount) }
      moves.append(
        Move(
          origins: origins, supplies: origins.map { instance.demand[StepIndex(step), $0] },
          destinations: destinations,
          demands: destinations.map { instance.demand[StepIndex(step + 1), $0] },
          arcs: first..<arcCount))
    }
    return moves
  }

  private static func arcs(
    of move: Move, after step: StepIndex, in instance: PatrolInstance
  ) -> [Arc] {
    zip(move.origins, move.supplies).flatMap { origin, supply in
      zip(move.destinations, move.demands).map { destination, demand in
        Arc(
          step: step, origin: origin, destination: destination,
          travel: instance.travel[from: origin, to: destination], capacity: min(supply, demand))
      }
    }
  }
}

// MARK: - Without the presence rule

extension FlowNetwork {
  /// A cheapest flow that meets the demand, whatever the presence rule says.
  ///
  /// Moves of different steps do not touch each other, so it is a transportation problem per move.
  public func cheapestFlow() -> [Int] {
    moves.flatMap { move in
      var problem = TransportationProblem(supplies: move.supplies, demands: move.demands)
      _ = arcs[move.arcs].map { Int64($0.travel.tenths) }.withUnsafeBufferPointer {
        problem.solve($0)
      }
      return problem.flow
    }
  }
}
