import PatrolModel

/// Finds the ways of a car that cost least under given prices, by labels from node to node.
struct PathPricing: Sendable {
  let network: PathNetwork
  private let limits: PathLimits
  private let minimumStay: Int16
  /// For each sector: the most steps of a stay, 0 for any.
  private let longestStay: [Int16]
  private let mayNotReturn: [Bool]
  private let isReserve: [Bool]
  /// The label before the shift.
  let first: PathLabel

  /// Prepares for the cars of a group; a cap on their minutes holds besides their own limit.
  init(_ network: PathNetwork, _ instance: PatrolInstance, cap: Minutes? = nil) {
    self.network = network
    let car = network.group.cars[0]
    let own = instance.travelLimit(of: car)
    let capped = cap.map { $0 - network.group.car.minutesBefore }
    limits = PathLimits(
      tenths: [own, capped].compactMap { $0?.tenths }.min(), moves: instance.moveLimit(of: car))
    minimumStay = Int16(clamping: instance.roster.minimumStay)
    let rules = instance.sectorIndices.map(instance.presence(in:))
    longestStay = rules.map {
      if case .maxStay(let limit) = $0 { Int16(clamping: limit) } else { 0 }
    }
    mayNotReturn = rules.map { $0 == .noReturn }
    isReserve = instance.sectors.map(\.isReserve)
    var start = PathLabel()
    if let last = network.group.car.history.last, longestStay[last.rawValue] > 0 {
      start.run = Int16(clamping: network.group.car.history.reversed().prefix { $0 == last }.count)
    }
    first = start
  }

  /// The cheapest path of all, then the cheapest by other last sectors, up to so many, by ascending
  /// cost; none if no path keeps the rules.
  func cheapest(_ count: Int, _ prices: PathPrices) -> [(path: CarPath, cost: Int)] {
    let nodes = labelled(prices)
    var ends: [PathLabel] = []
    for node in 0..<network.nodeCount - network.width where !nodes[node].labels.isEmpty {
      guard let place = network.ways(outOf: node).last(where: { network.ways[$0].to == sink })
      else { continue }
      let arrivals = nodes[node].labels.indices.compactMap {
        extended(nodes[node].labels[$0], from: $0, along: place, prices)
      }
      let whole = arrivals.filter { $0.breaks == network.allBreaks }
      if let best = whole.min(by: { $0.cost < $1.cost }) { ends.append(best) }
    }
    ends.sort { ($0.cost, $0.way) < ($1.cost, $1.way) }
    return ends.prefix(count).map { (path(to: $0, nodes), $0.cost) }
  }

  /// Whether a path has no more minutes than are allowed.
  func keepsCap(_ path: CarPath) -> Bool { limits.tenths.map { path.tenths <= $0 } ?? true }

  /// The path that visits given sectors, `nil` out of service, if that keeps all rules.
  func path(through sectors: [SectorIndex?]) -> CarPath? {
    var path = [Int32(network.source)]
    var gaps: [Int32] = []
    var changeCost = 0
    var label = first
    let stops = sectors.enumerated().compactMap { step, sector in
      sector.map { network.node(step, $0) }
    }
    for node in stops + [sink] {
      guard
        let way = network.ways[network.ways(outOf: Int(path[path.count - 1]))].first(where: {
          Int($0.to) == node
        }), let next = extended(label, along: way)
      else { return nil }
      path.append(way.to)
      gaps.append(way.gap)
      changeCost += way.changeCost
      label = next
    }
    guard label.breaks == network.allBreaks else { return nil }
    return CarPath(nodes: path, gaps: gaps, tenths: Int(label.tenths), changeCost: changeCost)
  }

  /// The node after the shift.
  var sink: Int {
    network.nodeCount - network.width + (network.group.car.end?.rawValue ?? network.width - 1)
  }

  /// The least that the rest of a way costs from each node, whatever came before; `Int.max` if nothing
  /// leads on.
  func leastToEnd(_ prices: PathPrices) -> [Int] {
    var least = [Int](repeating: .max, count: network.nodeCount)
    least[sink] = 0
    for node in stride(from: network.nodeCount - network.width - 1, through: 0, by: -1) {
      for way in network.ways[network.ways(outOf: node)] where least[Int(way.to)] < .max {
        least[node] = min(least[node], price(of: way, prices) + least[Int(way.to)])
      }
    }
    return least
  }

  /// What an arc costs.
  @inline(__always)
  private func price(of way: PathNetwork.Way, _ prices: PathPrices) -> Int {
    prices.weight * PathPrices.perThousandth
      * (Int(way.tenths) * RosterProgram.perTenth + way.changeCost)
      + prices.nodes[Int(way.to)] + prices.gaps[Int(way.gap)]
  }

  // MARK: - Labels

  private func labelled(_ prices: PathPrices) -> [PathLabels] {
    var nodes = [PathLabels](repeating: PathLabels(), count: network.nodeCount)
    nodes[network.source].insert(first, limits)
    for node in 0..<network.nodeCount - network.width {
      let labels = nodes[node].labels
      guard !labels.isEmpty else { continue }
      for place in network.ways(outOf: node) {
        let to = Int(network.ways[place].to)
        guard to != sink else { continue }
        for (index, label) in labels.enumerated() {
          guard let next = extended(label, from: index, along: place, prices) else { continue }
          nodes[to].insert(next, limits)
        }
      }
    }
    return nodes
  }

  /// The label at the end of an arc, with what it costs and where it comes from.
  @inline(__always)
  func extended(
    _ label: PathLabel, from index: Int, along place: Int, _ prices: PathPrices
  ) -> PathLabel? {
    let way = network.ways[place]
    guard var next = extended(label, along: way) else { return nil }
    next.cost = label.cost + price(of: way, prices)
    next.parent = Int32(index)
    next.way = Int32(place)
    return next
  }

  /// The label at the end of an arc, if the rules let the car go there.
  @inline(__always)
  private func extended(_ label: PathLabel, along way: PathNetwork.Way) -> PathLabel? {
    guard label.breaks & way.breaks == 0 else { return nil }
    var next = PathLabel()
    next.breaks = label.breaks | way.breaks
    next.tenths = label.tenths + way.tenths
    if let most = limits.tenths, Int(next.tenths) > most { return nil }
    next.moves = label.moves &+ (way.isMove ? 1 : 0)
    if let most = limits.moves, Int(next.moves) > most { return nil }
    let sector = Int(way.to) % network.width
    guard way.isStep else {
      if sector < network.width - 1, longestStay[sector] > 0 { next.run = 1 }
      return next
    }
    let origin = Int(way.from) % network.width
    if mayNotReturn[sector] && Int(label.before) == sector { return nil }
    if way.isMove && label.hold > 0 { return nil }
    let stays = origin == sector
    if longestStay[sector] > 0 {
      next.run = stays ? label.run + 1 : 1
      if next.run > longestStay[sector] { return nil }
    }
    if way.isMove {
      next.hold = isReserve[sector] ? 0 : minimumStay - 1
    } else if stays {
      next.hold = max(0, label.hold - 1)
    }
    let isFirst = Int(way.from) < network.width
    if !isFirst, origin < network.width - 1, mayNotReturn[origin] { next.before = Int16(origin) }
    return next
  }

  private func path(to end: PathLabel, _ nodes: [PathLabels]) -> CarPath {
    var (visited, gaps) = ([Int32](), [Int32]())
    var changeCost = 0
    var label = end
    while label.way >= 0 {
      let way = network.ways[Int(label.way)]
      visited.append(way.to)
      gaps.append(way.gap)
      changeCost += way.changeCost
      label = nodes[Int(way.from)].labels[Int(label.parent)]
    }
    visited.append(Int32(network.source))
    return CarPath(
      nodes: visited.reversed(), gaps: gaps.reversed(), tenths: Int(end.tenths),
      changeCost: changeCost)
  }
}
