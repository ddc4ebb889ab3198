public import Documents
public import PatrolModel
public import ScheduleChecking

/// A plan as JSON: format `temper-plan`, version 1, as `docs/temper-plan.schema.json` has it.
///
/// A function of instance, schedule, command and version.
public struct PlanDocument: JSONDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-plan"

  private let format = Self.format
  private let version = 1
  private let instance: Instance
  private let made: Origin
  private let shift: Hours
  private let checker: Judgement
  private let travelMinutes: Double
  private let moves: Int
  private let cars: [CarLine]
  private let schedule: [Line]

  /// Creates the document of a schedule.
  ///
  /// - Parameters:
  ///   - schedule: With the instance's cars and steps, and sectors that it has.
  ///   - patrol: The instance.
  ///   - verdict: What the checker says of the schedule.
  ///   - day: The day that the plan is for, if it is for a certain one.
  ///   - timeZone: The zone of the shift's clock, if it is known.
  ///   - command: The command that writes the document.
  ///   - version: The version of this program.
  public init(
    _ schedule: Schedule, of patrol: PatrolInstance, verdict: Verdict, day: String? = nil,
    timeZone: String? = nil, command: String, version: String
  ) {
    let routes = Routes(schedule, of: patrol)
    instance = Instance(
      name: patrol.name, fingerprint: patrol.fingerprint, description: patrol.summary)
    made = Origin(temper: version, command: command)
    shift = Hours(
      startTime: patrol.shift.clock(StepIndex(0)), stepMinutes: patrol.shift.stepMinutes,
      steps: patrol.stepCount, day: day, timeZone: timeZone)
    checker = Judgement(verdict)
    travelMinutes = routes.totalTravel.value
    moves = routes.moveCount
    cars = patrol.carIndices.map { CarLine($0, routes) }
    self.schedule = schedule.entries(in: patrol).map { entry in
      Line(
        car: entry.car.rawValue, step: entry.stepNumber,
        time: patrol.shift.clock(StepIndex(entry.stepNumber - 1)),
        sector: entry.sector.rawValue)
    }
  }

  private struct Instance: Encodable {
    let name: String
    let fingerprint: String
    let description: String
  }

  private struct Origin: Encodable {
    let temper: String
    let command: String
  }

  private struct Hours: Encodable {
    let startTime: String
    let stepMinutes: Int
    let steps: Int
    let day: String?
    let timeZone: String?
  }

  private struct CarLine: Encodable {
    let car: String
    let travelMinutes: Double
    let moves: Int
    let longestStaySteps: Int
    let stays: [Stay]

    init(_ index: CarIndex, _ routes: Routes) {
      car = routes.instance.fleet[index].id.rawValue
      travelMinutes = routes.travel(of: index).value
      moves = routes.moves(of: index)
      longestStaySteps = routes.longestStay(of: index)
      stays = routes.stays[index.rawValue].map { Stay($0, routes.instance) }
    }
  }

  private struct Stay: Encodable {
    let sector: String
    let firstStep: Int
    let lastStep: Int
    let travelMinutesBefore: Double?

    init(_ stay: Routes.Stay, _ instance: PatrolInstance) {
      sector = instance[stay.sector].id.rawValue
      firstStep = stay.steps.lowerBound + 1
      lastStep = stay.steps.upperBound
      travelMinutesBefore = stay.arrival?.value
    }
  }

  private struct Line: Encodable {
    let car: String
    let step: Int
    let time: String
    let sector: String
  }
}

/// The checker's word on a plan, as documents have it.
struct Judgement: Encodable {
  /// The most violations that a document lists; the others are counted.
  private static let listed = 100

  let feasible: Bool
  let violationCount: Int
  let violations: [String]

  init(_ verdict: Verdict) {
    feasible = verdict.isFeasible
    violationCount = verdict.violationCount
    violations = verdict.violations.prefix(Self.listed).map(\.description)
  }
}
