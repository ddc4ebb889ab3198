import FlipWalks
import QUBOModel
import RandomStreams
import Tempering

/// Minimises a function over all assignments, from random or given states, by parallel tempering.
///
/// Ladders that turn out to have too few rungs are replaced; what was found is kept.
struct FreeSearch {
  let qubo: QUBO
  let move: FlipMove
  let seed: UInt64
  /// The number of replicas, or `nil` for as many as the temperatures need.
  let replicas: Int?
  /// No more than these where their number is left open.
  let mostReplicas: Int
  let team: WorkerTeam
  let kernels: KernelSet
  /// The temperatures, or `nil` to derive them from the function and to adapt them.
  let ladder: TemperatureLadder?
  /// Where replicas begin, by turns; at random states if there are none.
  let starts: [BitVector]

  typealias Report = (AnnealingEvent<BitVector>) -> Void

  /// Sweeps between looks at the coldest replicas: four descents take as long as a few sweeps.
  private static let sweepsBetweenLooks = 40
  /// Smaller functions are solved before there is anything to choose.
  private static let fewestBitsForReheats = 2_000

  /// Runs until `stop` says so; the result is a local minimum of single flips.
  func run(until stop: Stop, report: Report) -> AnnealingResult<BitVector> {
    let start = ContinuousClock.now
    var ladders =
      self.ladder.map { FlipLadders(main: $0) }
      ?? (move == .sweep
        ? FlipLadders(forSweepsOf: qubo, count: replicas, most: mostReplicas, seed: seed)
        : FlipLadders(forParallelTrialsOf: qubo, count: replicas, most: mostReplicas, seed: seed))
    let minima = LocalMinima(
      of: qubo, kernels: kernels, random: RandomStream(seed: seed, stream: .max - 1))
    for start in starts { minima.offer(start) }
    var record: RunRecord<BitVector>?
    while true {
      report(.started(ladders.main))
      let (result, wantedRungs) = stage(
        ladders, minima, &record, until: stop, since: start, report: report)
      guard let wantedRungs else { return result }
      ladders.main = ladders.main.resized(to: wantedRungs)
    }
  }

  /// Runs until the search is to stop, or the ladder wants more rungs.
  private func stage(
    _ ladders: FlipLadders, _ minima: LocalMinima, _ record: inout RunRecord<BitVector>?,
    until stop: Stop, since start: ContinuousClock.Instant, report: Report
  ) -> (result: AnnealingResult<BitVector>, wantedRungs: Int?) {
    let count = ladders.replicaCount
    let exchanges = exchanges(ladders)
    guard move == .sweep,
      let bundles = BundleCrew(
        qubo, replicas: count, kernels: kernels, refusesTies: true, seed: seed)
    else {
      let crew = SettledCrew(walkers(count), minima: minima, period: walkerPeriod)
      var control = GuidedTempering(
        exchanges: exchanges, coolingRounds: starts.isEmpty ? coolingRounds : 0, reheats: nil)
      return run(
        crew, stepsPerRound: walkerSteps, &control, &record, until: stop, since: start,
        report: report)
    }
    place(bundles, count)
    let crew = SettledCrew(bundles, minima: minima, period: Self.sweepsBetweenLooks)
    let mayReheat = self.ladder == nil && qubo.variableCount >= Self.fewestBitsForReheats
    var control = GuidedTempering(
      exchanges: exchanges, coolingRounds: starts.isEmpty ? IslandReheats.firstCycle : 0,
      reheats: mayReheat
        ? IslandReheats(
          bundles, replicas: count, minima: minima, ladder: ladders.main, from: starts,
          random: RandomStream(seed: seed, stream: .max - 2)) : nil)
    return run(
      crew, stepsPerRound: 1, &control, &record, until: stop, since: start, report: report)
  }

  /// An exchange for each ladder; a ladder by itself may ask for more rungs.
  private func exchanges(_ ladders: FlipLadders) -> [ReplicaExchange] {
    let isAdaptive = self.ladder == nil
    let mayGrow = isAdaptive && replicas == nil && ladders.narrow == nil
    let main = ReplicaExchange(
      ladder: ladders.main, random: RandomStream(seed: seed, stream: 0), isAdaptive: isAdaptive,
      mostRungs: mayGrow ? FlipLadders.mostRungs(within: mostReplicas) : 0)
    guard let narrow = ladders.narrow else { return [main] }
    return [
      main,
      ReplicaExchange(
        ladder: narrow, random: RandomStream(seed: seed, stream: .max - 3), isAdaptive: isAdaptive),
    ]
  }

  private func run<Base: FlipCrew>(
    _ crew: SettledCrew<Base>, stepsPerRound: Int, _ control: inout GuidedTempering,
    _ record: inout RunRecord<BitVector>?, until stop: Stop, since start: ContinuousClock.Instant,
    report: Report
  ) -> (result: AnnealingResult<BitVector>, wantedRungs: Int?) {
    var current = record?.continued() ?? RunRecord(best: crew.best, since: start)
    if record == nil { report(.incumbent(current.best, current.progress)) }
    let reason = ParallelTempering(
      crew: crew, stepsPerRound: stepsPerRound, team: team, isAdaptive: true
    ).run(under: &control, &current, until: stop, since: start, report: report)
    record = current
    let result = current.result(
      reason ?? .steps, replicas: control.replicaCount, control.ladder, control.statistics)
    return (result, reason == nil ? control.wantedRungs : nil)
  }

  /// Replicas that walk one by one, for functions and moves that do not suit bundles.
  private func walkers(_ count: Int) -> WalkerCrew<FlipWalker> {
    let factory = FlipWalkers(of: qubo, move: move, kernels: kernels)
    return WalkerCrew(
      (0..<count).map { number in
        let start = starts.isEmpty ? nil : starts[number % starts.count]
        let walker = factory.walker(
          at: start ?? BitVector(count: qubo.variableCount),
          random: RandomStream(seed: seed, stream: UInt64(number) + 1))
        walker.refuseTies()
        if start == nil { walker.randomise() }
        return walker
      })
  }

  /// Puts the replicas of bundles where they are to begin, if that is given.
  private func place(_ bundles: BundleCrew, _ count: Int) {
    for (number, start) in starts.prefix(count).enumerated() {
      let (energy, flips) = (qubo.energy(of: start), qubo.flipEnergies(at: start))
      for replica in stride(from: number, to: count, by: starts.count) {
        bundles.place(replica, at: start, energy: energy, flipEnergies: flips)
      }
    }
  }

  private var walkerSteps: Int {
    move == .sweep
      ? RoundLength.freeSweep(bits: qubo.variableCount)
      : RoundLength.parallelTrial(bits: qubo.variableCount)
  }

  /// Rounds of the first cooling: as many sweeps as a bundle's, or as many rounds as an epoch.
  private var coolingRounds: Int {
    move == .sweep
      ? max(1, IslandReheats.firstCycle / walkerSteps) : LadderAdaptation.firstEpoch
  }

  /// Rounds between looks at walkers: a round of parallel trials is long enough for one each.
  private var walkerPeriod: Int {
    move == .sweep ? max(1, Self.sweepsBetweenLooks / walkerSteps) : 1
  }
}

extension TemperatureLadder {
  /// A geometric ladder between the same ends.
  fileprivate func resized(to count: Int) -> TemperatureLadder {
    guard let coldest = temperatures.first, let hottest = temperatures.last else { return self }
    return TemperatureLadder(coldest: coldest, hottest: hottest, count: count)
  }
}
