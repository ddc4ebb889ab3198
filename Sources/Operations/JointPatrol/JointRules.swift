package import RandomStreams

/// Where free cars go.
package protocol PatrolRule: Sendable {
  /// Sets, for each free car that is in its beat, the node to be at a tick later: one of
  /// ``BeatGraph/patrolMoves``. What it sets for other cars means nothing.
  func move(
    _ next: inout [Int], _ state: JointState, in world: JointWorld, _ random: inout RandomStream)
}

/// Which cars answer which calls.
package protocol AnswerRule: Sendable {
  /// Cars to send now; asked only if a car is free and a call waits. Waiting is allowed.
  func assignments(
    _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) -> [JointAssignment]
}

/// A way to patrol and to answer.
package struct JointPolicy: Sendable {
  package let name: String
  package let patrol: any PatrolRule
  package let answer: any AnswerRule

  package init(_ name: String, patrol: any PatrolRule, answer: any AnswerRule) {
    (self.name, self.patrol, self.answer) = (name, patrol, answer)
  }
}
