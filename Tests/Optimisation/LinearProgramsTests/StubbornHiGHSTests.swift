import Foundation
import LinearPrograms
import Testing
import _TemperTestSupport

@Suite("A HiGHS that does not ask whether to go on", .needsCompiler)
struct StubbornHiGHSTests {
  let scratch: ScratchFolder
  var program: LinearProgram { Examples.knapsack(values: [5, 4], weights: [2, 2], capacity: 3) }

  init() throws { scratch = try ScratchFolder() }

  @Test("is left to itself after its limit, and what it told of is kept")
  func limit() throws {
    let library = try StubbornHiGHS(in: scratch)
    var options = SolverOptions()
    options.timeLimit = .milliseconds(100)
    let caller = pthread_self()
    var reports: [SolverProgress] = []
    let outcome = try HiGHSSolver(HiGHSLibrary(path: library.path)).solve(
      program, options: options
    ) {
      reports.append($0)
      #expect(pthread_self() == caller)
    }
    #expect(outcome.status == .timeLimit && outcome.nodes == 3)
    #expect(outcome.solution?.values == [1, 0] && outcome.solution?.objective == -5)
    #expect(outcome.bound == -7.5)
    #expect(reports.map(\.incumbent) == [-5] && reports.map(\.bound) == [-7.5])
    library.release()
  }

  @Test("is left to itself when somebody cancels; a better start is kept")
  func cancelled() throws {
    let library = try StubbornHiGHS(in: scratch)
    var options = SolverOptions()
    options.isCancelled = { true }
    options.start = [0, 0]
    let outcome = try HiGHSSolver(HiGHSLibrary(path: library.path)).solve(
      program, options: options)
    #expect(outcome.status == .interrupted)
    let objective = try #require(outcome.solution?.objective)
    #expect(objective == 0 || objective == -5)
    library.release()
  }

  @Test("does not keep a program from its end, nor change its exit status")
  func exit() throws {
    let library = try StubbornHiGHS(in: scratch)
    let fixture = try FixtureProcess(
      ["highs", "0.1"], in: scratch.path, environment: ["TEMPER_HIGHS_LIBRARY": library.path])
    let (words, status) = fixture.end()
    #expect(words == "timeLimit -1.0\n" && status == 3)
  }
}

/// A library made for a test, with a pipe that ends its run.
private struct StubbornHiGHS {
  let path: String
  private let fifo: String

  init(in scratch: ScratchFolder) throws {
    (path, fifo) = (scratch["libhighs.so"], scratch["fifo"])
    try #require(mkfifo(fifo, 0o600) == 0)
    let headers = Repository.root.appending(path: "Sources/Optimisation/CHiGHS/include").path
    try SharedLibrary.compile(
      "StubbornHiGHS/stubborn_highs.c", to: path, flags: ["-DFIFO=\"\(fifo)\"", "-I", headers])
  }

  /// Lets the run end.
  func release() { close(open(fifo, O_WRONLY)) }
}
