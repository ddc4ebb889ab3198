import Figures
package import JointLearning
import Reports

/// A model's card for people: as text, and as a page with the curves of its training.
package struct TrainingPage {
  private static let size = (width: 620, height: 260)

  private let card: ModelCard

  package init(_ card: ModelCard) { self.card = card }

  private var facts: [(label: String, value: String)] {
    let settings = card.settings
    return [
      ("world", card.world), ("part", settings.part.rawValue), ("seed", "\(settings.seed)"),
      (
        "iterations",
        "\(card.records.count) of \(settings.iterations), \(settings.turn) of a kind in turn"
      ),
      (
        "each",
        "\(settings.dispatchTicks) ticks and \(settings.dispatchDecisions) decisions of dispatch, "
          + "\(settings.patrolDecisions) decisions of patrol, \(settings.passes) passes"
      ),
      ("network", "two hidden layers of \(settings.width)"),
      (
        "discount", "\(settings.dispatchDiscount) of dispatch, \(settings.patrolDiscount) of patrol"
      ),
      (
        "fairness",
        "\(settings.fairness), weights "
          + card.weights.map { Figure.fixed($0, 3) }.joined(separator: " ")
      ),
      ("program", card.program),
    ]
  }

  /// The text, with a line feed at its end.
  package var text: String {
    let width = facts.map(\.label.count).max() ?? 0
    let lines = facts.map { label, value in
      label + String(repeating: " ", count: width + 3 - label.count) + value
    }
    let rows = card.records.map { record in
      [
        "\(record.iteration + 1)", record.isDispatch ? "dispatch" : "patrol",
        Figure.fixed(record.firstLoss, 4), Figure.fixed(record.lastLoss, 4),
        record.isDispatch ? Figure.fixed(record.cost, 4) : "-",
        record.judged.map { Figure.fixed($0, 4) + (record.isKept ? ", kept" : ", dropped") } ?? "",
      ]
    }
    let table = TextTable(
      fitting: rows, titles: ["iteration", "learned", "first loss", "last loss", "cost", "judged"])
    return (lines + ["", table.header] + rows.map(table.row)).joined(separator: "\n") + "\n"
  }

  /// The page as HTML: the same bytes for the same card.
  package var html: String {
    var page = Page(
      subject: "Training",
      answer: "\(card.records.count) of \(card.settings.iterations) iterations of "
        + "\(card.settings.part.rawValue) learning are done.",
      isWarning: card.records.count < card.settings.iterations)
    page.sections = [
      curve("Dispatch", "dispatch", card.records.filter(\.isDispatch)),
      curve("Patrol", "patrol", card.records.filter { !$0.isDispatch }),
    ].compactMap { $0 }
    page.facts = facts.map { ReportFact($0.label, $0.value) }
    return page.html
  }

  private func curve(
    _ heading: String, _ anchor: String, _ records: [JointTrainer.Record]
  ) -> Page.Section? {
    guard records.count > 1 else { return nil }
    let plot = Chart.plot(width: Self.size.width, height: Self.size.height)
    let x = Scale(
      wholeNumbers: 0...Double(card.settings.iterations), from: plot.x, length: plot.width)
    let losses = records.flatMap { [$0.firstLoss, $0.lastLoss] }
    let y = Scale(
      linear: 0...max(losses.max() ?? 1, 1e-6), from: plot.y + plot.height, length: -plot.height)
    let lines: [Markup] = [\JointTrainer.Record.firstLoss, \.lastLoss].enumerated().compactMap {
      number, loss in
      Chart.line(records.map { (Double($0.iteration + 1), $0[keyPath: loss]) }, x, y).map {
        .stroke(
          $0, colour: Chart.colour(number), width: "1.8", dashes: number == 0 ? "5 3" : "none")
      }
    }
    return .init(
      heading: heading,
      caption: "Mean squared error of the first tenth of an iteration's steps (broken) and of the "
        + "last (full).", anchor: anchor,
      content: [
        Chart(
          title: "Loss", width: Self.size.width, height: Self.size.height,
          x: .init(scale: x, title: "iteration"), y: .init(scale: y, title: "loss"), marks: lines
        ).picture
      ])
  }
}
