package import PatrolModel

/// The ways of a shift's cars through time and sectors, an arc for each drive or stay that is allowed.
///
/// A node is a step and a sector at which cars of a group may be; arcs lead from node to node, over
/// steps out of service too, from the source before the shift, and to the sink after it. So a break
/// that drives is an arc like any other (time-space network; see Ahuja, Magnanti & Orlin, *Network
/// Flows*, 1993, chapter 19.6).
package struct RosterNetwork: Sendable {
  /// A way from one node to another.
  struct Arc: Sendable {
    /// The place of the group from which it leads.
    let group: Int
    /// The place of the group to which it leads: the next one over a break between two layers.
    let nextGroup: Int
    let gap: ServiceGap
    /// The sectors; `nil` at a source or sink without a place.
    let origin, destination: SectorIndex?
    /// The minutes that count.
    let minutes: Minutes
    /// Whether it counts as a move.
    let isMove: Bool
  }

  let instance: PatrolInstance
  let groups: [CarGroup]
  let arcs: [Arc]
  /// A plan to stay near.
  let changes: PlanChanges?
  /// The arcs out of and into each node of each group.
  private let outgoing, incoming: [Node: [Int]]

  /// A step and a sector for a group; the source has step −1, the sink the number of steps.
  struct Node: Hashable, Sendable {
    let group: Int
    let step: Int
    let sector: SectorIndex?
  }

  /// The most arcs that a network of a shift can have, as far as shapes tell.
  package static func size(of instance: PatrolInstance, single: Bool) -> Int {
    CarGroup.groups(of: instance, single: single).reduce(0) { sum, group in
      let places = (-1...instance.stepCount).map { Self.places(at: $0, group, instance).count }
      return sum + group.gaps.reduce(0) { $0 + places[$1.from + 1] * places[$1.to + 1] }
    }
  }

  package init(_ instance: PatrolInstance, changes: PlanChanges? = nil) {
    self.instance = instance
    self.changes = changes
    groups = CarGroup.groups(of: instance, single: changes != nil)
    var arcs: [Arc] = []
    for (place, group) in groups.enumerated() {
      arcs += Self.arcs(of: group, at: place, instance)
    }
    self.arcs = arcs
    var (outgoing, incoming) = ([Node: [Int]](), [Node: [Int]]())
    for (index, arc) in arcs.enumerated() {
      outgoing[arc.from, default: []].append(index)
      incoming[arc.to, default: []].append(index)
    }
    self.outgoing = outgoing
    self.incoming = incoming
  }

  /// The arcs that rules about single legs allow the cars of a group.
  static func arcs(of group: CarGroup, at place: Int, _ instance: PatrolInstance) -> [Arc] {
    let places = (-1...instance.stepCount).map { Self.places(at: $0, group, instance) }
    var arcs: [Arc] = []
    for gap in group.gaps {
      for origin in places[gap.from + 1] {
        for destination in places[gap.to + 1] {
          let arc = Self.arc(place, group, gap, origin, destination, instance)
          if let arc { arcs.append(arc) }
        }
      }
    }
    return arcs
  }

  /// What an arc costs for leading elsewhere than a known plan, in thousandths of minutes.
  func changeCost(of arc: Arc) -> Int {
    changes?.cost(of: arc, by: groups[arc.group].cars[0], of: instance) ?? 0
  }

  func arcs(outOf node: Node) -> [Int] { outgoing[node] ?? [] }
  func arcs(into node: Node) -> [Int] { incoming[node] ?? [] }

  /// The source of a group: where its cars start.
  func source(_ group: Int) -> Node {
    Node(group: group, step: -1, sector: groups[group].car.start)
  }

  /// Where cars of a group may be at a step; before and after the shift: where they start and end.
  private static func places(
    at step: Int, _ group: CarGroup, _ instance: PatrolInstance
  ) -> [SectorIndex?] {
    if step < 0 { return [group.car.start] }
    if step == instance.stepCount { return [group.car.end] }
    return instance.sectorIndices.filter { sector in
      // Cars of layers are out of service at different steps, of which gaps know, and no rule names one.
      let isAdmitted =
        group.layer == .whole
        ? instance.admits(group.cars[0], to: sector, at: StepIndex(step))
        : instance[sector].isOpen(to: group.car)
      return isAdmitted && !instance.returns(group.car, to: sector, at: step)
    }
  }

  /// The arc of two places, if rules about single legs allow it.
  private static func arc(
    _ place: Int, _ group: CarGroup, _ gap: ServiceGap, _ origin: SectorIndex?,
    _ destination: SectorIndex?, _ instance: PatrolInstance
  ) -> Arc? {
    let isEnd = gap.to == instance.stepCount
    let travel = isEnd ? RosterRules.BreakTravel.counted : instance.roster.breakTravel
    var minutes = Minutes.zero
    var isMove = false
    if let origin, let destination, origin != destination {
      let isFree = !gap.isConsecutive && travel == .free
      if !gap.isConsecutive && travel == .sameSector { return nil }
      if !isFree {
        let step = StepIndex(min(gap.to, instance.stepCount - 1))
        minutes = instance.minutes(from: origin, to: destination, at: step)
        isMove = true
        if let limit = instance.rules.longestLeg, minutes > limit { return nil }
      }
    }
    // Two steps apart, whatever lies between: equation (8).
    if gap.to == gap.from + 2, gap.from >= 0, !isEnd, let destination, origin == destination,
      instance.presence(in: destination) == .noReturn
    {
      return nil
    }
    return Arc(
      group: place, nextGroup: group.layer.leads(over: gap) ? place + 1 : place, gap: gap,
      origin: origin, destination: destination, minutes: minutes, isMove: isMove)
  }
}

extension RosterNetwork.Arc {
  var from: RosterNetwork.Node { .init(group: group, step: gap.from, sector: origin) }
  var to: RosterNetwork.Node { .init(group: nextGroup, step: gap.to, sector: destination) }
}

extension PatrolInstance {
  /// Whether a car would be back too soon where it was before the shift.
  fileprivate func returns(_ car: Car, to sector: SectorIndex, at step: Int) -> Bool {
    let place = car.history.count + step - 2
    return presence(in: sector) == .noReturn && step < 2 && car.history.indices.contains(place)
      && car.history[place] == sector
  }
}
