import Foundation
import LinearPrograms
import Testing

@Suite("The Python of CP-SAT")
struct PythonTests {
  static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Optimisation/LinearPrograms/Python/cpsat.py").path

  @Test("gets a script that compiles")
  func compiles() throws {
    let scratch = try ScratchFolder()
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", "-m", "py_compile", Self.script]
    python.environment = ProcessInfo.processInfo.environment.merging(
      ["PYTHONPYCACHEPREFIX": scratch.path]
    ) { $1 }
    try python.run()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0)
  }

  @Test("runs no code from the current folder, nor from where the environment points")
  func strangers() throws {
    let scratch = try ScratchFolder()
    // What `import ortools`, the script, or the start of Python would run if it were found.
    for name in [
      "ortools.py", "ortools/__init__.py", "json.py", "signal.py", "sitecustomize.py",
      "usercustomize.py",
    ] {
      try scratch.write(name, "open(\(scratch["it-ran"].debugDescription), 'w')\n")
    }
    let fixture = try FixtureProcess(
      ["cp-sat", "60"], in: scratch.path,
      environment: [
        "PYTHONPATH": scratch.path, "PYTHONSTARTUP": scratch["json.py"],
        "PYTHONHOME": scratch.path, "PYTHONUSERBASE": scratch.path, "PYTHONPLATLIBDIR": ".",
      ])
    let (words, status) = fixture.end()
    #expect(!FileManager.default.fileExists(atPath: scratch["it-ran"]))
    if (try? CPSATSolver.shared.get()) != nil {
      #expect(words == "optimal -5.0\n" && status == 0)
    } else {
      // It comes to the import, and finds no OR-Tools of its own.
      #expect(words.hasPrefix("CP-SAT cannot be had from Python") && status == 1)
    }
  }

  @Test("is never one of the current folder, but by the user's own word")
  func interpreter() throws {
    let scratch = try ScratchFolder()
    try scratch.write("python3", "#!/bin/sh\ntouch it-ran\necho 1.2.3\n", mode: 0o755)
    for path in ["", ".", ":.:", "relative", "./"] {
      let fixture = try FixtureProcess(
        ["cp-sat", "1"], in: scratch.path, environment: ["PATH": path, "TEMPER_PYTHON": ""])
      #expect(fixture.end().words.contains("there is no python3 in any absolute folder of PATH"))
    }
    let named = try CPSATSolver(environment: ["TEMPER_PYTHON": scratch["python3"]])
    #expect(named.python == scratch["python3"] && named.version == "1.2.3")
    let found = try CPSATSolver(environment: ["PATH": "bin:\(scratch.path):/usr/bin"])
    #expect(found.python == scratch["python3"])
    #expect(throws: SolverError.pythonFailed("/none/python is no program")) {
      try CPSATSolver(environment: ["TEMPER_PYTHON": "/none/python"])
    }
    #expect(throws: SolverError.pythonFailed("\(scratch["x"]) is no program")) {
      try scratch.write("x", "no program")
      return try CPSATSolver(environment: ["TEMPER_PYTHON": scratch["x"]])
    }
  }
}

@Suite("A Python that ignores signals")
struct StubbornPythonTests {
  let scratch: ScratchFolder
  var program: LinearProgram { Examples.knapsack(values: [5, 4], weights: [2, 2], capacity: 3) }

  init() throws { scratch = try ScratchFolder() }

  @Test("is killed after its limit, with all that it started")
  func limit() throws {
    let python = try StubbornPython(in: scratch)
    let solver = try CPSATSolver(environment: ["TEMPER_PYTHON": python.path])
    var options = SolverOptions()
    options.timeLimit = .milliseconds(200)
    let outcome = try solver.solve(program, options: options) { _ in }
    #expect(python.waitUntilItIsGone())
    #expect(outcome.status == .timeLimit)
    #expect(outcome.solution == nil && outcome.bound == -.infinity)
    #expect(outcome.elapsed >= .milliseconds(200))
  }

  @Test("is killed when somebody cancels, and what it said before is kept")
  func cancelled() throws {
    let line = #"{"incumbent": -5, "bound": -7.5, "columns": [0], "values": [1]}"#
    let python = try StubbornPython(in: scratch, saying: line)
    let solver = try CPSATSolver(environment: ["TEMPER_PYTHON": python.path])
    let isTold = Flag()
    var options = SolverOptions()
    options.isCancelled = { isTold.isSet }
    let outcome = try solver.solve(program, options: options) { progress in
      #expect(progress.incumbent == -5 && progress.bound == -7.5)
      isTold.set()
    }
    #expect(python.waitUntilItIsGone())
    #expect(outcome.status == .interrupted)
    #expect(outcome.solution?.values == [1, 0] && outcome.bound == -7.5)
  }

  @Test("is not believed when what it says breaks a rule")
  func wrong() throws {
    let line = #"{"incumbent": -9, "bound": -9, "columns": [0, 1], "values": [1, 1]}"#
    let python = try StubbornPython(in: scratch, saying: line)
    let solver = try CPSATSolver(environment: ["TEMPER_PYTHON": python.path])
    var options = SolverOptions()
    options.timeLimit = .milliseconds(200)
    #expect(throws: SolverError.wrongAnswer("row 0 is 4.0, not in -inf...3.0")) {
      try solver.solve(program, options: options) { _ in }
    }
  }

  @Test("does not outlive the program that started it, even if that is killed")
  func parentKilled() throws {
    let python = try StubbornPython(in: scratch, isAlone: true)
    let fixture = try FixtureProcess(
      ["cp-sat", "600"], in: scratch.path, environment: ["TEMPER_PYTHON": python.path])
    #expect(python.waitUntilItRuns())
    fixture.kill()
    #expect(fixture.end().status == SIGKILL)
    #expect(python.waitUntilItIsGone())
  }
}

/// Something that happens once.
private final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false

  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
}
