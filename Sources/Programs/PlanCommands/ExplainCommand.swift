package import ArgumentParser
package import CommandSupport
import Documents
import PlanOutput
import Temper

/// `temper explain`: why a car is where it is, and who else could be.
package struct ExplainCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a car is where it is at a step, and who else could be.",
    discussion: """
      Each other car is exchanged with it, at the step, for its stay, or from then on, whichever is
      best; the independent checker says what that costs and which rules it breaks. The plan itself is
      the best there is only if it was proven so: an exchange that saves minutes is worth a new search.
      """)

  @Argument(help: "The instance (JSON).")
  var instance: String

  @Argument(help: "The plan (CSV, long or wide).")
  var plan: String

  @Option(help: ArgumentHelp("The car in question.", valueName: "car"))
  var car: String

  @Option(
    help: ArgumentHelp(
      "When the step in question begins, as 13:00, or its number.", valueName: "time"))
  var at: String

  @Flag(help: "Write the explanation as JSON, with every alternative.")
  var json = false

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>") + FileUse.read(plan, as: "<plan>")
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
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
}
