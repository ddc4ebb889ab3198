import Foundation
import PatrolModel
public import PenaltyModel
public import Planning
public import StudyStore
import Synchronization
public import Tuning

/// Tunes penalty weights: works on a study until all its trials are finished.
///
/// Several runs, in several processes, may work on one study file.
public struct TuneRun: Sendable {
  /// What to tune.
  public let request: TuneRequest
  /// Where the trials are kept.
  public let file: StudyFile

  /// Creates a run on a file that was opened with the request's record.
  public init(_ request: TuneRequest, in file: StudyFile) {
    self.request = request
    self.file = file
  }

  /// Runs to the end, or until it is cancelled; running trials are then given back.
  ///
  /// - Parameter log: Told what happens, on the threads of workers.
  /// - Returns: What the study has come to.
  /// - Throws: ``TuneError``; trials finished before are kept.
  public func run(log: @escaping @Sendable (TuneEvent) -> Void) throws(TuneError) -> TuneOutcome {
    for member in request.instances {
      do throws(RosterRefusal) {
        try member.instance.refuseRoster(by: "the model whose weights are tuned")
      } catch { throw .run(.roster(error)) }
    }
    let space = try WeightSpace(request)
    let sampler = try request.sampler(for: space, from: file.record.warmStart)
    let objective = try StudyObjective(request)
    log(.began(try trials(), bound: objective.bound))
    let task = TuneTask(space: space, sampler: sampler, objective: objective, log: log)
    try work(task)
    let trials = try trials()
    let goal = trials.count < request.trials ? task.reachedGoal(trials) : nil
    for trial in trials {
      do { try space.space.check(trial.parameters) } catch {
        throw .study(.foreignTrial(number: trial.number, reason: error))
      }
    }
    let ranked = TrialRank.ranked(trials).filter { $0.value != nil }
    guard let best = ranked.first else {
      return TuneOutcome(trials: trials, goal: goal, wasCancelled: request.isCancelled())
    }
    let confirmation = WeightConfirmation(
      request: request, space: space, objective: objective, log: log)
    let choice = try confirmation.choose(among: ranked)
    try keep(choice)
    return TuneOutcome(
      trials: trials, goal: goal, best: choice?.chosen.trial ?? best,
      weights: choice?.chosen.weights ?? space.weights(of: best),
      confirmations: choice?.chosen.rates ?? [],
      passedOver: choice?.passedOver.map { .init(trial: $0.trial.number, rates: $0.rates) } ?? [],
      wasCancelled: request.isCancelled())
  }

  private func trials() throws(TuneError) -> [Trial] {
    do { return try file.trials() } catch { throw .file(error) }
  }

  /// Writes the runs with other seeds into the study.
  private func keep(
    _ choice: (chosen: WeightConfirmation.Candidate, passedOver: [WeightConfirmation.Candidate])?
  ) throws(TuneError) {
    guard let choice, request.confirmationRuns > 0 else { return }
    let confirmations = (choice.passedOver + [choice.chosen]).flatMap { candidate in
      candidate.rates.map {
        TrialConfirmation(
          trial: candidate.trial.number, instance: $0.instance, feasible: $0.rate.feasible,
          runs: $0.rate.runs)
      }
    }
    do { try file.keep(confirmations) } catch { throw .file(error) }
  }

  /// Lets all workers work, each on a thread of its own; the first error ends all.
  private func work(_ task: TuneTask) throws(TuneError) {
    let failure = FirstFailure()
    let workers = DispatchGroup()
    for index in 0..<request.workers {
      let worker = TuneWorker(
        task: task, store: file.worker(WorkerName(index: index), lease: request.lease),
        threads: max(1, request.threads / request.workers),
        isStopped: { request.isCancelled() || failure.error.withLock { $0 != nil } })
      let held = HeldWorker(worker)
      let thread = Thread {
        held.work(reporting: failure)
        workers.leave()
      }
      thread.stackSize = 8 << 20
      workers.enter()
      thread.start()
    }
    workers.wait()
    if let error = failure.error.withLock({ $0 }) { throw error }
  }
}

/// A worker that its thread lets go of before it says that it is done.
///
/// Its closing of the study would else go on while the process ends, and free what that frees, too.
private final class HeldWorker: Sendable {
  private let worker: Mutex<TuneWorker?>

  init(_ worker: TuneWorker) { self.worker = Mutex(worker) }

  func work(reporting failure: FirstFailure) {
    worker.withLock { $0.take() }?.work(reporting: failure)
  }
}

/// What happens while weights are tuned.
public enum TuneEvent: Sendable {
  /// Work begins on a study with these trials; no plan travels less than the bound.
  case began([Trial], bound: TravelBound?)
  /// So many runs of a trial are done.
  case run(trial: Int, done: Int, of: Int)
  /// A trial was finished; the study has so many finished ones now, those of other processes too.
  case finished(Trial, count: Int)
  /// A trial's result came too late: another worker has the trial, or has finished it.
  case refused(trial: Int)
  /// So many runs with a trial's weights and other seeds are done.
  case confirmed(trial: Int, Int, of: Int)
}

/// What a study has come to.
public struct TuneOutcome: Sendable {
  /// All trials, by number.
  public let trials: [Trial]
  /// What ended the study before all trials were made, if something did.
  public var goal: TuneGoal?
  /// The best one that other seeds confirm, infeasible if all are; nil if none is complete.
  public var best: Trial?
  /// Its weights.
  public var weights: PenaltyWeights?
  /// How many runs with these weights and seeds that no trial had found a plan, for each instance;
  /// empty if cancelled.
  public var confirmations: [Confirmation] = []
  /// Trials that were better, but found a plan in fewer runs with other seeds than required.
  public var passedOver: [PassedOver] = []
  /// Whether the run was cancelled from outside.
  public let wasCancelled: Bool

  /// How many runs on an instance found a plan.
  public struct Confirmation: Sendable {
    /// The instance.
    public let instance: String
    /// The runs.
    public let rate: FeasibleRate
  }

  /// A trial that other seeds did not confirm.
  public struct PassedOver: Sendable {
    /// Its number.
    public let trial: Int
    /// How many runs with other seeds found a plan, for each instance.
    public let rates: [Confirmation]

    /// The same for all instances together.
    public var rate: FeasibleRate? { FeasibleRate(rates) }
  }

  /// How many runs on all instances found a plan; nil if cancelled.
  public var confirmation: FeasibleRate? { FeasibleRate(confirmations) }
}

extension FeasibleRate {
  /// The runs on all instances together; nil without runs.
  fileprivate init?(_ rates: [TuneOutcome.Confirmation]) {
    self.init(
      feasible: rates.reduce(0) { $0 + $1.rate.feasible },
      runs: rates.reduce(0) { $0 + $1.rate.runs })
  }
}

extension TuneWorker {
  fileprivate func work(reporting failure: FirstFailure) {
    do throws(TuneError) { try work() } catch {
      failure.error.withLock { first in first = first ?? error }
    }
  }
}

/// The first error of several threads.
private final class FirstFailure: Sendable {
  let error = Mutex<TuneError?>(nil)
}
