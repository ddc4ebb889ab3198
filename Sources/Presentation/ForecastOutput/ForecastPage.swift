import Figures
package import Forecasts
package import Incidents
import Reports
import Scenarios

/// A page to read and print: what a shift may bring, where and when.
package struct ForecastPage {
  private let rates: HourlyRates
  private let grid: CellGrid
  private let method: String
  private let lead: ForecastLead
  private let findings: [(name: String, value: Double)]
  private let training: Range<LocalHour>
  private let dispersion: Double
  private let data: DataStatement
  private let program: String

  /// Collects what is to be shown; the same as for ``ForecastDocument``.
  package init(
    _ rates: HourlyRates, of forecast: any Forecast, method: String, grid: CellGrid,
    training: Range<LocalHour>, dispersion: Double, incidents: IncidentRecords, program: String
  ) {
    self.rates = rates
    self.grid = grid
    self.method = method
    lead = forecast.lead
    findings = forecast.findings
    self.training = training
    self.dispersion = dispersion
    data = DataStatement(incidents)
    self.program = program
  }

  /// How many cells the table has.
  private static let shown = 15

  private var hourTotals: [Double] { rates.hours.map { rates.total(of: $0) } }
  private var total: Double { hourTotals.reduce(0, +) }

  private var cellTotals: [Double] {
    rates.hours.reduce(into: [Double](repeating: 0, count: rates.cellCount)) { totals, hour in
      for (cell, rate) in rates[hour].enumerated() { totals[cell] += rate }
    }
  }

  private func interval(_ mean: Double) -> ClosedRange<Int> {
    TotalDistribution(mean: max(mean, 1e-9), dispersion: dispersion).interval(0.9)
  }

  /// The page as HTML: the same bytes for the same forecast.
  package var html: String {
    let cells = cellTotals
    let busiest = cells.indices.max { cells[$0] < cells[$1] } ?? 0
    let range = interval(total)
    var page = Page(
      subject:
        "Forecast from \(rates.hours.lowerBound), \(Figure.count(rates.hours.count, "hour"))",
      answer: "\(Figure.fixed(total, 0)) incidents are expected; in nine of ten such shifts there "
        + "are \(range.lowerBound) to \(range.upperBound).",
      notes: [
        "How to read it: \(Figure.fixed(cells[busiest], 2)) are expected in the cell at "
          + "\(RateMap.place(busiest, of: grid)), more than in any other. "
          + "Where few are expected something may happen all the same."
      ])
    page.figures = [
      ReportFigure(Figure.fixed(total, 1), "incidents expected"),
      ReportFigure("\(range.lowerBound)–\(range.upperBound)", "in nine of ten such shifts"),
      ReportFigure(
        Figure.percent(shareOfTop(cells), decimals: 0), "of them in a tenth of the cells"),
    ]
    page.sections = [map(cells), course, table(cells)]
    page.facts = facts
    return page.html
  }

  private func shareOfTop(_ cells: [Double]) -> Double {
    let top = cells.sorted(by: >).prefix(max(1, cells.count / 10)).reduce(0, +)
    return total > 0 ? top / total : 0
  }

  private func map(_ cells: [Double]) -> Page.Section {
    Page.Section(
      heading: "Where",
      caption: "Cells of \(grid.resolution)°, north above; expected incidents of the whole shift.",
      anchor: "map", content: [RateMap(grid: grid, expected: cells).picture])
  }

  /// A bar for each hour.
  private var course: Page.Section {
    let (width, height) = (760, 260)
    let plot = Chart.plot(width: width, height: height)
    let labels = rates.hours.map { $0.hourOfDay < 10 ? "0\($0.hourOfDay)" : "\($0.hourOfDay)" }
    let x = Scale(labels: labels, from: plot.x, length: plot.width)
    let y = Scale(upTo: hourTotals.max() ?? 1, from: plot.y + plot.height, length: -plot.height)
    let bars = hourTotals.enumerated().map { index, value in
      let (left, right) = (x.place(Double(index) - 0.4), x.place(Double(index) + 0.4))
      return Markup.group(
        title: "\(labels[index]):00: \(Figure.fixed(value, 2))", fill: Chart.colour(1),
        [
          .rectangle(
            .init(
              x: left, y: y.place(value), width: max(1, right - left),
              height: plot.y + plot.height - y.place(value)), fill: Chart.colour(1))
        ])
    }
    return Page.Section(
      heading: "When", caption: "Expected incidents of each hour, over all cells.",
      anchor: "hours",
      content: [
        Chart(
          title: "Expected incidents", width: width, height: height,
          x: .init(scale: x, title: "hour of the day"),
          y: .init(scale: y, title: "incidents an hour"), marks: bars
        ).picture
      ])
  }

  private func table(_ cells: [Double]) -> Page.Section {
    let order = cells.indices.sorted { (cells[$0], $1) > (cells[$1], $0) }.prefix(Self.shown)
    var sum = 0.0
    let rows = order.enumerated().map { rank, cell in
      sum += cells[cell]
      return [
        "\(rank + 1)", RateMap.place(cell, of: grid), Figure.fixed(cells[cell], 2),
        Figure.percent(total > 0 ? sum / total : 0, decimals: 1),
      ]
    }
    return Page.Section(
      heading: "The \(rows.count) busiest cells",
      caption: "By their south-west corners, with the share of all that they and those above have.",
      anchor: "cells",
      content: [.ledger(["", "latitude, longitude", "expected", "share so far"], rows)])
  }

  private var facts: [ReportFact] {
    [
      ReportFact("method", "\(method), rates made \(lead.words)"),
      ReportFact("learned from", "\(training.lowerBound.date) until \(training.upperBound.date)"),
      ReportFact("dispersion of shifts", Figure.fixed(dispersion, 4)),
    ] + findings.map { ReportFact($0.name, Figure.fixed($0.value, 4)) }
      + data.lines.map { ReportFact("data", $0) } + [ReportFact("program", program)]
  }
}

extension ForecastLead {
  /// When rates are made, after the word `made`.
  var words: String {
    switch self {
    case .fixed: "once, from the training"
    case .day: "at midnight before"
    case .hour: "as each hour begins"
    }
  }
}
