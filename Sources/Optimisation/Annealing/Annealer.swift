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
    let task = FlipTask(qubo: qubo, constraints: constraints, move: move, stop: stop)
    if move == .sweep, constraints == nil, replicas % 16 == 0,
      case .sparse32(let rows) = qubo.interactions
    {
      // Lanes keep energies in 32 bits.
      if qubo.largestEnergy < Int32.max {
        return qubo.largestFlip < Int16.max
          ? sweepBundles(qubo, rows, Int16.self, stop, report)
          : sweepBundles(qubo, rows, Int32.self, stop, report)
      }
    }
    return withoutActuallyEscaping(report) { report in
      FieldsChoice(qubo, kernels: kernels).visit(
        FlipRun(annealer: self, task: task, report: report))
    }
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

  private struct FlipTask {
    let qubo: QUBO
    let constraints: QUBO?
    let move: FlipMove
    let stop: Stop
  }

  /// Sweeps sparse functions without constraints sixteen replicas at a time.
  private func sweepBundles<Field>(
    _ qubo: QUBO, _ rows: SparseRows<Int32>, _: Field.Type, _ stop: Stop,
    _ report: (AnnealingEvent<BitVector>) -> Void
  ) -> AnnealingResult<BitVector>
  where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable {
    let start = ContinuousClock.now
    let lanes = SweepBundle<Field>.lanes
    let crew = BundleCrew<Field>(
      qubo, rows: rows, bundles: (replicas + lanes - 1) / lanes, kernels: kernels, seed: seed)
    return run(
      crew, stepsPerRound: 1, ladder: sweepLadder(qubo), until: stop, since: start, report: report)
  }

  private func sweepLadder(_ qubo: QUBO) -> TemperatureLadder {
    ladder ?? TemperatureLadder(forSweepsOf: qubo, count: replicas)
  }

  /// Creates the walkers over fields of the concrete type that the function needs, and runs them.
  private struct FlipRun: FieldsVisitor {
    let annealer: Annealer
    let task: FlipTask
    let report: (AnnealingEvent<BitVector>) -> Void

    func visit<Fields: LocalFields>(
      _ make: (BitVector, inout RandomStream) -> Fields
    ) -> AnnealingResult<BitVector> {
      let begin = ContinuousClock.now
      let isFreeSweep = task.move == .sweep && task.constraints == nil
      let start = BitVector(count: task.qubo.variableCount)
      let walkers = (0..<annealer.replicas).map { number in
        var random = annealer.stream(forReplica: number)
        let fields = make(start, &random)
        return FlipReplica(
          task.qubo, fields: fields, constraints: task.constraints, start: start,
          move: task.move, random: random)
      }
      // Rounds of a few million trials: long enough for threads to pay, short enough to stop soon.
      let bits = max(1, task.qubo.variableCount)
      let stepsPerRound =
        switch task.move {
        case .parallelTrial: min(1_000, max(1, 4_000_000 / bits))
        case .sweep where task.constraints == nil: min(100, max(1, 10_000 / bits))
        case .sweep: min(100, max(1, 400_000 / bits))
        }
      if isFreeSweep {
        for walker in walkers { walker.randomise() }
        return annealer.run(
          WalkerCrew(walkers: walkers), stepsPerRound: stepsPerRound,
          ladder: annealer.sweepLadder(task.qubo), until: task.stop, since: begin, report: report)
      }
      // All bits are tried in one step: the chance that some bit crosses is N times that of one.
      let trials = Double(bits)
      return annealer.run(
        walkers, stepsPerRound: stepsPerRound,
        crossing: (cold: 1e-6 / trials, hot: min(0.5, 2 / trials)), until: task.stop,
        report: report)
    }
  }

  fileprivate func run<Walker: Replica>(
    _ walkers: [Walker], stepsPerRound: Int, crossing: (cold: Double, hot: Double),
    until stop: Stop, report: (AnnealingEvent<Walker.State>) -> Void
  ) -> AnnealingResult<Walker.State> {
    let start = ContinuousClock.now
    let ladder =
      self.ladder
      ?? TemperatureLadder(
        barriers: walkers[0].sampledBarriers(), count: replicas, crossing: crossing)
    return run(
      WalkerCrew(walkers: walkers), stepsPerRound: stepsPerRound, ladder: ladder, until: stop,
      since: start, report: report)
  }

  fileprivate func run<Crew: ReplicaCrew>(
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
  fileprivate func stream(forReplica number: Int) -> RandomStream {
    RandomStream(seed: seed, stream: UInt64(number) + 1)
  }
}
