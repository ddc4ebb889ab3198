/// An episode tick by tick: what a page draws and a checker judges.
package struct EpisodeLog: JointRecord, Sendable {
  /// What became of a call.
  package struct Fate: Hashable, Sendable {
    package let call: JointCall
    /// The car that was sent, when, and from where; nil if none was.
    package internal(set) var car: Int?
    package internal(set) var sent = 0
    package internal(set) var origin = 0
    /// Ticks until a car was there; nil if none was.
    package internal(set) var response: Int?
    package let isLost: Bool
  }

  /// Cars and queue of each tick, after cars were sent and before they moved.
  package private(set) var states: [JointState] = []
  package private(set) var fates: [Fate] = []

  package init() {}

  package mutating func receive(_ call: JointCall, isLost: Bool) {
    fates.append(Fate(call: call, isLost: isLost))
  }

  package mutating func send(_ car: Int, _ state: JointState) {
    guard let fate = place(of: state.cars[car].call) else { return }
    (fates[fate].car, fates[fate].sent) = (car, state.tick)
    fates[fate].origin = state.cars[car].node
  }

  package mutating func wait(_ state: JointState) { states.append(state) }

  package mutating func arrive(_ car: Int, _ state: JointState) {
    guard let fate = place(of: state.cars[car].call) else { return }
    fates[fate].response = state.tick + 1 - state.cars[car].call.tick
  }

  /// There is at most one call in a tick.
  private func place(of call: JointCall) -> Int? {
    fates.lastIndex { $0.call.tick == call.tick }
  }
}
