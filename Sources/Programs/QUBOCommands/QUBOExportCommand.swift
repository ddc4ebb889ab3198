import ArgumentParser
import CommandSupport
import DurableFiles
import Machine
import PlanOutput
import Reports
import Temper

/// A shift and the weights of its QUBO.
struct ScheduleQUBOOptions: ParsableArguments {
  @OptionGroup
  var weights: WeightOptions

  @Flag(help: "Take the weights proven sufficient. (the default without --A, --B and --C)")
  var sufficientWeights = false

  @Flag(help: "Take smaller weights, as searches do, for which the minimum may be no plan.")
  var practicalWeights = false

  @Flag(help: "Bits also for sectors that need no car, as published.")
  var everySector = false

  func validate() throws {
    try weights.validate(sufficient: sufficientWeights)
    if practicalWeights && (sufficientWeights || !weights.areMissing) {
      throw ValidationError(
        "--practical-weights leaves no room for --sufficient-weights, --A, --B or --C.")
    }
  }

  /// The function of an instance.
  func file(of patrol: PatrolInstance) throws -> ScheduleQUBOFile {
    var request = SolveRequest(flipping: patrol, everySector: everySector)
    request.weights =
      practicalWeights
      ? .practical : weights.choice(sufficient: sufficientWeights || weights.areMissing)
    return try ScheduleQUBOFile(request)
  }
}

extension SolveRequest {
  /// A request for the QUBO of a shift, not for a search.
  fileprivate init(flipping instance: PatrolInstance, everySector: Bool) {
    self.init(instance: instance, seed: 0, stop: Stop())
    moves = .flip
    self.everySector = everySector
    memoryLimit = MachineMemory.available.map { $0 / 10 * 8 } ?? Int.max
  }
}

extension QUBOCommand {
  /// `temper qubo export`: a shift's QUBO for other solvers.
  struct Export: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the QUBO of a shift in any format, for other solvers.",
      usage: "temper qubo export <instance> <out> [--to <format>] [<options>]",
      discussion: """
        Weights are those proven sufficient, with which every minimum is a plan of
        least travel, unless others are asked for. Energies are minutes. Bits are
        named car/step/sector in formats that name variables, and counted in the same
        order in the others. temper qubo decode makes a plan of an assignment. What
        rosters ask for is in it, with auxiliary bits behind those of cars.
        """)

    @Argument(help: "The instance (JSON); - reads standard input.")
    var instance: String

    @Argument(help: ArgumentHelp("The file to write; - for standard output.", valueName: "out"))
    var output: String

    @Option(help: ArgumentHelp("The format to write.", valueName: "format"))
    var to: QUBOFormat?

    @OptionGroup
    var options: ScheduleQUBOOptions

    func validate() throws {
      if to == nil && QUBOFormat(forWriting: output) == nil {
        throw ValidationError("The format of '\(output)' cannot be told: give --to.")
      }
    }

    var files: [FileUse] {
      FileUse.read(instance, as: "<instance>") + FileUse.write(output, as: "<out>")
    }

    func execute() throws -> ExitCode {
      let patrol = try PatrolInstance(contentsOf: instance)
      let format = to ?? QUBOFormat(forWriting: output) ?? .qbsolv
      let model = try options.file(of: patrol)
      try model.file.deliver(as: format, to: output)
      Console.error("weights \(model.weights.weights.words), \(model.weights.words)")
      if case .practical = model.weights.reason {
        Console.error("note: with weights that are not proven the minimum may be no plan.")
      }
      return .success
    }
  }

  /// `temper qubo decode`: from another solver's bits to a plan.
  struct Decode: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "decode",
      abstract: "Make a plan of an assignment of a shift's QUBO, and judge it.",
      usage: "temper qubo decode <instance> <bits> [<options>]",
      discussion: """
        A line of the assignment is 0 or 1, alone in the order of temper qubo export,
        or after the bit's name. Exit status 0 if the plan keeps all rules, 3 if not:
        then the rules it breaks are listed and nothing is written. Weights are those
        of the export: with them it is said if they are proven too small.
        """)

    @Argument(help: "The instance (JSON); - reads standard input.")
    var instance: String

    @Argument(help: ArgumentHelp("The assignment; - reads standard input.", valueName: "bits"))
    var bits: String

    @OptionGroup
    var plan: PlanOptions

    @OptionGroup
    var options: ScheduleQUBOOptions

    var files: [FileUse] {
      FileUse.read(shift: instance, as: "<instance>") + FileUse.read(bits, as: "<bits>")
        + plan.files
    }

    func execute() throws -> ExitCode {
      let patrol = try PatrolInstance(contentsOf: instance)
      try plan.checkCanWrite()
      let model = try options.file(of: patrol)
      let assignment = try assignment(of: model)
      let decoding = model.decode(assignment)
      guard let schedule = decoding.schedule, decoding.problems.isEmpty else {
        for problem in decoding.problems { try Console.output(problem + "\n") }
        if let proof = model.proofOfTooSmallWeights(assignment) {
          try Console.output(proof.words + "\n")
        }
        return .noneFound
      }
      let verdict = ScheduleChecker(patrol).judge(schedule)
      guard verdict.isFeasible else {
        throw Failure(.internalError, "the checker refuses what the QUBO calls a plan")
      }
      try plan.save(schedule, of: patrol)
      let optimum = KnownOptimum(of: patrol, besideFile: instance)
      try plan.saveReport(PlanPage(judging: schedule, of: patrol, optimum: optimum, source: bits))
      try Console.output(plan.text(schedule, verdict, of: patrol, optimum: optimum))
      return .success
    }

    private func assignment(of model: ScheduleQUBOFile) throws -> BitVector {
      let text = String(decoding: try DurableFile.read(bits), as: UTF8.self)
      do { return try model.assignment(parsing: text) } catch {
        throw Failure(.invalidData, "\(bits == "-" ? "standard input" : bits): \(error)")
      }
    }
  }
}
