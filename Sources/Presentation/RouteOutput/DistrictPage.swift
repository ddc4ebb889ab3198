import Districting
import Figures
import PatrolRouting
package import Reports

extension DistrictReport {
  /// The page of the districts, with their map.
  package var page: Page {
    var page = Page(subject: "Districts of \(graph.name)", answer: answer, isWarning: !keepsRules)
    page.rules = StreetMap.rules
    if let check {
      page.figures = [
        ReportFigure("\(members.count)", "districts"),
        ReportFigure(
          Figure.percent(check.worstDeviation, decimals: 1), "largest deviation of weight",
          isWarning: check.worstDeviation > rules.deviation + 1e-9),
        ReportFigure(
          Figure.fixed(check.diameters.max() ?? 0, 1),
          "longest drive within one, \(graph.timeWords)"),
        ReportFigure(
          check.broken.isEmpty ? "yes" : "no", "all hang together",
          isWarning: !check.broken.isEmpty),
      ]
    }
    page.sections = sections
    page.facts = [
      ReportFact(
        "Map",
        "\(Figure.count(graph.nodes.count, "node")), \(Figure.count(graph.edges.count, "street"))"),
      ReportFact("Method", "\(method.rawValue), for \(rules.objective.rawValue)"),
      ReportFact("Result", words),
      ReportFact("Program", "temper \(program)"),
    ]
    return page
  }

  private var answer: String {
    guard let check else { return "There are no districts: \(words)" }
    guard keepsRules else { return "The checker finds a broken rule" }
    return "\(Figure.count(members.count, "district")), each within "
      + "\(Figure.percent(check.worstDeviation, decimals: 1)) of the mean weight"
  }

  private var sections: [Page.Section] {
    guard let check else { return [] }
    var sections: [Page.Section] = []
    if let map = StreetMap(graph) {
      sections.append(
        Page.Section(
          heading: "Map",
          caption: "Discs grow with a node's weight, what arises there per unit of "
            + "time; dashed streets lead from one district to another.", anchor: "map",
          content: [map.districts(members)]))
    }
    let rows = members.enumerated().map { number, nodes in
      [
        "\(number + 1)", "\(nodes.count)", Figure.fixed(weight(of: nodes), 3),
        Figure.percent(check.deviations[number], decimals: 1),
        check.broken.contains(number) ? "no" : "yes", graph.nodes[check.centres[number]].id,
        Figure.fixed(check.meanTime[number], 2), Figure.fixed(check.longestTime[number], 2),
        Figure.fixed(check.diameters[number], 2),
      ]
    }
    sections.append(
      Page.Section(
        heading: "Districts",
        caption: "As the checker finds them; drives in \(graph.timeWords), to the centre.",
        anchor: "districts", content: [.ledger(Self.titles, rows)]))
    let lists = members.enumerated().map { number, nodes in
      ["district \(number + 1)", nodes.map { graph.nodes[$0].id }.joined(separator: ", ")]
    }
    sections.append(
      Page.Section(
        heading: "Nodes", caption: "", anchor: "nodes",
        content: [
          .element(
            "dl", [:],
            lists.flatMap { [Markup.line("dt", $0[0]), .line("dd", $0[1])] })
        ]))
    return sections
  }
}
