import DispatchStudies
import Figures
import JointPatrol
package import JointStudies

/// A comparison of policies for people: figures, changes against the first, and beats.
package struct JointText {
  private let comparison: JointComparison
  private let origin: JointOrigin

  package init(_ comparison: JointComparison, origin: JointOrigin) {
    (self.comparison, self.origin) = (comparison, origin)
  }

  /// The text, with a line feed at its end.
  package var text: String {
    let first = comparison.results[0]
    let blocks =
      [origin.lines(played: first.tallies.count, calls: first.calls)]
      + [Self.table(Self.columns(comparison), Self.rows(comparison))] + changes + [
        [
          "Intervals hold 95 % of what episodes drawn anew give. Cost: unanswered calls at a time, "
            + "a lost call as \(Figure.fixed(origin.overflowCost, 0)) ticks."
        ]
      ]
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  static func columns(_ comparison: JointComparison) -> [String] {
    ["policy", "response (ticks)", "overflow", "cost"]
      + (0..<comparison.world.graph.beats).map { "beat \($0)" } + ["us/tick"]
  }

  static func rows(_ comparison: JointComparison) -> [[String]] {
    comparison.results.indices.map { number in
      let result = comparison.results[number]
      let response = comparison.figure(.response, of: number).value
      let ticks = Double(max(1, result.tallies.count * comparison.world.setting.ticks))
      return [
        result.policy, "\(Figure.fixed(response.mean, 3)) \(interval(response.interval, 3))",
        Figure.percent(comparison.figure(.overflow, of: number).value.mean),
        Figure.fixed(comparison.figure(.cost, of: number).value.mean, 4),
      ]
        + (0..<comparison.world.graph.beats).map {
          Figure.fixed(comparison.figure(.beatResponse($0), of: number).value.mean, 3)
        } + [Figure.fixed(result.time / .microseconds(1) / ticks, 2)]
    }
  }

  static let changeColumns = ["policy", "response", "overflow", "cost"]

  static func changeRows(_ comparison: JointComparison) -> [[String]] {
    comparison.results.indices.dropFirst().map { number in
      [comparison.results[number].policy]
        + [JointMeasure.response, .overflow, .cost].map { measure in
          comparison.figure(measure, of: number).change.map(change) ?? ""
        }
    }
  }

  private var changes: [[String]] {
    guard comparison.results.count > 1 else { return [] }
    return [
      ["Against \(comparison.results[0].policy), paired by episode:"]
        + Self.table(Self.changeColumns, Self.changeRows(comparison))
    ]
  }

  private static func change(_ bootstrap: ScenarioBootstrap) -> String {
    let ends = [bootstrap.interval.lowerBound, bootstrap.interval.upperBound].map(signed)
    return "\(signed(bootstrap.mean)) % [\(ends[0]), \(ends[1])]"
  }

  private static func signed(_ share: Double) -> String {
    (share < 0 ? "" : "+") + Figure.fixed(100 * share, 2)
  }

  private static func interval(_ range: ClosedRange<Double>, _ decimals: Int) -> String {
    "[\(Figure.fixed(range.lowerBound, decimals)), \(Figure.fixed(range.upperBound, decimals))]"
  }

  private static func table(_ columns: [String], _ rows: [[String]]) -> [String] {
    let table = TextTable(fitting: rows, titles: columns)
    return [table.header] + rows.map(table.row)
  }
}
