import Contradictions
public import ExactScheduling
import Figures
public import InstanceSources
import LinearPrograms
import PatrolModel
public import Planning

extension ResultDocument {
  /// Collects what `temper exact` came to.
  public init(
    _ outcome: ExactOutcome, of solver: ExactSolver, optimum: KnownOptimum?, version: String,
    command: String
  ) {
    self.init(
      status: outcome.status.rawValue, of: solver.instance, plan: outcome.plan,
      bound: outcome.result?.bound, gap: outcome.result?.gap, optimum: optimum,
      conflicts: outcome.conflicts)
    verdict = ResultVerdict.words(
      status: status, gap: provenGap, isCutShort: outcome.wasCancelled)
    otherRule = outcome.status == .infeasible ? solver.instance.otherRule : nil
    remedy = outcome.remedy.map {
      Remedy(takenBack: $0.takenBack.map(\.description), travelMinutes: $0.cost.value)
    }
    exact = outcome.result.map { Exact($0, of: solver) }
    run = outcome.result.map { result in
      Run(
        temper: version, command: command, threads: solver.threads, ended: result.end.rawValue,
        buildSeconds: nil,
        searchSeconds: Figure.seconds(outcome.elapsed), secondsToBest: nil,
        secondsToFirstFeasible: nil)
    }
  }

  /// Rules to take back, and the least travel without them.
  struct Remedy: Codable {
    let takenBack: [String]
    let travelMinutes: Double
  }

  /// How an exact model was solved.
  struct Exact: Codable {
    let method: String
    let solver: String?
    let seed: Int32
    let nodes: Int

    init(_ result: ExactResult, of solver: ExactSolver) {
      method = result.method.rawValue
      self.solver = result.method.needsSolver ? solver.engine.title : nil
      seed = solver.seed
      nodes = result.nodes
    }
  }
}
