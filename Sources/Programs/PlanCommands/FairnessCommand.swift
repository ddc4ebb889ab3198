package import ArgumentParser
package import CommandSupport
import Documents
import DurableFiles
import PlanOutput
import Temper

/// `temper fairness`: what it costs that no car has many more minutes than others.
package struct FairnessCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "fairness",
    abstract: "Tell what it costs that no car drives much more than others.",
    usage: """
      temper fairness <instance> [--within <percent>] [--points <count>]
                      [--output <file>] [--time-limit <seconds>] [<options>]
      """,
    discussion: """
      The answer is a list of plans, from the one of least minutes in all to the one
      whose worst car has the least; each has the least total of all whose worst car
      has no more. -o writes the last. With --within that is the one with the least
      worst car of those that come within so many percent of the least total.
      """)

  @Argument(help: "The instance (JSON); - reads standard input.")
  var instance: String

  @Option(
    help: ArgumentHelp(
      "Take the fairest plan that costs at most so much more in all.", valueName: "percent"))
  var within: Double?

  @Option(help: ArgumentHelp("The most plans of the list, 2 to 50.", valueName: "count"))
  var points = 7

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the last schedule to this CSV file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Time for all of it.", valueName: "seconds"), transform: parseSeconds)
  var timeLimit = 60.0

  @OptionGroup
  var seed: FixedSeedOptions

  @OptionGroup
  var processor: ThreadOptions

  @Flag(help: "Write the list as JSON to standard output.")
  var json = false

  package func validate() throws {
    guard (2...50).contains(points) else { throw ValidationError("--points is 2 to 50.") }
    guard within.map({ (0...1000).contains($0) }) ?? true else {
      throw ValidationError("--within is 0 to 1000 percent.")
    }
  }

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>") + FileUse.write(output, as: "--output")
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    if let output, !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
    let conflicts = patrol.planningConflicts()
    guard conflicts.isEmpty else { return infeasible(conflicts.map(\.description)) }
    Interrupt.listen()
    let answer = try answer(for: patrol)
    guard let last = answer.points.last else {
      if answer.isInfeasible { return infeasible(["no plan exists; that is proven"]) }
      Console.error("no plan was found in the time")
      return .noneFound
    }
    if let output, !Console.isOutput(output) {
      try DurableFile.write(
        ScheduleCSV.text(last.schedule, of: patrol, layout: .long), to: output)
    }
    let document = FairnessDocument(
      answer, version: Program.version, command: Program.typedCommand)
    try Console.output(
      json ? String(decoding: document.bytes(), as: UTF8.self) : document.text + "\n")
    return Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
  }

  private func answer(for patrol: PatrolInstance) throws -> FairnessFront.Answer {
    var front = FairnessFront(patrol)
    front.pointLimit = points
    front.timeLimit = .seconds(timeLimit)
    front.threads = processor.count
    front.seed = Int32(truncatingIfNeeded: seed.seed & 0x7fff_ffff)
    front.isCancelled = { Interrupt.isRequested }
    guard let within else { return try front.run() }
    return try front.leastWorst(withinBasisPoints: Int((100 * within).rounded()))
  }

  private func infeasible(_ reasons: [String]) -> ExitCode {
    for reason in reasons { Console.error(reason) }
    return .provenInfeasible
  }
}
