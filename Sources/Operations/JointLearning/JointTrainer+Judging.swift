import JointPatrol
import Networks
import RandomStreams
import Reinforcement
import Tempering

extension JointTrainer {
  /// Ticks of each part from which the mean cost of a tick is taken.
  private static let meanTicks = 2_000

  /// The mean cost of a tick of what is being learned.
  func meanCost(_ iteration: Int, _ answer: some AnswerRule) -> Double {
    let streams = (0..<Self.parts).map { stream(iteration, 2 * Self.parts + 1 + $0) }
    return cost(Self.meanTicks, streams, walk, answer)
  }

  /// The cost of a tick of what is being learned, without exploration, on the same calls each time.
  var judgement: Double {
    let streams = (0..<Self.parts).map { RandomStream(seed: ~settings.seed, stream: UInt64($0)) }
    var walk = walk
    if settings.part != .dispatch { walk.epsilon = 0 }
    return settings.part == .patrol
      ? cost(settings.judgedTicks / Self.parts, streams, walk, FirstCallAnswer())
      : cost(settings.judgedTicks / Self.parts, streams, walk, answer(epsilon: 0))
  }

  /// Keeps what a turn learned if it costs less than what there was, else goes back.
  ///
  /// So each step of the descent is one down. Weights of fairness move the cost itself, so that then all is kept.
  mutating func judge() {
    let cost = judgement
    let isKept = cost < kept.cost || settings.fairness > 0
    if isKept {
      kept = (patrol.twin, dispatch.twin, cost)
    } else {
      (patrol.twin, dispatch.twin) = (kept.patrol, kept.dispatch)
    }
    records[records.count - 1].judged = cost
    records[records.count - 1].isKept = isKept
  }

  private func cost(
    _ ticks: Int, _ streams: [RandomStream], _ patrol: some PatrolRule, _ answer: some AnswerRule
  ) -> Double {
    let world = world
    let costs = WorkerTeam(threads: dispatch.batches.threads).map(streams.count) { part in
      var random = streams[part]
      var (state, cost) = (world.start, StepCost(features.law, world.graph))
      let calls = world.calls(0..<ticks, &random)
      world.play(&state, calls, to: ticks, patrol: patrol, answer: answer, &random, &cost)
      return cost.take()
    }
    return costs.reduce(0, +) / Double(ticks * streams.count)
  }
}
