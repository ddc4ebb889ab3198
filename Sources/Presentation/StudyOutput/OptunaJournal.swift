import Documents
import Foundation
import StudyStore
import Tuning
public import WeightTuning

extension StudyContent {
  /// The study as a journal that Optuna's `JournalFileBackend` reads, a JSON object per line.
  ///
  /// Operation codes of optuna/storages/journal/_storage.py, Optuna 5.0.0. A trial's violation is its
  /// constraint, so that Optuna's best trial is ours. Times are not kept and stand as 1970.
  public func optunaJournal(name: String) throws -> String {
    var lines = [
      Operation(.createStudy) {
        $0.studyName = name
        $0.directions = [1]
      }
    ]
    for trial in trials { lines += operations(of: trial) }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try lines.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
  }

  private func operations(of trial: Trial) -> [Operation] {
    func operation(_ code: Operation.Code, _ fill: (inout Operation) -> Void) -> Operation {
      Operation(code) {
        $0.trialId = trial.number
        fill(&$0)
      }
    }
    var lines = [
      Operation(.createTrial) {
        $0.studyId = 0
        $0.datetimeStart = Operation.time
      }
    ]
    for (entry, value) in zip(record.space.entries, trial.parameters) {
      lines.append(
        operation(.setParameter) {
          $0.paramName = entry.name
          $0.paramValueInternal = value.internalNumber
          $0.distribution = Self.distribution(entry.domain)
        })
    }
    for report in trial.reports {
      lines.append(
        operation(.setIntermediateValue) {
          $0.step = report.step
          $0.intermediateValue = report.value
        })
    }
    for (name, value) in trial.measurements.sorted(by: { $0.key < $1.key }) {
      lines.append(operation(.setUserAttribute) { $0.userAttr = [name: value] })
    }
    if let violation = trial.violation {
      lines.append(
        operation(.setSystemAttribute) { $0.systemAttr = ["constraints": [violation]] })
    }
    if let state = trial.optunaState {
      lines.append(
        operation(.setState) {
          $0.state = state
          // Optuna wants the key in any state.
          $0.values = Nullable(trial.value.map { [$0] })
          $0.datetimeComplete = Operation.time
        })
    }
    return lines
  }

  /// A domain as the JSON text that Optuna's `json_to_distribution` reads.
  private static func distribution(_ domain: ParameterDomain) -> String {
    func scale(_ scale: ParameterDomain.Scale) -> String {
      scale == .logarithmic ? "true" : "false"
    }
    switch domain {
    case .real(let range, let kind):
      return #"{"name": "FloatDistribution", "attributes": {"step": null, "low": "#
        + #"\#(range.lowerBound), "high": \#(range.upperBound), "log": \#(scale(kind))}}"#
    case .integer(let range, let kind):
      return #"{"name": "IntDistribution", "attributes": {"log": \#(scale(kind)), "step": 1, "#
        + #""low": \#(range.lowerBound), "high": \#(range.upperBound)}}"#
    case .categories(let labels):
      let list = (try? JSONEncoder().encode(labels)).map { String(decoding: $0, as: UTF8.self) }
      return #"{"name": "CategoricalDistribution", "attributes": {"choices": \#(list ?? "[]")}}"#
    }
  }
}

/// A line of a journal; members that do not belong to its operation are left out.
private struct Operation: Encodable {
  enum Code: Int {
    case createStudy = 0
    case createTrial = 4
    case setParameter = 5
    case setState = 6
    case setIntermediateValue = 7
    case setUserAttribute = 8
    case setSystemAttribute = 9
  }

  static let time = "1970-01-01T00:00:00.000000+00:00"

  // In snake case, these are Optuna's names.
  let opCode: Int
  let workerId = "temper"
  var studyName: String?
  var studyId: Int?
  var directions: [Int]?
  var trialId: Int?
  var datetimeStart: String?
  var datetimeComplete: String?
  var paramName: String?
  var paramValueInternal: Double?
  var distribution: String?
  var step: Int?
  var intermediateValue: Double?
  var userAttr: [String: Double]?
  var systemAttr: [String: [Double]]?
  var state: Int?
  var values: Nullable<[Double]>?

  init(_ code: Code, _ fill: (inout Operation) -> Void) {
    opCode = code.rawValue
    fill(&self)
  }
}

extension Trial {
  /// The code of Optuna's state; nil while the trial runs, as a new one does.
  fileprivate var optunaState: Int? {
    switch outcome {
    case .complete: 1
    case .pruned: 2
    case .failed: 3
    case nil: nil
    }
  }
}

extension ParameterValue {
  /// The number that stands for the value: a choice's index.
  fileprivate var internalNumber: Double {
    if case .category(let index) = self { Double(index) } else { number ?? 0 }
  }
}
