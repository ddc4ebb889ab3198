import Foundation
import Testing

/// A process of the solver fixture.
struct FixtureProcess {
  private let process = Process()
  private let output = Pipe()

  init(
    _ arguments: [String], in folder: String, environment: [String: String]
  ) throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(filePath: tests).deletingLastPathComponent()
      .appending(path: "SolverFixture")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    try process.run()
  }

  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

  /// What it says until it ends, and its exit status.
  func end() -> (words: String, status: Int32) {
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (words, process.terminationStatus)
  }
}

/// A Python that is none: it has a version, and takes as long as it likes to solve.
///
/// It ignores signals, and holds a pipe open as long as it, or what it started, runs.
struct StubbornPython {
  let path: String
  private let pipe: Int32

  /// Says the line before it falls silent; alone, it starts no other program.
  init(in scratch: ScratchFolder, saying line: String = "", isAlone: Bool = false) throws {
    path = scratch["python"]
    let fifo = scratch["alive"]
    try #require(mkfifo(fifo, 0o600) == 0)
    pipe = open(fifo, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    try #require(pipe >= 0)
    try scratch.write(
      "python",
      """
      #!/bin/sh
      case "$3" in *__version__*) echo 1.2.3; exit ;; esac
      trap '' INT TERM HUP
      exec 3>\(fifo)
      echo '\(line)'
      echo here >&3
      \(isAlone ? "exec sleep 600" : "while :; do sleep 600; done")

      """, mode: 0o755)
  }

  /// Waits until it has said that it is there.
  func waitUntilItRuns() -> Bool { wait() && !read().isEmpty }

  /// Waits until nothing of it runs any more; false if something does after a long time.
  func waitUntilItIsGone() -> Bool {
    while wait() { if read().isEmpty { return true } }
    return false
  }

  private func wait() -> Bool {
    var file = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    return poll(&file, 1, 30_000) == 1
  }

  private func read() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = Glibc.read(pipe, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}
