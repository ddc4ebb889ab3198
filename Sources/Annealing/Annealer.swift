public import QUBOModel
import RandomStreams

/// Minimises quadratic pseudo-Boolean functions by parallel tempering.
///
/// It emulates Digital Annealer hardware: parallel-trial steps over all bits with a dynamic offset
/// in each replica, and replica exchange between them (Aramon et al. 2019,
/// doi:10.3389/fphy.2019.00048, §2). It knows nothing of schedules: any ``QUBOModel/QUBO`` can be
/// minimised, and any ``QUBOModel/LayeredModel`` by moves that keep its one-hot groups.
public struct Annealer: Sendable {
  /// The seed: with it and the number of steps, results are the same for any number of threads.
  public let seed: UInt64
  /// The number of replicas, at least 1.
  public let replicas: Int
  /// The number of threads, at least 1.
  public let threads: Int
  /// The temperatures, one per replica, or `nil` to derive them from the model.
  public let ladder: TemperatureLadder?

  /// Creates an annealer.
  public init(
    seed: UInt64, replicas: Int = 16, threads: Int = 1, ladder: TemperatureLadder? = nil
  ) {
    precondition(replicas >= 1 && threads >= 1, "an annealer has replicas and threads")
    self.seed = seed
    self.replicas = ladder?.temperatures.count ?? replicas
    self.threads = threads
    self.ladder = ladder
  }

  /// Minimises a function by flipping bits, from all bits 0.
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
    let task = FlipTask(qubo: qubo, constraints: constraints, move: move, stop: stop)
    // Flip energies change by at most `largestFlip` around zero, whatever the state.
    if qubo.largestFlip < Int64(Int32.max) { return minimise(task, Int32.self, report) }
    return minimise(task, Int64.self, report)
  }

  /// Minimises a layered model by moves that keep one-hot groups, from its ordered state.
  ///
  /// - Parameters:
  ///   - model: The function over one-hot states.
  ///   - moves: Which moves are made.
  ///   - stop: When to end.
  ///   - report: Called on the calling thread, between rounds.
  /// - Returns: The best state met, and how the run went.
  public func minimise(
    _ model: LayeredModel, moves: LayeredMoves, until stop: Stop,
    report: (AnnealingEvent<LayeredState>) -> Void = { _ in }
  ) -> AnnealingResult<LayeredState> {
    let walkers = (0..<replicas).map { number in
      LayeredReplica(
        model, start: model.orderedState, moves: moves, random: stream(forReplica: number))
    }
    return run(
      walkers, stepsPerRound: 10_000, crossing: (cold: 1e-6, hot: 0.01), until: stop,
      report: report)
  }

  private struct FlipTask {
    let qubo: QUBO
    let constraints: QUBO?
    let move: FlipMove
    let stop: Stop
  }

  /// Picks the concrete storage, so that each has specialised kernels.
  private func minimise<Energy>(
    _ task: FlipTask, _: Energy.Type, _ report: (AnnealingEvent<BitVector>) -> Void
  ) -> AnnealingResult<BitVector>
  where Energy: FixedWidthInteger & SignedInteger & SIMDScalar & BitwiseCopyable {
    switch task.qubo.interactions {
    case .dense16(let rows): flip(task, rows, Energy.self, report)
    case .dense32(let rows): flip(task, rows, Energy.self, report)
    case .denseFloat(let rows): flip(task, rows, Energy.self, report)
    case .sparse32(let rows): flip(task, rows, Energy.self, report)
    case .sparse64(let rows): flip(task, rows, Energy.self, report)
    }
  }

  private func flip<Rows: InteractionRows, Energy>(
    _ task: FlipTask, _ rows: Rows, _: Energy.Type, _ report: (AnnealingEvent<BitVector>) -> Void
  ) -> AnnealingResult<BitVector>
  where Energy: FixedWidthInteger & SignedInteger & SIMDScalar & BitwiseCopyable {
    let walkers = (0..<replicas).map { number in
      FlipReplica<Rows, Energy>(
        task.qubo, rows: rows, constraints: task.constraints,
        start: BitVector(count: rows.variableCount), move: task.move,
        random: stream(forReplica: number))
    }
    // Rounds of a few million trials: long enough for threads to pay, short enough to stop soon.
    let bits = max(1, rows.variableCount)
    let stepsPerRound =
      switch task.move {
      case .parallelTrial: min(1_000, max(1, 4_000_000 / bits))
      case .sweep: min(100, max(1, 400_000 / bits))
      }
    // All bits are tried in one step: the chance that some bit crosses is N times that of one.
    let trials = Double(bits)
    return run(
      walkers, stepsPerRound: stepsPerRound,
      crossing: (cold: 1e-6 / trials, hot: min(0.5, 2 / trials)), until: task.stop,
      report: report)
  }

  private func run<Walker: Replica>(
    _ walkers: [Walker], stepsPerRound: Int, crossing: (cold: Double, hot: Double),
    until stop: Stop, report: (AnnealingEvent<Walker.State>) -> Void
  ) -> AnnealingResult<Walker.State> {
    let start = ContinuousClock.now
    let ladder =
      self.ladder
      ?? TemperatureLadder(
        barriers: walkers[0].sampledBarriers(), count: replicas, crossing: crossing)
    return ParallelTempering(
      replicas: walkers, stepsPerRound: stepsPerRound, team: WorkerTeam(threads: threads)
    ).run(
      ladder: ladder, exchangeRandom: RandomStream(seed: seed, stream: 0), until: stop,
      since: start, report: report)
  }

  /// Stream 0 belongs to exchanges, stream k + 1 to replica k.
  private func stream(forReplica number: Int) -> RandomStream {
    RandomStream(seed: seed, stream: UInt64(number) + 1)
  }
}
