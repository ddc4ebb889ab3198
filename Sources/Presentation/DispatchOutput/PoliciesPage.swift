package import DispatchStudies
import Figures
import Reports
package import Simulation

/// A page that compares policies: response against budget, figures, differences, presence.
package struct PoliciesPage {
  private let comparisons: [(cap: Double, comparison: DispatchComparison)]
  private let region: Region
  private let cars: [Int]
  private let origin: StudyOrigin
  private let initialPresence: Double

  private var main: DispatchComparison { comparisons[0].comparison }

  /// A page of comparisons under one budget or several, the most important first, for cars of these
  /// sectors.
  package init(
    _ comparisons: [(cap: Double, comparison: DispatchComparison)], region: Region, cars: [Int],
    origin: StudyOrigin, initialPresence: Double
  ) {
    (self.comparisons, self.region, self.cars) = (comparisons, region, cars)
    (self.origin, self.initialPresence) = (origin, initialPresence)
  }

  /// The page as HTML: the same bytes for the same results, but for times.
  package var html: String {
    let best = main.results.max { $0.mean(.success) < $1.mean(.success) } ?? main.results[0]
    var page = Page(
      subject: "Dispatch",
      answer: "\(best.policy) answers \(Figure.percent(best.mean(.success), decimals: 1)) of calls "
        + "within \(ResponseUtility.targetMinutes) minutes, most of \(main.results.count) policies.",
      notes: [
        "Class \(ComparisonText.classWords(main.mayDecline)). \(Figure.count(best.days.count, "shift")), "
          + "\(best.calls) calls; presence begins at \(Figure.fixed(initialPresence, 4)). "
          + "Intervals hold 95 % of the means of shifts drawn anew."
      ])
    page.sections = [trade, table] + curves + declines + [presence]
    page.facts = origin.facts
    return page.html
  }

  private var table: Page.Section {
    let differences =
      main.results.count < 2
      ? []
      : [
        Markup.line("h3", "Less \(main.results[0].policy), paired by shift"),
        .ledger(["policy", "response", "success", "presence"], ComparisonText.differences(main)),
      ]
    return .init(
      heading: "Figures", caption: "Shares of calls; Hamming is the share of changed periods.",
      anchor: "figures",
      content: [
        .ledger(
          ComparisonText.columns, main.results.indices.map { ComparisonText.row($0, of: main) })
      ] + differences)
  }

  private var declines: [Page.Section] {
    guard main.mayDecline else { return [] }
    return [
      .init(
        heading: "Declined calls",
        caption: "Calls that a car could have come to, and the share served by duration.",
        anchor: "declined",
        content: [
          .ledger(ComparisonText.declineColumns, main.results.map(ComparisonText.declineRow))
        ])
    ]
  }

  private var trade: Page.Section {
    .init(
      heading: "Response and presence",
      caption: "Each policy's success and presence, with intervals: up and to the right is better "
        + "on both.", anchor: "trade",
      content: [
        .element("div", ["class": "panels"], [PolicyChart(comparisons).trade]),
        PolicyChart.legend(main.results.map(\.policy)),
      ])
  }

  private var curves: [Page.Section] {
    guard comparisons.count > 1 else { return [] }
    let chart = PolicyChart(comparisons)
    return [
      .init(
        heading: "What changes buy",
        caption: "Means over shifts, with intervals, against the share of timetables that may be "
          + "changed (P_max).", anchor: "curves",
        content: [
          .element(
            "div", ["class": "panels"],
            [chart.curve(.response), chart.curve(.success), chart.curve(.presence)]),
          PolicyChart.legend(main.results.map(\.policy)),
        ])
    ]
  }

  private var presence: Page.Section {
    let best = main.results.max { $0.mean(.success) < $1.mean(.success) } ?? main.results[0]
    let periods = region.areas.indices.map { area in
      best.days.reduce(0.0) { $0 + Double($1.patrol[area]) } / Double(max(1, best.days.count))
    }
    return .init(
      heading: "Presence under \(best.policy)",
      caption: "Percent of the patrol that each area needs, the mean of all shifts; the table has "
        + "the areas that lack most.", anchor: "presence",
      content: PresenceMap(region, periods: periods, cars: cars).content)
  }
}
