import Foundation
import PenaltyModel
import StudyStore
import Synchronization
import Tuning

/// What all workers of a run share.
struct TuneTask: Sendable {
  let space: WeightSpace
  let sampler: any Sampler
  let objective: StudyObjective
  let began = ContinuousClock.now
  let log: @Sendable (TuneEvent) -> Void

  /// The goal that ends the study now, if one does.
  func reachedGoal(_ trials: [Trial]) -> TuneGoal? {
    objective.request.goals.first { goal in
      switch goal {
      case .time(let limit): began.duration(to: .now) >= limit
      case .value(let most):
        trials.contains { $0.isFeasible && ($0.value ?? .infinity) <= most }
      }
    }
  }
}

/// One of the workers on a study: takes a trial, evaluates it, tells, and takes the next.
struct TuneWorker: Sendable {
  let task: TuneTask
  let store: WorkerTrialStore
  let threads: Int
  let isStopped: @Sendable () -> Bool

  private var request: TuneRequest { task.objective.request }

  /// Works until all trials are finished, also those of other workers, or until it is stopped.
  func work() throws(TuneError) {
    let space = task.space.space
    let study = Study(
      space: space, sampler: task.sampler, pruner: request.halving,
      mode: .reproducible(window: request.window), seed: request.seed, store: store)
    while let trial = try next(of: study) {
      let lease = LeaseKeeper(store: store, trial: trial.number, lease: request.lease)
      let score: WeightScore?
      do throws(TuneError) { score = try self.score(of: trial, in: study, lease) } catch {
        try? store.giveBack(trial: trial.number)
        throw error
      }
      if let score {
        try tell(study, trial, score)
      } else if lease.isLost {
        task.log(.refused(trial: trial.number))
      } else {
        do { try store.giveBack(trial: trial.number) } catch { throw .study(.store(error)) }
      }
    }
  }

  /// The next trial to evaluate; nil if all are finished, if a goal is reached, or if the worker is
  /// stopped.
  private func next(of study: Study) throws(TuneError) -> Trial? {
    while !isStopped() {
      do throws(StudyError) {
        if !request.goals.isEmpty, task.reachedGoal(try study.trials()) != nil { return nil }
        if let abandoned = try takeOver() { return abandoned }
        switch try study.suggestion() {
        case .evaluate(let trial): return trial
        case .wait: break
        case .finish where try study.trials().allSatisfy({ $0.outcome != nil }): return nil
        case .finish: break
        }
      } catch { throw .study(error) }
      // Others are at work: look again soon, or now and then if their trials take long.
      Thread.sleep(forTimeInterval: 0.02)
    }
    return nil
  }

  private func takeOver() throws(StudyError) -> Trial? {
    do { return try store.takeOver() } catch { throw .store(error) }
  }

  /// The score of a trial, or nil if the worker was stopped or lost its lease.
  private func score(
    of trial: Trial, in study: Study, _ lease: LeaseKeeper
  ) throws(TuneError) -> WeightScore? {
    let weights = task.space.weights(of: trial)
    var rounds: [[WeightRun]] = []
    while true {
      let round = try task.objective.round(weights, number: rounds.count, threads: threads) {
        isStopped() || !lease.isKept()
      }
      guard let round else { return nil }
      rounds.append(round)
      task.log(.run(trial: trial.number, done: rounds.count, of: request.runs))
      let score = task.objective.score(rounds)
      guard rounds.count < request.runs else { return score }
      guard let isHopeless = try isHopeless(trial, score, at: rounds.count, in: study, lease)
      else { return nil }
      if isHopeless { return WeightScore(outcome: .pruned, measurements: score.measurements) }
    }
  }

  /// Whether the first runs tell that a trial is of no use; nil if another worker has it.
  ///
  /// Only by how much they break rules: small weights find plans of few minutes in some runs and none
  /// in others, and by their minutes they would have the trials pruned that are feasible in all.
  private func isHopeless(
    _ trial: Trial, _ score: WeightScore, at step: Int, in study: Study, _ lease: LeaseKeeper
  ) throws(TuneError) -> Bool? {
    guard study.pruner != nil, case .complete(_, let violation) = score.outcome else {
      return false
    }
    do throws(StudyError) {
      return try study.isHopeless(trial, reporting: violation, violation: violation, at: step)
    } catch {
      switch error {
      case .store(.takenOver), .store(.alreadyFinished):
        lease.lose()
        return nil
      default: throw .study(error)
      }
    }
  }

  private func tell(_ study: Study, _ trial: Trial, _ score: WeightScore) throws(TuneError) {
    do throws(StudyError) {
      try study.tell(trial, score.outcome, measurements: score.measurements)
    } catch {
      switch error {
      case .store(.takenOver), .store(.alreadyFinished):
        return task.log(.refused(trial: trial.number))
      default: throw .study(error)
      }
    }
    var finished = trial
    finished.outcome = score.outcome
    finished.measurements = score.measurements
    let count = try? store.trials().count { $0.outcome != nil }
    task.log(.finished(finished, count: count ?? 0))
  }
}

/// Renews the lease of a trial whenever a third of it has passed.
private final class LeaseKeeper: Sendable {
  private let store: WorkerTrialStore
  private let trial: Int
  private let interval: Duration
  private let state = Mutex((renewed: ContinuousClock.now, isLost: false))

  init(store: WorkerTrialStore, trial: Int, lease: Duration) {
    self.store = store
    self.trial = trial
    interval = lease / 3
  }

  /// Whether another worker has the trial.
  var isLost: Bool { state.withLock { $0.isLost } }

  /// Notes that another worker has the trial.
  func lose() { state.withLock { $0.isLost = true } }

  /// Renews the lease if it is time; returns whether the trial is still this worker's.
  func isKept() -> Bool {
    state.withLock { state in
      guard !state.isLost, state.renewed.duration(to: .now) >= interval else {
        return !state.isLost
      }
      do throws(TrialStoreError) {
        try store.renew(trial: trial)
      } catch {
        switch error {
        case .takenOver, .alreadyFinished: state.isLost = true
        // A file that is busy now may not be when the result is told.
        default: break
        }
      }
      state.renewed = .now
      return !state.isLost
    }
  }
}
