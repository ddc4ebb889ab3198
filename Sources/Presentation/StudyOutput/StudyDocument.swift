public import Documents
import StudyStore
import Tuning
public import WeightTuning

/// A study as JSON: format `temper-study`, version 1, with all trials by number.
///
/// A report is a step, the value, and the violation then.
/// Two studies with the same trials are the same bytes, whoever evaluated them and when.
public struct StudyDocument: JSONDocument, Sendable {
  private let format = "temper-study"
  private let version = 1
  private let instance: StudyRecord.Instance
  private let members: [StudyRecord.Instance]?
  private let seed: String
  private let settings: [String: String]
  private let warmStart: WarmStart?
  private let trials: [Line]
  private let confirmations: [TrialConfirmation]?

  /// Collects a study.
  public init(_ study: StudyContent) {
    instance = study.record.instance
    members = study.record.members.isEmpty ? nil : study.record.members
    seed = "\(study.record.seed)"
    settings = study.record.settings
    warmStart = study.record.warmStart
    trials = study.trials.map { Line($0, study.record.space) }
    confirmations = study.confirmations.isEmpty ? nil : study.confirmations
  }

  private struct Line: Encodable {
    let number: Int
    let state: String
    let parameters: [String: Double]
    let choices: [String: String]?
    let value: Double?
    let violation: Double?
    let reason: String?
    let measurements: [String: Double]
    let reports: [[Double]]

    init(_ trial: Trial, _ space: SearchSpace) {
      number = trial.number
      state = trial.state
      let pairs = zip(space.entries, trial.parameters)
      parameters = Dictionary(
        uniqueKeysWithValues: pairs.compactMap { entry, value in
          value.number.map { (entry.name, $0) }
        })
      let labels = pairs.compactMap { entry, value in
        entry.domain.label(of: value).map { (entry.name, $0) }
      }
      choices = labels.isEmpty ? nil : Dictionary(uniqueKeysWithValues: labels)
      value = trial.value
      violation = trial.violation
      reason = if case .failed(let reason) = trial.outcome { reason } else { nil }
      measurements = trial.measurements
      reports = trial.reports.map { [Double($0.step), $0.value, $0.violation] }
    }
  }
}

extension Trial {
  /// How the trial ended, in a word.
  var state: String {
    switch outcome {
    case .complete: "complete"
    case .pruned: "pruned"
    case .failed: "failed"
    case nil: "running"
    }
  }
}

extension ParameterValue {
  /// The number, unless the value is a choice.
  var number: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    case .category: nil
    }
  }
}

extension ParameterDomain {
  /// The label of a choice.
  func label(of value: ParameterValue) -> String? {
    if case .categories(let labels) = self, case .category(let index) = value, contains(value) {
      labels[index]
    } else {
      nil
    }
  }
}
