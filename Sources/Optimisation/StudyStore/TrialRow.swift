import Failures
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

  /// The columns of the table, in the order in which the checksum goes over them, itself the last.
  enum Column: String, CaseIterable {
    case number, parameters, reports, outcome, value, violation, reason, measurements
    case worker, deadline, attempt, checksum
  }

  /// Texts of columns as the values of all, with the checksum that fits.
  static func completed(_ columns: [String: String]) -> [String: DatabaseValue] {
    var texts = ColumnTexts()
    for column in Column.allCases where column != .checksum {
      texts[column] = columns[column.rawValue]
    }
    return texts.values
  }

  /// The names of all columns, as SQL lists them.
  static let columnList = Column.allCases.map(\.rawValue).joined(separator: ", ")
}

extension TrialRow {
  /// The values of the columns, by their names.
  func values() throws -> [String: DatabaseValue] {
    var texts = ColumnTexts()
    texts[.number] = "\(trial.number)"
    texts[.parameters] = try JSONText.text(trial.parameters.map(ValueText.init))
    texts[.reports] = try JSONText.text(trial.reports.map(Report.init))
    texts[.measurements] = try JSONText.text(trial.measurements)
    texts[.worker] = worker
    texts[.deadline] = "\(deadline)"
    texts[.attempt] = "\(attempt)"
    switch trial.outcome {
    case .complete(let value, let violation):
      texts[.outcome] = "complete"
      texts[.value] = "\(value)"
      texts[.violation] = "\(violation)"
    case .pruned: texts[.outcome] = "pruned"
    case .failed(let reason):
      texts[.outcome] = "failed"
      texts[.reason] = reason
    case nil: break
    }
    return texts.values
  }

  /// Reads a row that has all columns.
  init(_ row: Row) throws {
    let texts = try ColumnTexts(row)
    let checksum: DatabaseValue = row[Column.checksum.rawValue]
    guard case .int64(texts.checksum) = checksum.storage, let number = texts.integer(.number),
      let deadline = texts.integer(.deadline), let attempt = texts.integer(.attempt)
    else { throw DamagedText("trial \(texts[.number] ?? "?")", expected: "another checksum") }
    trial = Trial(
      number: number,
      parameters: try JSONText.node(texts[.parameters]).elements(
        expecting: "expected values", ""
      ).map(ParameterValue.init),
      reports: try JSONText.node(texts[.reports]).elements(expecting: "expected reports", "").map(
        IntermediateValue.init),
      outcome: try Self.outcome(texts),
      measurements: try Self.measurements(texts[.measurements]))
    worker = texts[.worker]
    self.deadline = Int64(deadline)
    self.attempt = Int64(attempt)
  }

  private static func outcome(_ texts: ColumnTexts) throws -> TrialOutcome? {
    switch texts[.outcome] {
    case nil: return nil
    case "pruned": return .pruned
    case "failed": return .failed(reason: texts[.reason] ?? "")
    case "complete":
      if let value = texts[.value].flatMap(Double.init),
        let violation = texts[.violation].flatMap(Double.init)
      {
        return .complete(value: value, violation: violation)
      }
    default: break
    }
    throw DamagedText(texts[.outcome] ?? "", expected: "an outcome")
  }

  private static func measurements(_ text: String?) throws -> [String: Double] {
    let object = try JSONText.node(text).object(expecting: "expected measurements", "")
    return try Dictionary(
      object.keys.map { ($0, try JSONText.number(object.required($0, as: "1"))) },
      uniquingKeysWith: { first, _ in first })
  }
}

/// The texts of a row's columns but the checksum, nil for NULL.
private struct ColumnTexts {
  private var texts: [TrialRow.Column: String] = [:]

  init() {}

  init(_ row: Row) throws {
    for column in TrialRow.Column.allCases where column != .checksum {
      guard row.hasColumn(column.rawValue) else {
        throw DamagedText("no column \(column.rawValue)", expected: "one")
      }
      let value: DatabaseValue = row[column.rawValue]
      switch value.storage {
      case .null: break
      case .string(let text): texts[column] = text
      // Numbers are affine to INTEGER columns and come back as such.
      case .int64(let number): texts[column] = "\(number)"
      case .double, .blob: throw DamagedText("\(value)", expected: "a text")
      }
    }
  }

  subscript(column: TrialRow.Column) -> String? {
    get { texts[column] }
    set { texts[column] = newValue }
  }

  /// The values of all columns by their names, the checksum last made.
  var values: [String: DatabaseValue] {
    Dictionary(
      uniqueKeysWithValues: TrialRow.Column.allCases.map { column in
        let value = column == .checksum ? checksum.databaseValue : self[column].databaseValue
        return (column.rawValue, value)
      })
  }

  func integer(_ column: TrialRow.Column) -> Int? { texts[column].flatMap { Int($0) } }

  /// The checksum of all of them, in the columns' order.
  var checksum: Int64 {
    let parts = TrialRow.Column.allCases.dropLast().map { column in
      texts[column].map { "=\($0)" } ?? "-"
    }
    return JSONText.checksum(of: parts.joined(separator: "\u{1f}"))
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
    Int64(bitPattern: Fingerprint.value(of: text.utf8))
  }
}
