import Reports
import Tuning

/// A study as charts draw it: numbers that pixels can be made of, and marks that mean the same
/// in all of them.
struct DrawnStudy {
  /// What charts show on the axis of results.
  struct Measure {
    let title: String
    let value: @Sendable (StudyPage.Trial) -> Double?
    /// The least and the greatest value.
    let range: ClosedRange<Double>
    /// What no value can go below, if that is known.
    let floor: Double?

    /// Where a value stands between the worst, 0, and the best, 1.
    func worth(_ value: Double) -> Double {
      let width = range.upperBound - range.lowerBound
      return width > 0 ? (range.upperBound - value) / width : 1
    }
  }

  let parameters: [StudyPage.Parameter]
  /// The trials that ended.
  let trials: [StudyPage.Trial]
  let best: StudyPage.Trial?
  /// What trials are compared by, or by how much they break constraints if none has that; nil if
  /// there is neither.
  let measure: Measure?
  /// What no trial can go below, where that is on the axis of results.
  let floor: StudyPage.Mark?
  let settings: [(name: String, values: [Double?])]
  let method: String

  init(_ page: StudyPage) {
    parameters = page.parameters.map { $0.sane }
    let count = page.parameters.count
    trials = page.trials.map { trial in
      var trial = trial
      trial.values = (0..<count).map {
        trial.values.indices.contains($0) ? trial.values[$0]?.sane : nil
      }
      trial.objective = trial.objective?.sane
      trial.violation = trial.violation?.sane
      if let runs = trial.runs, runs.all < 1 || !(0...runs.all).contains(runs.feasible) {
        trial.runs = nil
      }
      return trial
    }
    best = trials.first { $0.number == page.best }
    settings = page.settings.map { ($0.name, $0.values.map { $0?.sane }) }
    method = page.method
    let hasObjective = trials.contains { $0.objective != nil }
    floor = hasObjective ? page.floor.flatMap { $0.value.sane == nil ? nil : $0 } : nil
    measure =
      hasObjective
      ? Measure(page.objective, trials, floor: floor?.value, \.objective)
      : Measure("units of broken rules", trials, floor: 0, \.violation)
  }

  /// What the marks mean, as far as there are any.
  func legend(_ more: [Markup] = []) -> Markup {
    let kinds = TrialMark.allCases.filter { kind in trials.contains { TrialMark(of: $0) == kind } }
    let keys = kinds.map { kind in
      Markup.key(kind.draw(x: 8, y: 8, radius: 5, colour: "#4d4d4d"), kind.meaning)
    }
    let chosen = best == nil ? [] : [Markup.key(TrialMark.star(x: 8, y: 8), "the best trial")]
    return .element("ul", ["class": "keys"], keys + chosen + more)
  }
}

extension DrawnStudy.Measure {
  fileprivate init?(
    _ title: String, _ trials: [StudyPage.Trial], floor: Double?,
    _ value: @escaping @Sendable (StudyPage.Trial) -> Double?
  ) {
    let values = trials.compactMap(value)
    guard let least = values.min(), let most = values.max() else { return nil }
    self.title = title
    self.value = value
    range = least...most
    self.floor = floor
  }

  /// The axis of results, with the floor on it.
  func scale(from start: Int, length: Int) -> Scale {
    let (least, most) = (range.lowerBound, range.upperBound)
    return Scale(
      linear: min(least, floor ?? least)...max(most, floor ?? most), from: start, length: length)
  }
}

extension Double {
  /// The number, if pixels can be made of it.
  var sane: Double? { isFinite && abs(self) < 1e12 ? self : nil }
}

extension StudyPage.Parameter {
  /// The parameter with an axis that values can be placed on.
  fileprivate var sane: Self {
    var sane = Self(name, axis.sane)
    sane.certified = certified.flatMap { $0.value.sane == nil ? nil : $0 }
    sane.threshold = threshold.flatMap { $0.value.sane == nil ? nil : $0 }
    return sane
  }

  /// Whether values are numbers.
  var isNumeric: Bool { if case .labels = axis { false } else { true } }

  /// The values from the least to the greatest, with the certified one if that is near.
  var range: ClosedRange<Double> {
    let range =
      switch axis {
      case .linear(let range), .logarithmic(let range): range
      case .labels(let labels): 0...Double(max(1, labels.count - 1))
      }
    guard let certified, certified.value > range.upperBound,
      certified.value <= 3 * range.upperBound
    else { return range }
    return range.lowerBound...certified.value
  }

  /// The axis, with some room at its ends.
  func scale(from start: Int, length: Int) -> Scale {
    switch axis {
    case .linear: Scale(linear: range, from: start, length: length)
    case .logarithmic:
      Scale(
        logarithmic: range.lowerBound / 1.08...range.upperBound * 1.08, from: start, length: length)
    case .labels(let labels): Scale(labels: labels, from: start, length: length)
    }
  }
}

extension StudyPage.Parameter.Axis {
  fileprivate var sane: Self {
    switch self {
    case .linear(let range): .linear(Self.sane(range))
    case .logarithmic(let range):
      range.lowerBound > 1e-12 && range.upperBound < 1e12 ? self : .linear(Self.sane(range))
    case .labels: self
    }
  }

  private static func sane(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let high = range.upperBound.sane
    let low = range.lowerBound.sane ?? min(0, high ?? 0)
    return low...(high ?? max(1, low))
  }
}
