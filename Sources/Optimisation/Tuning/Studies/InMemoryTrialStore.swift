import Synchronization

/// A store that ends with the process; threads may share it.
public final class InMemoryTrialStore: TrialStore {
  private let kept: Mutex<[Trial]>

  /// Creates a store, without trials or with those of an earlier study, numbered from 0.
  ///
  /// - Precondition: The numbers have no gaps.
  public init(_ trials: [Trial] = []) {
    precondition(trials.map(\.number).elementsEqual(trials.indices), "numbers have no gaps")
    kept = Mutex(trials)
  }

  /// All trials, by number.
  public func trials() -> [Trial] { kept.withLock { $0 } }

  /// Adds a running trial.
  public func start(_ trial: Trial) throws(TrialStoreError) {
    try kept.withLock { trials throws(TrialStoreError) in
      guard trial.number >= trials.count else { throw .numberTaken(trial.number) }
      guard trial.number == trials.count else {
        throw .numberSkipped(found: trial.number, expected: trials.count)
      }
      trials.append(trial)
    }
  }

  /// Adds a report to a running trial.
  public func report(
    _ report: IntermediateValue, ofTrial number: Int
  ) throws(TrialStoreError) {
    try change(number) { trial throws(TrialStoreError) in
      if let last = trial.reports.last, report.step <= last.step {
        throw .stepTaken(trial: number, step: report.step, last: last.step)
      }
      trial.reports.append(report)
    }
  }

  /// Ends a running trial.
  public func finish(
    trial number: Int, with outcome: TrialOutcome, measurements: [String: Double]
  ) throws(TrialStoreError) {
    try change(number) { trial in
      trial.outcome = outcome
      trial.measurements = measurements
    }
  }

  private func change(
    _ number: Int, _ change: (inout Trial) throws(TrialStoreError) -> Void
  ) throws(TrialStoreError) {
    try kept.withLock { trials throws(TrialStoreError) in
      guard trials.indices.contains(number) else { throw .unknownTrial(number) }
      guard trials[number].outcome == nil else { throw .alreadyFinished(number) }
      try change(&trials[number])
    }
  }
}
