package import InstanceSources
import PatrolModel
import Planning
import ScheduleChecking

extension CheckedPlan {
  /// What a log says of travel and evenness.
  package func logLines(optimum: KnownOptimum?) -> [String] {
    let travel = verdict.totalTravel
    var lines = [
      "Travel    \(travel) minutes in all\(SolverLog.gapWords(of: travel, to: optimum))"
    ]
    if let before = longestBeforeBalancing {
      let after = verdict.longestTravel
      lines.append(
        "Balance   longest car \(before)"
          + (after < before ? " -> \(after) minutes" : " minutes, as before"))
    }
    return lines + [
      "Checker   feasible: every demand met, every car in one place, every rule kept"
    ]
  }
}
