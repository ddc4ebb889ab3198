public import DispatchStudies
import Dispatching
import Networks
import RandomStreams
import Simulation
import Synchronization
import Tempering

/// Learns what the rest of a shift is worth, by playing: approximate policy iteration.
///
/// Each round plays generated shifts, the first by the best fast policy of the class, later ones by
/// the policy of the last value, some decisions by chance, and fits the value to what really came
/// (Monte Carlo returns: Sutton & Barto 2018, sections 5.2, 9.3).
public struct ShiftValueLearner: Sendable {
  /// How long it learns.
  public struct Schedule: Hashable, Sendable {
    /// Rounds of playing and fitting.
    public var rounds = 8
    /// Shifts of a round.
    public var shifts = 500
    /// Times that each round's decisions are looked at.
    public var epochs = 8
    /// The share of decisions by chance in the first round; each round has half of the one before.
    ///
    /// With 0.4 the rest of a shift is worth what chance makes of it: three rounds on the published
    /// region then ended at 76.5 % of calls in time, with 0.08 at 79.7 %.
    public var exploration = 0.05
    /// Shifts that rounds are judged by.
    public var judged = 200

    /// The schedule of shipped models.
    public init() {}
  }

  /// What a round came to.
  public struct Round: Hashable, Sendable {
    /// Decisions that it learned from.
    public let decisions: Int
    /// The mean error of predicted returns, root of squares, in calls.
    public let error: Double
    /// What a shift brings by the value so far, a mean over the shifts that rounds are judged by.
    public let worth: Double
  }

  /// Decisions that are learned from at once.
  private static let batch = 64
  /// Decisions of a thread's share of a batch.
  private static let chunk = 16
  /// The length of Adam's steps in the first round; later ones go half as far each.
  private static let rate: Float = 1e-3
  /// Streams of a seed: of judged shifts, of weights; those below are the rounds' own.
  private static let judgedSeed: UInt64 = 1_000_003

  /// The shifts that are played.
  public let shifts: GeneratedShifts
  /// The greatest mean share of changed periods (P_max).
  public let cap: Double
  /// What answers and patrol are worth.
  public let worth: ShiftWorth
  /// Whether the policy may decline.
  public let mayDecline: Bool
  /// How long it learns.
  public let schedule: Schedule

  /// Describes what is to be learned.
  public init(
    _ shifts: GeneratedShifts, cap: Double, worth: ShiftWorth, mayDecline: Bool,
    schedule: Schedule = Schedule()
  ) {
    (self.shifts, self.cap, self.worth) = (shifts, cap, worth)
    (self.mayDecline, self.schedule) = (mayDecline, schedule)
  }

  /// Who plays and fits, by which seed, and until when.
  private struct Crew: Sendable {
    let seed: UInt64
    let threads: Int
    let shouldStop: @Sendable () -> Bool
  }

  /// Learns; the value of the best round is kept.
  ///
  /// - Parameters:
  ///   - seed: Decides about every bit of the result.
  ///   - threads: At least 1; they decide about none.
  ///   - shouldStop: Asked before each shift and each batch, from any thread; what was learned in a
  ///     round that is not finished is forgotten.
  ///   - progress: Told of each round.
  /// - Returns: The value, all rounds, and which was kept, −1 if none was finished.
  public func learn(
    seed: UInt64, threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false },
    progress: (Round) -> Void = { _ in }
  ) -> (value: ShiftValue, rounds: [Round], kept: Int) {
    let crew = Crew(seed: seed, threads: threads, shouldStop: shouldStop)
    var value = ShiftValue(seed: seed)
    var best = (value: value, worth: -Double.infinity, round: -1)
    var rounds: [Round] = []
    for round in 0..<schedule.rounds {
      let episodes = play(round, by: value, crew)
      let error = fit(&value, to: episodes, round, crew)
      let worth = judge(value, crew)
      // Shifts may have been left out, so the round is of no known worth.
      if shouldStop() { break }
      rounds.append(
        Round(
          decisions: episodes.reduce(0) { $0 + $1.outlooks.count }, error: error, worth: worth))
      if worth > best.worth { best = (value, worth, round) }
      progress(rounds[rounds.count - 1])
    }
    return (best.value, rounds, best.round)
  }

  private func policy(_ value: ShiftValue) -> ValuePolicy {
    ValuePolicy(name: "learning", value, worth, mayDecline: mayDecline)
  }

  /// The shifts of a round, with chance that fades.
  private func play(_ round: Int, by value: ShiftValue, _ crew: Crew) -> [ValueEpisode] {
    let exploration = schedule.exploration / Double(1 << min(round, 30))
    let teacher = round == 0 ? DispatchPolicies.proposers(declining: mayDecline).first : nil
    let seed = crew.seed &+ UInt64(round)
    return episodes(
      shifts.scenarios(schedule.shifts, seed: seed), by: value, teacher: teacher,
      exploration: exploration, seed: seed, crew)
  }

  /// The mean worth of shifts that no round learns from.
  private func judge(_ value: ShiftValue, _ crew: Crew) -> Double {
    let episodes = episodes(
      shifts.scenarios(schedule.judged, seed: crew.seed &+ Self.judgedSeed), by: value,
      teacher: nil, exploration: 0, seed: crew.seed, crew)
    return episodes.reduce(0) { $0 + $1.total } / Double(max(1, episodes.count))
  }

  private func episodes(
    _ scenarios: [ShiftScenario], by value: ShiftValue, teacher: (any DispatchPolicy)?,
    exploration: Double, seed: UInt64, _ crew: Crew
  ) -> [ValueEpisode] {
    let simulator = DaySimulator(
      shifts.region, mostCars: scenarios.first?.start.cars ?? 1, cap: cap)
    let policy = policy(value)
    let played = Mutex([ValueEpisode?](repeating: nil, count: scenarios.count))
    WorkerTeam(threads: crew.threads).forEach(scenarios.count) { number in
      if crew.shouldStop() { return }
      let episode = ValueEpisode(
        scenarios[number], in: simulator, by: policy, teacher: teacher, exploration: exploration,
        random: RandomStream(seed: seed, stream: UInt64(number)))
      played.withLock { $0[number] = episode }
    }
    return played.withLock { $0.compactMap { $0 } }
  }

  /// Fits a value to what came after decisions, in an order drawn anew for each epoch.
  private func fit(
    _ value: inout ShiftValue, to episodes: [ValueEpisode], _ round: Int, _ crew: Crew
  ) -> Double {
    let outlooks = episodes.flatMap(\.outlooks)
    let targets = episodes.flatMap(\.returns).map(ShiftValue.target)
    guard let width = outlooks.first?.count else { return 0 }
    var adam = Adam(rate: Self.rate / Float(1 << min(round, 20)))
    let gradient = BatchGradient(threads: crew.threads, chunkSize: Self.chunk)
    var random = RandomStream(seed: crew.seed &+ UInt64(round), stream: .max)
    var order = Array(outlooks.indices)
    var loss = 0.0
    for _ in 0..<schedule.epochs {
      order.shuffle(using: &random)
      var sum = 0.0
      for start in stride(from: 0, to: order.count, by: Self.batch) where !crew.shouldStop() {
        let part = Array(order[start..<min(start + Self.batch, order.count)])
        let step = gradient(value.network, SquaredError(), samples: part.count) { range in
          Batch(
            Tensor(part[range].flatMap { outlooks[$0] }, shape: [range.count, width]),
            target: part[range].map { targets[$0] })
        }
        adam.step(&value.network.weights, against: step.gradient)
        sum += step.loss * Double(part.count)
      }
      loss = sum / Double(order.count)
    }
    return loss.squareRoot() / Double(ShiftValue.target(1))
  }
}
