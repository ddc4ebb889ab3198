package import RandomStreams

/// Tries all assignments on the same imagined futures, each played on by a base policy.
///
/// Rollout after Bertsekas, Tsitsiklis & Wu 1997, doi:10.1023/A:1009635226865, with sequential
/// halving in two rounds: all ways on a fifth of the futures, the best few on all.
package struct RolloutAnswer<Patrol: PatrolRule, Answer: AnswerRule>: AnswerRule {
  package let patrol: Patrol
  package let answer: Answer
  /// Futures to imagine.
  package let futures: Int
  /// Ticks to play on: by then 120 the influence of an assignment has gone.
  package let horizon: Int

  /// Ways that the first round leaves.
  private static var kept: Int { 4 }

  package init(base patrol: Patrol, _ answer: Answer, futures: Int = 60, horizon: Int = 120) {
    (self.patrol, self.answer) = (patrol, answer)
    (self.futures, self.horizon) = (futures, horizon)
  }

  package func assignments(
    _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) -> [JointAssignment] {
    let usual = answer.assignments(state, in: world, &random)
    let ways = [usual] + JointAssignments.all(state, in: world).filter { Set($0) != Set(usual) }
    let imagined = (0..<futures).map { _ in Future(state, world, horizon, &random) }
    var costs = Array(repeating: [Double](), count: ways.count)
    for way in ways.indices {
      costs[way] = imagined.prefix(futures / 5).map { cost(ways[way], $0, world) }
    }
    let others = ways.indices.dropFirst().sorted { costs[$0].mean < costs[$1].mean }
    let best = [0] + others.prefix(Self.kept - 1)
    for way in best {
      costs[way] += imagined.dropFirst(futures / 5).map { cost(ways[way], $0, world) }
    }
    let choice = best.min { costs[$0].mean < costs[$1].mean } ?? 0
    return isWorthIt(costs[choice], instead: costs[0]) ? ways[choice] : usual
  }

  /// Whether the mean gain is above half a standard error.
  private func isWorthIt(_ costs: [Double], instead usual: [Double]) -> Bool {
    let gains = zip(usual, costs).map { $0 - $1 }
    let mean = gains.mean
    let variance = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, futures - 1))
    return mean > 0.5 * (variance / Double(futures)).squareRoot()
  }

  private func cost(_ way: [JointAssignment], _ future: Future, _ world: JointWorld) -> Double {
    var state = future.state
    state.send(way)
    var cost = JointCost(world.setting)
    var random = future.random
    world.play(
      &state, future.calls, to: future.end, patrol: patrol,
      answer: SentAnswer(answer, at: state.tick),
      &random, &cost)
    return cost.total
  }
}

/// What may come: service times that nobody knows and calls, the same for all assignments.
private struct Future {
  let state: JointState
  let calls: [JointCall]
  let end: Int
  let random: RandomStream

  init(_ state: JointState, _ world: JointWorld, _ horizon: Int, _ random: inout RandomStream) {
    self.state = state.imagined(in: world, &random)
    end = state.tick + horizon
    calls = world.calls(state.tick + 1..<end, &random)
    self.random = RandomStream(seed: random.next())
  }
}

/// Sends nobody in the tick in which cars were sent already.
private struct SentAnswer<Answer: AnswerRule>: AnswerRule {
  let answer: Answer
  let sent: Int

  init(_ answer: Answer, at tick: Int) { (self.answer, sent) = (answer, tick) }

  func assignments(
    _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) -> [JointAssignment] {
    state.tick == sent ? [] : answer.assignments(state, in: world, &random)
  }
}

extension JointState {
  /// The state with service times drawn anew where nobody knows them.
  func imagined(in world: JointWorld, _ random: inout RandomStream) -> JointState {
    var state = self
    for car in cars.indices {
      switch cars[car].duty {
      case .free: break
      case .driving: state.cars[car].call = cars[car].call.imagined(in: world, &random)
      case .serving:
        // What is left of a geometric time has the law of the whole.
        if !world.setting.knowsService { state.cars[car].remaining = world.service(&random) }
      }
    }
    state.waiting = waiting.map { $0.imagined(in: world, &random) }
    return state
  }
}

extension JointCall {
  fileprivate func imagined(in world: JointWorld, _ random: inout RandomStream) -> JointCall {
    JointCall(tick: tick, node: node, service: world.service(&random))
  }
}

extension [Double] {
  fileprivate var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
