import PatrolModel

/// A way of a car through the whole shift that keeps every rule about single cars: a column.
struct CarPath: Hashable, Sendable {
  /// The nodes it visits, in order, with source and sink.
  let nodes: [Int32]
  /// The gaps it bridges, as places in the network's list.
  let gaps: [Int32]
  /// The minutes that count, in tenths.
  let tenths: Int
  /// What its changes of a known plan cost, in thousandths of minutes.
  let changeCost: Int

  /// Minutes and changes, in thousandths of minutes.
  var cost: Int { tenths * RosterProgram.perTenth + changeCost }

  /// The sectors of the steps in service.
  func visits(in network: PathNetwork) -> [(step: Int, sector: SectorIndex)] {
    nodes.compactMap { node in
      let step = network.step(of: Int(node))
      guard step >= 0, step < network.stepCount, let sector = network.sector(of: Int(node)) else {
        return nil
      }
      return (step, sector)
    }
  }
}

/// What passing nodes and taking breaks costs a car besides its minutes, in millionths of a minute.
struct PathPrices: Sendable {
  /// Millionths of a minute in a thousandth, the unit of costs.
  static let perThousandth = 1000

  /// How often minutes and changes count: once, or not at all where only rules matter.
  var weight = 1
  /// For each node.
  var nodes: [Int]
  /// For each gap.
  var gaps: [Int]

  /// What a path comes to.
  func cost(of path: CarPath) -> Int {
    path.nodes.reduce(weight * path.cost * Self.perThousandth) { $0 + nodes[Int($1)] }
      + path.gaps.reduce(0) { $0 + gaps[Int($1)] }
  }
}
