import Foundation
import Synchronization

/// A Python script in a process of its own: bytes in, lines out.
final class PythonProcess {
  private let process = Process()
  private let input: Data
  private let scratch: URL
  private let output = Pipe()
  private let complaints = Pipe()

  /// Prepares a process that reads `input` and nothing else.
  init(_ python: String, script: String, input: Data) throws(SolverError) {
    self.input = input
    scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, "-c", script]
    process.standardOutput = output
    process.standardError = complaints
  }

  /// Runs to the end and hands over each line of output.
  ///
  /// The process is interrupted, as by Ctrl-C, when the time is up or somebody asks for it.
  ///
  /// - Returns: The last line of what it said on standard error; empty if it said nothing.
  func run(
    until limit: Duration?, isCancelled: @escaping @Sendable () -> Bool = { false },
    line: (Data) -> Void
  ) -> String {
    // By way of a file: writing to the pipe of a process that has died would end this one.
    defer { try? FileManager.default.removeItem(at: scratch) }
    let complaint = Mutex(Data())
    do {
      try input.write(to: scratch)
      process.standardInput = try FileHandle(forReadingFrom: scratch)
      try process.run()
    } catch { return String(describing: error) }
    let readers = DispatchGroup()
    let errors = complaints.fileHandleForReading
    DispatchQueue.global().async(group: readers) {
      let text = errors.readDataToEndOfFile()
      complaint.withLock { $0 = text }
    }
    let watch = watch(until: limit, isCancelled)
    forwardLines(to: line)
    process.waitUntilExit()
    watch.cancel()
    readers.wait()
    let words = complaint.withLock { String(decoding: $0, as: UTF8.self) }
    return words.split(separator: "\n").last.map(String.init) ?? ""
  }

  private func watch(
    until limit: Duration?, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> any DispatchSourceTimer {
    // A solver looks at its own limit first; this is for one that does not.
    let deadline = limit.map { ContinuousClock.now + $0 + .seconds(2) }
    let identifier = process.processIdentifier
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now(), repeating: .milliseconds(50))
    timer.setEventHandler {
      if isCancelled() || deadline.map({ .now >= $0 }) ?? false { kill(identifier, SIGINT) }
    }
    timer.activate()
    return timer
  }

  private func forwardLines(to line: (Data) -> Void) {
    var rest = Data()
    let handle = output.fileHandleForReading
    while case let more = handle.availableData, !more.isEmpty {
      rest += more
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line(Data(rest[..<end]))
        rest = Data(rest[(end + 1)...])
      }
    }
  }
}
