import JointPatrol
import RandomStreams
import Reinforcement

/// Decisions of dispatch, each with what comes of all sets of assignments on the same calls.
///
/// What a set is worth beside another is a tick or two, what the next calls cost is dozens: as for
/// patrol (``PatrolExperience``), common random numbers show the difference.
struct DispatchTrials<Patrol: PatrolRule>: Sendable {
  /// A state after cars were sent one way, and what came of it.
  struct Trial: Sendable {
    let view: JointFeatures.View
    /// Σ γʲ c of the ticks until the end, in the network's unit.
    let cost: Double
    /// γⁿ.
    let weight: Double
    let last: JointFeatures.View
  }

  let features: JointFeatures
  let patrol: Patrol
  let answer: ValuedAnswer
  let discount: Double
  /// The mean cost of a tick, which costs are counted from.
  let meanCost: Double
  /// Ticks that are played, n.
  let steps: Int

  /// More sets than this are too many to try: of these, some are drawn.
  private static var mostSets: Int { 8 }

  private var world: JointWorld { features.world }

  /// The trials of so many decisions of an episode, a list for each.
  func trials(_ count: Int, _ random: inout RandomStream) -> [[Trial]] {
    var found: [[Trial]] = []
    // A decision is due where a call waits and a car is free: at least one call in three.
    let end = Int(3 * Double(count) / world.setting.callProbability) + steps
    let calls = world.calls(0..<end, &random)
    var (state, coming, cost) = (world.start, calls[...], StepCost(features.law, world.graph))
    var next = state.cars.map(\.node)
    while found.count < count, state.tick < end - steps {
      var before = state
      if let call = coming.first, call.tick == state.tick {
        if before.waiting.count < world.setting.queueLimit { before.receive(call) }
      }
      if !before.waiting.isEmpty, !before.freeCars.isEmpty {
        let later = coming.first?.tick == state.tick ? coming.dropFirst() : coming
        found.append(trials(of: before, calls, later, &random))
      }
      world.decide(&state, &coming, answer, &random, &cost)
      patrol.move(&next, state, in: world, &random)
      world.advance(&state, to: next, calls, &cost)
    }
    return found
  }

  private func trials(
    of state: JointState, _ calls: [JointCall], _ coming: ArraySlice<JointCall>,
    _ random: inout RandomStream
  ) -> [Trial] {
    var ways = JointAssignments.all(state, in: world)
    if ways.count > Self.mostSets {
      ways = [ways[0]] + ways.dropFirst().shuffled(using: &random).prefix(Self.mostSets - 1)
    }
    let seed = random.next()
    return ways.map { trial($0, of: state, calls, coming, RandomStream(seed: seed)) }
  }

  private func trial(
    _ way: [JointAssignment], of state: JointState, _ calls: [JointCall],
    _ coming: ArraySlice<JointCall>, _ random: RandomStream
  ) -> Trial {
    var (state, coming, random) = (state, coming, random)
    state.send(way)
    let view = features.dispatch(state, discount: discount)
    var cost = StepCost(features.law, world.graph)
    cost.wait(state)
    var (sum, weight) = (cost.take(), 1.0)
    var next = state.cars.map(\.node)
    for step in 1...steps {
      patrol.move(&next, state, in: world, &random)
      world.advance(&state, to: next, calls, &cost)
      world.decide(&state, &coming, answer, &random, &cost)
      weight *= discount
      // What waits after the last decision is part of the value there.
      if step == steps {
        var waiting = StepCost(features.law, world.graph)
        waiting.wait(state)
        sum += weight * (cost.take() - waiting.take())
      } else {
        sum += weight * cost.take()
      }
      sum -= weight / discount * meanCost
    }
    return Trial(
      view: view, cost: sum / ValueScale.dispatch, weight: weight,
      last: features.dispatch(state, discount: discount))
  }
}

extension DispatchTrials.Trial {
  /// Samples of a decision's trials: what they differ by is learned in full, of the luck that they
  /// share a part.
  static func samples(
    _ trials: [Self], _ learner: ValueLearner, meanShare: Double
  ) -> [ValueLearner.Sample] {
    let known = learner.targetValues(trials.map(\.view.features) + trials.map(\.last.features))
    let now = zip(known, trials).map { $0 + Double($1.view.prior[0]) }
    let costs = zip(known.dropFirst(trials.count), trials).map { value, trial in
      trial.cost + trial.weight * (value + Double(trial.last.prior[0]))
    }
    let count = Double(max(1, trials.count))
    let luck = (costs.reduce(0, +) - now.reduce(0, +)) / count
    return zip(trials, costs).map { trial, cost in
      .init(
        state: trial.view.features,
        value: Float(cost - (1 - meanShare) * luck) - trial.view.prior[0])
    }
  }
}
