import Annealing
import Contradictions
import PatrolModel
import PenaltyModel
import ScheduleChecking
import ScheduleFlows

/// Proves penalty weights sufficient, or looks for a counter-example.
public struct WeightsRun: Sendable {
  /// What to prove.
  public let request: WeightsRequest

  /// Creates a run.
  public init(_ request: WeightsRequest) { self.request = request }

  /// Finds a plan if none is given, bounds travel, applies the theorems, and judges given weights.
  ///
  /// - Throws: ``SolveError`` if the plan is not feasible or a model cannot be built.
  public func run() throws(SolveError) -> WeightsOutcome {
    do throws(RosterRefusal) {
      try request.instance.refuseRoster(by: "the theory of penalty weights")
    } catch { throw .roster(error) }
    let limit = SearchLimit(request.timeLimit, isCancelled: request.isCancelled)
    var limited = request
    limited.isCancelled = { limit.isOver }
    var outcome = try WeightsRun(limited).outcome()
    outcome.end = limit.end
    return outcome
  }

  private func outcome() throws(SolveError) -> WeightsOutcome {
    let conflicts = request.instance.planningConflicts()
    guard conflicts.isEmpty else {
      return WeightsOutcome(
        conflicts: conflicts, plan: nil, bounds: [], leastTravel: .zero, proofs: [], verdict: nil)
    }
    let plan = try plan()
    let travel = plan.map { ScheduleChecker(request.instance).judge($0).totalTravel }
    let bounds = bounds(below: travel)
    let proofs = proofs(travel, bounds)
    return WeightsOutcome(
      conflicts: [], plan: travel, bounds: bounds.choices, leastTravel: bounds.best,
      proofs: proofs,
      verdict: try request.weights.map { weights throws(SolveError) in
        try judge(weights, proofs, plan: plan, travel: travel, bound: bounds.best)
      })
  }

  private func plan() throws(SolveError) -> Schedule? {
    guard let plan = request.plan else {
      if request.isCancelled() { return nil }
      return try SolveRun(request.solveRequest).run().plan?.schedule
    }
    let verdict = ScheduleChecker(request.instance).judge(plan)
    if let violation = verdict.violations.first { throw .infeasiblePlan(violation.description) }
    return plan
  }

  // MARK: - Proving

  /// What was found out about the least travel.
  private struct Bounds {
    /// The bounds that theorems take: at no price, and that with the smallest sum of price and gap.
    var choices: [PricedBound] = []
    /// No plan travels less.
    var best = Minutes.zero
  }

  private func bounds(below plan: Minutes?) -> Bounds {
    // A city may be too large for flows; the figures of the instance remain.
    guard let network = try? FlowNetwork(request.instance, mergesGroups: true) else {
      return Bounds()
    }
    let start = LagrangianBound(network)
    var bounds = Bounds(
      choices: [PricedBound(travel: start.travel, largestPrice: .zero)], best: start.travel)
    guard !network.presenceRows.isEmpty else { return bounds }
    var priced: PricedBound?
    // Longer ascents have better bounds but not always smaller prices. About 10 s at most.
    let most = max(50, min(1_000, 30_000_000 / max(1, network.arcs.count)))
    for iterations in [most / 8, most / 4, most / 2, most] where !request.isCancelled() {
      var bound = start
      bound.improve(
        iterations: iterations, ceiling: plan, isCancelled: request.isCancelled)
      let candidate = PricedBound(
        travel: bound.travel, largestPrice: Self.roundedUp(bound.rowPrices.max() ?? 0))
      bounds.best = max(bounds.best, candidate.travel)
      // Price less bound is what the smallest C depends on; the plan is the same for all.
      if let known = priced,
        known.largestPrice - known.travel <= candidate.largestPrice - candidate.travel
      {
        continue
      }
      priced = candidate
    }
    // Prices of zero say nothing new.
    if let priced, priced != bounds.choices[0] { bounds.choices.append(priced) }
    return bounds
  }

  /// Minutes not below a price, which is a whole number of 4096ths of a tenth but for the last bit.
  private static func roundedUp(_ price: Double) -> Minutes {
    Minutes(tenths: Int((price * 10 - 1e-5).rounded(.up)))
  }

  private func proofs(_ plan: Minutes?, _ bounds: Bounds) -> [WeightProof] {
    let figures = PenaltyBounds(request.instance)
    return [figures.proof].compactMap { $0 }
      + bounds.choices.compactMap { bound in
        plan.flatMap { figures.proof(plan: $0, bound: bound) }
      }
  }

  // MARK: - Refuting

  private func judge(
    _ weights: PenaltyWeights, _ proofs: [WeightProof], plan: Schedule?, travel: Minutes?,
    bound: Minutes
  ) throws(SolveError) -> WeightsOutcome.Verdict {
    if let proof = proofs.first(where: { $0.covers(weights) }) { return .proven(proof) }
    let search = CounterExampleSearch(request: request, weights: weights)
    guard let found = try search.best(near: plan) else { return .open(nil) }
    if found.energy.total <= bound { return .refuted(found) }
    // Below the plan but above the bound, a better plan may still exist.
    return .open(travel.map { found.energy.total <= $0 } == true ? found : nil)
  }
}
