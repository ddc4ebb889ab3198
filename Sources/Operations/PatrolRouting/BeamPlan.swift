/// Plans a whole route by beam search: the best of many partial routes go on, those of like times
/// being compared with each other.
///
/// Partial routes are compared by their reward so far and what waits around them,
/// e^(−βt) a Σ_j φ_j e^(−βγ d_ij) w_j for driving times d_ij. Settings of a and γ differ in which
/// graphs they suit, so all are tried. Nothing is proven: routes are attainable, not optimal.
package struct BeamPlan: Sendable {
  /// How what waits around a unit counts.
  package struct Prospect: Hashable, Sendable {
    /// a, the share of it that can be had.
    package let share: Double
    /// γ, how much longer than the shortest way it takes to get there.
    package let detour: Double
  }

  /// Partial routes that go on from each bucket of arrival times, at least 1.
  package var width = 300
  /// The width of a bucket and the length of the plan, in units of 1/β: after 9 a reward is worth
  /// 0.012 %.
  package var bucketSpan = 0.05
  package var span = 9.0
  /// The settings that are tried.
  package var prospects = [0.3, 0.5, 0.7, 0.9].flatMap { share in
    [0.7, 1.3].map { Prospect(share: share, detour: $0) }
  }

  package init() {}

  /// A partial route: its state, its last step, and what it is worth.
  private struct Node {
    let state: PatrolState
    /// The step in the list of all, or -1 at the start.
    let step: Int
    let reward: Double
    let discount: Double
    let promise: Double
  }

  /// A move that was made, and the one before it.
  private struct Step {
    let target: Int
    let before: Int
  }

  /// The best route from a state, until the plan's span is over.
  package func route(from state: PatrolState, in model: RoutingModel) -> PatrolRoute {
    let paths = ShortestPaths(model.graph)
    let routes = prospects.map { prospect in
      PatrolRoute(
        along: nodes(from: state, pulls(prospect, paths, model), model), from: state, in: model)
    }
    return routes[routes.map(\.discountedReward).firstIndexOfMaximum]
  }

  /// a φ_j e^(−βγ d_ij).
  private func pulls(
    _ prospect: Prospect, _ paths: ShortestPaths, _ model: RoutingModel
  ) -> [[Double]] {
    paths.times.map { row in
      zip(row, model.weights).map { time, weight in
        prospect.share * weight * model.discount(of: prospect.detour * time)
      }
    }
  }

  private func nodes(
    from start: PatrolState, _ pulls: [[Double]], _ model: RoutingModel
  ) -> [Int] {
    let width = bucketSpan / model.discountRate
    let end = span / model.discountRate
    var buckets = Array(repeating: [Node](), count: Int((span / bucketSpan).rounded(.up)) + 1)
    var steps: [Step] = []
    buckets[0] = [Node(state: start, step: -1, reward: 0, discount: 1, promise: 0)]
    var best = (reward: -Double.infinity, step: -1)
    for number in buckets.indices {
      // Moves shorter than a bucket come back into it, so it is taken until nothing is left.
      var open = buckets[number]
      while !open.isEmpty {
        var again: [Node] = []
        for node in Self.leading(open, self.width) {
          for move in model.moves[node.state.node] {
            let next = following(node, move, step: steps.count, pulls, model)
            steps.append(Step(target: move.target, before: node.step))
            let bucket = Int((next.state.time - start.time) / width)
            if next.state.time - start.time >= end || bucket >= buckets.count {
              if next.reward > best.reward { best = (next.reward, next.step) }
            } else if bucket == number {
              again.append(next)
            } else {
              buckets[bucket].append(next)
            }
          }
        }
        open = again
      }
      buckets[number] = []
    }
    return Self.trace(best.step, in: steps)
  }

  private func following(
    _ node: Node, _ move: RoutingModel.Move, step: Int, _ pulls: [[Double]], _ model: RoutingModel
  ) -> Node {
    var state = node.state
    let discount = node.discount * move.discount
    let reward = node.reward + discount * state.make(move, in: model)
    let pull = pulls[state.node]
    var waiting = 0.0
    for j in pull.indices { waiting += pull[j] * (state.time - state.cleared[j]) }
    return Node(
      state: state, step: step, reward: reward, discount: discount,
      promise: reward + discount * waiting)
  }

  /// Those of the highest promise, ties in the order in which they were found.
  private static func leading(_ nodes: [Node], _ width: Int) -> [Node] {
    guard nodes.count > width else { return nodes }
    return nodes.sorted { ($0.promise, $1.step) > ($1.promise, $0.step) }.prefix(width).map(\.self)
  }

  private static func trace(_ step: Int, in steps: [Step]) -> [Int] {
    var (nodes, step) = ([Int](), step)
    while step >= 0 {
      nodes.append(steps[step].target)
      step = steps[step].before
    }
    return nodes.reversed()
  }
}
