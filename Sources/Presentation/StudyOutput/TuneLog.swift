import Figures
import Foundation
public import InstanceSources
import PenaltyModel
import PlanOutput
import Planning
public import StudyStore
import Synchronization
import Tuning
public import WeightTuning

/// Turns the events of tuning into a table that grows, and a line that says how long it takes.
public final class TuneLog: Sendable {
  private struct State {
    var table: TrialTable?
    var best: TrialRank?
    var before = 0
    var finished = 0
    var began = ContinuousClock.now
  }

  private let request: TuneRequest
  private let record: StudyRecord
  private let optimum: KnownOptimum?
  private let write: @Sendable (String) -> Void
  private let show: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - request: What is tuned.
  ///   - record: What the study is about, as its file has it.
  ///   - optimum: The shift's optimum, if it is known.
  ///   - write: Takes lines.
  ///   - show: Takes what the next line, or the next call, takes the place of.
  public init(
    _ request: TuneRequest, of record: StudyRecord, optimum: KnownOptimum?,
    write: @escaping @Sendable (String) -> Void, show: @escaping @Sendable (String) -> Void
  ) {
    self.request = request
    self.record = record
    self.optimum = optimum
    self.write = write
    self.show = show
  }

  /// Writes what is known before the run.
  public func header(version: String, path: String) {
    write(
      "Temper \(version), seed \(request.seed), "
        + "\(Figure.count(request.workers, "worker")), "
        + "\(Figure.count(request.replicas, "replica"))")
    for line in request.instances.flatMap(\.instance.logLines) { write(line) }
    let ranges = record.space.entries.compactMap { entry in
      if case .real(let range, _) = entry.domain {
        "\(entry.name) \(Figure.fixed(range.lowerBound, 1)) to "
          + Figure.fixed(range.upperBound, 1)
      } else {
        nil
      }
    }
    write("Weights   \(ranges.joined(separator: ", ")) minutes")
    if let fixed = record.settings["fixed"] { write("Fixed     \(fixed) minutes") }
    if !request.goals.isEmpty {
      write("Until     \(request.goals.map(\.words).joined(separator: ", or ")) at the latest")
    }
    write(
      "Trials    \(request.trials), each "
        + "\(Figure.count(request.runs, "run")) of \(Figure.grouped(request.steps)) steps per "
        + "replica\(request.instances.count == 1 ? "" : " of each instance"), "
        + "sampler \(request.sampler.rawValue)"
        + (request.pruner == .none ? "" : ", pruner \(request.pruner.rawValue)"))
    if let start = record.warmStart {
      let names = start.sources.map { "\($0.path) (\($0.instance.name))" }
      write(
        "Start     from the best \(Figure.count(start.settings.count, "trial")) of "
          + names.joined(separator: " and "))
    }
    write("Study     \(path)")
  }

  /// Writes what an event deserves; from any thread.
  public func note(_ event: TuneEvent) {
    state.withLock { state in
      switch event {
      case .began(let trials, let bound): begin(&state, trials, bound)
      case .finished(let trial, let count): finish(&state, trial, count)
      case .run(let trial, let done, let runs):
        show(
          "trial \(trial): \(done) of \(runs) runs; \(state.finished) of \(request.trials) trials"
            + left(state))
      case .refused(let trial):
        write("          trial \(trial) was taken over by another worker, whose result counts")
      case .confirmed(let trial, let done, let runs):
        show("weights of trial \(trial): \(done) of \(runs) runs with other seeds")
      }
    }
  }

  /// Writes how the study ended, and what to do with it.
  ///
  /// - Parameters:
  ///   - outcome: What the study has come to.
  ///   - path: The file of the best weights, if one was written.
  ///   - use: What takes that file.
  ///   - page: The command that makes a page of the study.
  public func footer(_ outcome: TuneOutcome, choice path: String?, for use: String, page: String) {
    show("")
    write("")
    guard let best = outcome.best, let weights = outcome.weights else {
      return write("Status    no trial is finished; the same command goes on")
    }
    let finished = outcome.trials.count { $0.outcome != nil }
    write(
      "Status    \(finished) of \(max(request.trials, outcome.trials.count)) trials finished"
        + (outcome.wasCancelled ? " (interrupted, the same command goes on)" : ""))
    if let goal = outcome.goal { write("Ended     by \(goal.words)") }
    for other in outcome.passedOver {
      guard let rate = other.rate else { continue }
      write("Not sure  trial \(other.trial): \(rate.words), with other seeds; passed over")
    }
    write(
      "Best      trial \(best.number): \(weights.words) minutes" + words(best))
    if let rate = best.feasibleRate { write("Trial     \(rate.words)") }
    if let rate = outcome.confirmation { write("Sure      \(rate.words), with other seeds") }
    let least = outcome.confirmations.min { $0.rate.share < $1.rate.share }
    if let least, outcome.confirmations.count > 1 {
      write("          least sure \(least.instance): \(least.rate.words)")
    }
    if let path {
      write("File      \(path), for \(use)")
    }
    write("Page      \(page)")
  }

  private func words(_ best: Trial) -> String {
    if let median = best.medianMinutes { return ", median \(Figure.fixed(median, 1)) minutes" }
    guard request.instances.count > 1, best.isFeasible, let value = best.value else {
      return ", no plan in most runs"
    }
    return ", median minutes \(Figure.fixed(value, 4)) times the bound, in the mean over instances"
  }

  private func begin(_ state: inout State, _ trials: [Trial], _ bound: TravelBound?) {
    let table = TrialTable(of: record, optimum: optimum, bound: bound)
    let finished = trials.filter { $0.outcome != nil }
    state.table = table
    (state.before, state.finished) = (finished.count, finished.count)
    state.best = TrialRank.ranked(trials).first.flatMap(TrialRank.init)
    state.began = .now
    if let optimum {
      write(
        "\(optimum.isProven ? "Optimum" : "Known  ")   \(optimum.travel) minutes")
    } else if let bound {
      write("Bound     no plan travels less than \(bound.travel) minutes")
    }
    write("")
    write(table.header)
    for row in table.rows(finished) { write(row) }
  }

  private func finish(_ state: inout State, _ trial: Trial, _ count: Int) {
    guard let table = state.table else { return }
    state.finished = max(state.finished + 1, count)
    let rank = TrialRank(trial)
    let isBest = rank.map { rank in state.best.map { rank < $0 } ?? true } ?? false
    if isBest { state.best = rank }
    write(table.row(trial, isBest: isBest) + left(state))
  }

  /// How long the trials that are left will take, judged by those since this process began.
  private func left(_ state: State) -> String {
    let (done, rest) = (state.finished - state.before, request.trials - state.finished)
    guard done > 0, rest > 0 else { return "" }
    let seconds = Figure.seconds(state.began.duration(to: .now)) / Double(done) * Double(rest)
    return seconds < 100
      ? "  \(Figure.fixed(seconds, 0)) s left"
      : seconds < 6_000
        ? "  \(Figure.fixed(seconds / 60, 0)) min left"
        : "  \(Figure.fixed(seconds / 3_600, 1)) h left"
  }
}

extension TuneGoal {
  /// The goal, as in `a feasible trial of 266.7 or less` and `60 s`.
  var words: String {
    switch self {
    case .value(let most): "a feasible trial of \(most) or less"
    case .time(let limit): "\(Figure.fixed(Figure.seconds(limit), 0)) s"
    }
  }
}

extension FeasibleRate {
  /// The rate with its interval, as in `feasible in 19 of 20 runs (95 % interval 76 % to 99 %)`.
  public var words: String {
    "feasible in \(feasible) of \(runs) runs (95 % interval "
      + "\(Figure.percent(interval.lowerBound, decimals: 0)) to "
      + "\(Figure.percent(interval.upperBound, decimals: 0)))"
  }
}
