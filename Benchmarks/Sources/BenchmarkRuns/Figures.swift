import BenchmarkStatistics
import Foundation

/// Numbers as the tables show them.
enum Figures {
  /// Seconds with three digits that count; a time beyond the runs' limit as such.
  static func seconds(_ value: Double, limit: Double) -> String {
    value.isFinite ? digits(value) : "> \(digits(limit))"
  }

  /// A number with three digits that count, without an exponent below a million.
  static func digits(_ value: Double) -> String {
    guard value.isFinite else { return "∞" }
    guard value != 0 else { return "0" }
    let places = max(0, 2 - Int(floor(log10(abs(value)))))
    let text = String(format: "%.\(places)f", value)
    return text.count > 7 && places == 0 ? scientific(value) : text
  }

  /// A number as 1.23e+08.
  static func scientific(_ value: Double) -> String { String(format: "%.2e", value) }

  /// A share in percent.
  static func percent(_ value: Double, places: Int = 0) -> String {
    String(format: "%.\(places)f %%", 100 * value)
  }

  /// The median of some numbers; nil if there are none.
  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let upper = sorted[sorted.count / 2]
    return sorted.count.isMultiple(of: 2) ? (sorted[sorted.count / 2 - 1] + upper) / 2 : upper
  }
}

/// A Markdown table.
struct MarkdownTable {
  private var text: String

  /// A table with these columns; the ones after the first are numbers, set to the right.
  init(_ columns: [String]) {
    let rules = columns.indices.map { $0 == 0 ? "---" : "--:" }
    text = "| " + columns.joined(separator: " | ") + " |\n|" + rules.joined(separator: "|") + "|\n"
  }

  /// Adds a line.
  mutating func append(_ cells: [String]) {
    text += "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// The table as it stands.
  var markdown: String { text + "\n" }
}
