import Districting
import Figures
import PatrolRouting

extension DistrictReport {
  /// The result for people.
  package var text: String {
    let head = [
      "Map        \(graph.name): \(Figure.count(graph.nodes.count, "node")), \(Figure.count(graph.edges.count, "street"))",
      "Rules      \(rules.count) districts, each within \(Figure.percent(rules.deviation, decimals: 1))"
        + " of the mean weight" + diameterWords,
      "Method     \(method.rawValue), for \(rules.objective.rawValue)",
      "Result     \(words)",
    ]
    return (head + table).joined(separator: "\n") + "\n"
  }

  private var diameterWords: String {
    rules.diameter < .infinity
      ? ", no drive within one longer than \(Figure.fixed(rules.diameter, 2)) \(graph.timeWords)"
      : ""
  }

  /// The answer in a sentence.
  package var words: String {
    let cost = outcome.cost.map { Figure.fixed($0, 4) } ?? "-"
    return switch outcome.status {
    case .optimal: "\(cost), proven to be the least"
    case .feasible:
      "\(cost), not proven to be the least"
        + (outcome.bound.isFinite ? "; none is below \(Figure.fixed(outcome.bound, 4))" : "")
    case .infeasible: "no districts keep these rules, proven"
    case .noneFound: "no districts found"
    }
  }

  private var table: [String] {
    guard let check else { return [] }
    let rows = members.enumerated().map { number, nodes in
      [
        "\(number + 1)", "\(nodes.count)", Figure.fixed(weight(of: nodes), 3),
        Figure.percent(check.deviations[number], decimals: 2),
        check.broken.contains(number) ? "no" : "yes",
        graph.nodes[check.centres[number]].id, Figure.fixed(check.meanTime[number], 2),
        Figure.fixed(check.longestTime[number], 2), Figure.fixed(check.diameters[number], 2),
      ]
    }
    let table = TextTable(fitting: rows, titles: Self.titles)
    return ["", table.header] + rows.map(table.row)
      + ["", "Checked    \(keepsRules ? "all rules are kept" : "a rule is broken")"]
  }

  static let titles = [
    "district", "nodes", "weight", "deviation", "whole", "centre", "mean drive", "longest",
    "diameter",
  ]
}
