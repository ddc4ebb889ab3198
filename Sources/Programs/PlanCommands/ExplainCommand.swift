package import ArgumentParser
package import CommandSupport
import Documents
import Foundation
import PlanOutput
import Temper

/// `temper explain`: why a car is where it is, and who else could be; or what a rule costs.
package struct ExplainCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a car is where it is and who else could be, or what a rule costs.",
    usage: """
      temper explain <instance> <plan> --car <car> --at <time> [--json]
      temper explain <instance> --rule <rule> [--time-limit <seconds>] [--json]
      """,
    discussion: """
      Each other car is exchanged with it, at the step, for its stay, or from then
      on, whichever is best; the independent checker says what that costs and which
      rules it breaks. The plan itself is the best there is only if it was proven
      so: an exchange that saves minutes is worth a new search.

      With --rule no plan is needed: the shift is planned with the rule and without
      it, and the difference is its price. A unit of demand is a car less in a
      sector at a step; it may be anywhere else then.
      """)

  @Argument(help: "The instance (JSON).")
  var instance: String

  @Argument(help: "The plan (CSV, XLSX or JSON); with --rule none.")
  var plan: String?

  @Option(help: ArgumentHelp("The car in question.", valueName: "car"))
  var car: String?

  @Option(
    help: ArgumentHelp(
      "When the step in question begins, as 13:00, or its number.", valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "The rule in question: presence, max-leg, min-stay, max-moves, car-limit, max-moves:CAR, "
        + "car-limit:CAR, start:CAR, end:CAR, classes:SECTOR, pin:CAR@TIME, ban:CAR@TIME or "
        + "demand:SECTOR@TIME.", valueName: "rule"))
  var rule: String?

  @Option(
    help: ArgumentHelp(
      "With --rule: time for each of the two searches. (default: 10)", valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit = 10.0

  @Flag(help: "Write the explanation as JSON, with every alternative.")
  var json = false

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>")
      + (plan.map { FileUse.read($0, as: "<plan>") } ?? [])
  }

  package func validate() throws {
    if rule != nil {
      guard plan == nil && car == nil && at == nil else {
        throw ValidationError("--rule stands alone: without a plan, --car and --at.")
      }
    } else if plan == nil || car == nil || at == nil {
      throw ValidationError("Name a plan, --car and --at; or a --rule.")
    }
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    if let rule { return try price(rule, of: patrol) }
    guard let plan, let car, let at else { return .success }
    let schedule = try Schedule(contentsOf: plan, of: patrol)
    let index = try patrol.car(car, option: "--car")
    let step = try patrol.step(at, option: "--at")
    guard let explanation = CellExplanation(schedule, of: patrol, car: index, step: step) else {
      throw ValidationError("Car \(car) is out of service at \(at).")
    }
    let document = ExplainDocument(explanation)
    try Console.output(
      json ? String(decoding: document.bytes(), as: UTF8.self) : document.text + "\n")
    return .success
  }

  private func price(_ rule: String, of patrol: PatrolInstance) throws -> ExitCode {
    var request = RosterRequest(patrol, seed: 1)
    request.timeLimit = .seconds(timeLimit)
    request.threads = ProcessInfo.processInfo.activeProcessorCount
    request.isCancelled = { Interrupt.isRequested }
    let part = try patrol.part(rule)
    Interrupt.listen()
    let price = try RulePrice(of: part, request)
    if Interrupt.isRequested { return ExitCode(Interrupt.status) }
    let document = RulePriceDocument(price, of: patrol)
    try Console.output(
      json ? String(decoding: document.bytes(), as: UTF8.self) : document.text + "\n")
    return price.cost == nil ? .noneFound : .success
  }
}
