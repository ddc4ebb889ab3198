/// One try of a study: the values of its parameters, and what came of them.
public struct Trial: Hashable, Sendable {
  /// Its number in the study, from 0.
  public let number: Int
  /// The values of the parameters, in the order of the space.
  public let parameters: [ParameterValue]
  /// What was reported while it ran, by increasing step.
  public var reports: [IntermediateValue]
  /// How it ended; nil while it runs.
  public var outcome: TrialOutcome?
  /// Whatever else was measured, by name; samplers do not look at it.
  public var measurements: [String: Double]

  /// Creates a trial; without an outcome it is running.
  public init(
    number: Int, parameters: [ParameterValue], reports: [IntermediateValue] = [],
    outcome: TrialOutcome? = nil, measurements: [String: Double] = [:]
  ) {
    self.number = number
    self.parameters = parameters
    self.reports = reports
    self.outcome = outcome
    self.measurements = measurements
  }

  /// The objective's value; nil unless the trial is complete.
  public var value: Double? {
    if case .complete(let value, _) = outcome { value } else { nil }
  }

  /// By how much constraints are violated, 0 if they are kept; nil unless the trial is complete.
  public var violation: Double? {
    if case .complete(_, let violation) = outcome { violation } else { nil }
  }

  /// Whether the trial is complete and keeps all constraints.
  public var isFeasible: Bool { violation == 0 }
}

/// How a trial ended.
public enum TrialOutcome: Hashable, Sendable {
  /// The objective was evaluated: its value, less is better, and the violation of constraints, ≥ 0.
  case complete(value: Double, violation: Double = 0)
  /// It was hopeless and given up; its reports say how far it came.
  case pruned
  /// It gave no value, for this reason.
  case failed(reason: String)
}

/// The objective's value on the way, at some step of a trial.
public struct IntermediateValue: Hashable, Sendable {
  /// The step, ≥ 0, in whatever unit of work the objective counts.
  public let step: Int
  /// The value so far, less is better.
  public let value: Double
  /// By how much constraints are violated so far, ≥ 0.
  public let violation: Double

  /// Creates a report.
  public init(step: Int, value: Double, violation: Double = 0) {
    self.step = step
    self.value = value
    self.violation = violation
  }

  /// Whether the trial stood better than another one then: feasible first, as in ``TrialRank``.
  func isBetter(than other: IntermediateValue) -> Bool {
    (violation, value) < (other.violation, other.value)
  }
}
