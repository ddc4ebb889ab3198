import Figures
import ForecastMetrics
import Forecasts
import Incidents
import Reports
import Scenarios

/// A page to read and print: how a method did on days that it had not seen.
package struct EvaluationPage {
  private let report: EvaluationReport
  private var result: ForecastEvaluation { report.result }

  package init(_ report: EvaluationReport) { self.report = report }

  /// The page as HTML: the same bytes for the same report.
  package var html: String {
    let test = report.request.test
    var page = Page(
      subject: "\(report.method), \(test.lowerBound.date) until \(test.upperBound.date)",
      answer: answer,
      notes: [
        "Most of a deviance is chance that no method can take away, so that good methods differ by "
          + "a percent or less: an interval over days says whether a difference is real."
      ])
    page.figures = [
      ReportFigure(Figure.fixed(result.scores.meanDeviance, 5), "deviance per cell and hour"),
      ReportFigure(Figure.fixed(result.scores.meanLogScore, 5), "log score"),
      ReportFigure(
        Figure.percent(report.coverage, decimals: 1), "of shifts in their 90 % interval"),
      ReportFigure(Figure.fixed(result.calibration.bias, 3), "observed over expected incidents"),
    ]
    page.sections = [calibration, course] + [hotSpots, matches]
    page.facts = facts
    return page.html
  }

  private var answer: String {
    guard let other = report.other else {
      return "The mean deviance is \(Figure.fixed(result.scores.meanDeviance, 5)) a cell and hour."
    }
    let pairs = result.scores.differences(from: other.result.scores).deviance
    let difference = DayBootstrap(pairs, seed: report.request.seed)
    let (low, high) = (difference.interval.lowerBound, difference.interval.upperBound)
    let words = high < 0 ? "better than" : low > 0 ? "worse than" : "not to be told from"
    return "\(report.method) is \(words) \(other.method): its deviance differs by "
      + "\(Figure.fixed(difference.mean, 5)) [\(Figure.fixed(low, 5)), \(Figure.fixed(high, 5))]."
  }

  // MARK: - Calibration

  private var calibration: Page.Section {
    let (width, height) = (420, 380)
    let plot = Chart.plot(width: width, height: height)
    let x = Scale(linear: 0...1, from: plot.x, length: plot.width)
    let y = Scale(linear: 0...1, from: plot.y + plot.height, length: -plot.height)
    let ideal = Markup.stroke(
      "M\(x.place(0)) \(y.place(0))L\(x.place(1)) \(y.place(1))", colour: "#8a8a8a", dashes: "3 3")
    func curve(_ calibration: ShiftCalibration, _ number: Int, _ name: String) -> [Markup] {
      let points = calibration.coverage.map { (x: $0.probability, y: $0.covered) }
      let line = Chart.line([(0, 0)] + points + [(1, 1)], x, y).map {
        Markup.stroke($0, colour: Chart.colour(number), width: "1.8", title: name)
      }
      return [line].compactMap(\.self)
        + points.map {
          .point(
            x: x.place($0.x), y: y.place($0.y), radius: 4, fill: Chart.colour(number),
            title: "\(name): \(Figure.percent($0.y, decimals: 1)) in "
              + Figure.percent($0.x, decimals: 0))
        }
    }
    let chart = Chart(
      title: "Shifts within their intervals",
      subtitle: "green: negative binomial; blue: Poisson; grey: as it should be", width: width,
      height: height, x: .init(scale: x, title: "probability"),
      y: .init(scale: y, title: "share of shifts"),
      marks: [ideal] + curve(result.calibration, 0, "negative binomial")
        + curve(result.poissonCalibration, 1, "Poisson"))
    return Page.Section(
      heading: "Calibration",
      caption:
        "Totals of \(result.calibration.shifts) shifts of \(report.request.shiftHours) hours. "
        + "Below the grey line a forecast is surer of itself than it should be.",
      anchor: "calibration", content: [chart.picture])
  }

  // MARK: - From week to week

  private var course: Page.Section {
    let (width, height) = (860, 300)
    let plot = Chart.plot(width: width, height: height)
    let own = Self.weeks(result.scores.meanDeviances)
    let others = report.other.map { Self.weeks($0.result.scores.meanDeviances) } ?? []
    let all = own + others
    let x = Scale(
      labels: own.indices.map { "\(report.request.test.lowerBound.advanced(by: 168 * $0).date)" },
      from: plot.x, length: plot.width)
    let y = Scale(
      linear: (all.min() ?? 0)...max(all.max() ?? 0, all.min() ?? 0),
      from: plot.y + plot.height, length: -plot.height)
    func line(_ values: [Double], _ number: Int, _ name: String) -> [Markup] {
      let points = values.enumerated().map { (x: Double($0), y: $1) }
      return [Chart.line(points, x, y)].compactMap(\.self).map {
        .stroke($0, colour: Chart.colour(number), width: "1.8", title: name)
      }
    }
    let names = report.method + (report.other.map { " (green), \($0.method) (blue)" } ?? "")
    return Page.Section(
      heading: "From week to week",
      caption: "Weeks with more incidents have a larger deviance under any method.",
      anchor: "weeks",
      content: [
        Chart(
          title: "Deviance per cell and hour", subtitle: names, width: width, height: height,
          x: .init(scale: x, title: "weeks"), y: .init(scale: y, title: "deviance"),
          marks: line(others, 1, report.other?.method ?? "") + line(own, 0, report.method)
        ).picture
      ])
  }

  /// Means over weeks; days that fill none at the end are left out, unless there are no others.
  private static func weeks(_ days: [Double]) -> [Double] {
    let whole = stride(from: 0, through: days.count - 7, by: 7).map { first in
      days[first..<first + 7].reduce(0, +) / 7
    }
    return whole.isEmpty ? days : whole
  }

  // MARK: - Tables

  private var hotSpots: Page.Section {
    Page.Section(
      heading: "Hot spots",
      caption: "Incidents in the cells of each day that were expected to have most, over what as "
        + "large an area has by chance (PAI), and over what the best choice would have had (PEI).",
      anchor: "spots",
      content: [
        .ledger(
          ["share of the area", "PAI", "PEI"],
          result.hotSpots.map {
            [
              Figure.percent($0.area, decimals: 0), Figure.fixed($0.accuracy, 2),
              Figure.fixed($0.efficiency, 2),
            ]
          })
      ])
  }

  private var matches: Page.Section {
    let uniform = result.matchings[.uniform] ?? []
    let empirical = result.matchings[.empirical] ?? []
    return Page.Section(
      heading: "Matching",
      caption: "F1 of largest matchings of generated and real incidents. It must not choose a "
        + "method: sharper rates and round minutes raise it, though nothing is forecast better.",
      anchor: "matching",
      content: [
        .ledger(
          ["metres", "minutes", "F1, anywhere in the cell", "F1, places of past incidents"],
          zip(uniform, empirical).map { own, lent in
            [
              "\(Int(own.tolerance.metres))", "\(own.tolerance.minutes)",
              Figure.fixed(own.f1, 3), Figure.fixed(lent.f1, 3),
            ]
          })
      ])
  }

  private var facts: [ReportFact] {
    let request = report.request
    return [
      ReportFact("method", "\(report.method), rates made \(result.lead.words)"),
      ReportFact(
        "learned from",
        "\(request.training.lowerBound.date) until \(request.training.upperBound.date)"
          + report.refitting),
      ReportFact(
        "cells", "\(request.grid.rows) × \(request.grid.columns) of \(request.grid.resolution)°"),
      ReportFact("dispersion of shifts", Figure.fixed(result.dispersion, 4)),
    ] + result.findings.map { ReportFact($0.name, Figure.fixed($0.value, 4)) }
      + DataStatement(request.incidents).lines.map { ReportFact("data", $0) }
      + [ReportFact("program", report.program)]
  }
}
