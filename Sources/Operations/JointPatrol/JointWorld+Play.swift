package import RandomStreams

extension JointWorld {
  /// Plays ticks until `end`: a call comes, cars are sent, cost is counted, cars move.
  ///
  /// - Parameters:
  ///   - state: Where it begins; where it ends.
  ///   - calls: Those of these ticks, in order.
  ///   - end: The first tick that is not played.
  ///   - patrol: Where free cars go.
  ///   - answer: Who answers calls.
  ///   - random: Of the rules.
  ///   - record: Told what happens.
  ///   - shouldStop: Asked before each tick; `true` ends there.
  package func play(
    _ state: inout JointState, _ calls: [JointCall], to end: Int, patrol: some PatrolRule,
    answer: some AnswerRule, _ random: inout RandomStream, _ record: inout some JointRecord,
    shouldStop: () -> Bool = { false }
  ) {
    var next = state.cars.map(\.node)
    var coming = calls[...]
    while state.tick < end, !shouldStop() {
      decide(&state, &coming, answer, &random, &record)
      patrol.move(&next, state, in: self, &random)
      advance(&state, to: next, calls, &record)
    }
  }

  /// The first half of a tick: a call comes, cars are sent, cost is counted.
  package func decide(
    _ state: inout JointState, _ coming: inout ArraySlice<JointCall>, _ answer: some AnswerRule,
    _ random: inout RandomStream, _ record: inout some JointRecord
  ) {
    if let call = coming.first, call.tick == state.tick {
      receive(call, &state, &record)
      coming.removeFirst()
    }
    dispatch(&state, answer, &random, &record)
    record.wait(state)
  }

  /// The second half: cars move, free ones in their beats to `next`.
  ///
  /// `calls` are all of the episode.
  package func advance(
    _ state: inout JointState, to next: [Int], _ calls: [JointCall],
    _ record: inout some JointRecord
  ) {
    for car in state.cars.indices { move(car, to: next[car], calls, &state, &record) }
    state.tick += 1
  }

  private func receive(
    _ call: JointCall, _ state: inout JointState, _ record: inout some JointRecord
  ) {
    let isLost = state.waiting.count >= setting.queueLimit
    if !isLost { state.receive(call) }
    record.receive(call, isLost: isLost)
  }

  private func dispatch(
    _ state: inout JointState, _ answer: some AnswerRule, _ random: inout RandomStream,
    _ record: inout some JointRecord
  ) {
    guard !state.waiting.isEmpty, state.cars.contains(where: { $0.duty == .free }) else { return }
    let assignments = answer.assignments(state, in: self, &random)
    guard !assignments.isEmpty else { return }
    state.send(assignments)
    for assignment in assignments { record.send(assignment.car, state) }
  }

  /// A car on the way goes one edge; one on scene counts down; a free one patrols or goes home.
  private func move(
    _ car: Int, to next: Int, _ calls: [JointCall], _ state: inout JointState,
    _ record: inout some JointRecord
  ) {
    let here = state.cars[car].node
    switch state.cars[car].duty {
    case .driving:
      let call = state.cars[car].call
      state.cars[car].node = graph.next(from: here, to: call.node)
      guard state.cars[car].node == call.node else { return }
      state.cars[car].duty = .serving
      // The n-th call to be reached takes the service time of the n-th that came.
      state.cars[car].remaining =
        setting.isServiceByCall || state.reached >= calls.count
        ? call.service : calls[state.reached].service
      state.reached += 1
      record.arrive(car, state)
    case .serving:
      state.cars[car].remaining -= 1
      if state.cars[car].remaining == 0 { state.cars[car].duty = .free }
    case .free:
      let beat = state.cars[car].beat
      state.cars[car].node =
        graph.nodes[here].beat == beat ? next : graph.next(from: here, homeTo: beat)
    }
  }
}

/// Told what happens as ticks are played.
package protocol JointRecord {
  /// A call came; it is lost if the queue was full.
  mutating func receive(_ call: JointCall, isLost: Bool)
  /// A car was sent to its call.
  mutating func send(_ car: Int, _ state: JointState)
  /// Cars were sent, and have not moved yet.
  mutating func wait(_ state: JointState)
  /// A car reached its call in this tick.
  mutating func arrive(_ car: Int, _ state: JointState)
}

extension JointRecord {
  package mutating func send(_ car: Int, _ state: JointState) {}
}

/// What ticks cost: one for each unanswered call and tick, more for a lost call.
package struct JointCost: JointRecord {
  package private(set) var total = 0.0
  private let overflow: Double

  package init(_ setting: JointSetting) { overflow = setting.overflowCost }

  package mutating func receive(_ call: JointCall, isLost: Bool) {
    if isLost { total += overflow }
  }

  package mutating func wait(_ state: JointState) {
    total += Double(
      state.waiting.count + state.cars.reduce(0) { $0 + ($1.duty == .driving ? 1 : 0) })
  }

  package mutating func arrive(_ car: Int, _ state: JointState) {}
}
