package import JointPatrol
import Networks
import RandomStreams
import Reinforcement
import Tempering

/// Learns patrol and dispatch in turn, each against what the other has learned so far.
///
/// After the published plan (arXiv 2409.02246): independent Q-learners with one shared network, and
/// a central dispatch by the value of states; iterations of dispatch first. Random numbers depend on
/// the seed and the iteration only, and an iteration learns from what it played itself, so a run
/// that goes on after any iteration gives the same bytes, on any number of threads.
package struct JointTrainer: Sendable {
  /// What an iteration was like.
  package struct Record: Hashable, Sendable {
    package let iteration: Int
    package let isDispatch: Bool
    /// Mean squared errors of the network, in (10 ticks)², of the first and the last tenth of steps.
    package let firstLoss: Double
    package let lastLoss: Double
    /// Cost a tick while it played, with exploration; 0 for patrol, which plays fragments.
    package let cost: Double
    /// Cost a tick on the calls that a turn is judged by, at its end; nil within a turn.
    package internal(set) var judged: Double?
    /// Whether what the turn learned was kept.
    package internal(set) var isKept = false
  }

  package let world: JointWorld
  package let settings: TrainingSettings
  /// What is there so far.
  package internal(set) var records: [Record] = []
  var features: JointFeatures
  var patrol: DoubleQLearner
  var dispatch: ValueLearner
  /// What was best at the end of a turn, and its cost there; at first what knows nothing.
  var kept: (patrol: TwinNetwork, dispatch: TwinNetwork, cost: Double)

  /// How often a decision is drawn: of dispatch in all iterations, of patrol less and less.
  private static let dispatchEpsilon = 0.1
  /// Targets of dispatch look so many ticks ahead: a service and a drive.
  private static let dispatchSteps = 15
  /// Parts of Adam's usual step: decisions differ by less than what chance moves targets by, those of
  /// patrol by a tenth of what those of dispatch do.
  static let dispatchRates = LearningRates(step: 2e-4)
  static let patrolRates = LearningRates(step: 1e-4)
  /// What is learned of luck, of an episode or one that a decision's choices share: enough for levels to
  /// follow.
  private static let meanShare: Float = 0.1
  /// Batches, in samples of dispatch and decisions of patrol.
  private static let batch = (dispatch: 128, patrol: 64)
  /// Parts that are played side by side; their number does not depend on threads.
  static let parts = 8

  /// A learner that knows nothing.
  package init(_ world: JointWorld, _ settings: TrainingSettings, threads: Int) {
    self.world = world
    self.settings = settings
    features = JointFeatures(world, CostLaw(world))
    let layers = Self.layers(features, settings)
    patrol = DoubleQLearner(
      TwinNetwork(layers.patrol, rates: Self.patrolRates, seed: settings.seed),
      meanShare: Self.meanShare, errorLimit: 1, threads: threads)
    dispatch = ValueLearner(
      TwinNetwork(layers.dispatch, rates: Self.dispatchRates, seed: ~settings.seed),
      threads: threads)
    kept = (patrol.twin, dispatch.twin, .infinity)
  }

  static func layers(
    _ features: JointFeatures, _ settings: TrainingSettings
  ) -> (patrol: Sequential, dispatch: Sequential) {
    let width = settings.width
    return (
      residual([features.patrolCount, width, width], features.moves),
      residual([features.dispatchCount, width, width], 1)
    )
  }

  /// A perceptron that says 0 until it has learned something, for it is added to a prior.
  private static func residual(_ sizes: [Int], _ outputs: Int) -> Sequential {
    let inner = zip(sizes, sizes.dropFirst()).flatMap { inputs, outputs -> [any Layer] in
      [Linear(inputs, outputs), Rectifier()]
    }
    return Sequential(inner + [Linear(sizes[sizes.count - 1], outputs, start: .constant(0))])
  }

  /// Whether all iterations are done.
  package var isDone: Bool { records.count >= settings.iterations }

  /// The best that is known so far.
  package var model: JointModel {
    JointModel(
      features: features, patrol: kept.patrol.online, dispatch: kept.dispatch.online,
      settings: settings)
  }

  /// One iteration: play, then learn from what was played; at the end of a turn, judge.
  package mutating func iterate() {
    let iteration = records.count
    if iteration == 0 { kept.cost = judgement }
    records.append(
      settings.isDispatch(iteration) ? learnDispatch(iteration) : learnPatrol(iteration))
    if (iteration + 1) % settings.turn == 0 || isDone { judge() }
  }

  // MARK: - Dispatch

  private mutating func learnDispatch(_ iteration: Int) -> Record {
    let meanCost = meanCost(iteration, answer(epsilon: 0))
    let played = play(iteration, meanCost)
    var random = stream(iteration, Self.parts)
    let steps = Self.dispatchSteps
    let tried = trials(iteration, meanCost)
    let samples =
      played.flatMap { $0.samples(dispatch, steps: steps, share: Double(Self.meanShare)) }
      + tried.flatMap { trials in
        DispatchTrials<LearnedPatrol>.Trial.samples(
          trials, dispatch, meanShare: Double(Self.meanShare))
      }
    var buffer = ReplayBuffer<ValueLearner.Sample>(capacity: max(1, samples.count))
    for sample in samples { buffer.append(sample) }
    let count = settings.passes * buffer.experiences.count / Self.batch.dispatch
    let losses = (0..<max(1, count)).map { _ in
      dispatch.learn(
        buffer.sample(Self.batch.dispatch, &random), rate: settings.rate(iteration))
    }
    balance(played.map(\.tally))
    let cost = played.reduce(0) { $0 + $1.tally.cost(world.setting) }
    return Record(
      iteration: iteration, isDispatch: true, firstLoss: losses.early, lastLoss: losses.late,
      cost: cost / Double(max(1, settings.dispatchTicks)))
  }

  private func play(_ iteration: Int, _ meanCost: Double) -> [DispatchExperience] {
    let answer = answer(epsilon: Self.dispatchEpsilon)
    let (discount, walk) = (settings.dispatchDiscount, walk)
    let ticks = settings.dispatchTicks / Self.parts
    return WorkerTeam(threads: dispatch.batches.threads).map(Self.parts) { part in
      var random = stream(iteration, part)
      var experience = DispatchExperience(features, discount: discount, meanCost: meanCost)
      var state = world.start
      let calls = world.calls(0..<ticks, &random)
      world.play(
        &state, calls, to: ticks, patrol: walk, answer: answer, &random, &experience)
      return experience
    }
  }

  private func trials(_ iteration: Int, _ meanCost: Double) -> [[DispatchTrials<LearnedPatrol>
    .Trial]]
  {
    let trials = DispatchTrials(
      features: features, patrol: walk, answer: answer(epsilon: 0),
      discount: settings.dispatchDiscount, meanCost: meanCost, steps: Self.dispatchSteps)
    let count = settings.dispatchDecisions / Self.parts
    return WorkerTeam(threads: dispatch.batches.threads).map(Self.parts) { part in
      var random = stream(iteration, Self.parts + 1 + part)
      return trials.trials(count, &random)
    }.flatMap { $0 }
  }

  func answer(epsilon: Double) -> ValuedAnswer {
    ValuedAnswer(
      features: features, network: dispatch.twin.online, discount: settings.dispatchDiscount,
      choice: .exact, epsilon: epsilon)
  }

  /// Who learns dispatch alone does so for cars that walk at random.
  var walk: LearnedPatrol {
    LearnedPatrol(
      features: features, network: patrol.twin.online, discount: settings.patrolDiscount,
      epsilon: settings.part == .dispatch ? 1 : 0.02)
  }

  /// Beats that wait longer weigh more from now on.
  private mutating func balance(_ tallies: [EpisodeTally]) {
    guard settings.fairness > 0 else { return }
    let answered = tallies.reduce(0) { $0 + $1.allAnswered }
    let ticks = tallies.reduce(0) { $0 + $1.allResponseTicks }
    let responses = (0..<world.graph.beats).map { beat in
      Double(tallies.reduce(0) { $0 + $1.responseTicks[beat] })
        / Double(max(1, tallies.reduce(0) { $0 + $1.answered[beat] }))
    }
    var law = features.law
    law.balance(
      responses, mean: Double(ticks) / Double(max(1, answered)), strength: settings.fairness)
    features = JointFeatures(world, law)
  }

  // MARK: - Patrol

  private mutating func learnPatrol(_ iteration: Int) -> Record {
    let decisions =
      settings.part == .patrol
      ? tried(iteration, FirstCallAnswer())
      : tried(iteration, answer(epsilon: 0))
    var random = stream(iteration, Self.parts)
    var buffer = ReplayBuffer<Decision>(capacity: max(1, settings.patrolDecisions))
    for decision in decisions { buffer.append(decision) }
    let count = settings.passes * decisions.count / Self.batch.patrol
    let losses = (0..<max(1, count)).map { _ in
      patrol.learn(buffer.sample(Self.batch.patrol, &random), rate: settings.rate(iteration))
    }
    return Record(
      iteration: iteration, isDispatch: false, firstLoss: losses.early, lastLoss: losses.late,
      cost: 0)
  }

  private func tried(_ iteration: Int, _ answer: some AnswerRule) -> [Decision] {
    let schedule = EpsilonSchedule(from: 0.3, to: 0.05, over: max(1, settings.iterations / 2))
    let experience = PatrolExperience(
      features: features,
      patrol: LearnedPatrol(
        features: features, network: patrol.twin.online,
        discount: settings.patrolDiscount, epsilon: schedule.value(at: iteration)),
      answer: answer, discount: settings.patrolDiscount, meanCost: meanCost(iteration, answer))
    let count = settings.patrolDecisions / Self.parts
    return WorkerTeam(threads: patrol.batches.threads).map(Self.parts) { part in
      var random = stream(iteration, part)
      return experience.decisions(count, &random)
    }.flatMap { $0 }
  }

  func stream(_ iteration: Int, _ part: Int) -> RandomStream {
    RandomStream(
      seed: settings.seed, stream: UInt64(iteration * (3 * Self.parts + 1) + part) + 1)
  }
}

extension [Double] {
  /// The means of the first and of the last tenth.
  fileprivate var early: Double { prefix(Swift.max(1, count / 10)).mean }
  fileprivate var late: Double { suffix(Swift.max(1, count / 10)).mean }
}

extension ArraySlice<Double> {
  fileprivate var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
