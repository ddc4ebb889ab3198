import Reports
import Tuning

/// The results of trials in the order in which they were made.
struct TrialHistory {
  private static let size = (width: 1232, height: 330)

  private let study: DrawnStudy
  private let measure: DrawnStudy.Measure
  private let plot = Chart.plot(width: size.width, height: size.height)
  private let strip: ResultStrip
  private let order: Scale

  init(_ study: DrawnStudy, _ measure: DrawnStudy.Measure) {
    self.study = study
    self.measure = measure
    strip = ResultStrip(study.trials, measure, in: plot)
    let last = Double(study.trials.map(\.number).max() ?? 0)
    order = Scale(wholeNumbers: 0...max(last, 1), from: plot.x + 8, length: plot.width - 16)
  }

  var picture: Markup {
    Chart(
      title: "Result of each trial", subtitle: strip.words, width: Self.size.width,
      height: Self.size.height, x: .init(scale: order, title: "number of the trial"),
      y: .init(scale: strip.scale, title: measure.title),
      marks: strip.ground + floor + running + points
    ).picture
  }

  private var floor: [Markup] {
    guard let floor = study.floor else { return [] }
    let label = (x: plot.x + plot.width - 4, y: strip.scale.place(floor.value) - 5)
    return strip.line(at: floor) + [.text(floor.words, x: label.x, y: label.y, style: "end halo")]
  }

  /// The best result so far; of trials that break constraints only if none keeps them.
  private var running: [Markup] {
    let hasFeasible = study.trials.contains { $0.state == .feasible }
    var steps: [(x: Double, y: Double)] = []
    for trial in study.trials where trial.state == .feasible || !hasFeasible {
      if let value = measure.value(trial), value < steps.last?.y ?? .infinity {
        steps.append((Double(trial.number), value))
      }
    }
    let end = Double(study.trials.map(\.number).max() ?? 0)
    return Chart.steps(steps, until: end, order, strip.scale).map {
      [.stroke($0, colour: Chart.colour(1), width: "2", title: "the best so far")]
    } ?? []
  }

  private var points: [Markup] {
    let radius = study.trials.count > 150 ? 3 : 5
    return study.trials.map { trial in
      let (x, y) = (order.place(Double(trial.number)), strip.place(trial))
      return trial.number == study.best?.number
        ? TrialMark.star(x: x, y: y, title: trial.words)
        : TrialMark(of: trial).draw(
          x: x, y: y, radius: radius, colour: Chart.colour(1), title: trial.words)
    }
  }
}

/// An axis of results, with a strip above it for trials that have none.
struct ResultStrip {
  let scale: Scale
  private let measure: DrawnStudy.Measure
  private let plot: Markup.Frame
  private let frame: Markup.Frame?

  init(_ trials: [StudyPage.Trial], _ measure: DrawnStudy.Measure, in plot: Markup.Frame) {
    self.measure = measure
    self.plot = plot
    let height = trials.contains { measure.value($0) == nil } ? 22 : 0
    frame =
      height == 0 ? nil : .init(x: plot.x, y: plot.y, width: plot.width, height: height - 4)
    scale = measure.scale(
      from: plot.y + plot.height, length: -(plot.height - height - (height == 0 ? 0 : 6)))
  }

  /// What the strip is, if there is one.
  var words: String { frame == nil ? "" : "grey strip: trials with no \(measure.title)" }

  var ground: [Markup] { frame.map { [.rectangle($0, fill: "#ededed")] } ?? [] }

  /// A line across at a result.
  func line(at mark: StudyPage.Mark) -> [Markup] {
    let path = "M\(plot.x) \(scale.place(mark.value))H\(plot.x + plot.width)"
    return [.stroke(path, colour: "#1a1a1a", dashes: "5 4", title: mark.words)]
  }

  /// The pixel of a trial's result.
  func place(_ trial: StudyPage.Trial) -> Int {
    measure.value(trial).map(scale.place) ?? frame.map { $0.y + $0.height / 2 } ?? 0
  }
}
