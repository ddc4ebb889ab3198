public import PatrolModel

/// A plan with all that its exports say of it, so that all of them say the same.
public struct PlanRecord: Sendable {
  /// Where each car is.
  public let schedule: Schedule
  /// The schedule car by car: the one source of minutes, moves and stays.
  public let routes: Routes
  /// Tells the instance from others, whatever it is called.
  public let fingerprint: String
  /// What an independent checker says that the plan breaks, in words; the first ones, if many.
  public let violations: [String]
  /// How many rules and demands the plan breaks.
  public let violationCount: Int
  /// The program that writes the exports, with its version, as in `Temper 0.1.0`.
  public let program: String
  /// The command that wrote them.
  public let command: String

  /// Creates the record of a plan of an instance.
  ///
  /// - Precondition: The schedule has the instance's cars and steps and names its sectors.
  public init(
    _ schedule: Schedule, of instance: PatrolInstance, fingerprint: String, violations: [String],
    violationCount: Int, program: String, command: String
  ) {
    self.schedule = schedule
    routes = Routes(schedule, of: instance)
    self.fingerprint = fingerprint
    self.violations = violations
    self.violationCount = violationCount
    self.program = program
    self.command = command
  }

  /// The instance that is planned.
  public var instance: PatrolInstance { routes.instance }

  /// How the word on a plan begins that breaks something.
  static let notFeasible = "NOT FEASIBLE: "

  /// The checker's word, in a sentence.
  var verdict: String {
    switch violationCount {
    case 0: "feasible, every rule is kept"
    case 1: Self.notFeasible + "1 violation of demand or rules"
    default: Self.notFeasible + "\(violationCount) violations of demand or rules"
    }
  }

  /// The plan in a sentence.
  var summary: String {
    let moves = routes.moveCount
    return "\(routes.totalTravel) minutes of travel in \(moves) \(moves == 1 ? "move" : "moves")"
  }
}
