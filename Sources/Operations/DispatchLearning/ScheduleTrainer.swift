public import DispatchStudies
import Dispatching
import Networks
import RandomStreams
import Reinforcement
import Simulation
import Synchronization
import Tempering

/// Learns what the rest of a shift is worth by playing generated shifts, round by round.
///
/// A round plays shifts by the twin, which stands still meanwhile, and learns from these alone. What
/// is drawn depends on the seed and the round, so a run that goes on after any round gives the same
/// bytes, on any number of threads. What knows nothing is judged first, so what is kept is never
/// worse than that on the shifts that turns are judged by.
public struct ScheduleTrainer: Sendable {
  /// What a round was like.
  public struct Record: Hashable, Sendable {
    /// The share of calls answered in time, as it learned.
    public let success: Double
    /// The same by who chooses from the same ways and learned nothing, on the same shifts.
    public let reference: Double
    /// The mean squared error before each step, in the network's units.
    public let loss: Double
    /// What a shift brings on those that turns are judged by; nil within a turn.
    public internal(set) var judged: Double?
  }

  /// The paper's batch.
  private static let batch = 64
  /// Decisions with rivals that are learned from at once: four of five states, one of fewer.
  private static let groups = 32
  /// What is added to the seed for the shifts of rounds and for those that turns are judged by: none
  /// of either is one that the seed by itself gives, so these can judge what was learned.
  private static let seeds: (played: UInt64, judged: UInt64) = (2_000_003, 1_000_003)

  /// The shifts that are played.
  public let shifts: GeneratedShifts
  /// The greatest mean share of changed periods (P_max).
  public let cap: Double
  /// What is learned.
  public let task: ScheduleTask
  /// How long it learns.
  public let schedule: ScheduleRounds
  /// Of all that is drawn.
  public let seed: UInt64
  /// What is there so far.
  public internal(set) var records: [Record] = []
  let shape: ScheduleShape
  var learner: ValueLearner
  /// What was best at the end of a turn, and what a shift brings by it.
  var kept: (network: Network, worth: Double)

  /// A learner that knows nothing.
  public init(
    _ shifts: GeneratedShifts, cap: Double, _ task: ScheduleTask, schedule: ScheduleRounds,
    seed: UInt64, threads: Int
  ) {
    (self.shifts, self.cap, self.task) = (shifts, cap, task)
    (self.schedule, self.seed) = (schedule, seed)
    shape = ScheduleShape(shifts.region, shifts.starts, task.variant, task.view)
    let twin = TwinNetwork(ScheduleValue.layer(shape), rates: schedule.rates, seed: seed)
    learner = ValueLearner(twin, threads: threads, chunk: task.learning == .futures ? 8 : 32)
    kept = (twin.online, -.infinity)
  }

  /// Whether all rounds are done.
  public var isDone: Bool { records.count >= schedule.rounds }

  /// The best that is known so far.
  public var value: ScheduleValue { ScheduleValue(shape, kept.network, price: task.price) }

  /// What the last round ended with, whether it is kept or not.
  public var latest: ScheduleValue {
    ScheduleValue(shape, learner.twin.target, price: task.price)
  }

  /// What a shift brings by what is kept, on those that turns are judged by.
  public var keptWorth: Double { kept.worth }

  private func policy(_ network: Network) -> SchedulePolicy {
    SchedulePolicy(
      name: "learning", ScheduleValue(shape, network, price: task.price), task)
  }

  /// One round: play, learn from what was played, at the end of a turn judge.
  ///
  /// - Parameter shouldStop: Asked before each shift and batch, from any thread.
  /// - Returns: Whether the round was finished; if not, nothing has changed.
  @discardableResult
  public mutating func round(shouldStop: @escaping @Sendable () -> Bool = { false }) -> Bool {
    let before = self
    let round = records.count
    if round == 0 { judge(shouldStop) }
    let scenarios = shifts.scenarios(
      schedule.shifts, seed: seed &+ Self.seeds.played &+ UInt64(round))
    let episodes = play(
      scenarios, by: policy(learner.twin.target),
      exploration: schedule.exploration(round, task.learning),
      trials: trials(scenarios), seed: seed &+ UInt64(round), shouldStop)
    let loss = learn(episodes, round, shouldStop)
    var record = Record(
      success: Self.success(episodes), reference: reference(scenarios), loss: loss)
    if (round + 1) % schedule.turn == 0 || round + 1 == schedule.rounds {
      record.judged = judge(shouldStop)
    }
    guard !shouldStop() else {
      self = before
      return false
    }
    records.append(record)
    return true
  }

  /// How decisions of a round are tried, if they are.
  private func trials(_ scenarios: [ShiftScenario]) -> FutureTrials? {
    task.learning == .differences || task.variant == .madqn
      ? nil
      : FutureTrials(
        scenarios: scenarios, base: SchedulePolicy.base(task),
        value: policy(learner.twin.target).value, reward: task.reward, ahead: schedule.ahead,
        futures: schedule.futures, rivals: schedule.rivals, share: schedule.tried)
  }

  private func play(
    _ scenarios: [ShiftScenario], by policy: SchedulePolicy, exploration: Double,
    trials: FutureTrials?, seed: UInt64, _ shouldStop: @escaping @Sendable () -> Bool
  ) -> [ScheduleEpisode] {
    let simulator = DaySimulator(
      shifts.region, mostCars: shifts.starts.map(\.cars).max() ?? 1, cap: cap)
    let played = Mutex([ScheduleEpisode?](repeating: nil, count: scenarios.count))
    WorkerTeam(threads: learner.batches.threads).forEach(scenarios.count) { number in
      if shouldStop() { return }
      let random = RandomStream(seed: seed, stream: UInt64(number))
      let episode =
        policy.task.variant == .madqn
        ? ScheduleEpisode(
          sectorsOf: scenarios[number], in: simulator, by: policy, exploration: exploration,
          random: random)
        : ScheduleEpisode(
          number, of: scenarios, in: simulator, by: policy, exploration: exploration,
          trials: trials, random: random)
      played.withLock { $0[number] = episode }
    }
    return played.withLock { $0.compactMap { $0 } }
  }

  /// Steps on batches drawn from a round's decisions; the mean of their losses.
  private mutating func learn(
    _ episodes: [ScheduleEpisode], _ round: Int, _ shouldStop: () -> Bool
  ) -> Double {
    var random = RandomStream(seed: seed &+ UInt64(round), stream: .max)
    let rate = schedule.rate(round)
    if task.variant == .madqn {
      return steps(on: episodes.flatMap(\.decisions), Self.batch, &random, shouldStop) {
        var chooser = DoubleQLearner($0.twin, threads: $0.batches.threads)
        let loss = chooser.learn($1, rate: rate)
        $0.twin = chooser.twin
        return loss
      }
    }
    return task.learning == .futures
      ? steps(on: episodes.flatMap(\.rivals), Self.groups, &random, shouldStop) {
        $0.learn($1, meanShare: 0, rate: rate)
      }
      : steps(on: episodes.flatMap(\.samples), Self.batch, &random, shouldStop) {
        $0.learn($1, rate: rate)
      }
  }

  private mutating func steps<Experience: Sendable>(
    on experiences: [Experience], _ batch: Int, _ random: inout RandomStream,
    _ shouldStop: () -> Bool, _ step: (inout ValueLearner, [Experience]) -> Double
  ) -> Double {
    guard !experiences.isEmpty else { return 0 }
    let count = max(1, schedule.passes * experiences.count / batch)
    var buffer = ReplayBuffer<Experience>(capacity: experiences.count)
    for experience in experiences { buffer.append(experience) }
    var sum = 0.0
    for _ in 0..<count where !shouldStop() {
      sum += step(&learner, buffer.sample(batch, &random))
    }
    return sum / Double(count)
  }

  /// What shifts bring that no round learns from; the best network is kept.
  @discardableResult
  private mutating func judge(_ shouldStop: @escaping @Sendable () -> Bool) -> Double {
    let episodes = play(
      shifts.scenarios(schedule.judged, seed: seed &+ Self.seeds.judged),
      by: policy(learner.twin.target), exploration: 0, trials: nil, seed: seed, shouldStop)
    let worth = episodes.reduce(0) { $0 + $1.total } / Double(max(1, episodes.count))
    if worth > kept.worth { kept = (learner.twin.target, worth) }
    return worth
  }

  private static func success(_ episodes: [ScheduleEpisode]) -> Double {
    Double(episodes.reduce(0) { $0 + $1.successes })
      / Double(max(1, episodes.reduce(0) { $0 + $1.calls }))
  }

  /// The share of calls in time by who learned nothing.
  private func reference(_ scenarios: [ShiftScenario]) -> Double {
    let study = DispatchStudy(shifts.region, scenarios, cap: cap, seed: seed)
    let result = study.results(
      of: [SchedulePolicy.reference(task)], threads: learner.batches.threads)[0]
    let successes = result.days.flatMap(\.incidents).count(where: \.isSuccess)
    return Double(successes) / Double(max(1, result.calls))
  }
}
