import Figures
import InstanceSources
import PatrolModel
import Planning
import Reports
import StudyStore
import Tuning
import WeightTuning

/// What a study comes to, in figures and words.
struct StudyFindings {
  let study: StudyContent
  /// The trials that ended, as far as they are of the study's space.
  let finished: [Trial]
  let runningCount: Int
  /// Those that can be compared, best first.
  let ranked: [Trial]
  /// The best complete trial.
  let best: Trial?
  /// Whether trials are compared by minutes.
  let isMinutes: Bool
  /// What no plan travels less than, or the best known travel.
  let least: (value: Double, words: String, isProven: Bool)?
  /// The parameters that are numbers.
  let numericIndices: [Int]
  /// The trials that say how often their runs are feasible, with all numbers of the region.
  private let samples: [(trial: Trial, sample: FeasibleRegion.Sample)]
  let region: FeasibleRegion?

  /// The fewest trials from which anything is said of all weights.
  private static let fewest = 8

  init(_ study: StudyContent, of instance: PatrolInstance?, optimum: KnownOptimum?) {
    self.study = study
    let space = study.record.space
    let fitting = study.trials.filter { (try? space.check($0.parameters)) != nil }
    let finished = fitting.filter { $0.outcome != nil }
    self.finished = finished
    runningCount = fitting.count - finished.count
    ranked = TrialRank.ranked(finished)
    best = ranked.first { $0.value != nil }
    isMinutes = !finished.contains { $0.isFeasible && $0.medianMinutes == nil }
    least = isMinutes ? Self.least(of: instance, optimum: optimum) : nil
    let numericIndices = space.entries.indices.filter {
      if case .categories = space.entries[$0].domain { false } else { true }
    }
    self.numericIndices = numericIndices
    samples = finished.compactMap { trial in
      // More runs than any study has would not add up.
      guard let rate = trial.feasibleRate, rate.runs <= 1_000_000_000 else { return nil }
      let weights = numericIndices.compactMap { trial.parameters[$0].number }
      return (trial, .init(weights: weights, rate: rate))
    }
    region = samples.count < Self.fewest ? nil : FeasibleRegion(of: samples.map(\.sample))
  }

  private static func least(
    of instance: PatrolInstance?, optimum: KnownOptimum?
  ) -> (value: Double, words: String, isProven: Bool)? {
    if let optimum {
      let kind = optimum.isProven ? "proven optimum" : "best known"
      return (optimum.travel.value, "\(kind): \(optimum.travel) minutes", optimum.isProven)
    }
    return instance.flatMap { TravelBound($0) { false } }.map {
      ($0.travel.value, "no plan travels less than \($0.travel) minutes", true)
    }
  }

  var bestFeasible: Trial? { best.flatMap { $0.isFeasible ? $0 : nil } }

  /// The importances, if there is more than one parameter and trials tell.
  var importances: [ParameterImportance]? {
    study.record.space.entries.count < 2
      ? nil : ParameterImportance.all(of: study.record.space, in: finished)
  }

  /// What trials are compared by: minutes, of a team the mean of minutes over bounds.
  var unit: String {
    if isMinutes { return "median minutes" }
    return study.record.members.isEmpty ? "value" : "median minutes / bound"
  }

  /// What a trial is compared by; nil if it has no plan in most of its runs.
  func objective(of trial: Trial) -> Double? {
    isMinutes ? trial.medianMinutes : trial.isFeasible ? trial.value : nil
  }

  /// An objective with its unit.
  func amount(_ value: Double) -> String {
    isMinutes ? "median \(Figure.fixed(value, 1)) minutes" : "\(unit) \(Figure.fixed(value, 4))"
  }

  /// How far a trial's objective is above the least.
  func gap(of trial: Trial) -> String? {
    guard let least, least.value > 0, let value = objective(of: trial) else { return nil }
    return Figure.percent(max(0, value / least.value - 1), decimals: 1)
  }

  /// The values of a trial's parameters, as in `A 12.5, B 9.0`.
  func values(of trial: Trial) -> String { study.parameterWords(of: trial) }

  static func value(_ entry: SearchSpace.Entry, _ value: ParameterValue) -> String {
    switch value {
    case .real(let number): Figure.fixed(number, 1)
    case .integer(let number): "\(number)"
    case .category: entry.domain.label(of: value) ?? ""
    }
  }

  static func interval(_ rate: FeasibleRate) -> String {
    "\(Figure.percent(rate.interval.lowerBound, decimals: 0)) to "
      + Figure.percent(rate.interval.upperBound, decimals: 0)
  }
}

// MARK: - The sentence that matters

extension StudyFindings {
  /// What the study says, in a sentence, no more than its trials support.
  var answer: String {
    guard let best else {
      return finished.isEmpty
        ? "No trial of this study is finished yet."
        : "No trial was evaluated to its end: \(finished.count) failed or were pruned."
    }
    guard !samples.isEmpty else {
      return
        "Best of \(ranked.count) trials is \(values(of: best)); how often its runs are feasible "
        + "is not recorded."
    }
    guard samples.contains(where: { $0.sample.rate.feasible > 0 }) else {
      return samples.count == 1
        ? "The only trial found no plan."
        : "No run of the \(samples.count) trials found a plan."
    }
    let rate = best.feasibleRate.map { "\($0.feasible) of \($0.runs) runs" } ?? "few runs"
    guard samples.count >= Self.fewest else {
      return
        "\(Figure.count(samples.count, "trial")) \(samples.count == 1 ? "is" : "are") too few to "
        + "say from where on weights are feasible; the best so far, \(values(of: best)), are in "
        + "\(rate)."
    }
    guard let region else {
      return "There are no weights above which 95 % of runs are feasible; the best tried, "
        + "\(values(of: best)), are in \(rate)."
    }
    let limits = limits(region.thresholds)
    return limits.isEmpty
      ? "All weights that were tried are feasible in \(Self.share(region.rate)): where feasibility "
        + "breaks, no trial has found."
      : "Weights above \(limits) are feasible in \(Self.share(region.rate))\(below(region))."
  }

  /// What smaller weights than the region's come to.
  private func below(_ region: FeasibleRegion) -> String {
    func least(_ isInside: Bool) -> Double? {
      samples.filter { region.contains($0.sample.weights) == isInside }
        .compactMap { objective(of: $0.trial) }.min()
    }
    let breaks = breaks(region)
    guard let inside = least(true), let outside = least(false) else {
      return breaks.isEmpty ? "" : "; below, feasibility breaks \(breaks)"
    }
    guard outside < inside, inside > 0 else {
      return "; smaller ones bring no better plans"
        + (breaks.isEmpty ? "" : ", and feasibility breaks \(breaks)")
    }
    let saved = 1 - outside / inside
    return "; smaller ones reach \(Figure.percent(saved, decimals: saved < 0.01 ? 1 : 0)) lower "
      + (isMinutes ? "minutes" : "values")
      + (breaks.isEmpty ? "" : " until feasibility breaks \(breaks)")
  }

  /// Numbers of parameters, as in `A ≈ 7.1 and B ≈ 6.6`.
  private func limits(_ values: [Double?]) -> String {
    let entries = study.record.space.entries
    let words = zip(numericIndices, values).compactMap { index, value in
      value.map { "\(entries[index].name) ≈ \(Figure.fixed($0, $0 < 100 ? 1 : 0))" }
    }
    return Self.list(words)
  }

  /// Where feasibility breaks, as in `at A ≈ 8.0`, or between where if no trial was near.
  private func breaks(_ region: FeasibleRegion) -> String {
    let entries = study.record.space.entries
    let words = zip(numericIndices, zip(region.breaks, region.thresholds)).compactMap {
      index, pair -> String? in
      guard let broken = pair.0, let threshold = pair.1 else { return nil }
      let (name, end) = (entries[index].name, Figure.fixed(threshold, threshold < 100 ? 1 : 0))
      let start = Figure.fixed(broken, broken < 100 ? 1 : 0)
      return threshold <= 1.5 * broken
        ? "at \(name) ≈ \(start)" : "between \(name) ≈ \(start) and \(end)"
    }
    return Self.list(words)
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A share that is not called whole unless it is.
  private static func share(_ rate: FeasibleRate) -> String {
    let share =
      rate.feasible == rate.runs
      ? "all \(rate.runs) runs"
      : "\(Figure.percent(min(rate.share, 0.999), decimals: rate.share < 0.995 ? 0 : 1)) of "
        + "\(rate.runs) runs"
    return "\(share) (95 % interval \(interval(rate)))"
  }
}

// MARK: - Besides

extension StudyFindings {
  /// The best weights and how sure that is, and what else a reader should know.
  var notes: [String] {
    var notes: [String] = []
    if let best {
      let above = gap(of: best).map { ", \($0) above the \(floorName)" } ?? ""
      let result = objective(of: best).map { ": \(amount($0))\(above)" } ?? ""
      let sure = best.feasibleRate.map { "; \($0.words)" } ?? ""
      notes.append(
        "The best weights tried are \(values(of: best)) (trial \(best.number))\(result)\(sure).")
    }
    let failed = finished.count {
      if case .failed = $0.outcome { true } else { false }
    }
    let foreign = study.trials.count - finished.count - runningCount
    if failed > 0 { notes.append("\(Figure.count(failed, "trial")) failed and gave no value.") }
    if runningCount > 0 {
      notes.append("\(Figure.count(runningCount, "trial")) had not ended when this page was made.")
    }
    if foreign > 0 {
      notes.append("\(Figure.count(foreign, "trial")) left out: not of the study's search space.")
    }
    return notes
  }

  private var floorName: String {
    guard let least else { return "" }
    return least.words.hasPrefix("no plan")
      ? "bound" : least.isProven ? "proven optimum" : "best known"
  }

  /// The figures that matter most.
  var figures: [ReportFigure] {
    var figures: [ReportFigure] = []
    if let best, let value = objective(of: best) {
      figures.append(
        isMinutes
          ? .init("\(Figure.fixed(value, 1)) min", "median of the best weights")
          : .init(Figure.fixed(value, 4), "value of the best trial"))
      if let gap = gap(of: best) { figures.append(.init(gap, "above the \(floorName)")) }
    }
    if let plan = finished.compactMap(\.bestMinutes).min() {
      figures.append(.init("\(Figure.fixed(plan, 1)) min", "best plan of all trials"))
    }
    if let rate = best?.feasibleRate {
      figures.append(
        .init(Self.interval(rate), "of runs with the best weights are feasible (95 %)"))
    }
    let feasible = finished.count { $0.isFeasible }
    figures.append(
      .init("\(feasible) of \(finished.count)", "trials feasible", isWarning: feasible == 0))
    if let steps { figures.append(.init(Figure.grouped(steps), "steps of each replica at most")) }
    return figures
  }

  /// The steps of each replica in all runs of all trials, at most.
  private var steps: Int? {
    guard let each = study.record.settings["steps"].flatMap({ Int($0) }), each >= 0 else {
      return nil
    }
    let runs = samples.reduce(0) { $0 + $1.sample.rate.runs }
    let (steps, overflow) = runs.multipliedReportingOverflow(by: each)
    return overflow || runs == 0 ? nil : steps
  }

  /// What importances say.
  func words(_ shares: [ParameterImportance]) -> String {
    let most = shares.max { $0.share < $1.share }
    let says = most.map { most in
      most.share > 1.25 / Double(shares.count)
        ? "\(most.name) matters most for being among the best quarter of the trials. "
        : "No parameter matters much more than the others for being among the best trials. "
    }
    return (says ?? "")
      + "Bars: the part of each parameter in what tells the best quarter from all trials (PED-ANOVA: "
      + "Watanabe, Bansal & Hutter 2023, arXiv:2304.10255); what parameters do only together is not "
      + "seen."
  }
}
