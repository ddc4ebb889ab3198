/// A search for the parameters with the least objective value, one trial after another.
///
/// A study asks its sampler what to try next and is told what came of it; it does not know what is
/// tuned, and whoever evaluates trials decides where and when.
///
/// ```swift
/// let study = Study(space: space, sampler: TPE(), seed: 1)
/// for _ in 0..<40 {
///   let trial = try study.ask()
///   try study.tell(trial, .complete(value: cost(of: trial[penalty])))
/// }
/// let best = try study.best()
/// ```
///
/// All it remembers is in its store: another study with the same space, sampler, seed and store goes
/// on where this one was left, and several may work on one store at a time.
public struct Study: Sendable {
  /// What is searched.
  public let space: SearchSpace
  /// What chooses the next trial.
  public let sampler: any Sampler
  /// What finds trials hopeless, if anything does.
  public let pruner: SuccessiveHalving?
  /// What the choice of the next trial may depend on.
  public let mode: Mode
  /// The seed of all random choices.
  public let seed: UInt64
  /// Where the trials are.
  public let store: any TrialStore

  /// What the choice of a trial depends on.
  public enum Mode: Hashable, Sendable {
    /// Everything told so far: no worker waits, and results depend on who is faster.
    case opportunistic
    /// Trial k depends on the seed and on the results of trials below k − `window`, ≥ 0, only.
    ///
    /// However many workers there are and however fast, the study is the same, byte for byte. With
    /// n workers and trials of like length a window of n − 1 or more keeps all of them busy: trial
    /// k waits until all trials below k − `window` have ended, so `window` + 1 trials may run at a
    /// time. The result depends on the window; a study without one is `reproducible(window: 0)`.
    case reproducible(window: Int)
  }

  /// Creates a study, or takes up the one in the store.
  ///
  /// - Precondition: The window of a reproducible mode is not negative.
  public init(
    space: SearchSpace, sampler: any Sampler = TPE(), pruner: SuccessiveHalving? = nil,
    mode: Mode = .reproducible(window: 0), seed: UInt64,
    store: any TrialStore = InMemoryTrialStore()
  ) {
    if case .reproducible(let window) = mode { precondition(window >= 0, "a window is a count") }
    self.space = space
    self.sampler = sampler
    self.pruner = pruner
    self.mode = mode
    self.seed = seed
    self.store = store
  }

  /// All trials, by number.
  ///
  /// - Throws: ``StudyError/store(_:)``, ``StudyError/foreignTrial(number:reason:)``.
  public func trials() throws(StudyError) -> [Trial] {
    let trials = try storing { () throws(TrialStoreError) in try store.trials() }
    for trial in trials {
      do { try space.check(trial.parameters) } catch {
        throw .foreignTrial(number: trial.number, reason: error)
      }
    }
    return trials
  }

  /// The best complete trial; an infeasible one if no trial is feasible, nil if none is complete.
  ///
  /// - Throws: as ``trials()``.
  public func best() throws(StudyError) -> Trial? {
    TrialRank.ranked(try trials()).first { $0.value != nil }
  }
}

// MARK: - Ask and tell

extension Study {
  /// What a worker that asks for a trial is to do.
  public enum Suggestion: Hashable, Sendable {
    /// Evaluate this trial, which is running now.
    case evaluate(Trial)
    /// Come back when these trials have ended: the next one depends on their results.
    case wait(on: [Int])
    /// Go home: the list or grid is at its end.
    case finish
  }

  /// Starts the next trial, if it can be started.
  ///
  /// - Throws: ``StudyError/store(_:)``, ``StudyError/foreignTrial(number:reason:)``,
  ///   ``StudyError/unusableSuggestion(_:)``.
  public func suggestion() throws(StudyError) -> Suggestion {
    while true {
      let request: SamplingRequest
      switch known(of: try trials()) {
      case .ready(let ready): request = ready
      case .waiting(let running): return .wait(on: running)
      }
      guard let parameters = sampler.parameters(for: request) else { return .finish }
      do { try space.check(parameters) } catch { throw .unusableSuggestion(error) }
      let trial = Trial(number: request.number, parameters: parameters)
      do {
        try store.start(trial)
        return .evaluate(trial)
      } catch TrialStoreError.numberTaken {
        continue  // Another worker has that number, so the study has moved on.
      } catch {
        throw .store(error)
      }
    }
  }

  /// Starts the next trial.
  ///
  /// - Throws: as ``suggestion()``; ``StudyError/mustWait(trial:on:)`` and
  ///   ``StudyError/spaceExhausted``, which that returns as data.
  public func ask() throws(StudyError) -> Trial {
    switch try suggestion() {
    case .evaluate(let trial): return trial
    case .wait(let running): throw .mustWait(trial: try trials().count, on: running)
    case .finish: throw .spaceExhausted
    }
  }

  /// Starts up to `count` trials for parallel workers, fewer if the others have to wait.
  ///
  /// - Throws: as ``suggestion()``.
  public func ask(count: Int) throws(StudyError) -> [Trial] {
    var batch: [Trial] = []
    while batch.count < count, case .evaluate(let trial) = try suggestion() { batch.append(trial) }
    return batch
  }

  /// Ends a trial.
  ///
  /// - Parameters:
  ///   - trial: A running trial of this study.
  ///   - outcome: How it ended; numbers are finite and a violation is not negative.
  ///   - measurements: Whatever else was measured, by name; finite.
  /// - Throws: ``StudyError/invalidNumber(trial:what:found:)``, ``StudyError/store(_:)``.
  public func tell(
    _ trial: Trial, _ outcome: TrialOutcome, measurements: [String: Double] = [:]
  ) throws(StudyError) {
    if case .complete(let value, let violation) = outcome {
      try check(value, what: "value", of: trial)
      try check(violation, what: "violation", of: trial, atLeast: 0)
    }
    for (name, value) in measurements.sorted(by: { $0.key < $1.key }) {
      try check(value, what: "measurement '\(name)'", of: trial)
    }
    try storing { () throws(TrialStoreError) in
      try store.finish(trial: trial.number, with: outcome, measurements: measurements)
    }
  }

  /// Reports a value on the way, and returns whether the trial is hopeless.
  ///
  /// A trial found hopeless should end with ``TrialOutcome/pruned``; without a pruner none is.
  /// - Parameters:
  ///   - trial: A running trial of this study.
  ///   - value: The objective's value so far, finite.
  ///   - violation: The violation of constraints so far, ≥ 0, finite.
  ///   - step: The work done, past the last report's.
  /// - Returns: Whether to end the trial.
  /// - Throws: ``StudyError/invalidNumber(trial:what:found:)``, ``StudyError/store(_:)``,
  ///   ``StudyError/foreignTrial(number:reason:)``.
  public func isHopeless(
    _ trial: Trial, reporting value: Double, violation: Double = 0, at step: Int
  ) throws(StudyError) -> Bool {
    try check(value, what: "report", of: trial)
    try check(violation, what: "reported violation", of: trial, atLeast: 0)
    let report = IntermediateValue(step: step, value: value, violation: violation)
    try storing { () throws(TrialStoreError) in
      try store.report(report, ofTrial: trial.number)
    }
    guard let pruner else { return false }
    let trials = try trials()
    let rivals = trials.filter {
      $0.number != trial.number && $0.number < horizon(of: trial.number)
    }
    return pruner.isHopeless(trials[trial.number], among: rivals)
  }

  private func check(
    _ value: Double, what: String, of trial: Trial, atLeast least: Double = -.infinity
  ) throws(StudyError) {
    guard value.isFinite, value >= least else {
      throw .invalidNumber(trial: trial.number, what: what, found: "\(value)")
    }
  }

  private func storing<Value>(
    _ call: () throws(TrialStoreError) -> Value
  ) throws(StudyError) -> Value {
    do { return try call() } catch { throw .store(error) }
  }
}

// MARK: - What a trial may know

extension Study {
  private enum Knowledge {
    case ready(SamplingRequest)
    case waiting(on: [Int])
  }

  /// The first trial whose result must not influence trial `number`.
  private func horizon(of number: Int) -> Int {
    switch mode {
    case .opportunistic: .max
    case .reproducible(let window): max(0, number - min(window, number))
    }
  }

  /// What the next trial may depend on.
  ///
  /// Parameters of trials past the horizon are known without their results, by induction on the
  /// number; these count as running whether they are or not, and nothing else of them is shown.
  private func known(of trials: [Trial]) -> Knowledge {
    let horizon = min(horizon(of: trials.count), trials.count)
    let unfinished = trials.filter { $0.outcome == nil }
    if case .reproducible = mode, let first = unfinished.first, first.number < horizon {
      return .waiting(on: unfinished.map(\.number).filter { $0 < horizon })
    }
    let pending = trials[..<horizon].filter { $0.outcome == nil } + trials[horizon...]
    return .ready(
      SamplingRequest(
        number: trials.count, seed: seed, space: space,
        finished: trials[..<horizon].filter { $0.outcome != nil },
        pending: pending.map { Trial(number: $0.number, parameters: $0.parameters) }))
  }
}
