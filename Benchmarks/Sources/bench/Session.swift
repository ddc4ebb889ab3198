import BenchmarkRuns
import Foundation

/// One sitting: runs that are missing in a table are made and appended to it, one by one.
struct Session {
  let places: Places
  let selection: Selection
  let table: RunTable

  /// Temper and the peers that were chosen.
  func contestants() throws -> [Solver] {
    let temper =
      FileManager.default.isExecutableFile(atPath: places.temper)
      ? [try Solver.temper(at: places.temper, arguments: selection.temperArguments)] : []
    if temper.isEmpty { note("no program at \(places.temper): the peers run alone") }
    return try temper + Peer.named(selection.chosenPeers, python: places.python)
  }

  /// Runs all solvers in turn, seed by seed, so that whatever slows the machine slows all alike.
  func run(
    _ solvers: [Solver], on instances: [Instance], seeds: Range<Int>,
    target: (Instance) -> Int?
  ) throws {
    try table.startEnvironment()
    var done = Set(try table.read().map(\.key))
    var failures = 0
    let files = InstanceFiles(folder: places.benchmarks, cache: places.cache)
    for instance in instances {
      let file = try files.path(of: instance)
      for seed in seeds {
        for solver in solvers {
          let key = RunRecord.Key(
            instance: instance.name, solver: solver.name, version: solver.version,
            settings: solver.settings(instance), seed: seed, limit: selection.limit,
            target: target(instance))
          guard done.insert(key).inserted else { continue }
          do { try record(solver, key, file) } catch {
            note("\(instance.name), \(solver.name), seed \(seed): \(error)")
            failures += 1
          }
        }
      }
    }
    if failures > 0 {
      throw Program.Failure(description: "\(failures) runs failed; run again to repeat just them")
    }
  }

  private func record(_ solver: Solver, _ key: RunRecord.Key, _ file: String) throws {
    // Reading p5000.5 and converting it to a peer's form takes up to a minute before the clock runs.
    let patience = Int(2 * key.limit) + 300
    let report = try Program(solver.command(key, file))
      .pinned(to: selection.core, atMost: patience).measuredObject()
    var outcome = try RunRecord.Outcome(report.object)
    outcome.waitedSeconds = (report.waitedSeconds * 1_000).rounded() / 1_000
    try table.append(RunRecord(key: key, outcome: outcome))
    let time = outcome.secondsToTarget.map { "target after \($0) s" } ?? "\(outcome.seconds) s"
    let value = outcome.value.map(String.init) ?? "no value"
    note("\(key.instance) \(key.solver) seed \(key.seed): \(value), \(time)")
  }

  private func note(_ message: String) {
    FileHandle.standardError.write(Data("bench: \(message)\n".utf8))
  }
}

/// A table of runs in a file.
struct RunTable {
  let path: String

  /// The runs that are there; none if there is no file.
  func read() throws -> [RunRecord] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return CommaSeparated.records(in: text).compactMap { RunRecord($0) }
  }

  /// The file beside the table that says on what machine and by which commands it was made.
  var environmentPath: String { path.replacing(".csv", with: "-environment.csv") }

  /// The entries of that file; none if there is no file.
  func readEnvironment() throws -> [EnvironmentEntry] {
    guard FileManager.default.fileExists(atPath: environmentPath) else { return [] }
    return EnvironmentEntry.parsed(try String(contentsOfFile: environmentPath, encoding: .utf8))
  }

  /// Notes machine and command; refuses to add runs of one machine to those of another.
  func startEnvironment() throws {
    var entries = try readEnvironment()
    let machine = Machine.description
    guard entries.isEmpty || entries.starts(with: machine) else {
      throw Program.Failure(
        description: "\(path) holds runs of another machine, as \(environmentPath) says; "
          + "choose another folder with --reports")
    }
    let arguments = CommandLine.arguments.dropFirst().joined(separator: " ")
    let command = EnvironmentEntry(name: "Command", value: "`bench \(arguments)`")
    entries = (entries.isEmpty ? machine : entries).filter { $0 != command } + [command]
    try createFolder()
    try Data(EnvironmentEntry.table(entries).utf8)
      .write(to: URL(filePath: environmentPath), options: .atomic)
  }

  private func createFolder() throws {
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  /// Adds a run, and first the heading to a new file.
  func append(_ run: RunRecord) throws {
    if !FileManager.default.fileExists(atPath: path) {
      try createFolder()
      try Data(CommaSeparated.line(RunRecord.heading).utf8).write(to: URL(filePath: path))
    }
    let file = try FileHandle(forUpdating: URL(filePath: path))
    defer { try? file.close() }
    let end = try file.seekToEnd()
    // A line that was torn by a crash is ended first, so that it spoils no other.
    try file.seek(toOffset: end - min(end, 1))
    let isWhole = try file.readToEnd() == Data("\n".utf8)
    let line = CommaSeparated.line(run.fields)
    try file.write(contentsOf: Data((isWhole ? line : "\n" + line).utf8))
  }
}
