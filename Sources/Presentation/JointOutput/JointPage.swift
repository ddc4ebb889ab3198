import DispatchStudies
import Figures
import JointPatrol
package import JointStudies
import Reports

/// A page that compares ways to patrol and answer: changes, figures, and where calls come from.
package struct JointPage {
  private let comparison: JointComparison
  private let origin: JointOrigin
  private let posts: Set<Int>

  /// A page; `posts` are marked on its map.
  package init(_ comparison: JointComparison, origin: JointOrigin, posts: Set<Int> = []) {
    (self.comparison, self.origin, self.posts) = (comparison, origin, posts)
  }

  /// The page as HTML: the same bytes for the same results, but for times.
  package var html: String {
    let responses = comparison.results.indices.map {
      comparison.figure(.response, of: $0).value.mean
    }
    let best = responses.indices.min { responses[$0] < responses[$1] } ?? 0
    var page = Page(
      subject: "Patrol and answer",
      answer: "\(comparison.results[best].policy) is there after "
        + "\(Figure.fixed(responses[best], 2)) ticks on average, the soonest of "
        + "\(responses.count) policies.",
      notes: origin.lines(
        played: comparison.results[0].tallies.count, calls: comparison.results[0].calls))
    page.sections = changes + [figures, map]
    page.facts = origin.facts.map { ReportFact($0.label, $0.value) }
    return page.html
  }

  private var changes: [Page.Section] {
    guard comparison.results.count > 1 else { return [] }
    return [
      .init(
        heading: "Response",
        caption: "The change of the mean time to a call against "
          + "\(comparison.results[0].policy), paired by episode, with intervals of 95 %: to the left "
          + "is faster.", anchor: "changes", content: [JointChart(comparison: comparison).picture])
    ]
  }

  private var figures: Page.Section {
    let changes =
      comparison.results.count < 2
      ? []
      : [
        Markup.line("h3", "Against \(comparison.results[0].policy), paired by episode"),
        .ledger(JointText.changeColumns, JointText.changeRows(comparison)),
      ]
    return .init(
      heading: "Figures",
      caption: "Response in ticks, all and by the beat of the call; the share of calls lost to a "
        + "full queue; cost, the unanswered calls at a time.", anchor: "figures",
      content: [.ledger(JointText.columns(comparison), JointText.rows(comparison))] + changes)
  }

  private var map: Page.Section {
    let graph = comparison.world.graph
    let sum = graph.nodes.reduce(0) { $0 + $1.weight }
    func share(_ node: Int) -> String { Figure.fixed(100 * graph.nodes[node].weight / sum, 1) }
    return .init(
      heading: "Beats",
      caption: "Percent of calls that come from each node. Streets between beats are broken: only "
        + "cars on the way to a call, or back, drive them."
        + (posts.isEmpty ? "" : " Rims are posts."),
      anchor: "map",
      content: [
        BeatMap(graph).picture(
          "Beats", label: share,
          words: { "node \(graph.nodes[$0].id), beat \(graph.nodes[$0].beat): \(share($0)) %" },
          isMarked: posts.contains)
      ])
  }
}
