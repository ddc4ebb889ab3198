import JointPatrol
import RandomStreams
import Reinforcement

/// Decisions of patrol, each with what comes of all moves on the same calls.
///
/// A step one way or the other changes the cost of the next call by a fraction of a tick, calls vary
/// by dozens: only on common random numbers is the difference seen (Glasserman & Yao 1992,
/// doi:10.1287/mnsc.38.6.884).
struct PatrolExperience<Answer: AnswerRule>: Sendable {
  let features: JointFeatures
  let patrol: LearnedPatrol
  let answer: Answer
  let discount: Double
  /// The mean cost of a tick, which rewards are counted from: what lasts longer is then neither
  /// better nor worse for that (reward centring: Naik and others 2024, arXiv:2405.09999).
  let meanCost: Double

  /// Drives and services are shorter than this but for one in 10,000.
  private static var longest: Int { 120 }

  private var world: JointWorld { features.world }

  /// So many decisions, one every other tick, of an episode of its own.
  func decisions(_ count: Int, _ random: inout RandomStream) -> [Decision] {
    var decisions: [Decision] = []
    var state = scattered(&random)
    let end = 8 * count + Self.longest
    let calls = world.calls(0..<end, &random)
    var (coming, cost) = (calls[...], StepCost(features.law, world.graph))
    var next = state.cars.map(\.node)
    while decisions.count < count, state.tick < end - Self.longest {
      world.decide(&state, &coming, answer, &random, &cost)
      patrol.move(&next, state, in: world, &random)
      let deciding = state.cars.indices.filter { state.decides($0, world.graph) }
      if state.tick % 2 == 1, !deciding.isEmpty {
        let car = deciding[random.uniform(below: deciding.count)]
        decisions.append(decision(of: car, state, next, calls, coming, seed: random.next()))
      }
      world.advance(&state, to: next, calls, &cost)
    }
    return decisions
  }

  /// Cars begin anywhere in their beats, so that all places are seen.
  private func scattered(_ random: inout RandomStream) -> JointState {
    JointState(
      cars: world.start.cars.map { car in
        let own = world.graph.members[car.beat]
        return JointCar(beat: car.beat, node: own[random.uniform(below: own.count)])
      })
  }

  private func decision(
    of car: Int, _ state: JointState, _ next: [Int], _ calls: [JointCall],
    _ coming: ArraySlice<JointCall>, seed: UInt64
  ) -> Decision {
    let targets = world.graph.patrolMoves[state.cars[car].node]
    let outcomes = (0..<features.moves).map { move -> Outcome? in
      guard move < targets.count else { return nil }
      var next = next
      next[car] = targets[move]
      return outcome(of: car, state, next, calls, coming, RandomStream(seed: seed))
    }
    let view = features.patrol(state, car: car, discount: discount)
    return Decision(state: view.features, outcomes: outcomes, prior: view.prior)
  }

  /// Plays on until the car decides again: the semi-Markov step.
  private func outcome(
    of car: Int, _ state: JointState, _ next: [Int], _ calls: [JointCall],
    _ coming: ArraySlice<JointCall>, _ random: RandomStream
  ) -> Outcome {
    var (state, next, coming, random) = (state, next, coming, random)
    // Only where decisions are taken from is explored; what comes of them is by what is known.
    var patrol = patrol
    patrol.epsilon = 0
    var cost = StepCost(features.law, world.graph)
    var (reward, weight) = (0.0, 1.0)
    for _ in 0..<Self.longest {
      world.advance(&state, to: next, calls, &cost)
      world.decide(&state, &coming, answer, &random, &cost)
      reward -= weight * (cost.take() - meanCost) / ValueScale.patrol
      weight *= discount
      if state.decides(car, world.graph) { break }
      patrol.move(&next, state, in: world, &random)
    }
    let view = features.patrol(state, car: car, discount: discount)
    return Outcome(
      reward: Float(reward), discount: Float(weight), next: view.features,
      allowed: features.allowed(state.cars[car].node), prior: view.prior)
  }
}
