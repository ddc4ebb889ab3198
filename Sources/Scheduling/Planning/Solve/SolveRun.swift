import Annealing
import Contradictions
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
    do throws(RosterRefusal) {
      try request.instance.refuseRoster(by: "the annealer over one-hot states")
    } catch { throw .roster(error) }
    let conflicts = request.instance.conflictsBeforeSearch()
    guard conflicts.isEmpty else { return SolveOutcome(conflicts: conflicts) }
    let bound: TravelBound?
    let found: FoundState
    do throws(QUBOError) {
      try SearchMemory.check(request)
      bound = travelBound(since: began, log)
      let model = try builtModel(log)
      found = anneal(model, until: stop(at: bound, since: began), log)
    } catch { throw .model(error) }
    let decoding = evenedOut(found)
    return try judged(decoding, found, bound)
  }

  // MARK: - Steps

  /// What no plan travels less than, known or proven; that takes a tenth of the time limit at most.
  private func travelBound(
    since began: ContinuousClock.Instant, _ log: (SolveEvent) -> Void
  ) -> TravelBound? {
    let bound = TravelBound(request.instance) {
      request.stop.isCancelled()
        || request.stop.time.map { began.duration(to: .now) > $0 / 10 } ?? false
    }
    let tighter = request.knownBound.flatMap { known in
      bound.map { $0.travel < known } ?? true ? TravelBound(travel: known, time: .zero) : nil
    }
    if let known = tighter ?? bound { log(.bounded(known)) }
    return tighter ?? bound
  }

  /// The model that the moves need, with its weights.
  private func builtModel(_ log: (SolveEvent) -> Void) throws(QUBOError) -> BuiltModel {
    let start = ContinuousClock.now
    let choice = request.weightChoice
    let model = try request.moves.model(of: request)
    let built = BuiltModel(
      model: try model.weighted(by: choice.weights), size: model.size, choice: choice,
      time: start.duration(to: .now))
    log(
      .built(
        bits: built.size?.bits, couplings: built.size?.couplings, weights: choice,
        time: built.time))
    return built
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

  private func anneal(
    _ built: BuiltModel, until stop: Stop, _ log: (SolveEvent) -> Void
  ) -> FoundState {
    anneal(built.model, built, until: stop, log)
  }

  /// Anneals, and reads the best state before its type is forgotten.
  private func anneal(
    _ model: some WeightedModel, _ built: BuiltModel, until stop: Stop,
    _ log: (SolveEvent) -> Void
  ) -> FoundState {
    var trace = IncumbentTrace<IncumbentRecord>()
    let annealer = Annealer(
      seed: request.seed, replicas: request.replicas, threads: request.threads)
    let start = request.start.flatMap(model.encode)
    let result = model.minimise(by: annealer, from: start, until: stop) { event in
      let event = SolveEvent(event)
      if case .incumbent(let standing) = event { trace.append(IncumbentRecord(standing)) }
      log(event)
    }
    let best = result.best.state
    let isRepaired =
      request.moves.demandIsPenalty && !result.best.isValid && !request.instance.hasCarRules
    return FoundState(
      decoding: model.decode(best), decode: { model.encode($0).map(model.decode) },
      repaired: isRepaired ? model.repaired(best) : nil,
      search: SearchRecord(result, trace, of: built, energy: model.breakdown(of: best)))
  }

  /// A plan but for cars that travel too long, after exchanges that even out minutes at no cost, if
  /// that puts all of them right; else as it was.
  private func evenedOut(_ found: FoundState) -> Decoding {
    let decoding = found.decoding
    guard request.instance.rules.carTravelLimit != nil, let schedule = decoding.schedule,
      decoding.breaches.allSatisfy(\.isTravelTooLong)
    else { return decoding }
    let evened = found.decode(TailBalancer(request.instance).balanced(schedule))
    return evened.flatMap { $0.breaches.isEmpty ? $0 : nil } ?? decoding
  }

  /// The last word is the checker's: what it does not accept is not a plan.
  private func judged(
    _ decoding: Decoding, _ found: FoundState, _ bound: TravelBound?
  ) throws(SolveError) -> SolveOutcome {
    if decoding.breaches.isEmpty, let schedule = decoding.schedule {
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
      status: .noneFound, plan: nil, bound: bound, conflicts: [], breaches: decoding.breaches,
      diagnosis: try diagnosis(found), search: found.search)
  }

  /// Why penalties led to no plan, told by the plan that the best state's repair led to.
  private func diagnosis(_ found: FoundState) throws(SolveError) -> SearchDiagnosis? {
    guard let repaired = found.repaired else { return nil }
    let verdict = ScheduleChecker(request.instance).judge(repaired)
    if let violation = verdict.violations.first { throw .refused(violation.description) }
    let proof = PenaltyBounds(request.instance).proof
    return SearchDiagnosis(
      energy: found.search.energy.total, repaired: verdict.totalTravel,
      weightsAreProven: proof?.covers(found.search.weights.weights) ?? false)
  }
}

// MARK: - What steps hand on

/// A model with the weights that were chosen for it.
private struct BuiltModel {
  let model: any WeightedModel
  let size: (bits: Int, couplings: Int)?
  let choice: WeightChoice
  let time: Duration
}

/// The best state of a search, read as a schedule.
private struct FoundState {
  let decoding: Decoding
  /// Reads a schedule as a state of the same model.
  let decode: (Schedule) -> Decoding?
  /// A plan near a state that breaks rules, if penalties alone were to keep them and cars are alike.
  let repaired: Schedule?
  let search: SearchRecord
}

extension SolveOutcome {
  /// That there is no plan, and why.
  fileprivate init(conflicts: [PlanningConflict]) {
    self.init(
      status: .infeasible, plan: nil, bound: nil, conflicts: conflicts, breaches: [],
      diagnosis: nil, search: nil)
  }
}

extension SearchRecord {
  fileprivate init<State>(
    _ result: AnnealingResult<State>, _ trace: IncumbentTrace<IncumbentRecord>,
    of built: BuiltModel, energy: EnergyBreakdown
  ) {
    self.init(
      bits: built.size?.bits, couplings: built.size?.couplings, weights: built.choice,
      energy: energy, reason: result.reason, progress: result.progress,
      incumbents: trace.records, temperatures: result.ladder.temperatures.map { $0 / 10 },
      exchange: result.exchange, buildTime: built.time)
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
