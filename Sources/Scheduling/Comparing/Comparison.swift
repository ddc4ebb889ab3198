import Annealing
import ExactScheduling
public import Failures
import LinearPrograms
import Machine
public import PatrolModel
import Planning
import Rosters
import ScheduleChecking

/// Runs methods side by side on a shift: same limits, same threads, the same judge.
public struct Comparison: Sendable {
  /// What all runs have in common.
  public let settings: ComparisonSettings
  /// Asked again and again; `true` ends the current run and those that would follow.
  public let isCancelled: @Sendable () -> Bool
  private let remedies: @Sendable (Remedy) -> String

  /// Creates a comparison.
  ///
  /// - Parameters:
  ///   - settings: What all runs have in common.
  ///   - remedies: How to put what would help a run that fails.
  ///   - isCancelled: Asked again and again; `true` ends the current run and those to follow.
  public init(
    _ settings: ComparisonSettings,
    remedies: @escaping @Sendable (Remedy) -> String = { $0.description },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.settings = settings
    self.remedies = remedies
    self.isCancelled = isCancelled
  }

  /// Runs every method with every seed, seed by seed, so that all meet the same disturbances.
  ///
  /// Annealing runs end early at an optimum that was proven before. A run that fails is a record with
  /// the reason; the others go on.
  ///
  /// - Parameters:
  ///   - instance: The shift.
  ///   - report: Told of each run when it ends, and of what kind its failure was, if it failed.
  /// - Returns: The runs, in the order they were made.
  public func run(
    _ instance: PatrolInstance, report: (ComparisonRecord, FailureKind?) -> Void
  ) -> [ComparisonRecord] {
    var records: [ComparisonRecord] = []
    var optimum: Minutes?
    for seed in settings.seeds {
      for contender in settings.contenders where !isCancelled() {
        let (record, failure) = run(contender, on: instance, seed: seed, optimum: optimum)
        if record.isProven, let minutes = record.minutes { optimum = Minutes(rounding: minutes) }
        records.append(record)
        report(record, failure)
      }
    }
    return records
  }

  private func run(
    _ contender: Contender, on instance: PatrolInstance, seed: UInt64, optimum: Minutes?
  ) -> (record: ComparisonRecord, failure: FailureKind?) {
    PeakMemory.restart()
    let trace = ComparisonTrace()
    let end: RunEnd
    var failure: FailureKind?
    do {
      end = try plan(contender, instance, seed, optimum, trace)
    } catch {
      let account = (error as? any ClassifiedError)?.account
      failure = account?.kind ?? .defect
      end = RunEnd(status: "failed", failure: account?.line(remedies) ?? "\(error)")
    }
    let record = ComparisonRecord(
      instance: instance.name, method: contender.name, seed: seed, status: end.status,
      minutes: end.minutes, boundMinutes: end.boundMinutes,
      checkerAccepts: end.checkerAccepts, seconds: trace.seconds,
      buildSeconds: trace.buildSeconds, secondsToFirst: trace.secondsToFirst,
      secondsToBest: trace.secondsToBest, peakMegabytes: PeakMemory.megabytes, steps: end.steps,
      failure: end.failure, trajectory: trace.points)
    return (record, failure)
  }

  private func plan(
    _ contender: Contender, _ instance: PatrolInstance, _ seed: UInt64, _ optimum: Minutes?,
    _ trace: ComparisonTrace
  ) throws -> RunEnd {
    switch contender {
    case .setting(let setting):
      try anneal(instance, seed, optimum, trace) { setting.fill(&$0) }
    case .method(.exact) where instance.isRoster:
      try planRoster(instance, by: .exact, seed, trace)
    case .method(.exchange) where instance.isRoster:
      try planRoster(instance, by: .annealer, seed, trace)
    case .method(let method) where method.anneals:
      try anneal(instance, seed, optimum, trace) { $0.moves = method == .flip ? .flip : .exchange }
    case .method(let method):
      try solveExactly(method, instance, seed, trace)
    }
  }

  private func anneal(
    _ instance: PatrolInstance, _ seed: UInt64, _ optimum: Minutes?, _ trace: ComparisonTrace,
    _ fill: (inout SolveRequest) -> Void
  ) throws(SolveError) -> RunEnd {
    var request = SolveRequest(
      instance: instance, seed: seed,
      stop: Stop(
        steps: settings.steps, time: settings.timeLimit,
        targetEnergy: optimum.map { Int64($0.tenths) }, isCancelled: isCancelled))
    fill(&request)
    request.threads = settings.threads
    let outcome = try SolveRun(request).run { event in
      switch event {
      case .bounded(let bound): trace.note(best: nil, bound: bound.travel)
      case .built: trace.noteModel()
      case .incumbent(let standing) where standing.violation == 0:
        trace.note(best: standing.energy, bound: nil)
      case .started, .incumbent, .round: break
      }
    }
    let verdict = outcome.plan?.verdict
    return RunEnd(
      status: outcome.isProvenOptimal ? "optimal" : outcome.status.rawValue,
      minutes: verdict?.totalTravel.value, boundMinutes: outcome.bound?.travel.value,
      checkerAccepts: verdict?.isFeasible, steps: outcome.search?.progress.steps)
  }

  private func solveExactly(
    _ method: ComparisonMethod, _ instance: PatrolInstance, _ seed: UInt64,
    _ trace: ComparisonTrace
  ) throws(ExactError) -> RunEnd {
    var solver = ExactSolver(instance)
    (solver.method, solver.engine) =
      switch method {
      case .paper: (.paper, .highs)
      case .cpSAT: (.aggregated, .cpSAT)
      case .cpSATPaper: (.paper, .cpSAT)
      case .exact, .exchange, .flip: (.automatic, .highs)
      }
    solver.timeLimit = settings.timeLimit
    solver.threads = settings.threads
    solver.seed = Int32(truncatingIfNeeded: seed & 0x7fff_ffff)
    solver.isCancelled = isCancelled
    let outcome = try ExactRun(solver).run { event in
      switch event {
      case .built: trace.noteModel()
      case .relaxed(let bound, _): trace.note(best: nil, bound: bound)
      case .restricted: break
      case .progress(let incumbent, let bound, _, _): trace.note(best: incumbent, bound: bound)
      }
    }
    // What a solver finds before it tells of its progress is told by its answer.
    trace.note(best: outcome.result?.travel, bound: outcome.result?.bound)
    return RunEnd(
      status: outcome.status.rawValue, minutes: outcome.verdict?.totalTravel.value,
      boundMinutes: outcome.result?.bound?.value, checkerAccepts: outcome.verdict?.isFeasible)
  }
}

/// How a run ended, whatever its method.
struct RunEnd {
  var status: String
  /// Travel of the plan, or of a roster the value of its objective.
  var minutes: Double?
  var boundMinutes: Double?
  var checkerAccepts: Bool?
  var steps: Int?
  var failure: String?
}
