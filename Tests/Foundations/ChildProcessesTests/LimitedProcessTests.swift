import ChildProcesses
import Foundation
import Synchronization
import Testing

@Suite("Processes with limits")
struct LimitedProcessTests {
  /// A shell that runs a script.
  private func shell(
    _ script: String, input: String = "", seconds: Double = 300, outputLimit: Int = .max,
    isCancelled: @escaping @Sendable () -> Bool = { false }, line: () -> Void = {}
  ) throws -> (outcome: LimitedProcess.Outcome, lines: [String]) {
    let process = LimitedProcess(
      arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
      input: Array(input.utf8), deadline: .now + .seconds(seconds), grace: .zero,
      outputLimit: outputLimit, isCancelled: isCancelled)
    var lines: [String] = []
    let outcome = try process.run {
      lines.append(String(decoding: $0, as: UTF8.self))
      line()
    }
    return (outcome, lines)
  }

  @Test("lines, the last word on errors, and the status come back")
  func answer() throws {
    let (outcome, lines) = try shell("cat; pwd; echo no >&2; exit 7", input: "a\nb")
    #expect(lines == ["a", "b/"] && outcome.complaint == "no")
    #expect(outcome.end == .itself && outcome.status == 7)
    #expect(try shell("kill -TERM $$").outcome.status == 128 + 15)
  }

  @Test("who does not end, is killed with all that it started", arguments: ["limit", "cancelled"])
  func kill(why: String) throws {
    let pipe = FileManager.default.temporaryDirectory.appending(
      path: "temper-pipe-\(UUID().uuidString)"
    ).path
    try #require(mkfifo(pipe, 0o600) == 0)
    let near = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(near) }
    let hasStarted = Atomic(false)
    // A process and its child, which do not hear of interrupts and keep a pipe open. Cancelled, both
    // run by then; a limit may come before either.
    let (outcome, lines) = try shell(
      "trap '' INT; exec 9>\(pipe); (exec sleep 1000) & echo started; wait",
      seconds: why == "limit" ? 0.3 : 300,
      isCancelled: { why == "cancelled" && hasStarted.load(ordering: .relaxed) },
      line: { hasStarted.store(true, ordering: .relaxed) })
    #expect(outcome.end == (why == "limit" ? .limit : .cancellation))
    #expect(lines == ["started"] || lines.isEmpty && why == "limit")
    #expect(outcome.status == 128 + 9)
    // The pipe ends when nobody is left who has it open.
    _ = fcntl(near, F_SETFL, 0)
    var byte: UInt8 = 0
    #expect(read(near, &byte, 1) == 0)
  }

  @Test("who writes on and on, is killed")
  func endless() throws {
    for script in ["while :; do echo word; done", "cat /dev/zero", "cat /dev/zero >&2"] {
      let outcome = try shell(script, outputLimit: 100_000).outcome
      #expect(outcome.end == .output, "\(script)")
    }
  }

  @Test("a program that is none is told by its path")
  func none() {
    let process = LimitedProcess(
      arguments: ["/nowhere/at/all"], environment: [:], input: [], deadline: nil, grace: .zero,
      isCancelled: { false })
    let error = #expect(throws: ProcessError.self) { try process.run { _ in } }
    #expect(error?.path == "/nowhere/at/all")
  }
}
