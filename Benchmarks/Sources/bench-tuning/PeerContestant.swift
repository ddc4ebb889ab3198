import Foundation
import TuningFunctions

/// A tuner in Python, which asks this process for the values of a problem.
///
/// One process serves all studies. A line describes a study; for each trial the peer writes the
/// arguments and reads value and violation.
final class PeerContestant: Contestant {
  /// A peer that ended, or wrote what is no answer.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let name: String
  private(set) var version = ""
  private let process: Process
  private let input: FileHandle
  private let output: FileHandle
  private var buffer = Data()

  init(_ name: String, python: String, script: String) throws {
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, script, name]
    let (toPeer, fromPeer) = (Pipe(), Pipe())
    process.standardInput = toPeer
    process.standardOutput = fromPeer
    input = toPeer.fileHandleForWriting
    output = fromPeer.fileHandleForReading
    try process.run()
    self.name = name
    version = try line()
  }

  deinit {
    try? input.close()
    process.waitUntilExit()
  }

  func best(on problem: Problem, trials: Int, seed: UInt64) throws -> Double? {
    let study: [String: Any] = [
      "arguments": problem.arguments.map(description), "isConstrained": problem.isConstrained,
      "trials": trials, "seed": seed,
    ]
    try write(String(decoding: JSONSerialization.data(withJSONObject: study), as: UTF8.self))
    var best: Double?
    for _ in 0..<trials {
      let answer = try line()
      guard
        let values = try? JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [NSNumber],
        values.count == problem.arguments.count
      else { throw Failure(description: "\(name): expected arguments, found '\(answer)'") }
      let result = try problem.evaluate(values.map(\.doubleValue))
      if result.violation == 0 { best = min(best ?? .infinity, result.value) }
      try write("\(result.value) \(result.violation)")
    }
    return best
  }

  private func description(_ argument: TestFunction.Argument) -> [String: Any] {
    switch argument {
    case .real(let range, let isLogarithmic):
      [
        "type": "real", "low": range.lowerBound, "high": range.upperBound, "log": isLogarithmic,
      ]
    case .integer(let range):
      ["type": "integer", "low": range.lowerBound, "high": range.upperBound]
    case .category(let count):
      ["type": "category", "count": count]
    }
  }

  private func write(_ line: String) throws {
    try input.write(contentsOf: Data((line + "\n").utf8))
  }

  private func line() throws -> String {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer = Data(buffer[(end + 1)...])
        return line
      }
      let data = output.availableData
      guard !data.isEmpty else { throw Failure(description: "\(name) ended; run it alone") }
      buffer += data
    }
  }
}
