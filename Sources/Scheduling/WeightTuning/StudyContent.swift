public import StudyStore
public import Tuning

/// A study as it is shown and exported.
public struct StudyContent: Sendable {
  /// What it is about.
  public let record: StudyRecord
  /// Its trials, by number.
  public let trials: [Trial]

  /// Reads a study file.
  ///
  /// - Throws: ``StudyStoreError``.
  public init(_ file: StudyFile) throws(StudyStoreError) {
    record = file.record
    trials = try file.trials()
  }

  /// Creates a study's content.
  public init(record: StudyRecord, trials: [Trial]) {
    self.record = record
    self.trials = trials
  }
}
