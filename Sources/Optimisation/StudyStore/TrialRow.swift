import Foundation
import GRDB
import Texts
import Tuning

/// A trial with its lease, as a row of the table `trial`.
///
/// Real numbers are text, the shortest that reads back as the same bits: SQLite keeps no sign of
/// zero. Each row has a checksum, since SQLite finds damage to its own structures only.
struct TrialRow {
  var trial: Trial
  /// Who evaluates the trial; nil if nobody does.
  var worker: String?
  /// When others may take it over, in milliseconds since 1970.
  var deadline: Int64
  /// How often the trial was begun.
  var attempt: Int64

  static let columns = [
    "number", "parameters", "reports", "outcome", "value", "violation", "reason", "measurements",
    "worker", "deadline", "attempt", "checksum",
  ]
}

extension TrialRow {
  /// The values of the columns.
  func values() throws -> [DatabaseValue] {
    let (parameters, reports) = (
      trial.parameters.map(ValueText.init), trial.reports.map(Report.init)
    )
    var texts: [String?] = [
      "\(trial.number)", try JSONText.text(parameters), try JSONText.text(reports),
      nil, nil, nil, nil, try JSONText.text(trial.measurements), worker, "\(deadline)",
      "\(attempt)",
    ]
    switch trial.outcome {
    case .complete(let value, let violation):
      texts.replaceSubrange(3..<6, with: ["complete", "\(value)", "\(violation)"])
    case .pruned: texts[3] = "pruned"
    case .failed(let reason): (texts[3], texts[6]) = ("failed", reason)
    case nil: break
    }
    return texts.map { $0.databaseValue } + [Self.checksum(of: texts).databaseValue]
  }

  /// Reads the columns, in order.
  init(_ row: Row) throws {
    guard row.count == Self.columns.count else {
      throw DamagedText("\(row.count) columns", expected: "\(Self.columns.count)")
    }
    let values = row.map { $0.1 }
    // Numbers are affine to INTEGER columns and come back as such.
    let texts: [String?] = try values.dropLast().map { value in
      switch value.storage {
      case .null: nil
      case .string(let text): text
      case .int64(let number): "\(number)"
      case .double, .blob: throw DamagedText("\(value)", expected: "a text")
      }
    }
    guard case .int64(Self.checksum(of: texts)) = values[values.count - 1].storage,
      let number = texts[0].flatMap({ Int($0) }), let deadline = texts[9].flatMap({ Int64($0) }),
      let attempt = texts[10].flatMap({ Int64($0) })
    else { throw DamagedText("trial \(texts[0] ?? "?")", expected: "another checksum") }
    trial = Trial(
      number: number,
      parameters: try JSONText.node(texts[1]).elements(expecting: "expected values", "").map(
        ParameterValue.init),
      reports: try JSONText.node(texts[2]).elements(expecting: "expected reports", "").map(
        IntermediateValue.init),
      outcome: try Self.outcome(texts), measurements: try Self.measurements(texts[7]))
    worker = texts[8]
    self.deadline = deadline
    self.attempt = attempt
  }

  private static func outcome(_ texts: [String?]) throws -> TrialOutcome? {
    switch texts[3] {
    case nil: return nil
    case "pruned": return .pruned
    case "failed": return .failed(reason: texts[6] ?? "")
    case "complete":
      if let value = texts[4].flatMap(Double.init), let violation = texts[5].flatMap(Double.init) {
        return .complete(value: value, violation: violation)
      }
    default: break
    }
    throw DamagedText(texts[3] ?? "", expected: "an outcome")
  }

  private static func measurements(_ text: String?) throws -> [String: Double] {
    let object = try JSONText.node(text).object(expecting: "expected measurements", "")
    return try Dictionary(
      object.keys.map { ($0, try JSONText.number(object.required($0, as: "1"))) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func checksum(of texts: [String?]) -> Int64 {
    JSONText.checksum(of: texts.map { $0.map { "=\($0)" } ?? "-" }.joined(separator: "\u{1f}"))
  }
}

// MARK: - Parts as JSON

/// A parameter's value under the name of its kind.
struct ValueText: Encodable {
  private var real: Double?
  private var integer: Int?
  private var category: Int?

  init(_ value: ParameterValue) {
    switch value {
    case .real(let value): real = value
    case .integer(let value): integer = value
    case .category(let value): category = value
    }
  }
}

extension ParameterValue {
  init(_ node: JSONNode) throws {
    let object = try node.object(expecting: "expected a value", "")
    if let node = object["real"] {
      self = .real(try JSONText.number(node))
    } else if let node = object["integer"] {
      self = .integer(try JSONText.integer(node))
    } else {
      self = .category(try JSONText.integer(object.required("category", as: "0")))
    }
  }
}

/// A report under the names of its parts.
private struct Report: Encodable {
  private let step: Int
  private let value: Double
  private let violation: Double?

  init(_ report: IntermediateValue) {
    step = report.step
    value = report.value
    violation = report.violation == 0 ? nil : report.violation
  }
}

extension IntermediateValue {
  fileprivate init(_ node: JSONNode) throws {
    let object = try node.object(expecting: "expected a report", "")
    self.init(
      step: try JSONText.integer(object.required("step", as: "0")),
      value: try JSONText.number(object.required("value", as: "0")),
      violation: try object["violation"].map(JSONText.number) ?? 0)
  }
}

/// Texts in columns: compact JSON with sorted keys, so that equal values are equal texts.
enum JSONText {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func node(_ text: String?) throws -> JSONNode {
    let bytes = [UInt8]((text ?? "").utf8)
    return JSONNode(value: try JSONParser.parse(bytes, file: "study"), file: "study")
  }

  static func number(_ node: JSONNode) throws -> Double {
    try node.double(in: -.infinity ... .infinity, expecting: "expected a number", "")
  }

  static func integer(_ node: JSONNode) throws -> Int {
    try node.integer(in: .min ... .max, expecting: "expected a whole number", "")
  }

  /// FNV-1a, 64 bits: every change of a single byte changes it.
  static func checksum(of text: String) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int64(bitPattern: hash)
  }
}
