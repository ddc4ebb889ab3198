import PatrolModel

/// The rules that join cars, each a number of paths through certain places: the rows of the master.
///
/// Cells need cars, classes have least and most numbers, pairs are together or apart, and few may have
/// their break at once. A path counts at most once in each of them.
struct CoverRows: Sendable {
  /// A number of paths that is allowed, or that costs something.
  struct Row: Sendable {
    let range: ClosedRange<Int>
    /// What numbers of cars in a cell cost.
    let price: CellPrice?

    /// What a number costs, in thousandths of minutes.
    func cost(of cars: Int) -> Int {
      (price?.cost(of: cars).tenths ?? 0) * RosterProgram.perTenth
    }
  }

  private(set) var rows: [Row] = []
  /// For each group: the rows that a path through a node counts in.
  private(set) var ofNode: [[[Int32]]]
  /// For each group: the rows that a path with a gap counts in.
  private(set) var ofGap: [[[Int32]]]
  /// Whether some cell has room for no number at all.
  private(set) var isEmpty = false

  init(_ instance: PatrolInstance, _ networks: [PathNetwork]) {
    ofNode = networks.map { Array(repeating: [], count: $0.nodeCount) }
    ofGap = networks.map { Array(repeating: [], count: $0.gaps.count) }
    addCells(instance, networks)
    addClasses(instance, networks)
    addPairs(instance, networks)
    addBreaks(instance, networks)
  }

  /// The rows that a path of a group counts in.
  func rows(of path: CarPath, group: Int) -> [Int32] {
    path.nodes.flatMap { ofNode[group][Int($0)] } + path.gaps.flatMap { ofGap[group][Int($0)] }
  }

  private mutating func addCells(_ instance: PatrolInstance, _ networks: [PathNetwork]) {
    for step in instance.shift.steps {
      for sector in instance.sectorIndices {
        let price = CellPrice(instance, step, sector)
        let most = min(price.range.maximum, instance.carCount)
        if most < price.least { isEmpty = true }
        add(
          Row(range: price.least...max(most, price.least), price: price.isFree ? nil : price),
          step.rawValue, sector, networks, of: Array(networks.indices))
      }
    }
  }

  private mutating func addClasses(_ instance: PatrolInstance, _ networks: [PathNetwork]) {
    func members(_ carClass: Car.Class) -> [Int] {
      networks.indices.filter { networks[$0].group.car.carClass == carClass }
    }
    for one in instance.rules.classMinimums {
      add(
        Row(range: min(one.cars, instance.carCount)...instance.carCount, price: nil),
        one.step.rawValue, one.sector, networks, of: members(one.carClass))
      if one.cars > instance.carCount { isEmpty = true }
    }
    for one in instance.roster.classMaximums {
      add(
        Row(range: 0...one.cars, price: nil), one.step.rawValue, one.sector, networks,
        of: members(one.carClass))
    }
  }

  /// Of two cars apart one at most is in a sector; of two together not one there, the other elsewhere.
  private mutating func addPairs(_ instance: PatrolInstance, _ networks: [PathNetwork]) {
    func group(of car: CarIndex) -> Int? { networks.firstIndex { $0.group.cars == [car] } }
    for pair in instance.roster.pairs {
      guard let first = group(of: pair.first), let second = group(of: pair.second) else { continue }
      for step in (pair.steps ?? instance.shift.steps).map(\.rawValue) {
        for sector in instance.sectorIndices {
          let others =
            pair.isTogether ? instance.sectorIndices.filter { $0 != sector } : [sector]
          add(Row(range: 0...1, price: nil), step, sector, networks, of: [first])
          let row = Int32(rows.count - 1)
          for other in others {
            ofNode[second][networks[second].node(step, other)].append(row)
          }
        }
      }
    }
  }

  private mutating func addBreaks(_ instance: PatrolInstance, _ networks: [PathNetwork]) {
    for (place, window) in instance.roster.breakWindows.enumerated() {
      guard let most = window.atOnce else { continue }
      for step in window.window {
        rows.append(Row(range: 0...most, price: nil))
        for (group, network) in networks.enumerated() {
          for (gap, its) in network.gaps.enumerated()
          where its.breaks.contains(where: { $0.window == place && $0.steps.contains(step) }) {
            ofGap[group][gap].append(Int32(rows.count - 1))
          }
        }
      }
    }
  }

  private mutating func add(
    _ row: Row, _ step: Int, _ sector: SectorIndex, _ networks: [PathNetwork], of groups: [Int]
  ) {
    for group in groups {
      ofNode[group][networks[group].node(step, sector)].append(Int32(rows.count))
    }
    rows.append(row)
  }
}
