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
  ///
  /// `nil` stands for as many as a function's temperatures need, and for 16 where constraints or
  /// one-hot groups are kept.
  public let replicaCount: Int?
  /// The number of threads, at least 1.
  public let threads: Int
  /// The temperatures, one per replica, or `nil` to derive them from the model.
  public let ladder: TemperatureLadder?
  /// The most replicas where their number is left open, at least 1.
  public let mostReplicas: Int
  /// The inner loops; they change the speed and nothing else.
  public let kernels: KernelSet

  /// Creates an annealer.
  public init(
    seed: UInt64, replicas: Int? = nil, threads: Int = 1, ladder: TemperatureLadder? = nil,
    mostReplicas: Int = .max, kernels: KernelSet = .best
  ) {
    precondition(replicas ?? 1 >= 1 && threads >= 1, "an annealer has replicas and threads")
    self.seed = seed
    replicaCount = ladder?.temperatures.count ?? replicas
    self.threads = threads
    self.ladder = ladder
    self.mostReplicas = max(1, mostReplicas)
    self.kernels = kernels
  }

  /// The number of replicas where it does not follow from the function.
  private var replicas: Int { replicaCount ?? 16 }

  /// Minimises a function by flipping bits.
  ///
  /// Without constraints replicas start at random states, temperatures follow from the function's
  /// coefficients, and the result is a local minimum of single flips. With them all replicas start
  /// with all bits at 0. Given states go before both.
  ///
  /// - Parameters:
  ///   - qubo: The function.
  ///   - constraints: Zero exactly at the states that count as valid; `nil` if all do.
  ///   - move: How bits are flipped.
  ///   - starts: Where replicas begin, by turns; the result is no worse than any.
  ///   - stop: When to end.
  ///   - report: Called on the calling thread, between rounds.
  /// - Returns: The best assignment met, and how the run went.
  public func minimise(
    _ qubo: QUBO, constraints: QUBO? = nil, move: FlipMove, from starts: [BitVector] = [],
    until stop: Stop,
    report: (AnnealingEvent<BitVector>) -> Void = { _ in }
  ) -> AnnealingResult<BitVector> {
    guard constraints != nil else {
      return FreeSearch(
        qubo: qubo, move: move, seed: seed, replicas: replicaCount,
        mostReplicas: mostReplicas, team: WorkerTeam(threads: threads), kernels: kernels,
        ladder: ladder, starts: starts
      ).run(until: stop, report: report)
    }
    let factory = FlipWalkers(of: qubo, constraints: constraints, move: move, kernels: kernels)
    let walkers = walkers(
      factory, from: starts.isEmpty ? [BitVector(count: qubo.variableCount)] : starts)
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

  /// Minimises a layered model by moves that keep one-hot groups.
  ///
  /// - Parameters:
  ///   - model: The function over one-hot states.
  ///   - moves: Which moves are made.
  ///   - isConstrained: Whether states that keep totals and rule come before all others; if not, the
  ///     best state is that of least energy.
  ///   - start: Where replicas begin, by default at the model's ordered state; the result is no worse.
  ///   - stop: When to end.
  ///   - report: Called on the calling thread, between rounds.
  /// - Returns: The best state met, and how the run went.
  public func minimise(
    _ model: LayeredModel, moves: LayeredMoves, isConstrained: Bool = true,
    from start: LayeredState? = nil, until stop: Stop,
    report: (AnnealingEvent<LayeredState>) -> Void = { _ in }
  ) -> AnnealingResult<LayeredState> {
    let walkers = (0..<replicas).map { number in
      LayeredReplica(
        model, start: start ?? model.orderedState, moves: moves, isConstrained: isConstrained,
        random: stream(forReplica: number))
    }
    return run(
      walkers, stepsPerRound: walkers[0].stepsPerRound, crossing: walkers[0].crossing, until: stop,
      report: report)
  }

  private func walkers(_ factory: FlipWalkers, from starts: [BitVector]) -> [FlipWalker] {
    (0..<replicas).map { number in
      factory.walker(at: starts[number % starts.count], random: stream(forReplica: number))
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
