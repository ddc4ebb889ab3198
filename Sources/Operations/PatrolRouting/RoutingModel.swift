import RandomStreams

/// A graph with a discount: what reward a move of a unit brings, and what it is worth at the start.
///
/// Incidents arise at node i at rate λ_i and wait there; a unit that arrives w after the last visit
/// clears λ_i w of them, worth φ_i w for φ_i = λ_i δ_i, discounted by e^(−βt) at time t.
package struct RoutingModel: Sendable {
  /// An arc with the discount of the time that it takes.
  package struct Move: Hashable, Sendable {
    package let target: Int
    package let time: Double
    package let discount: Double
  }

  package let graph: PatrolGraph
  /// β per unit of time, above 0.
  package let discountRate: Double
  /// φ of each node.
  package let weights: [Double]
  /// The moves from each node.
  package let moves: [[Move]]

  /// Creates a model; β is above 0.
  package init(_ graph: PatrolGraph, discountRate: Double) {
    precondition(discountRate > 0, "the discount rate is above 0")
    self.graph = graph
    self.discountRate = discountRate
    weights = graph.nodes.map(\.weight)
    moves = graph.arcs.map { arcs in
      arcs.map {
        Move(
          target: $0.target, time: $0.time,
          discount: Self.discount(of: $0.time, at: discountRate))
      }
    }
  }

  package var nodeCount: Int { weights.count }

  /// e^(−βt) for a time of at least 0.
  package func discount(of time: Double) -> Double {
    Self.discount(of: time, at: discountRate)
  }

  private static func discount(of time: Double, at rate: Double) -> Double {
    // Beyond e^−700 nothing is left to add.
    rate * time > 700 ? 0 : naturalExponential(-rate * time)
  }
}

/// A unit at a node, and when each node was last cleared.
package struct PatrolState: Sendable {
  package internal(set) var node: Int
  package internal(set) var time: Double
  /// When each node was last cleared; before the start if incidents wait there already.
  package internal(set) var cleared: [Double]

  /// A unit at a node at time 0; incidents have waited as long as `ages` says, or not at all.
  package init(at node: Int, in model: RoutingModel, ages: [Double]? = nil) {
    self.node = node
    time = 0
    cleared = ages?.map { -$0 } ?? Array(repeating: 0, count: model.nodeCount)
    cleared[node] = 0
  }

  /// How long incidents have waited at a node, w.
  package func age(of node: Int) -> Double { time - cleared[node] }

  /// Arrives at a node at a time, from wherever, and clears it.
  mutating func arrive(at node: Int, at time: Double) {
    self.node = node
    self.time = time
    cleared[node] = time
  }

  /// Drives a move and clears its target; returns φ_j (w_j + t), not discounted.
  @discardableResult
  package mutating func make(_ move: RoutingModel.Move, in model: RoutingModel) -> Double {
    time += move.time
    node = move.target
    let reward = model.weights[node] * age(of: node)
    cleared[node] = time
    return reward
  }
}

/// A way to choose the next move; a value, so that threads may share it.
package protocol RoutePolicy: Sendable {
  /// The position of the next move among those of the unit's node.
  func choose(_ state: PatrolState, in model: RoutingModel) -> Int
}

/// A policy that can say what each move is worth: reward from now on, discounted to now.
package protocol RouteValuing: RoutePolicy {
  /// A value for each move of the unit's node.
  func values(_ state: PatrolState, in model: RoutingModel) -> [Double]
}

extension RouteValuing {
  /// The move of the highest value, the first of several.
  package func choose(_ state: PatrolState, in model: RoutingModel) -> Int {
    values(state, in: model).firstIndexOfMaximum
  }
}

extension [Double] {
  /// The position of the highest element, the first of several; 0 of none.
  var firstIndexOfMaximum: Int {
    var best = 0
    for index in indices.dropFirst() where self[index] > self[best] { best = index }
    return best
  }
}
