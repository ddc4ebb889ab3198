package import DispatchLearning
import Figures
import Reports

/// The card of a value network for people: as text, and as a page with the curve of its training.
package struct ScheduleTrainingPage {
  private static let size = (width: 620, height: 260)

  private let card: ScheduleCard

  package init(_ card: ScheduleCard) { self.card = card }

  private var facts: [(label: String, value: String)] {
    let (task, schedule) = (card.task, card.schedule)
    return [
      ("network", "\(task.variant.rawValue), \(task.view.rawValue) view"),
      ("chooses from", candidates),
      ("may decline", task.mayDecline ? "yes (class T)" : "no (class N)"),
      ("learned from", task.learning.rawValue),
      ("reward", reward), ("price at first", "\(task.price) a changed cell"),
      ("seed", "\(card.seed)"),
      (
        "rounds",
        "\(card.records.count) of \(schedule.rounds), \(schedule.shifts) shifts each"
      ),
      ("kept", "\(Figure.fixed(card.keptWorth, 4)) a shift, judged by \(schedule.judged) shifts"),
      ("P_max", Figure.percent(card.cap, decimals: 0)),
      ("place", card.origin["place"] ?? "-"), ("timetables", card.origin["timetables"] ?? "-"),
      ("program", card.origin["program"] ?? "-"),
    ]
  }

  private var candidates: String {
    let task = card.task
    return task.candidates.rawValue + (task.depth == .repairs ? ", each repair valued" : "")
      + (task.responses > 0 ? ", best response of \(task.responses)" : "")
  }

  private var reward: String {
    switch card.task.reward {
    case .published: "as published"
    case .calls(let patrol): "calls in time, and \(patrol) a period of patrol"
    }
  }

  /// The text, with a line feed at its end.
  package var text: String {
    let width = facts.map(\.label.count).max() ?? 0
    let lines = facts.map { label, value in
      label + String(repeating: " ", count: width + 3 - label.count) + value
    }
    let rows = card.records.enumerated().map { number, record in
      [
        "\(number + 1)", Figure.percent(record.success, decimals: 1),
        Figure.percent(record.reference, decimals: 1), Figure.fixed(record.loss, 4),
        record.judged.map { Figure.fixed($0, 4) } ?? "",
      ]
    }
    let table = TextTable(
      fitting: rows, titles: ["round", "in time", "without learning", "loss", "judged"])
    return (lines + ["", table.header] + rows.map(table.row)).joined(separator: "\n") + "\n"
  }

  /// The page as HTML: the same bytes for the same card.
  package var html: String {
    var page = Page(
      subject: "Training",
      answer: "\(card.records.count) of \(card.schedule.rounds) rounds of "
        + "\(card.task.variant.rawValue) are done.",
      isWarning: card.records.count < card.schedule.rounds)
    page.sections = [curve].compactMap { $0 }
    page.facts = facts.map { ReportFact($0.label, $0.value) }
    return page.html
  }

  private var curve: Page.Section? {
    guard card.records.count > 1 else { return nil }
    let plot = Chart.plot(width: Self.size.width, height: Self.size.height)
    let x = Scale(
      wholeNumbers: 0...Double(card.schedule.rounds), from: plot.x, length: plot.width)
    let y = Scale(linear: 0...100, from: plot.y + plot.height, length: -plot.height)
    let shares = [\ScheduleTrainer.Record.reference, \.success]
    let lines: [Markup] = shares.enumerated().compactMap { number, share in
      let points = card.records.enumerated().map {
        (Double($0.offset + 1), 100 * $0.element[keyPath: share])
      }
      return Chart.line(points, x, y).map {
        .stroke(
          $0, colour: Chart.colour(number), width: "1.8", dashes: number == 0 ? "5 3" : "none")
      }
    }
    return .init(
      heading: "Calls in time",
      caption: "On the shifts of each round, with the decisions that it makes by chance (full), "
        + "and by who chooses from the same ways and learned nothing (broken).",
      anchor: "learning",
      content: [
        Chart(
          title: "Calls in time", width: Self.size.width, height: Self.size.height,
          x: .init(scale: x, title: "round"), y: .init(scale: y, title: "in time", unit: " %"),
          marks: lines
        ).picture
      ])
  }
}
