import Foundation
import Glibc

/// A program that is run to its end, its output read.
struct Program {
  /// A program that ended in failure, or said what could not be read.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let arguments: [String]

  init(_ arguments: [String]) { self.arguments = arguments }

  /// The program pinned to a core, and ended if it takes longer than `seconds`.
  func pinned(to core: Int, atMost seconds: Int) -> Program {
    Program(["timeout", "\(seconds)", "taskset", "--cpu-list", "\(core)"] + arguments)
  }

  /// What the program wrote to standard output, whatever its exit status.
  func output(quietly: Bool = false) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    if quietly { process.standardError = FileHandle.nullDevice }
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }

  /// What the program wrote, as a JSON object, and for how long it waited for its processor.
  func measuredObject() throws -> (object: [String: Any], waitedSeconds: Double) {
    let clock = ContinuousClock()
    let (start, busy) = (clock.now, Self.processorSeconds)
    let object = try object()
    let wall = (clock.now - start) / .seconds(1)
    return (object, max(0, wall - (Self.processorSeconds - busy)))
  }

  /// The processor time of all programs that were run to their ends so far.
  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime]
      .reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }

  /// What the program wrote, as one line of text.
  func line() throws -> String {
    String(decoding: try output(quietly: true), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What the program wrote, as a JSON object.
  func object() throws -> [String: Any] {
    let data = try output()
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      let text = String(decoding: data.prefix(500), as: UTF8.self)
      throw Failure(
        description: "expected a JSON object from '\(arguments.joined(separator: " "))', "
          + "found '\(text)'; run it alone to see why")
    }
    return object
  }
}
