import ChildProcesses
import Foundation
import Glibc

/// Solves integer programs with CP-SAT of Google's OR-Tools, in a Python process of its own.
///
/// It is here to compare with: a second solver, of another kind, on the same program. Columns, costs
/// and rows have to be whole numbers. Python is the one in `TEMPER_PYTHON`, else `python3`; it finds
/// packages of its own installation or virtual environment only, none in the current folder.
///
/// Perron & Didier, "CP-SAT", https://developers.google.com/optimization/cp/cp_solver.
public struct CPSATSolver: LinearSolver {
  /// The absolute path of its Python.
  public var python: String { interpreter.path }
  /// The version of OR-Tools, as in `9.15.6755`.
  public let version: String
  private let interpreter: PythonInterpreter

  /// The solver of this machine, or why there is none.
  public static let shared = Result { () throws(SolverError) in
    try CPSATSolver(environment: ProcessInfo.processInfo.environment)
  }

  /// The solver of the Python that an environment names.
  ///
  /// - Throws: ``SolverError/pythonFailed(_:)`` if there is no Python, or none with OR-Tools.
  public init(environment: [String: String]) throws(SolverError) {
    interpreter = try PythonInterpreter(environment: environment)
    let process = LimitedProcess(
      arguments: interpreter.arguments(for: "import ortools; print(ortools.__version__)"),
      environment: PythonInterpreter.environment(from: environment), input: [],
      deadline: .now + .seconds(60), grace: .zero, isCancelled: { false })
    var version = ""
    let outcome = try process.answer { version = String(decoding: $0, as: UTF8.self) }
    guard outcome.end == .itself, !version.isEmpty else {
      throw .pythonFailed(
        outcome.end == .itself ? outcome.complaint : "it does not answer within 60 s")
    }
    self.version = version
  }

  /// Name and version, as in `CP-SAT 9.15.6755`.
  public var title: String { "CP-SAT \(version)" }

  /// Solves a program; when its time is up, or somebody cancels, the best solution so far is returned.
  ///
  /// The time is that of the whole call. The process is interrupted then, and killed if it does not
  /// end within 67 ms and 1/150 of the limit; what it has told of before is not lost.
  ///
  /// - Throws: ``SolverError`` if the program has numbers that are not whole, Python fails, or the
  ///   answer cannot be trusted.
  public func solve(
    _ program: LinearProgram, options: SolverOptions,
    report: @escaping (SolverProgress) -> Void
  ) throws(SolverError) -> LinearOutcome {
    let start = ContinuousClock.now
    let request = try CPSATRequest(program, options)
    var standing = CPSATStanding()
    var answer: CPSATReply?
    let process = LimitedProcess(
      arguments: interpreter.arguments(for: Self.script),
      environment: PythonInterpreter.environment(from: ProcessInfo.processInfo.environment),
      input: request.bytes, deadline: options.timeLimit.map { start + $0 },
      grace: Self.patience(for: options.timeLimit ?? .zero),
      isCancelled: options.isCancelled)
    let outcome = try process.answer { line in
      guard let reply = try? JSONDecoder().decode(CPSATReply.self, from: Data(line)) else { return }
      standing.note(reply)
      if reply.status != nil { answer = reply }
      report(
        SolverProgress(
          incumbent: standing.cost, bound: standing.bound, nodes: standing.nodes,
          elapsed: start.duration(to: .now)))
    }
    if answer == nil && outcome.end == .itself { throw .pythonFailed(outcome.complaint) }
    let status = try Self.status(
      answer?.status ?? "UNKNOWN", wasCancelled: outcome.end == .cancellation)
    let solution = try standing.solution(of: program)
    if status == .optimal && solution == nil {
      throw .wrongAnswer("it calls a program optimal and has no values")
    }
    return LinearOutcome(
      status: status, solution: solution, bound: status == .infeasible ? .infinity : standing.bound,
      nodes: standing.nodes, elapsed: start.duration(to: .now))
  }

  /// How long the process may take to end.
  ///
  /// Two thirds of what a time limit may be exceeded by, 100 ms and a hundredth: the solution has to
  /// be checked and written, too.
  static func patience(for limit: Duration) -> Duration { .milliseconds(67) + limit / 150 }

  /// `Python/cpsat.py`, which is part of the program.
  private static let script = String(decoding: PackageResources.cpsat_py, as: UTF8.self)

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
}

extension LimitedProcess {
  /// Runs a Python to its end.
  fileprivate func answer(line: ([UInt8]) -> Void) throws(SolverError) -> Outcome {
    do throws(ProcessError) { return try run(line: line) } catch {
      throw .pythonFailed("\(error.path): \(error.reason)")
    }
  }
}

/// What the script is given: a program in whole numbers, and limits.
private struct CPSATRequest {
  let costs, lower, upper: [Int64]
  let starts, columns: [Int32]
  let coefficients: [Int64]
  let rowLower, rowUpper: [Int64?]
  let start: [Int64]?
  /// On the clock CLOCK_MONOTONIC, in seconds.
  let deadline: Double?
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
    deadline = options.timeLimit.map { Self.monotonicTime() + $0 / .seconds(1) }
    threads = options.threads
    seed = options.seed
    gap = options.absoluteGap
  }

  /// JSON, written here: Foundation's encoder takes two seconds for a million numbers.
  var bytes: [UInt8] {
    var object = NumberObject()
    for (name, numbers) in [
      ("costs", costs), ("lower", lower), ("upper", upper), ("coefficients", coefficients),
    ] {
      object.add(name, numbers)
    }
    object.add("starts", starts)
    object.add("columns", columns)
    object.add("rowLower", rowLower)
    object.add("rowUpper", rowUpper)
    if let start { object.add("start", start) }
    if let deadline { object.add("deadline", "\(deadline)") }
    object.add("threads", "\(threads)")
    object.add("seed", "\(seed)")
    object.add("gap", "\(gap)")
    return object.finished
  }

  private static func monotonicTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

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

/// A JSON object of numbers and lists of them.
private struct NumberObject {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  var finished: [UInt8] { bytes + [UInt8(ascii: "}")] }

  /// Adds a number as it is to be written, which is finite.
  mutating func add(_ name: String, _ number: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes += "\"\(name)\":\(number)".utf8
  }

  mutating func add(_ name: String, _ numbers: [some FixedWidthInteger]) {
    add(name, numbers) { number in number }
  }

  /// Adds a list in which `nil` is null.
  mutating func add(_ name: String, _ numbers: [Int64?]) {
    add(name, numbers) { number in number }
  }

  private mutating func add<Element, Number: FixedWidthInteger>(
    _ name: String, _ elements: [Element], _ number: (Element) -> Number?
  ) {
    add(name, "[")
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch number(element) {
      case let digit? where (0...9).contains(digit):
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
      case let number?: bytes += "\(number)".utf8
      case nil: bytes += "null".utf8
      }
    }
    bytes.append(UInt8(ascii: "]"))
  }
}

/// A line of the script's: progress, or with a status the end.
private struct CPSATReply: Decodable {
  let incumbent, bound: Double?
  let status: String?
  let nodes: Int?
  /// The columns that are not zero in the incumbent, and their values.
  let columns: [Int]?
  let values: [Int64]?
}

/// What the lines so far come to.
private struct CPSATStanding {
  private(set) var cost: Double?
  private(set) var bound = -Double.infinity
  private(set) var nodes = 0
  private var columns: [Int] = []
  private var values: [Int64] = []

  mutating func note(_ reply: CPSATReply) {
    bound = max(bound, reply.bound ?? bound)
    nodes = reply.nodes ?? nodes
    guard let cost = reply.incumbent, let columns = reply.columns, let values = reply.values else {
      return
    }
    (self.cost, self.columns, self.values) = (cost, columns, values)
  }

  /// The best solution, verified.
  func solution(of program: LinearProgram) throws(SolverError) -> LinearSolution? {
    guard let cost else { return nil }
    var all = [Double](repeating: 0, count: program.columnCount)
    for (column, value) in zip(columns, values) {
      guard all.indices.contains(column) else {
        throw .wrongAnswer("a value of column \(column), of \(all.count)")
      }
      all[column] = Double(value)
    }
    return try program.solution(all, claimed: cost)
  }
}
