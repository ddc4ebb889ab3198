package import DispatchStudies
import Figures

/// A comparison of policies for people: a table of figures, a table of differences.
package struct ComparisonText {
  private let comparison: DispatchComparison
  private let origin: StudyOrigin
  private let initialPresence: Double

  package init(_ comparison: DispatchComparison, origin: StudyOrigin, initialPresence: Double) {
    (self.comparison, self.origin) = (comparison, origin)
    self.initialPresence = initialPresence
  }

  /// The text, with a line feed at its end.
  package var text: String {
    let first = comparison.results[0]
    let blocks = [
      origin.lines(played: first.days.count, calls: first.calls)
        + ["Class      " + Self.classWords(comparison.mayDecline)],
      table(Self.columns, comparison.results.indices.map(row)),
      [
        "Intervals hold 95 % of the means of shifts drawn anew; presence begins at "
          + "\(Figure.fixed(initialPresence, 4))."
      ],
    ]
    return (blocks + differences + declines).map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// What the class of policies means.
  static func classWords(_ mayDecline: Bool) -> String {
    mayDecline
      ? "T (triage): may decline calls that it could serve"
      : "N: never declines a call that it can serve"
  }

  static let columns = [
    "policy", "response", "success", "presence", "Hamming", "other sector", "ms/decision",
    "99 % within",
  ]
  static let paired: [DayMeasure] = [.response, .success, .presence]

  private func row(_ number: Int) -> [String] { Self.row(number, of: comparison) }

  static func row(_ number: Int, of comparison: DispatchComparison) -> [String] {
    let result = comparison.results[number]
    return [result.policy]
      + paired.map {
        let value = comparison.figure($0, of: number).value
        return "\(Figure.fixed(value.mean, 4)) \(shown(value.interval))"
      }
      + [
        Figure.fixed(result.mean(.hamming), 3), Figure.fixed(result.mean(.otherSector), 3),
        Figure.fixed(result.millisecondsPerDecision, 3),
        Figure.fixed(result.milliseconds(ofShare: 0.99), 3),
      ]
  }

  private var differences: [[String]] {
    guard comparison.results.count > 1 else { return [] }
    let title = "Less \(comparison.results[0].policy), paired by shift:"
    return [[title] + table(["policy"] + Self.paired.map(\.rawValue), Self.differences(comparison))]
  }

  static func differences(_ comparison: DispatchComparison) -> [[String]] {
    comparison.results.indices.dropFirst().map { number in
      [comparison.results[number].policy]
        + paired.map { measure in
          comparison.figure(measure, of: number).difference.map {
            "\(signed($0.mean)) \(shown($0.interval, signed: true))"
          } ?? ""
        }
    }
  }

  private var declines: [[String]] {
    guard comparison.mayDecline else { return [] }
    return [
      ["Declined calls, and the share that a car came to by how long they take:"]
        + table(Self.declineColumns, comparison.results.map(Self.declineRow))
    ]
  }

  /// Durations, in minutes, that the report of declined calls tells apart.
  private static let durations = [20, 40, 60, 90]
  static let declineColumns = ["policy", "declined"] + durations.map { "\($0) min" }

  static func declineRow(_ result: PolicyResult) -> [String] {
    [result.policy, Figure.percent(result.mean(.declined), decimals: 1)]
      + durations.map {
        let served = result.served(minutes: $0)
        return served.calls == 0 ? "-" : Figure.percent(served.share, decimals: 1)
      }
  }

  private func table(_ columns: [String], _ rows: [[String]]) -> [String] {
    let table = TextTable(fitting: rows, titles: columns)
    return [table.header] + rows.map(table.row)
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "" : "+") + Figure.fixed(value, 4)
  }

  private static func shown(_ interval: ClosedRange<Double>, signed: Bool = false) -> String {
    let ends = [interval.lowerBound, interval.upperBound].map {
      signed ? Self.signed($0) : Figure.fixed($0, 4)
    }
    return "[\(ends[0]), \(ends[1])]"
  }
}
