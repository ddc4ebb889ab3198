import Reports
import Tuning

/// All trials as lines across an axis for each parameter, the feasible rate and the result.
struct ParallelCoordinates {
  private static let size = (width: 1232, height: 380)
  private static let top = 60
  private static let bottom = 352

  private struct Axis {
    let title: String
    let x: Int
    let scale: Scale
    var unit = ""
    /// The pixel of a trial; nil if it has no value.
    let place: (StudyPage.Trial) -> Int?
  }

  private let study: DrawnStudy
  private let axes: [Axis]

  init(_ study: DrawnStudy) {
    self.study = study
    let hasRuns = study.trials.contains { $0.runs != nil }
    let count = study.parameters.count + (hasRuns ? 1 : 0) + (study.measure == nil ? 0 : 1)
    let (left, right) = (80, Self.size.width - 70)
    func x(_ index: Int) -> Int { left + (right - left) * index / max(1, count - 1) }
    let height = Self.bottom - Self.top
    var axes = study.parameters.enumerated().map { index, parameter in
      let scale = parameter.scale(from: Self.bottom, length: -height)
      return Axis(title: parameter.name, x: x(index), scale: scale) { trial in
        trial.values[index].map(scale.place)
      }
    }
    if hasRuns {
      let scale = Scale(linear: 0...100, from: Self.bottom, length: -height)
      axes.append(
        Axis(title: "feasible runs", x: x(axes.count), scale: scale, unit: " %") { trial in
          trial.runs.map { scale.place(100 * Double($0.feasible) / Double($0.all)) }
        })
    }
    if let measure = study.measure {
      let scale = measure.scale(from: Self.bottom, length: -(height - 26))
      axes.append(
        Axis(title: measure.title, x: x(axes.count), scale: scale) { trial in
          measure.value(trial).map(scale.place) ?? Self.top
        })
    }
    self.axes = axes
  }

  /// The picture; nil if there are not two axes.
  var picture: Markup? {
    guard axes.count > 1 else { return nil }
    let isBest = { (trial: StudyPage.Trial) in trial.number == study.best?.number }
    let rest = study.trials.filter { !isBest($0) }
    // Worse lines first, so that better ones are seen.
    let ordered =
      rest.filter { $0.state != .feasible }
      + rest.filter { $0.state == .feasible }.sorted { worth($0) < worth($1) }
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Self.size.width,
        "height": Self.size.height, "viewBox": "0 0 \(Self.size.width) \(Self.size.height)",
        "role": "img", "aria-label": "All trials side by side",
      ],
      ordered.compactMap { line($0, isBest: false) }
        + study.trials.filter(isBest).compactMap { line($0, isBest: true) } + axes.flatMap(draw)
        + legend)
  }

  private func worth(_ trial: StudyPage.Trial) -> Double {
    study.measure.flatMap { measure in measure.value(trial).map(measure.worth) } ?? -1
  }

  private func line(_ trial: StudyPage.Trial, isBest: Bool) -> Markup? {
    let places = axes.compactMap { axis in axis.place(trial).map { "\(axis.x) \($0)" } }
    guard places.count > 1 else { return nil }
    let path = "M" + places.joined(separator: "L")
    if isBest { return .stroke(path, colour: "#1a1a1a", width: "4", title: trial.words) }
    let isDense = study.trials.count > 150
    guard trial.state == .feasible else {
      return .stroke(
        path, colour: isDense ? "#c9c9c9" : "#9a9a9a", width: isDense ? "0.6" : "1", dashes: "3 4",
        title: trial.words)
    }
    let colour = SequentialPalette.colour(SequentialPalette.level(worth(trial)))
    return .stroke(path, colour: colour, width: isDense ? "0.8" : "1.6", title: trial.words)
  }

  private func draw(_ axis: Axis) -> [Markup] {
    // The labels of the last axis are outside, where no line crosses them.
    let isLast = axis.x == axes.last?.x
    func label(_ words: String, at y: Int) -> [Markup] {
      [
        .stroke("M\(axis.x - (isLast ? 0 : 4)) \(y)h4", colour: "#1a1a1a"),
        isLast
          ? .text(words, x: axis.x + 8, y: y + 4, style: "beyond")
          : .text(words, x: axis.x - 8, y: y + 4, style: "side halo"),
      ]
    }
    let ticks = axis.scale.ticks.flatMap {
      label($0.label + axis.unit, at: axis.scale.place($0.value))
    }
    let none =
      isLast && study.trials.contains { study.measure?.value($0) == nil }
      ? label("none", at: Self.top) : []
    return [
      .stroke("M\(axis.x) \(Self.top)V\(Self.bottom)", colour: "#1a1a1a", width: "1.4"),
      .text(axis.title, x: axis.x, y: Self.top - 14, style: "head"),
    ] + ticks + none
  }

  private var legend: [Markup] {
    guard study.measure != nil else { return [] }
    return SequentialPalette.bar(endingAt: Self.size.width, y: 2, bad: "worst", good: "best")
  }
}
