package import RandomStreams

/// The nearest pair of a free car and a waiting call first; of equal ones the older call.
package struct NearestPairAnswer: AnswerRule {
  /// Whether cars answer calls of their own beat only.
  package let ownBeatOnly: Bool

  package init(ownBeatOnly: Bool = false) { self.ownBeatOnly = ownBeatOnly }

  package func assignments(
    _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) -> [JointAssignment] {
    var pairs: [CallPair] = []
    for (number, call) in state.waiting.enumerated() {
      let beat = world.graph.nodes[call.node].beat
      for (car, place) in state.cars.enumerated()
      where place.duty == .free && (!ownBeatOnly || place.beat == beat) {
        let distance = world.graph.distance(place.node, call.node)
        pairs.append(CallPair(delay: distance, isFree: true, call: number, car: car))
      }
    }
    return CallPair.matched(pairs)
  }
}
