import PatrolModel

extension PathPricing {
  /// All paths that cost no more than a limit under given prices; `nil` if there are more than so many.
  ///
  /// Depth first, with the least that the rest of the way can cost, presence and limits left out, as a
  /// bound (Baldacci, Christofides & Mingozzi, "An exact algorithm for the vehicle routing problem based
  /// on the set partitioning formulation", 2008, doi:10.1007/s10107-007-0178-5).
  func all(costing limit: Int, _ prices: PathPrices, atMost count: Int) -> [CarPath]? {
    var search = PathSearch(
      pricing: self, prices: prices, limit: limit, count: count, toEnd: leastToEnd(prices))
    return search.run()
  }
}

/// A depth-first search of the paths below a limit.
private struct PathSearch {
  let pricing: PathPricing
  let prices: PathPrices
  let limit: Int
  let count: Int
  let toEnd: [Int]
  private var found: [CarPath] = []
  private var nodes: [Int32] = []
  private var gaps: [Int32] = []
  private var labels = 0

  init(pricing: PathPricing, prices: PathPrices, limit: Int, count: Int, toEnd: [Int]) {
    self.pricing = pricing
    self.prices = prices
    self.limit = limit
    self.count = count
    self.toEnd = toEnd
  }

  mutating func run() -> [CarPath]? {
    nodes = [Int32(pricing.network.source)]
    return walk(pricing.first, changeCost: 0) ? found : nil
  }

  /// Labels that are looked at for each path that may be found, at most: the bound leaves so many dead ends.
  private var mostLabels: Int { 100 * count }

  /// Goes on from a label; returns whether there was room for all paths.
  private mutating func walk(_ label: PathLabel, changeCost: Int) -> Bool {
    let network = pricing.network
    for place in network.ways(outOf: Int(nodes[nodes.count - 1])) {
      let way = network.ways[place]
      guard let next = pricing.extended(label, from: 0, along: place, prices) else { continue }
      let rest = toEnd[Int(way.to)]
      guard rest < .max, next.cost + rest <= limit else { continue }
      labels += 1
      if labels > mostLabels { return false }
      nodes.append(way.to)
      gaps.append(way.gap)
      defer {
        nodes.removeLast()
        gaps.removeLast()
      }
      guard Int(way.to) == pricing.sink else {
        guard walk(next, changeCost: changeCost + way.changeCost) else { return false }
        continue
      }
      guard next.breaks == network.allBreaks else { continue }
      if found.count == count { return false }
      found.append(
        CarPath(
          nodes: nodes, gaps: gaps, tenths: Int(next.tenths),
          changeCost: changeCost + way.changeCost))
    }
    return true
  }
}
