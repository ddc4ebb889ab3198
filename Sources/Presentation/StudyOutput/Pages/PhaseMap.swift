import Reports
import Tuning

/// Where in the space of parameters trials are feasible, and where their results are good.
///
/// Over two parameters as two maps; over one as a curve.
struct PhaseMap {
  private static let size = (width: 606, height: 480)

  private let study: DrawnStudy
  private let indices: [Int]

  init(_ study: DrawnStudy) {
    self.study = study
    indices = study.parameters.indices.filter { study.parameters[$0].isNumeric }
  }

  private var hasRuns: Bool { study.trials.contains { $0.runs != nil } }

  var caption: String {
    let others = study.parameters.indices.filter { !indices.prefix(2).contains($0) }
      .map { study.parameters[$0].name }
    let radius = Int((100 * SmoothField.radius(points: study.trials.count)).rounded())
    let seen =
      others.isEmpty ? "" : " All values of \(others.joined(separator: ", ")) are seen at once."
    let ground =
      "each place is the mean of the trials within \(radius) % of the axes around it, the nearer the "
      + "heavier (biweight kernel)"
    return (indices.count == 1 ? "The curve is smoothed: " : "The ground is smoothed: ") + ground
      + (indices.count == 1 ? "." : "; white: no trial is near.") + seen
      + (study.method.isEmpty ? "" : " \(study.method)")
  }

  /// The maps or the curve; empty if there is no parameter to show them over.
  var content: [Markup] {
    guard let first = indices.first else { return [] }
    guard indices.count > 1 else { return hasRuns ? [curve(over: first)] : [] }
    let panels = [hasRuns ? rates : nil, results].compactMap(\.self)
    guard !panels.isEmpty else { return [] }
    return [.element("div", ["class": "beside two"], panels), study.legend(keys)]
  }

  private var keys: [Markup] {
    func line(_ dashes: String) -> Markup {
      .stroke("M0 8H16", colour: "#1a1a1a", width: "1.6", dashes: dashes)
    }
    let parameters = indices.prefix(2).map { study.parameters[$0] }
    return study.settings.map { .key(TrialMark.diamond(x: 8, y: 8), $0.name) }
      + (parameters.allSatisfy { $0.threshold == nil } ? [] : [.key(line("2 3"), "the region")])
      + (parameters.allSatisfy { $0.certified == nil }
        ? [] : [.key(line("none"), "certified bounds")])
  }

  // MARK: - Two parameters

  private var rates: Markup {
    panel(
      .init(
        title: "Feasible runs", bad: "0 %", good: "100 %", contour: (0.95, "95 %"),
        contourWords: "line: 95 %",
        value: { trial in trial.runs.map { Double($0.feasible) / Double($0.all) } },
        weight: { Double($0.runs?.all ?? 1) }, worth: { $0 }))
  }

  private var results: Markup? {
    study.measure.map { measure in
      let (best, worst) = (measure.range.lowerBound, measure.range.upperBound)
      let share = best > 0 ? worst / best - 1 : 0
      let rise = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01].first { $0 <= share / 2 }
      return panel(
        .init(
          title: measure.title.prefix(1).uppercased() + measure.title.dropFirst(),
          bad: Scale.label(worst), good: Scale.label(best),
          contour: rise.map { (best * (1 + $0), "+\(Int((100 * $0).rounded())) %") },
          contourWords: rise.map { "line: \(Int((100 * $0).rounded())) % above the best" } ?? "",
          value: measure.value, weight: { _ in 1 }, worth: measure.worth))
    }
  }

  /// What a map shows.
  private struct Layer {
    let title: String
    let bad: String
    let good: String
    let contour: (level: Double, label: String)?
    let contourWords: String
    let value: (StudyPage.Trial) -> Double?
    let weight: (StudyPage.Trial) -> Double
    /// Where a value stands between bad, 0, and good, 1.
    let worth: (Double) -> Double
  }

  private func panel(_ layer: Layer) -> Markup {
    let plot = Chart.plot(width: Self.size.width, height: Self.size.height)
    let (first, second) = (study.parameters[indices[0]], study.parameters[indices[1]])
    let x = first.scale(from: plot.x, length: plot.width)
    let y = second.scale(from: plot.y + plot.height, length: -plot.height)
    func place(_ values: [Double?]) -> (x: Int, y: Int)? {
      guard values.count > indices[1], let a = values[indices[0]], let b = values[indices[1]] else {
        return nil
      }
      return (x.place(a), y.place(b))
    }
    let places = study.trials.map { place($0.values) }
    let samples = zip(study.trials, places).compactMap { trial, place in
      place.flatMap { place in
        layer.value(trial).map {
          FieldPicture.Sample(place: place, value: $0, weight: layer.weight(trial))
        }
      }
    }
    let field = FieldPicture(samples, in: plot)
    let points = zip(study.trials, places).filter { $0.0.number != study.best?.number }
      .compactMap { trial, place in place.map { mark(trial, at: $0, layer) } }
    let settings = study.settings.compactMap { setting in
      place(setting.values).map {
        TrialMark.diamond(x: $0.x, y: $0.y, title: setting.name)
      }
    }
    let lines = MapLines(across: (first, x), upwards: (second, y), plot)
    let contour =
      layer.contour.map {
        field.contour(at: $0.level, label: $0.label, avoiding: lines.places)
      } ?? []
    return Chart(
      title: layer.title, subtitle: contour.isEmpty ? "" : layer.contourWords,
      width: Self.size.width, height: Self.size.height, x: .init(scale: x, title: first.name),
      y: .init(scale: y, title: second.name),
      marks: field.ground(layer.worth) + lines.marks
        + contour + points + settings + star(place) + lines.labels
        + SequentialPalette.bar(
          endingAt: plot.x + plot.width, y: 12, bad: layer.bad, good: layer.good),
      hasGrid: false
    ).picture
  }

  private func mark(
    _ trial: StudyPage.Trial, at place: (x: Int, y: Int), _ layer: Layer
  ) -> Markup {
    let colour = layer.value(trial).map {
      SequentialPalette.colour(SequentialPalette.level(layer.worth($0)))
    }
    return TrialMark(of: trial).draw(
      x: place.x, y: place.y, radius: study.trials.count > 150 ? 4 : 6,
      colour: colour ?? "#8a8a8a", title: trial.words)
  }

  private func star(_ place: ([Double?]) -> (x: Int, y: Int)?) -> [Markup] {
    guard let best = study.best, let place = place(best.values) else { return [] }
    return [TrialMark.star(x: place.x, y: place.y, title: best.words)]
  }

  // MARK: - One parameter

  private func curve(over index: Int) -> Markup {
    let plot = Chart.plot(width: 1232, height: 320)
    let parameter = study.parameters[index]
    let x = parameter.scale(from: plot.x, length: plot.width)
    let y = Scale(linear: 0...100, from: plot.y + plot.height, length: -plot.height)
    var samples: [FieldPicture.Sample] = []
    var points: [Markup] = []
    for trial in study.trials {
      guard let value = trial.values[index], let runs = trial.runs else { continue }
      let share = 100 * Double(runs.feasible) / Double(runs.all)
      let (column, row) = (x.place(value), y.place(share))
      samples.append(.init(place: (column, 0), value: share, weight: Double(runs.all)))
      points.append(
        trial.number == study.best?.number
          ? TrialMark.star(x: column, y: row, title: trial.words)
          : TrialMark(of: trial).draw(
            x: column, y: row, radius: 5, colour: Chart.colour(1), title: trial.words))
    }
    let lines = ParameterLines(parameter, x)
    let curve = FieldPicture.curve(samples, in: plot).filter { $0.count > 1 }.map { points in
      "M" + points.map { "\($0.x) \(y.place($0.share))" }.joined(separator: "L")
    }
    return Chart(
      title: "Feasible runs", subtitle: lines.words, width: 1232, height: 320,
      x: .init(scale: x, title: parameter.name),
      y: .init(scale: y, title: "feasible runs", unit: " %"),
      marks: curve.map { .stroke($0, colour: Chart.colour(1), width: "2") } + lines.upright(plot)
        + points
    ).picture
  }
}
