import PenaltyModel
import Tuning

/// Chooses among the best trials by runs with seeds that no trial had.
///
/// The best of many trials is partly the luckiest: five runs cannot tell weights that find a plan in
/// 70 % of runs from those that always do. So the trials are confirmed in the order of their rank until
/// one keeps the required share; if none of the first few does, it is the one with the highest share.
struct WeightConfirmation {
  /// The most trials that are confirmed.
  static let most = 5

  let request: TuneRequest
  let space: WeightSpace
  let objective: StudyObjective
  let log: (TuneEvent) -> Void

  /// A trial with what its weights came to on each instance.
  struct Candidate {
    let trial: Trial
    let weights: PenaltyWeights
    let rates: [TuneOutcome.Confirmation]

    /// The share of runs that found a plan, on the instance where it is lowest.
    var share: Double { rates.map(\.rate.share).min() ?? 0 }
  }

  /// The trial to take, and those with better ranks that did not keep the required share.
  ///
  /// - Parameter ranked: Complete trials, best first; not empty.
  /// - Returns: Nil if the confirmation was cancelled.
  /// - Throws: ``TuneError``.
  func choose(
    among ranked: [Trial]
  ) throws(TuneError) -> (chosen: Candidate, passedOver: [Candidate])? {
    var candidates: [Candidate] = []
    for trial in distinct(ranked).prefix(ranked[0].isFeasible ? Self.most : 1) {
      let weights = space.weights(of: trial)
      guard let rates = try rates(of: trial, weights) else { return nil }
      candidates.append(Candidate(trial: trial, weights: weights, rates: rates))
      let isKept = rates.allSatisfy { $0.rate.share >= request.requiredShare }
      if isKept || !trial.isFeasible || request.confirmationRuns == 0 { break }
    }
    let most = candidates.map(\.share).max() ?? 0
    guard let place = candidates.firstIndex(where: { $0.share == most }) else { return nil }
    return (candidates[place], Array(candidates[..<place]))
  }

  /// Feasible trials if there are any, and each weights once.
  private func distinct(_ ranked: [Trial]) -> [Trial] {
    var seen: Set<PenaltyWeights> = []
    return ranked.filter { trial in
      trial.isFeasible == ranked[0].isFeasible && seen.insert(space.weights(of: trial)).inserted
    }
  }

  private func rates(
    of trial: Trial, _ weights: PenaltyWeights
  ) throws(TuneError) -> [TuneOutcome.Confirmation]? {
    var rounds: [[WeightRun]] = []
    for index in 0..<request.confirmationRuns {
      let round = try objective.round(
        weights, number: 1 << 32 + index, threads: request.threads,
        isCancelled: request.isCancelled)
      guard let round else { return nil }
      rounds.append(round)
      log(.confirmed(trial: trial.number, index + 1, of: request.confirmationRuns))
    }
    return objective.rates(of: rounds).map(TuneOutcome.Confirmation.init)
  }
}
