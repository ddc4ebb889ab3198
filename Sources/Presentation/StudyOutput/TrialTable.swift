import Figures
public import InstanceSources
import PatrolModel
public import Planning
public import StudyStore
public import Tuning
import WeightTuning

/// The trials of a study of weights as a table, line by line.
public struct TrialTable: Sendable {
  private let space: SearchSpace
  private let optimum: KnownOptimum?
  private let bound: TravelBound?
  private let isTeam: Bool
  private let table: TextTable

  /// Creates a table; gaps are to the optimum, or else to the bound, or left out.
  ///
  /// The table of a study of several instances has values instead of minutes and gaps.
  public init(of record: StudyRecord, optimum: KnownOptimum? = nil, bound: TravelBound? = nil) {
    space = record.space
    isTeam = !record.members.isEmpty
    self.optimum = optimum
    self.bound = bound
    let results: [TextTable.Column] =
      isTeam
      ? [.init("travel/bound", width: 14)]
      : ["median", "best", "gap"].map { .init($0, width: 10) }
    table = TextTable(
      [.init("", width: 2, .left), .init("trial", width: 6)]
        + space.entries.map { .init($0.name, width: 9) } + [.init("feasible", width: 10)] + results)
  }

  /// The line above all others.
  public var header: String { table.header }

  /// The line of a trial, marked with a star if it is the best so far.
  public func row(_ trial: Trial, isBest: Bool) -> String {
    let values = trial.parameters.map { value in
      if case .real(let number) = value { Figure.fixed(number, 1) } else { "\(value)" }
    }
    return table.row(
      [isBest ? " *" : "", "\(trial.number)"] + values + [rate(of: trial)]
        + (isTeam ? [ratio(of: trial)] : minutes(of: trial)))
  }

  private func ratio(of trial: Trial) -> String {
    let value = trial.isFeasible ? trial.value : nil
    return value.map { Figure.fixed($0, 4) } ?? "none"
  }

  /// The minutes of the median run and the best one, and the gap if it is known.
  private func minutes(of trial: Trial) -> [String] {
    let best = trial.bestMinutes
    return [trial.medianMinutes, best].map { $0.map { Figure.fixed($0, 1) } ?? "none" }
      + (best.flatMap(gap).map { [$0] } ?? [])
  }

  /// All trials, each marked if it was the best when it came.
  public func rows(_ trials: [Trial]) -> [String] {
    var best: TrialRank?
    return trials.map { trial in
      let rank = TrialRank(trial)
      let isBest = rank.map { rank in best.map { rank < $0 } ?? true } ?? false
      if isBest { best = rank }
      return row(trial, isBest: isBest)
    }
  }

  private func rate(of trial: Trial) -> String {
    if trial.outcome == nil { return "running" }
    if trial.outcome == .pruned { return "pruned" }
    return trial.feasibleRate.map { "\($0.feasible) of \($0.runs)" } ?? "?"
  }

  private func gap(of minutes: Double) -> String? {
    let least = optimum?.travel ?? bound?.travel
    guard let least, least > .zero else { return nil }
    return Figure.percent(max(0, minutes / least.value - 1))
  }
}
