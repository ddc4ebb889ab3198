public import Tuning

/// The trials of `temper tune` without its study: for samplers of others, as in benchmarks.
public struct WeightTrials: Sendable {
  private let weights: WeightSpace
  private let objective: StudyObjective

  /// The weights that play a part, and their ranges.
  public var space: SearchSpace { weights.space }

  /// Builds the model, which takes a second or so.
  ///
  /// - Throws: ``TuneError``.
  public init(_ request: TuneRequest) throws(TuneError) {
    weights = try WeightSpace(request)
    objective = try StudyObjective(request)
  }

  /// What a trial of weights comes to, as `temper tune` judges it; the same on every call.
  ///
  /// - Parameter parameters: A value for each entry of the space.
  /// - Returns: The outcome; nil if the request was cancelled.
  /// - Throws: ``TuneError``.
  public func outcome(of parameters: [ParameterValue]) throws(TuneError) -> TrialOutcome? {
    let trial = Trial(number: 0, parameters: parameters)
    do { try space.check(parameters) } catch {
      throw .study(.foreignTrial(number: trial.number, reason: error))
    }
    let request = objective.request
    var rounds: [[WeightRun]] = []
    for number in 0..<request.runs {
      let round = try objective.round(
        weights.weights(of: trial), number: number, threads: request.threads,
        isCancelled: request.isCancelled)
      guard let round else { return nil }
      rounds.append(round)
    }
    return objective.score(rounds).outcome
  }
}
