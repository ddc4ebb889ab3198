import Contradictions
import Figures
public import InstanceSources
import PatrolModel
import RosterPrograms
public import Rosters
import ScheduleChecking

extension ResultDocument {
  /// Collects what planning a roster came to.
  public init(
    _ outcome: RosterOutcome, of request: RosterRequest, optimum: KnownOptimum?, version: String,
    command: String
  ) {
    let isTotal = request.instance.roster.objective == .total
    self.init(
      status: outcome.status.rawValue, of: request.instance, schedule: outcome.schedule,
      verdict: outcome.verdict,
      bound: isTotal ? outcome.bound.map { Minutes(tenths: $0 / 100) } : nil, gap: outcome.gap,
      optimum: optimum, longestBeforeBalancing: nil, conflicts: outcome.conflicts.map(\.description)
    )
    verdict = ResultVerdict.words(
      status: status, gap: provenGap, isCutShort: outcome.wasCancelled)
    otherRule = outcome.status == .infeasible ? request.instance.otherRule : nil
    remedy = outcome.remedy.map {
      Remedy(
        takenBack: $0.takenBack.map(\.description), travelMinutes: Double($0.cost) / 1000)
    }
    roster = Roster(outcome, request)
    run = Run(
      temper: version, command: command, threads: request.threads,
      ended: outcome.wasCancelled ? "cancelled" : outcome.proof.rawValue, buildSeconds: nil,
      searchSeconds: Figure.seconds(outcome.elapsed), secondsToBest: nil,
      secondsToFirstFeasible: nil)
  }

  /// What the plan of a roster costs, and by which way it was found.
  struct Roster: Codable {
    let objective: String
    let objectiveMinutes: Double?
    let totalMinutes: Double?
    let priceMinutes: Double?
    let worstMinutes: Double?
    let boundMinutes: Double?
    let proof: String
    let ways: [String]
    let solver: String?
    let nodes: Int
    let seed: UInt64
    let steps: Int

    init(_ outcome: RosterOutcome, _ request: RosterRequest) {
      objective = request.instance.roster.objective.name
      objectiveMinutes = outcome.value?.minutes
      totalMinutes = outcome.verdict?.cost.total.value
      priceMinutes = outcome.verdict?.prices.value
      worstMinutes = outcome.verdict?.worst.value
      boundMinutes = outcome.bound.map { Double($0) / 1000 }
      proof = outcome.proof.rawValue
      ways = outcome.ways
      solver = outcome.solver
      nodes = outcome.nodes
      seed = request.seed
      steps = outcome.steps
    }
  }
}
