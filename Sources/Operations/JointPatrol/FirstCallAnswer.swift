package import RandomStreams

/// First come, first served: the oldest call gets the nearest free car, then the next one.
package struct FirstCallAnswer: AnswerRule {
  package init() {}

  package func assignments(
    _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) -> [JointAssignment] {
    var free = state.freeCars
    var assignments: [JointAssignment] = []
    for (number, call) in state.waiting.enumerated() {
      let nearest = free.min {
        world.graph.distance(state.cars[$0].node, call.node)
          < world.graph.distance(state.cars[$1].node, call.node)
      }
      guard let nearest else { break }
      assignments.append(JointAssignment(car: nearest, call: number))
      free.removeAll { $0 == nearest }
    }
    return assignments
  }
}
