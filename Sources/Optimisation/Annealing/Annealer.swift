public import FlipWalks
public import LayeredWalks
public import QUBOModel
import RandomStreams
public import Tempering

/// Minimises quadratic pseudo-Boolean functions by parallel tempering.
///
/// It emulates Digital Annealer hardware: parallel-trial steps over all bits with a dynamic offset
/// in each replica, and replica exchange between them (Aramon et al. 2019,
/// doi:10.3389/fphy.2019.00048, §2). It knows nothing of schedules: any ``QUBOModel/QUBO`` can be
/// minimised, and any ``QUBOModel/LayeredModel`` by moves that keep its one-hot groups.
public struct Annealer: Sendable {
  /// The seed: with it and the number of steps, results are the same for any number of threads.
  public let seed: UInt64
  /// The number of replicas, at least 1; multiples of 16 are fastest for sweeps of sparse functions.
  public let replicas: Int
  /// The number of threads, at least 1.
  public let threads: Int
  /// The temperatures, one per replica, or `nil` to derive them from the model.
  public let ladder: TemperatureLadder?
  /// The inner loops; they change the speed and nothing else.
  public let kernels: KernelSet

  /// Creates an annealer.
  public init(
    seed: UInt64, replicas: Int = 16, threads: Int = 1, ladder: TemperatureLadder? = nil,
    kernels: KernelSet = .best
  ) {
    precondition(replicas >= 1 && threads >= 1, "an annealer has replicas and threads")
    self.seed = seed
    self.replicas = ladder?.temperatures.count ?? replicas
    self.threads = threads
    self.ladder = ladder
    self.kernels = kernels
  }

  /// Minimises a function by flipping bits.
  ///
  /// Sweeps without constraints start at random states: from equal ones, replicas at low temperatures
  /// would all go the same way, since flips that cost nothing are always made. Else all bits start at 0.
  ///
  /// - Parameters:
  ///   - qubo: The function.
  ///   - constraints: Zero exactly at the states that count as valid; `nil` if all do.
  ///   - move: How bits are flipped.
  ///   - stop: When to end.
  ///   - report: Called on the calling thread, between rounds.
  /// - Returns: The best assignment met, and how the run went.
  public func minimise(
    _ qubo: QUBO, constraints: QUBO? = nil, move: FlipMove, until stop: Stop,
    report: (AnnealingEvent<BitVector>) -> Void = { _ in }
  ) -> AnnealingResult<BitVector> {
    if move == .sweep && constraints == nil {
      return minimiseFreely(qubo, until: stop, report: report)
    }
    let factory = FlipWalkers(of: qubo, constraints: constraints, move: move, kernels: kernels)
    let walkers = walkers(factory, qubo)
    let steps =
      switch move {
      case .parallelTrial: RoundLength.parallelTrial(bits: qubo.variableCount)
      case .sweep: RoundLength.constrainedSweep(bits: qubo.variableCount)
      }
    // A step, or a sweep, tries all bits: the chance that some bit crosses is N times that of one.
    // Some bit crosses the median barrier twice a step at the hottest rung, and a low one once in a
    // million steps at the coldest, which is a local search.
    let trials = Double(max(1, qubo.variableCount))
    return run(
      walkers, stepsPerRound: steps, crossing: (cold: 1e-6 / trials, hot: min(0.5, 2 / trials)),
      until: stop, report: report)
  }

  /// Minimises a layered model by moves that keep one-hot groups, from its ordered state.
  ///
  /// - Parameters:
  ///   - model: The function over one-hot states.
  ///   - moves: Which moves are made.
  ///   - isConstrained: Whether states that keep totals and rule come before all others; if not, the
  ///     best state is that of least energy.
  ///   - stop: When to end.
  ///   - report: Called on the calling thread, between rounds.
  /// - Returns: The best state met, and how the run went.
  public func minimise(
    _ model: LayeredModel, moves: LayeredMoves, isConstrained: Bool = true, until stop: Stop,
    report: (AnnealingEvent<LayeredState>) -> Void = { _ in }
  ) -> AnnealingResult<LayeredState> {
    let walkers = (0..<replicas).map { number in
      LayeredReplica(
        model, start: model.orderedState, moves: moves, isConstrained: isConstrained,
        random: stream(forReplica: number))
    }
    return run(
      walkers, stepsPerRound: walkers[0].stepsPerRound, crossing: walkers[0].crossing, until: stop,
      report: report)
  }

  /// Sweeps from random states, sixteen replicas at a time where that is possible.
  private func minimiseFreely(
    _ qubo: QUBO, until stop: Stop, report: (AnnealingEvent<BitVector>) -> Void
  ) -> AnnealingResult<BitVector> {
    let start = ContinuousClock.now
    let ladder = ladder ?? TemperatureLadder(forSweepsOf: qubo, count: replicas)
    if let crew = BundleCrew(qubo, replicas: replicas, kernels: kernels, seed: seed) {
      return run(crew, stepsPerRound: 1, ladder: ladder, until: stop, since: start, report: report)
    }
    let walkers = walkers(FlipWalkers(of: qubo, move: .sweep, kernels: kernels), qubo)
    for walker in walkers { walker.randomise() }
    return run(
      WalkerCrew(walkers), stepsPerRound: RoundLength.freeSweep(bits: qubo.variableCount),
      ladder: ladder, until: stop, since: start, report: report)
  }

  private func walkers(_ factory: FlipWalkers, _ qubo: QUBO) -> [FlipWalker] {
    (0..<replicas).map {
      factory.walker(
        at: BitVector(count: qubo.variableCount), random: stream(forReplica: $0))
    }
  }

  /// Runs walkers at temperatures that follow from barriers and the chances of crossing them.
  private func run<Walker: Replica>(
    _ walkers: [Walker], stepsPerRound: Int, crossing: (cold: Double, hot: Double),
    until stop: Stop, report: (AnnealingEvent<Walker.State>) -> Void
  ) -> AnnealingResult<Walker.State> {
    let start = ContinuousClock.now
    let ladder =
      self.ladder
      ?? TemperatureLadder(
        barriers: walkers[0].sampledBarriers(), count: replicas, crossing: crossing)
    return run(
      WalkerCrew(walkers), stepsPerRound: stepsPerRound, ladder: ladder, until: stop, since: start,
      report: report)
  }

  private func run<Crew: ReplicaCrew>(
    _ crew: Crew, stepsPerRound: Int, ladder: TemperatureLadder, until stop: Stop,
    since start: ContinuousClock.Instant,
    report: (AnnealingEvent<Crew.State>) -> Void
  ) -> AnnealingResult<Crew.State> {
    ParallelTempering(
      crew: crew, stepsPerRound: stepsPerRound, team: WorkerTeam(threads: threads),
      isAdaptive: self.ladder == nil
    ).run(
      ladder: ladder, exchangeRandom: RandomStream(seed: seed, stream: 0), until: stop,
      since: start, report: report)
  }

  /// Stream 0 belongs to exchanges, stream k + 1 to replica k.
  private func stream(forReplica number: Int) -> RandomStream {
    RandomStream(seed: seed, stream: UInt64(number) + 1)
  }
}

/// Steps between exchanges: rounds long enough for threads to pay and short enough to stop soon.
///
/// A round of a replica is so many trials of single bits at most, at about a nanosecond each.
private enum RoundLength {
  /// Up to 1,000 steps and 4 million trials: a few milliseconds, and mostly far less, as steps cost
  /// next to nothing where nothing is accepted.
  static func parallelTrial(bits: Int) -> Int { trials(4_000_000, of: bits, atMost: 1_000) }

  /// Up to 100 sweeps and 400,000 trials: constraints are judged between flips, a millisecond.
  static func constrainedSweep(bits: Int) -> Int { trials(400_000, of: bits, atMost: 100) }

  /// Up to 100 sweeps and 10,000 trials: replicas that sweep freely decorrelate in a few sweeps, so
  /// that frequent exchanges pay; ten microseconds.
  static func freeSweep(bits: Int) -> Int { trials(10_000, of: bits, atMost: 100) }

  private static func trials(_ count: Int, of bits: Int, atMost steps: Int) -> Int {
    min(steps, max(1, count / max(1, bits)))
  }
}
