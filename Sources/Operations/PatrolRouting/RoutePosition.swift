/// Where a unit is on its route at a time: between the node that it left and the one ahead.
struct RoutePosition {
  private let left: Int
  private let since: Double
  private let next: PatrolRoute.Visit?
  private let time: Double

  /// A unit that left a node at a time, with its next arrival, if there is one.
  init(left: Int, since: Double, next: PatrolRoute.Visit?, at time: Double) {
    self.left = left
    self.since = since
    self.next = next
    self.time = time
  }

  /// When it arrives at a node: it turns round or drives on, whichever is nearer.
  func arrival(at node: Int, _ paths: ShortestPaths) -> Double {
    guard let next else { return time + paths.times[left][node] }
    let back = time + (time - since) + paths.times[left][node]
    return min(back, next.time + paths.times[next.node][node])
  }
}
