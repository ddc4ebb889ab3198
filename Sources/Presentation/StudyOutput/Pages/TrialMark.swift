import Reports
import Tuning

/// How a trial's end looks in charts; shapes differ, so that no colour is needed.
enum TrialMark: CaseIterable {
  case feasible
  /// Some runs were feasible, but too few.
  case partly
  case infeasible
  case pruned
  case failed

  init(of trial: StudyPage.Trial) {
    self =
      switch trial.state {
      case .feasible: .feasible
      case .infeasible: (trial.runs?.feasible ?? 0) > 0 ? .partly : .infeasible
      case .pruned: .pruned
      case .failed: .failed
      }
  }

  var meaning: String {
    switch self {
    case .feasible: "feasible trial"
    case .partly: "feasible in too few runs"
    case .infeasible: "feasible in no run"
    case .pruned: "pruned"
    case .failed: "failed"
    }
  }

  /// The mark around a pixel, with a name that browsers show when pointed at.
  func draw(x: Int, y: Int, radius: Int, colour: String, title: String? = nil) -> Markup {
    let name = title.map { [Markup.line("title", $0)] } ?? []
    let r = radius
    switch self {
    case .feasible:
      return .element(
        "circle", ["cx": x, "cy": y, "r": r, "fill": colour, "stroke": "#fff"], name)
    case .partly:
      return .element(
        "g", [:],
        name + [
          .element(
            "circle",
            ["cx": x, "cy": y, "r": r, "fill": "#fff", "stroke": "#4d4d4d", "stroke-width": "1.3"],
            []), .point(x: x, y: y, radius: max(1, r / 2), fill: colour),
        ])
    case .infeasible:
      let s = max(2, r - 1)
      return .stroke(
        "M\(x - s) \(y - s)L\(x + s) \(y + s)M\(x - s) \(y + s)L\(x + s) \(y - s)",
        colour: "#4d4d4d", width: "1.5", title: title)
    case .pruned:
      return outline("M\(x - r) \(y - r + 1)H\(x + r)L\(x) \(y + r)Z", name)
    case .failed:
      return outline("M\(x - r + 1) \(y - r + 1)H\(x + r - 1)V\(y + r - 1)H\(x - r + 1)Z", name)
    }
  }

  private func outline(_ path: String, _ name: [Markup]) -> Markup {
    .element("path", ["d": path, "fill": "#fff", "stroke": "#4d4d4d", "stroke-width": "1.3"], name)
  }

  /// A star around a pixel, for the trial that matters most.
  static func star(x: Int, y: Int, title: String? = nil) -> Markup {
    .element(
      "path",
      [
        "d": "M\(x) \(y - 8)l2 6h6l-5 4l2 6l-5-4l-5 4l2-6l-5-4h6z", "fill": "#fff",
        "stroke": "#1a1a1a", "stroke-width": "1.6", "stroke-linejoin": "round",
      ], title.map { [.line("title", $0)] } ?? [])
  }

  /// A diamond around a pixel, for settings that are no trial.
  static func diamond(x: Int, y: Int, title: String? = nil) -> Markup {
    .element(
      "path",
      [
        "d": "M\(x) \(y - 7)l6 7l-6 7l-6-7z", "fill": "#fff", "stroke": "#1a1a1a",
        "stroke-width": "1.6",
      ], title.map { [.line("title", $0)] } ?? [])
  }
}

extension Markup {
  /// A line of a legend: what a mark of 16 × 16 pixels means.
  static func key(_ mark: Markup, _ meaning: String) -> Markup {
    .element(
      "li", [:],
      [
        .element(
          "svg",
          [
            "xmlns": "http://www.w3.org/2000/svg", "width": 16, "height": 16,
            "viewBox": "0 0 16 16", "aria-hidden": "true",
          ], [mark]), .line("span", meaning),
      ])
  }
}
