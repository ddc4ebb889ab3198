import Foundation

/// Solves integer programs with CP-SAT of Google's OR-Tools, in a Python process of its own.
///
/// It is here to compare with: a second solver, of another kind, on the same program. Columns, costs
/// and rows have to be whole numbers. Python is the one in `TEMPER_PYTHON`, else `python3`.
///
/// Perron & Didier, "CP-SAT", https://developers.google.com/optimization/cp/cp_solver.
public struct CPSATSolver: LinearSolver {
  private let python: String
  private let version: String

  /// The solver of this machine, or why there is none.
  public static let shared = Result { () throws(SolverError) in try find() }

  /// Name and version, as in `CP-SAT 9.15.6755`.
  public var title: String { "CP-SAT \(version)" }

  /// Solves a program; the process is ended by a signal if the run is cancelled.
  ///
  /// - Throws: ``SolverError`` if the program has numbers that are not whole, Python fails, or the
  ///   answer cannot be trusted.
  public func solve(
    _ program: LinearProgram, options: SolverOptions,
    report: @escaping (SolverProgress) -> Void
  ) throws(SolverError) -> LinearOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let request = try CPSATRequest(program, options)
    var best: Double?
    var bound = -Double.infinity
    var answer: CPSATReply?
    let child = try PythonProcess(python, script: CPSATScript.text, input: request.bytes)
    let complaint = child.run(until: options.timeLimit, isCancelled: options.isCancelled) { line in
      guard let reply = try? JSONDecoder().decode(CPSATReply.self, from: line) else { return }
      bound = max(bound, reply.bound ?? bound)
      best = reply.incumbent ?? best
      if reply.status != nil { answer = reply }
      report(
        SolverProgress(
          incumbent: best, bound: bound, nodes: reply.nodes ?? 0, elapsed: start.duration(to: .now))
      )
    }
    guard let answer, let word = answer.status else { throw .pythonFailed(complaint) }
    let status = try Self.status(word, wasCancelled: options.isCancelled())
    let solution = try answer.values.map { (values) throws(SolverError) in
      try program.solution(values.map { Double($0) }, claimed: best)
    }
    if status == .optimal && solution == nil {
      throw .wrongAnswer("it calls a program optimal and has no values")
    }
    return LinearOutcome(
      status: status, solution: solution, bound: status == .infeasible ? .infinity : bound,
      nodes: answer.nodes ?? 0, elapsed: start.duration(to: clock.now))
  }

  /// The status by its name in `cp_model.proto`.
  private static func status(
    _ word: String, wasCancelled: Bool
  ) throws(SolverError) -> LinearStatus {
    switch word {
    case "OPTIMAL": .optimal
    case "INFEASIBLE": .infeasible
    case "FEASIBLE", "UNKNOWN": wasCancelled ? .interrupted : .timeLimit
    default: throw .refused(call: "the program (\(word))")
    }
  }

  private static func find() throws(SolverError) -> CPSATSolver {
    let given = ProcessInfo.processInfo.environment["TEMPER_PYTHON"] ?? ""
    let python = given.isEmpty ? "python3" : given
    let child = try PythonProcess(
      python, script: "import ortools; print(ortools.__version__)", input: Data())
    var version = ""
    let complaint = child.run(until: .seconds(60)) { version = String(decoding: $0, as: UTF8.self) }
    guard !version.isEmpty else { throw .pythonFailed(complaint) }
    return CPSATSolver(python: python, version: version)
  }
}

/// What the script is given: a program in whole numbers, and limits.
private struct CPSATRequest: Encodable {
  let costs, lower, upper: [Int64]
  let starts, columns: [Int32]
  let coefficients: [Int64]
  let rowLower, rowUpper: [Int64?]
  let start: [Int64]?
  let seconds: Double?
  let threads: Int
  let seed: Int32
  let gap: Double

  init(_ program: LinearProgram, _ options: SolverOptions) throws(SolverError) {
    if let defect = program.defect { throw .invalidProgram(defect) }
    guard !program.isInteger.contains(false) else {
      throw .invalidProgram("CP-SAT takes whole numbers only, and a column may be a fraction")
    }
    costs = try program.costs.map(Self.whole)
    lower = try program.lowerBounds.map(Self.whole)
    upper = try program.upperBounds.map(Self.whole)
    (starts, columns) = (program.rowStarts, program.termColumns)
    coefficients = try program.coefficients.map(Self.whole)
    rowLower = try program.rowLowerBounds.map(Self.wholeOrNone)
    rowUpper = try program.rowUpperBounds.map(Self.wholeOrNone)
    start = options.start?.map { Int64($0) }
    seconds = options.timeLimit.map { $0 / .seconds(1) }
    threads = options.threads
    seed = options.seed
    gap = options.absoluteGap
  }

  /// JSON; it holds numbers only, which can always be written.
  var bytes: Data { (try? JSONEncoder().encode(self)) ?? Data() }

  private static func whole(_ number: Double) throws(SolverError) -> Int64 {
    // Beyond 2^53 a floating-point number need not be the one that was meant.
    guard let whole = Int64(exactly: number), whole.magnitude < 1 << 53 else {
      throw .invalidProgram("CP-SAT takes whole numbers below 2^53 only, not \(number)")
    }
    return whole
  }

  private static func wholeOrNone(_ number: Double) throws(SolverError) -> Int64? {
    number.isInfinite ? nil : try whole(number)
  }
}

/// A line of the script's: progress, or with a status the end.
private struct CPSATReply: Decodable {
  let incumbent, bound: Double?
  let status: String?
  let nodes: Int?
  let values: [Int64]?
}
