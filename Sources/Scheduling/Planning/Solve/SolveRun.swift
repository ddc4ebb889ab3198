import Annealing
import PatrolModel
import PenaltyModel
import QUBOModel
import ScheduleChecking

/// Plans one shift: prove it possible or not, build, anneal, decode, and have it judged.
public struct SolveRun: Sendable {
  /// What to solve and how.
  public let request: SolveRequest

  /// Creates a run.
  public init(_ request: SolveRequest) { self.request = request }

  /// Runs to the end; `log` is told what happens, on the calling thread.
  ///
  /// - Throws: ``SolveError`` if the model cannot be built, or the checker refuses the answer.
  public func run(log: (SolveEvent) -> Void = { _ in }) throws(SolveError) -> SolveOutcome {
    let began = ContinuousClock.now
    let conflicts = request.instance.planningConflicts()
    guard conflicts.isEmpty else {
      return SolveOutcome(
        status: .infeasible, plan: nil, bound: nil, conflicts: conflicts, breaches: [],
        diagnosis: nil, search: nil)
    }
    let found: Found
    let bound: TravelBound?
    do throws(QUBOError) {
      try SearchMemory.check(request)
      bound = travelBound(since: began)
      if let bound { log(.bounded(bound)) }
      found =
        request.moves == .flip
        ? try flip(until: stop(at: bound, since: began), log)
        : exchange(until: stop(at: bound, since: began), log)
    } catch { throw .model(error) }
    return try outcome(found, bound)
  }

  /// The bound takes a tenth of the time limit at most.
  private func travelBound(since began: ContinuousClock.Instant) -> TravelBound? {
    TravelBound(request.instance) {
      request.stop.isCancelled()
        || request.stop.time.map { began.duration(to: .now) > $0 / 10 } ?? false
    }
  }

  /// The request's limits, less the time already spent; a plan at the bound ends the search, too.
  private func stop(at bound: TravelBound?, since began: ContinuousClock.Instant) -> Stop {
    var stop = request.stop
    stop.time = stop.time.map { max(.zero, $0 - began.duration(to: .now)) }
    if let bound {
      stop.targetEnergy = max(stop.targetEnergy ?? .min, Int64(bound.travel.tenths))
    }
    return stop
  }

  /// What either kind of search hands back.
  private struct Found {
    let decoding: Decoding
    /// A plan near a state that breaks rules, if penalties alone were to keep them and cars are alike.
    let repaired: Schedule?
    let search: SearchRecord
  }

  private func flip(
    until stop: @autoclosure () -> Stop, _ log: (SolveEvent) -> Void
  ) throws(QUBOError) -> Found {
    let start = ContinuousClock.now
    let choice = request.weightChoice
    let model = try ScheduleQUBO(request.instance, everySector: request.everySector)
    let qubo = try model.qubo(weights: choice.weights)
    let constraints = try model.violations()
    let built = start.duration(to: .now)
    var trace = IncumbentTrace<IncumbentRecord>()
    log(
      .built(
        bits: model.variableCount, couplings: model.couplingCount, weights: choice, time: built))
    let result = annealer.minimise(
      qubo, constraints: constraints,
      move: request.algorithm.move(offsetIncrement: request.offsetIncrement.tenths),
      until: stop()
    ) { event in
      let event = SolveEvent(event)
      if case .incumbent(let standing) = event { trace.append(IncumbentRecord(standing)) }
      log(event)
    }
    let isBroken = !result.best.isValid && !request.instance.hasCarRules
    return Found(
      decoding: evened(model.decode(result.best.state)) {
        model.encode($0).map(model.decode)
      },
      repaired: isBroken
        ? model.repaired(result.best.state, weights: choice.weights) : nil,
      search: SearchRecord(
        result, trace, bits: model.variableCount, couplings: model.couplingCount,
        weights: choice,
        energy: model.breakdown(of: result.best.state, weights: choice.weights), buildTime: built))
  }

  private func exchange(until stop: @autoclosure () -> Stop, _ log: (SolveEvent) -> Void) -> Found {
    let start = ContinuousClock.now
    let choice = request.weightChoice
    let layers = ScheduleLayers(request.instance, weights: choice.weights)
    let built = start.duration(to: .now)
    var trace = IncumbentTrace<IncumbentRecord>()
    log(.built(bits: nil, couplings: nil, weights: choice, time: built))
    let result = annealer.minimise(
      layers.model, moves: request.moves == .oneHot ? .oneHot : .exchange,
      until: stop()
    ) { event in
      let event = SolveEvent(event)
      if case .incumbent(let standing) = event { trace.append(IncumbentRecord(standing)) }
      log(event)
    }
    let isBroken =
      request.moves == .oneHot && !result.best.isValid && !request.instance.hasCarRules
    return Found(
      decoding: evened(layers.decode(result.best.state)) { layers.decode(layers.state($0)) },
      repaired: isBroken
        ? layers.repaired(result.best.state, weights: choice.weights) : nil,
      search: SearchRecord(
        result, trace, bits: nil, couplings: nil, weights: choice,
        energy: layers.breakdown(of: result.best.state, weights: choice.weights),
        buildTime: built))
  }

  /// A plan but for cars that travel too long, after exchanges that even out minutes at no cost, if
  /// that puts all of them right; else as it was.
  private func evened(
    _ decoding: Decoding, _ decode: (Schedule) -> Decoding?
  ) -> Decoding {
    guard request.instance.rules.carTravelLimit != nil, let schedule = decoding.schedule,
      decoding.breaches.allSatisfy(\.isTravelTooLong)
    else { return decoding }
    let evened = decode(TailBalancer(request.instance).balanced(schedule))
    return evened.flatMap { $0.breaches.isEmpty ? $0 : nil } ?? decoding
  }

  private var annealer: Annealer {
    Annealer(seed: request.seed, replicas: request.replicas, threads: request.threads)
  }

  /// The last word is the checker's: what it does not accept is not a plan.
  private func outcome(_ found: Found, _ bound: TravelBound?) throws(SolveError) -> SolveOutcome {
    if found.decoding.breaches.isEmpty, let schedule = found.decoding.schedule {
      let plan: CheckedPlan
      do throws(CheckedPlan.Refusal) {
        plan = try CheckedPlan(
          schedule, of: request.instance, travel: found.search.energy[.migration],
          balances: request.balances)
      } catch { throw .refused(error.reason) }
      return SolveOutcome(
        status: .feasible, plan: plan, bound: bound, conflicts: [], breaches: [], diagnosis: nil,
        search: found.search)
    }
    return SolveOutcome(
      status: .noneFound, plan: nil, bound: bound, conflicts: [],
      breaches: found.decoding.breaches,
      diagnosis: try diagnosis(found), search: found.search)
  }
}

extension SolveRun {
  private func diagnosis(_ found: Found) throws(SolveError) -> SearchDiagnosis? {
    guard let repaired = found.repaired else { return nil }
    let verdict = ScheduleChecker(request.instance).judge(repaired)
    if let violation = verdict.violations.first { throw .refused(violation.description) }
    let proof = PenaltyBounds(request.instance).proof
    return SearchDiagnosis(
      energy: found.search.energy.total, repaired: verdict.totalTravel,
      weightsAreProven: proof?.covers(found.search.weights.weights) ?? false)
  }
}

extension SearchRecord {
  fileprivate init<State>(
    _ result: AnnealingResult<State>, _ trace: IncumbentTrace<IncumbentRecord>, bits: Int?,
    couplings: Int?,
    weights: WeightChoice,
    energy: EnergyBreakdown, buildTime: Duration
  ) {
    self.init(
      bits: bits, couplings: couplings, weights: weights, energy: energy, reason: result.reason,
      progress: result.progress, incumbents: trace.records,
      temperatures: result.ladder.temperatures.map { $0 / 10 },
      exchange: result.exchange, buildTime: buildTime)
  }
}

extension IncumbentRecord {
  fileprivate init(_ standing: SolveEvent.Standing) {
    self.init(
      step: standing.progress.stepsToBest, energy: standing.energy, violation: standing.violation)
  }
}

extension Breach {
  fileprivate var isTravelTooLong: Bool {
    if case .travelTooLong = self { true } else { false }
  }
}
