import ArgumentParser
import CommandSupport
import DurableFiles
import QUBOOutput
import Temper

extension QUBOCommand {
  /// `temper qubo solve`: minimise, or maximise, the function of a file.
  struct Solve: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "solve",
      abstract: "Minimise a QUBO, or find a greatest cut, from a file.",
      usage: "temper qubo solve <file> [<options>]",
      discussion: """
        Values are those of the file: a cut for a graph, a maximum for formats that
        maximise. With -o the assignment is written as one line per variable, 0 or 1,
        after the variable's name if the file names variables.

        The same seed and --steps give the same result for any number of threads.
        """)

    @OptionGroup
    var input: QUBOInputOptions

    @OptionGroup
    var result: QUBOOutputOptions

    @OptionGroup(title: "Search")
    var search: QUBOSearchOptions

    @OptionGroup(title: "Limits")
    var limits: QUBOLimitOptions

    var files: [FileUse] { input.files + search.files + result.files }

    func execute() throws -> ExitCode {
      try result.checkCanWrite()
      let start = ContinuousClock.now
      let problem = try input.read()
      let readTime = start.duration(to: .now)
      let request = try search.request(for: problem, limits: limits)
      Interrupt.listen()
      var log = QUBOLog(request) { if !result.quiet { Console.error($0) } }
      log.header(version: Program.version, file: input.file, readTime: readTime)
      let sampling = QUBOSampling(request, count: search.samples)
      let samples = try sampling.run { _, event in
        log.note(event)
        Interrupt.keepResult()
      } reduced: { reduction in
        log.reduced(reduction)
      }
      let outcome = samples.best
      log.footer(outcome)
      if !result.quiet { problem.tellParts(of: outcome.assignment) }
      if search.samples > 1 { log.summary(samples.states) }
      try result.deliver(outcome.assignment, of: problem, value: "\(outcome.value)") {
        try QUBOResultDocument(
          outcome, of: sampling.request(ofRun: samples.bestRun), file: input.file,
          readTime: readTime, samples: search.samples > 1 ? samples.states : []
        ).bytes()
      }
      return outcome.wasCancelled ? ExitCode(Interrupt.status) : .success
    }
  }
}

/// How to search for the minimum of a QUBO.
struct QUBOSearchOptions: ParsableArguments {
  @OptionGroup
  var seed: DrawnSeedOptions

  @Option(help: "pt (parallel tempering by sweeps) or da (Digital Annealer steps).")
  var algorithm = FlipAlgorithm.parallelTempering

  @Option(
    help: ArgumentHelp(
      "With --algorithm da: what the dynamic offset grows by per rejected step. (default: 0)",
      valueName: "energy"),
    transform: parseDecimal)
  var offsetIncrement = ExactDecimal(units: 0)

  @Option(
    help: ArgumentHelp(
      "The number of replicas. (default: as many as the temperatures need)", valueName: "count"),
    transform: parseCount(1...4096))
  var replicas: Int?

  @Option(
    help: ArgumentHelp(
      "The lowest temperature, with --hottest; 32 in geometric progression unless --replicas is "
        + "given. (default: derived from the coefficients, and adapted)", valueName: "energy"),
    transform: parseTemperature)
  var coldest: Double?

  @Option(
    help: ArgumentHelp("The highest temperature, with --coldest.", valueName: "energy"),
    transform: parseTemperature)
  var hottest: Double?

  @Option(
    help: ArgumentHelp(
      "Run so many times, from this seed and those after it, within the same time, and count "
        + "what the runs end with. (default: 1)", valueName: "count"),
    transform: parseCount(1...100_000))
  var samples = 1

  @Option(
    help: ArgumentHelp(
      "Keep the variables in this file at their values: a line each, name and value.",
      valueName: "file"))
  var fixed: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Start from the assignments in these files, as qubo energy reads them, instead of random "
        + "ones; replicas take turns.", valueName: "files"))
  var start: [String] = []

  @OptionGroup
  var processor: ThreadOptions

  func validate() throws {
    guard offsetIncrement.units >= 0 else {
      throw ValidationError("--offset-increment must not be negative.")
    }
    guard (coldest == nil) == (hottest == nil) else {
      throw ValidationError("--coldest and --hottest belong together.")
    }
    if let coldest, let hottest, coldest > hottest {
      throw ValidationError("--coldest \(coldest) is above --hottest \(hottest).")
    }
  }

  /// What is read.
  var files: [FileUse] {
    (fixed.map { FileUse.read($0, as: "--fixed") } ?? [])
      + start.flatMap { FileUse.read($0, as: "--start") }
  }

  private func starts(_ problem: QUBOFile) throws -> [BitVector] {
    try start.map { path in try problem.assignment(contentsOf: path) }
  }

  private func fixedValues(_ problem: QUBOFile) throws -> [Int: Bool] {
    guard let fixed else { return [:] }
    let values: [Int: Bool]
    do {
      values = try problem.values(
        parsing: String(decoding: try DurableFile.read(fixed), as: UTF8.self))
    } catch let error as AssignmentError {
      throw Failure(.invalidData, "\(fixed == "-" ? "standard input" : fixed): \(error)")
    }
    guard values.count < problem.model.variableCount else {
      throw Failure(.invalidData, "\(fixed): all variables are fixed; temper qubo energy adds up")
    }
    return values
  }

  /// The request that the options describe.
  func request(for problem: QUBOFile, limits: QUBOLimitOptions) throws -> QUBORequest {
    var request = QUBORequest(
      problem: problem, seed: seed.value, stop: limits.stop)
    request.algorithm = algorithm
    guard let increment = offsetIncrement.units(decimals: problem.decimals) else {
      throw Failure(
        .validationFailure,
        "--offset-increment \(offsetIncrement) is finer than the file's numbers, which have "
          + "\(problem.decimals) decimals")
    }
    request.offsetIncrement = Int(increment)
    request.replicas = replicas
    request.ladder = ladder(unit: problem.unit.double)
    request.fixed = try fixedValues(problem)
    request.starts = try starts(problem)
    request.threads = processor.count
    request.target = limits.target
    request.memoryLimit = limits.memory.bytes
    return request
  }

  /// The temperatures in the model's units, if they are given.
  private func ladder(unit: Double) -> TemperatureLadder? {
    guard let coldest, let hottest else { return nil }
    return TemperatureLadder(
      coldest: coldest / unit, hottest: hottest / unit,
      count: replicas ?? Self.givenLadderCount)
  }

  /// Temperatures where only the ends are given.
  private static let givenLadderCount = 32
}

/// Reads a temperature: a number above 0.
private func parseTemperature(_ text: String) throws -> Double {
  guard let value = Double(text), value.isFinite, value >= 1e-9, value <= 1e18 else {
    throw ValidationError("\"\(text)\" is no temperature from 1e-9 to 1e18.")
  }
  return value
}

/// When to end the search for the minimum of a QUBO.
struct QUBOLimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Annealing time, reading not counted. (default: 60 unless --steps is given)",
      valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit: Double?

  @OptionGroup
  var length: StepOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "End as soon as this value, in the file's sense, is reached.", valueName: "value"),
    transform: parseDecimal)
  var target: ExactDecimal?

  @Option(
    help: ArgumentHelp(
      "End after so many steps of each replica without a better value.", valueName: "count"),
    transform: parseCount(1...Int(1e15)))
  var patience: Int?

  @OptionGroup
  var memory: MemoryOptions

  /// The limits as the annealer takes them; an interrupt ends the run as well.
  var stop: Stop {
    let time = timeLimit ?? (length.steps == nil ? 60 : nil)
    return Stop(
      steps: length.steps, time: time.map { .seconds($0) }, stepsWithoutImprovement: patience,
      isCancelled: { Interrupt.isRequested })
  }
}
