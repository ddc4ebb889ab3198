import LinearPrograms
import PatrolModel
import Rosters
import ScheduleChecking

extension Comparison {
  /// Plans a shift that asks for more than the published model does.
  ///
  /// What is compared is the value of its own objective, in minutes.
  func planRoster(
    _ instance: PatrolInstance, by method: RosterRequest.Method, _ seed: UInt64,
    _ trace: ComparisonTrace
  ) throws(ExactError) -> RunEnd {
    var request = RosterRequest(instance, seed: seed)
    request.method = method
    request.threads = settings.threads
    request.timeLimit = settings.timeLimit
    request.steps = settings.steps
    request.isCancelled = isCancelled
    let outcome = try RosterRun(request).run { event in
      if case .better(let thousandths, 0, _) = event {
        trace.note(minutes: Self.minutes(thousandths), bound: nil)
      }
    }
    let value = outcome.value.map { Self.minutes($0.thousandths) }
    let bound = outcome.bound.map(Self.minutes)
    trace.note(minutes: value, bound: bound)
    return RunEnd(
      status: outcome.status.rawValue, minutes: value, boundMinutes: bound,
      checkerAccepts: outcome.verdict?.isFeasible,
      steps: outcome.steps > 0 ? outcome.steps : nil)
  }

  private static func minutes(_ thousandths: Int) -> Double { Double(thousandths) / 1000 }
}
