import BenchmarkRuns
import Foundation

/// What can be asked to reach a target: Temper, or a peer behind an adapter.
struct Solver {
  let name: String
  let version: String
  /// Settings as they are recorded and, for peers, passed on.
  var settings: (Instance) -> String
  /// The command for a run on a file.
  let command: (RunRecord.Key, String) -> [String]

  /// The peer with these settings; Temper as it is.
  func withSettings(_ settings: @escaping (Instance) -> [String: Any]) -> Solver {
    guard name != "temper" else { return self }
    var copy = self
    copy.settings = { Solver.canonical(settings($0)) }
    return copy
  }

  /// The settings as JSON that is always the same.
  static func canonical(_ settings: [String: Any]) -> String {
    let data = try? JSONSerialization.data(withJSONObject: settings, options: .sortedKeys)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// Temper, by the last commit that changed its sources.
  static func temper(at path: String, arguments: String) throws -> Solver {
    let release = try Program([path, "--version"]).line()
    let sources = ["Sources", "Package.swift"]
    let commit = try Program(["git", "log", "-1", "--format=%h", "--"] + sources).line()
    let changes = try Program(["git", "status", "--porcelain", "--"] + sources).line()
    let extra = arguments.split(separator: " ").map(String.init)
    let command = { (key: RunRecord.Key, file: String) -> [String] in
      var command = [path, "qubo", "solve", file, "--seed", "\(key.seed)"]
      command += ["--time-limit", "\(key.limit)", "--threads", "1", "--json", "--quiet"]
      // One argument, lest a negative value be taken for an option.
      if let target = key.target { command.append("--target=\(target)") }
      return command + extra
    }
    return Solver(
      name: "temper", version: "\(release)+\(commit)\(changes.isEmpty ? "" : ".changed")",
      settings: { _ in arguments }, command: command)
  }
}

/// The peers of `Peers/peers.json`.
enum Peer {
  private static let folder = "Benchmarks/Peers"

  static func named(_ names: [String], python: String) throws -> [Solver] {
    let table = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: "\(folder)/peers.json")))
    let peers = table as? [String: [String: Any]] ?? [:]
    return try names.map { name in
      guard let peer = peers[name], let package = peer["package"] as? String,
        let adapter = peer["adapter"] as? String
      else {
        let known = peers.keys.sorted().joined(separator: ", ")
        throw Program.Failure(description: "there is no peer '\(name)'; known are \(known)")
      }
      return try solver(name, package, adapter, peer["settings"] as? [String: Any], python)
    }
  }

  private static func solver(
    _ name: String, _ package: String, _ adapter: String, _ settings: [String: Any]?,
    _ python: String
  ) throws -> Solver {
    let query = "from importlib.metadata import version; print(version('\(package)'))"
    let version = try Program([python, "-c", query]).line()
    guard !version.isEmpty else {
      throw Program.Failure(
        description: "\(package) is not installed for \(python); run 'make bench-peers'")
    }
    let chosen = settings?.compactMapValues { $0 as? [String: Any] } ?? [:]
    let command = { (key: RunRecord.Key, file: String) -> [String] in
      var command = [python, "\(folder)/\(adapter)", file, "--seed", "\(key.seed)"]
      command += ["--time-limit", "\(key.limit)", "--settings", key.settings]
      if let target = key.target { command.append("--target=\(target)") }
      return command
    }
    return Solver(
      name: name, version: version,
      settings: { Solver.canonical(chosen[$0.name] ?? chosen["default"] ?? [:]) },
      command: command)
  }
}

extension RunRecord.Outcome {
  /// What a solver's JSON tells; Temper's and the adapters' have the same names.
  init(_ report: [String: Any]) throws {
    func real(_ name: String) -> Double? { (report[name] as? NSNumber)?.doubleValue }
    func whole(_ name: String) -> Int? { (report[name] as? NSNumber)?.intValue }
    guard let seconds = real("seconds") else {
      throw Program.Failure(description: "a solver's JSON has no number 'seconds'")
    }
    // Milliseconds are enough of times that vary by tenths, and keep the table readable.
    func rounded(_ name: String) -> Double? { real(name).map { ($0 * 1_000).rounded() / 1_000 } }
    self.init(seconds: (seconds * 1_000).rounded() / 1_000)
    value = whole("value")
    secondsToBest = rounded("seconds_to_best")
    secondsToTarget = rounded("seconds_to_target")
    restarts = whole("restarts")
    sweeps = whole("sweeps")
    spinUpdates = whole("spin_updates")
  }
}
