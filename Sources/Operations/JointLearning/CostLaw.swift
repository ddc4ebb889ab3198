package import JointPatrol

/// What learners minimise: ticks of unanswered calls by their beats' weights, and lost calls.
package struct CostLaw: Hashable, Sendable {
  /// What a tick of an unanswered call from each beat costs; 1 each but for fairness.
  package internal(set) var weights: [Double]
  /// What a lost call costs, in ticks.
  package let overflow: Double

  package init(weights: [Double], overflow: Double) {
    (self.weights, self.overflow) = (weights, overflow)
  }

  /// All beats alike.
  package init(_ world: JointWorld) {
    self.init(
      weights: Array(repeating: 1, count: world.graph.beats), overflow: world.setting.overflowCost)
  }

  /// Moves weights towards beats that wait longer: each is multiplied by its share of the mean to a
  /// power, and they are scaled to a mean of 1.
  package mutating func balance(_ responses: [Double], mean: Double, strength: Double) {
    guard mean > 0, responses.allSatisfy({ $0 > 0 }) else { return }
    for beat in weights.indices { weights[beat] *= 1 + strength * (responses[beat] / mean - 1) }
    let scale = Double(weights.count) / weights.reduce(0, +)
    for beat in weights.indices { weights[beat] = min(5, max(0.2, weights[beat] * scale)) }
  }
}

/// The cost of ticks as learners see it: a call that a car is sent to costs all of its drive at once,
/// for nothing can change that any more; what waits costs tick by tick.
struct StepCost: JointRecord {
  private let law: CostLaw
  private let graph: BeatGraph
  /// What was paid since ``take()``: lost calls and drives, then what waits.
  private var paid = 0.0

  init(_ law: CostLaw, _ graph: BeatGraph) { (self.law, self.graph) = (law, graph) }

  mutating func receive(_ call: JointCall, isLost: Bool) {
    if isLost { paid += law.overflow }
  }

  mutating func send(_ car: Int, _ state: JointState) {
    let call = state.cars[car].call
    paid += law.drive(from: state.cars[car].node, to: call.node, graph)
  }

  mutating func wait(_ state: JointState) {
    for call in state.waiting { paid += law.weights[graph.nodes[call.node].beat] }
  }

  mutating func arrive(_ car: Int, _ state: JointState) {}

  /// What was paid; it begins anew.
  mutating func take() -> Double {
    defer { paid = 0 }
    return paid
  }
}

extension CostLaw {
  /// What the drive to a call costs; a car at the node takes a tick.
  func drive(from node: Int, to target: Int, _ graph: BeatGraph) -> Double {
    weights[graph.nodes[target].beat] * Double(max(1, graph.distance(node, target)))
  }

  /// What the drives of a way to send cars cost.
  func drives(_ way: [JointAssignment], _ state: JointState, _ graph: BeatGraph) -> Double {
    way.reduce(0) {
      $0 + drive(from: state.cars[$1.car].node, to: state.waiting[$1.call].node, graph)
    }
  }
}
