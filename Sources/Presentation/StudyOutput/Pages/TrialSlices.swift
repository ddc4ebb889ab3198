import Reports
import Tuning

/// The results of trials against one parameter after another.
struct TrialSlices {
  private let study: DrawnStudy

  init(_ study: DrawnStudy) { self.study = study }

  var caption: String {
    let lines =
      study.parameters.compactMap(\.certified).isEmpty ? "" : "; full lines: certified bounds"
    let thresholds =
      study.parameters.compactMap(\.threshold).isEmpty ? "" : "; dotted: where the region begins"
    let floor = study.floor.map { "; dashed: \($0.words)" } ?? ""
    return
      "Each trial against each parameter, whatever the others were\(lines)\(thresholds)\(floor)."
  }

  /// A chart for each parameter; nil if there is nothing to draw.
  var content: Markup? {
    guard let measure = study.measure, !study.parameters.isEmpty else { return nil }
    let count = study.parameters.count
    let isThree = count == 3 || count > 4
    let width = count == 1 ? 1232 : isThree ? 397 : 606
    let style = count == 1 ? "beside" : isThree ? "beside three" : "beside two"
    return .element(
      "div", ["class": style], study.parameters.indices.map { chart(of: $0, measure, width: width) }
    )
  }

  private func chart(of index: Int, _ measure: DrawnStudy.Measure, width: Int) -> Markup {
    let parameter = study.parameters[index]
    let plot = Chart.plot(width: width, height: 320)
    let strip = ResultStrip(study.trials, measure, in: plot)
    let scale = parameter.scale(from: plot.x, length: plot.width)
    let radius = study.trials.count > 150 ? 3 : 4
    let points = study.trials.compactMap { trial -> Markup? in
      guard let value = trial.values[index] else { return nil }
      let (x, y) = (scale.place(value), strip.place(trial))
      return trial.number == study.best?.number
        ? TrialMark.star(x: x, y: y, title: trial.words)
        : TrialMark(of: trial).draw(
          x: x, y: y, radius: radius, colour: Chart.colour(1), title: trial.words)
    }
    let lines = ParameterLines(parameter, scale)
    return Chart(
      title: parameter.name, subtitle: lines.words, width: width, height: 320,
      x: .init(scale: scale, title: parameter.name),
      y: .init(scale: strip.scale, title: measure.title),
      marks: strip.ground + (study.floor.map(strip.line) ?? []) + lines.upright(plot) + points
    ).picture
  }
}

/// The lines at a parameter's certified value and threshold.
struct ParameterLines {
  private let certified: (mark: StudyPage.Mark, place: Int)?
  private let threshold: (mark: StudyPage.Mark, place: Int)?
  /// What the lines are, and where a certified value is that is beyond the axis.
  let words: String

  init(_ parameter: StudyPage.Parameter, _ scale: Scale) {
    let isNear = parameter.certified.map { $0.value <= parameter.range.upperBound } ?? false
    certified = isNear ? parameter.certified.map { ($0, scale.place($0.value)) } : nil
    threshold = parameter.threshold.map { ($0, scale.place($0.value)) }
    let beyond = isNear ? "" : ", beyond the axis"
    words = [
      parameter.certified.map { $0.words + beyond },
      parameter.threshold.map { "region: \($0.words)" },
    ].compactMap(\.self).joined(separator: "; ")
  }

  /// The lines of a parameter on the axis across.
  func upright(_ plot: Markup.Frame) -> [Markup] {
    draw { "M\($0) \(plot.y)V\(plot.y + plot.height)" }
  }

  /// The lines of a parameter on the axis upwards.
  func level(_ plot: Markup.Frame) -> [Markup] {
    draw { "M\(plot.x) \($0)H\(plot.x + plot.width)" }
  }

  private func draw(_ path: (Int) -> String) -> [Markup] {
    let full = certified.map {
      Markup.stroke(path($0.place), colour: "#1a1a1a", width: "1.6", title: $0.mark.words)
    }
    let dotted = threshold.map {
      Markup.stroke(
        path($0.place), colour: "#1a1a1a", width: "1.4", dashes: "2 3", title: $0.mark.words)
    }
    return [full, dotted].compactMap(\.self)
  }
}
