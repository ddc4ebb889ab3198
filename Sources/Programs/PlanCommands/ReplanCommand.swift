package import ArgumentParser
package import CommandSupport
import Documents
import DurableFiles
import PlanOutput
import Temper

/// `temper replan`: the rest of a shift again, with few changes.
package struct ReplanCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "replan",
    abstract: "Plan the rest of a shift again, and change as little as can be.",
    discussion: """
      What lies before --at stays as it was planned. Each changed cell has a price
      in minutes; the answer is a list of plans, from the fewest changes to the
      least travel. With --change-price there is one plan, which -o writes; without,
      -o writes the one at the knee: the last that saves more minutes per changed
      cell than the list does on average.

      Cars that --car-out names are out of service from --at on, and sectors may be
      short of them, at --short-price a step unless the instance has prices of its
      own.
      """)

  @Argument(help: "The instance (JSON), with whatever has changed in it.")
  var instance: String

  @Argument(help: "The plan until now (CSV, XLSX or JSON).")
  var plan: String

  @Option(
    help: ArgumentHelp(
      "When the first step begins that may change, as 13:00, or its number.", valueName: "time"))
  var at: String

  @Option(help: ArgumentHelp("A car that drops out; may be given again.", valueName: "car"))
  var carOut: [String] = []

  @Option(
    help: ArgumentHelp(
      "The minutes that a changed cell costs. (default: a list of prices)", valueName: "minutes"),
    transform: parseMinutes)
  var changePrice: Minutes?

  @Option(
    help: ArgumentHelp(
      "The minutes that a missing car costs a step, with --car-out. (default: 30)",
      valueName: "minutes"),
    transform: parseMinutes)
  var shortPrice = Minutes(30)

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the chosen schedule to this CSV file.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("automatic, annealer or exact, as in solve.", valueName: "method"))
  var method = RosterRequest.Method.automatic

  @Option(
    help: ArgumentHelp("Time for each price. (default: 10)", valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit = 10.0

  @OptionGroup
  var seed: FixedSeedOptions

  @OptionGroup
  var processor: ThreadOptions

  @Flag(help: "Write the list as JSON to standard output.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "json: lines of JSON with timestamps on standard error.", valueName: "form"))
  var progress: ProgressForm?

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>") + FileUse.read(plan, as: "<plan>")
      + FileUse.write(output, as: "--output")
  }

  package func execute() throws -> ExitCode {
    try TableName.check(output, option: "-o")
    let patrol = try PatrolInstance(contentsOf: instance)
    if let words = patrol.longLegsInWords { Console.error("warning: \(words)") }
    let known = try Schedule(contentsOf: plan, of: patrol)
    if let output, !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
    Interrupt.listen()
    var replan = Replan(
      patrol, plan: known, from: try patrol.step(at, option: "--at"),
      out: Set(try carOut.map { try patrol.car($0, option: "--car-out") }),
      shortage: shortPrice)
    replan.seed = seed.seed
    replan.threads = processor.count
    replan.timeLimit = .seconds(timeLimit)
    replan.method = method
    replan.isCancelled = { Interrupt.isRequested }
    let voice = RunVoice(progress)
    voice.begin(replan.instance)
    let answer = try replan.run(prices: changePrice.map { [$0] } ?? Replan.prices) { event in
      voice.note(event)
      if case .better(_, 0, _) = event.event { Interrupt.keepResult() }
    }
    // From here on there is only writing left.
    Interrupt.keepResult()
    guard let chosen = ReplanDocument.knee(of: answer.options) else {
      for reason in answer.conflicts.map(\.sentence) {
        voice.explain(reason.description, [reason])
      }
      let words =
        answer.isInfeasible ? "no plan exists; that is proven" : "no plan was found in the time"
      voice.end(words, status: answer.isInfeasible ? "infeasible" : "none-found")
      if progress == nil { Console.error(words) }
      return answer.isInfeasible ? .provenInfeasible : .noneFound
    }
    if let output, !Console.isOutput(output) {
      try DurableFile.write(
        ScheduleCSV.text(chosen.schedule, of: replan.instance, layout: .long), to: output)
    }
    voice.end(
      "\(chosen.changedCells) cells changed, \(chosen.proof.rawValue)",
      status: chosen.proof == .proven ? "optimal" : "feasible")
    let document = ReplanDocument(
      answer.options, of: replan, chosen: chosen, version: Program.version,
      command: Program.typedCommand)
    try Console.output(
      json ? String(decoding: document.bytes(), as: UTF8.self) : document.text + "\n")
    return Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
  }
}
