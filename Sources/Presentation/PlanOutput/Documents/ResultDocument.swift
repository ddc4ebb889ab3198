import Contradictions
public import Documents
import InstanceSources
import PatrolModel
import Planning
import ScheduleChecking

/// A plan and how it was found, as JSON: format `temper-result`, version 1.
///
/// All but the object `run` depends on instance, options and seed alone: with a step limit, two
/// runs write the same bytes there whatever the machine or the number of threads.
public struct ResultDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-result"
  /// The version of the format.
  public static let version = 1

  private let format: String
  private let version: Int
  /// `optimal` (proven), `feasible`, `infeasible` (proven) or `none-found`.
  public let status: String
  let instance: InstanceReference
  let travelMinutes: Double?
  let boundMinutes: Double?
  /// How far the plan is above what no plan travels less than, as a share of its travel.
  public let provenGap: Double?
  let optimum: Optimum?
  let checker: Checker?
  let balance: Balance?
  let cars: [CarRecordLine]
  let schedule: [Line]
  let conflicts: [String]
  /// What the log says of the plan, or of there being none, in words.
  public var verdict: String?
  /// The presence rule to take instead, if there is no plan under this one.
  var otherRule: String?
  /// The day that the plan is for.
  public var day: String?
  /// The rules that the best state of a search without a plan breaks.
  var breaches: [String] = []
  /// Why a search ended without a plan.
  var diagnosis: Diagnosis?
  /// How a search went.
  var search: Search?
  /// What would have a plan, if rules for single cars leave none.
  var remedy: Remedy?
  /// How an exact model was solved.
  var exact: Exact?
  /// What the plan of a roster costs, and by which way it was found.
  var roster: Roster?
  /// What another run need not repeat.
  var run: Run?

  /// What annealing and exact runs have in common.
  init(
    status: String, of patrol: PatrolInstance, plan: CheckedPlan?, bound: Minutes?, gap: Double?,
    optimum known: KnownOptimum?, conflicts: [PlanningConflict]
  ) {
    self.init(
      status: status, of: patrol, schedule: plan?.schedule, verdict: plan?.verdict, bound: bound,
      gap: gap, optimum: known, longestBeforeBalancing: plan?.longestBeforeBalancing,
      conflicts: conflicts.map(\.description))
  }

  /// What all runs have in common, whoever found the plan.
  init(
    status: String, of patrol: PatrolInstance, schedule: Schedule?, verdict: Verdict?,
    bound: Minutes?, gap: Double?, optimum known: KnownOptimum?, longestBeforeBalancing: Minutes?,
    conflicts: [String]
  ) {
    format = Self.format
    version = Self.version
    self.status = status
    instance = InstanceReference(patrol)
    let travel = verdict?.totalTravel
    travelMinutes = travel?.value
    boundMinutes = bound?.value
    provenGap = gap
    optimum = known.map { known in
      Optimum(
        minutes: known.travel.value, proven: known.isProven,
        gap: travel.flatMap { known.gap(of: $0) })
    }
    checker = verdict.map { Checker(feasible: $0.isFeasible) }
    balance = verdict.flatMap { verdict in
      longestBeforeBalancing.map {
        Balance(longestMinutesBefore: $0.value, longestMinutesAfter: verdict.longestTravel.value)
      }
    }
    cars = verdict?.cars.map(CarRecordLine.init) ?? []
    self.schedule =
      schedule?.entries(in: patrol).map { entry in
        Line(
          car: entry.car.rawValue, step: entry.stepNumber,
          time: patrol.shift.clock(StepIndex(entry.stepNumber - 1)),
          sector: entry.sector.rawValue)
      } ?? []
    self.conflicts = conflicts
  }

  struct Optimum: Codable {
    let minutes: Double
    let proven: Bool
    let gap: Double?
  }

  struct Checker: Codable {
    let feasible: Bool
  }

  struct Balance: Codable {
    let longestMinutesBefore: Double
    let longestMinutesAfter: Double
  }

  struct Line: Codable {
    let car: String
    let step: Int
    let time: String
    let sector: String
  }
}
