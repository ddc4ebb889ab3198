public import Failures

/// Where the trials of one study are kept: all that a study remembers.
///
/// Several studies, threads or processes may work on one store, so each call is atomic: it has
/// happened, wholly, when it returns, and has not when it throws. Numbers are given by whoever comes
/// first, and a trial ends once. A store checks that and nothing else; ``Study`` checks values.
public protocol TrialStore: Sendable {
  /// All trials, by number, without gaps from 0.
  func trials() throws(TrialStoreError) -> [Trial]

  /// Adds a running trial, whose number is the count of trials so far.
  ///
  /// - Throws: ``TrialStoreError/numberTaken(_:)`` if another worker was faster;
  ///   ``TrialStoreError/numberSkipped(found:expected:)``.
  func start(_ trial: Trial) throws(TrialStoreError)

  /// Adds a report to a running trial.
  ///
  /// - Throws: ``TrialStoreError/unknownTrial(_:)``, ``TrialStoreError/alreadyFinished(_:)``, or
  ///   ``TrialStoreError/stepTaken(trial:step:last:)`` unless the step is past the last one.
  func report(_ report: IntermediateValue, ofTrial number: Int) throws(TrialStoreError)

  /// Ends a running trial.
  ///
  /// - Throws: ``TrialStoreError/unknownTrial(_:)`` or ``TrialStoreError/alreadyFinished(_:)``.
  func finish(
    trial number: Int, with outcome: TrialOutcome, measurements: [String: Double]
  ) throws(TrialStoreError)
}

/// Why a store does not do what it is asked to.
public enum TrialStoreError: ClassifiedError, Hashable {
  /// The trial has ended before.
  case alreadyFinished(Int)
  /// Others keep the store to themselves for too long; it may be asked again later.
  case locked(reason: String)
  /// A number leaves out others.
  case numberSkipped(found: Int, expected: Int)
  /// There is a trial of this number.
  case numberTaken(Int)
  /// A report that does not go on from the last one.
  case stepTaken(trial: Int, step: Int, last: Int)
  /// Another worker has the trial, since this one was not heard of in time.
  case takenOver(Int)
  /// The store cannot be read or written, for this reason.
  case unavailable(reason: String)
  /// There is no trial of this number.
  case unknownTrial(Int)
}

extension TrialStoreError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .alreadyFinished(let number):
      FailureAccount(
        .invalidData, "trial \(number) has ended before; its first outcome stays")
    case .locked(let reason): FailureAccount(.locked, reason)
    case .numberSkipped(let found, let expected):
      FailureAccount(
        .invalidData,
        "found trial \(found), expected trial \(expected); trials are numbered without gaps")
    case .numberTaken(let number):
      FailureAccount(
        .invalidData, "there is a trial \(number)", remedy: "ask again for the next one")
    case .stepTaken(let trial, let step, let last):
      FailureAccount(
        .invalidData,
        "trial \(trial) has reported step \(last); expected a later one, found \(step)")
    case .takenOver(let number):
      FailureAccount(
        .invalidData,
        "trial \(number) was taken over by another worker; its result counts, this one is refused")
    case .unavailable(let reason):
      FailureAccount(.inputOutput, "the study's store is not available: \(reason)")
    case .unknownTrial(let number):
      FailureAccount(
        .invalidData, "there is no trial \(number) in this study",
        remedy: "tell of trials that it asked for")
    }
  }
}
