import PatrolModel

/// The arcs of one group of cars in the order in which a dynamic program walks them.
///
/// A node is a step and a sector; the source is before the first step, the sink after the last. Arcs
/// of a node stand together, so that one pass over the nodes meets each arc once.
struct PathNetwork: Sendable {
  /// An arc, with all that a label needs to know of it.
  struct Way: Sendable {
    let from, to: Int32
    /// The minutes that count, in tenths.
    let tenths: Int32
    /// The place of its gap in ``gaps``.
    let gap: Int32
    /// What it costs to lead elsewhere than a known plan, in thousandths of minutes.
    let changeCost: Int
    let isMove: Bool
    /// Whether no step out of service is in between, and it does not end the shift.
    let isStep: Bool
    /// The breaks it takes, a bit for each window of the group.
    let breaks: UInt32
  }

  let group: CarGroup
  /// The arcs, by the node that they leave.
  let ways: [Way]
  /// The gaps that arcs bridge.
  let gaps: [ServiceGap]
  /// The breaks that a car has to have taken at the end.
  let allBreaks: UInt32
  /// The nodes of a step: its sectors, and one for no place.
  let width: Int
  let stepCount: Int
  private let starts: [Int32]

  init(_ group: CarGroup, _ instance: PatrolInstance, _ changes: PlanChanges?) {
    self.group = group
    let width = instance.sectorCount + 1
    self.width = width
    stepCount = instance.stepCount
    gaps = group.gaps
    let windows = Set(group.gaps.flatMap { $0.breaks.map(\.window) }).sorted()
    precondition(windows.count < UInt32.bitWidth, "windows of a car do not overlap")
    allBreaks = instance.roster.breakWindows.indices
      .filter { instance.crew(of: instance.roster.breakWindows[$0]).contains(group.cars[0]) }
      .reduce(0) { mask, window in
        // A window that no gap can serve stays open for ever: there is no way then.
        mask | (1 << UInt32(windows.firstIndex(of: window) ?? windows.count))
      }
    let places = Dictionary(uniqueKeysWithValues: zip(gaps, Int32(0)...))
    func node(_ step: Int, _ sector: SectorIndex?) -> Int32 {
      Int32(Self.node(step, sector, width))
    }
    let unsorted = RosterNetwork.arcs(of: group, at: 0, instance).map { arc in
      Way(
        from: node(arc.gap.from, arc.origin), to: node(arc.gap.to, arc.destination),
        tenths: Int32(arc.minutes.tenths), gap: places[arc.gap] ?? 0,
        changeCost: changes?.cost(of: arc, by: group.cars[0], of: instance) ?? 0,
        isMove: arc.isMove, isStep: arc.gap.isConsecutive && arc.gap.to < instance.stepCount,
        breaks: arc.gap.breaks.reduce(0) { mask, rest in
          mask | (1 << UInt32(windows.firstIndex(of: rest.window) ?? 0))
        })
    }
    var starts = [Int32](repeating: 0, count: (stepCount + 2) * width + 1)
    for way in unsorted { starts[Int(way.from) + 1] += 1 }
    for node in 1..<starts.count { starts[node] += starts[node - 1] }
    var next = starts
    var ways = unsorted
    for way in unsorted {
      ways[Int(next[Int(way.from)])] = way
      next[Int(way.from)] += 1
    }
    self.ways = ways
    self.starts = starts
  }

  /// The node of a step and sector.
  func node(_ step: Int, _ sector: SectorIndex) -> Int { Self.node(step, sector, width) }

  private static func node(_ step: Int, _ sector: SectorIndex?, _ width: Int) -> Int {
    (step + 1) * width + (sector?.rawValue ?? width - 1)
  }

  var nodeCount: Int { (stepCount + 2) * width }

  /// The arcs out of a node.
  func ways(outOf node: Int) -> Range<Int> { Int(starts[node])..<Int(starts[node + 1]) }

  /// The step of a node; −1 before the shift.
  func step(of node: Int) -> Int { node / width - 1 }

  /// The sector of a node, if it is one of the shift's steps.
  func sector(of node: Int) -> SectorIndex? {
    let sector = node % width
    return sector == width - 1 ? nil : SectorIndex(sector)
  }

  /// Where cars are before the shift.
  var source: Int { group.car.start?.rawValue ?? width - 1 }
}

extension PlanChanges {
  /// What an arc costs for leading a car elsewhere than the known plan, in thousandths of minutes.
  func cost(of arc: RosterNetwork.Arc, by car: CarIndex, of instance: PatrolInstance) -> Int {
    guard let sector = arc.destination, arc.gap.to < instance.stepCount,
      plan[StepIndex(arc.gap.to), car] != sector
    else { return 0 }
    return price.tenths * RosterProgram.perTenth
  }
}
