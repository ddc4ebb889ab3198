public import StudyStore
public import Tuning

/// A study as it is shown and exported.
public struct StudyContent: Sendable {
  /// What it is about.
  public let record: StudyRecord
  /// Its trials, by number.
  public let trials: [Trial]
  /// Runs with seeds that no trial had, of the trials that were best at the end, by trial.
  public let confirmations: [TrialConfirmation]

  /// Reads a study file.
  ///
  /// - Throws: ``StudyStoreError``.
  public init(_ file: StudyFile) throws(StudyStoreError) {
    record = file.record
    trials = try file.trials()
    confirmations = try file.confirmations()
  }

  /// Creates a study's content.
  public init(record: StudyRecord, trials: [Trial], confirmations: [TrialConfirmation] = []) {
    self.record = record
    self.trials = trials
    self.confirmations = confirmations
  }
}
