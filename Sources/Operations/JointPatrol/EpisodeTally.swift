/// What came of an episode, in numbers.
package struct EpisodeTally: JointRecord, Hashable, Sendable {
  /// Calls that came, and those that were lost to a full queue.
  package private(set) var calls = 0
  package private(set) var overflows = 0
  /// Calls that a car came to, by the beat that they came from, and ticks until then.
  package private(set) var answered: [Int]
  package private(set) var responseTicks: [Int]
  /// Ticks of all unanswered calls, waiting or driven to.
  package private(set) var unansweredTicks = 0
  /// Calls that were open as the episode ended.
  package private(set) var open = 0
  private let beatOfNode: [Int]

  package init(_ graph: BeatGraph) {
    answered = Array(repeating: 0, count: graph.beats)
    responseTicks = answered
    beatOfNode = graph.nodes.map(\.beat)
  }

  package mutating func receive(_ call: JointCall, isLost: Bool) {
    calls += 1
    if isLost { overflows += 1 }
  }

  package mutating func wait(_ state: JointState) {
    open = state.waiting.count + state.cars.reduce(0) { $0 + ($1.duty == .driving ? 1 : 0) }
    unansweredTicks += open
  }

  /// A car that stood at the node, or one edge away, has a response of one tick.
  package mutating func arrive(_ car: Int, _ state: JointState) {
    let call = state.cars[car].call
    answered[beatOfNode[call.node]] += 1
    responseTicks[beatOfNode[call.node]] += state.tick + 1 - call.tick
    open -= 1
  }

  /// Calls that a car came to, in all beats.
  package var allAnswered: Int { answered.reduce(0, +) }
  /// Ticks until then, in all beats.
  package var allResponseTicks: Int { responseTicks.reduce(0, +) }

  /// Unanswered ticks, and what lost calls cost.
  package func cost(_ setting: JointSetting) -> Double {
    Double(unansweredTicks) + setting.overflowCost * Double(overflows)
  }
}
