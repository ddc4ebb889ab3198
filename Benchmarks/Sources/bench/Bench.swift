import ArgumentParser
import BenchmarkRuns
import Foundation

/// The command line of the benchmarks.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure Temper beside other solvers of QUBOs and max-cut.",
    subcommands: [Discover.self, Run.self, Throughput.self, Render.self, Prepare.self])
}

/// Where things are; by default as `make bench` lays them out.
struct Places: ParsableArguments {
  @Option(help: "The benchmark files.")
  var benchmarks: String =
    ProcessInfo.processInfo.environment["TEMPER_BENCHMARKS"] ?? "../shared/benchmarks"

  @Option(help: "Where unpacked and generated files go.")
  var cache = "Benchmarks/.cache"

  @Option(help: "Where the tables of runs are and go.")
  var reports = "reports/benchmarks"

  @Option(help: "The Python that has the peers.")
  var python = "Benchmarks/.venv/bin/python"

  @Option(help: "The program to measure.")
  var temper = ".build/release/temper"

  var runs: RunTable { RunTable(path: "\(reports)/time-to-target.csv") }
  var throughput: RunTable { RunTable(path: "\(reports)/spin-updates.csv") }
  var discovery: RunTable { RunTable(path: "\(reports)/discovery.csv") }
  var targets: String { "\(reports)/targets.csv" }
}

/// What is measured.
struct Selection: ParsableArguments {
  @Option(parsing: .upToNextOption, help: "The instances, by name.")
  var instances: [String] = Instance.standard.map(\.name)

  @Option(parsing: .upToNextOption, help: "The peers, by name.")
  var peers = [
    "dwave-sa", "openjij-sa", "qubovert-sa", "openjij-sqa", "dwave-tabu", "bifurcation",
  ]

  @Flag(help: "Measure Temper without peers.")
  var alone = false

  @Option(help: "The limit of a run in seconds of solving.")
  var limit = 60.0

  @Option(help: "The processor core that all solvers are pinned to.")
  var core = 0

  @Option(help: "What Temper is given besides file, seed, limit, target and one thread.")
  var temperArguments = ""

  var chosenPeers: [String] { alone ? [] : peers }

  func chosenInstances() throws -> [Instance] {
    try instances.map { name in
      guard let instance = Instance.named(name) else {
        let known = Instance.catalogue.map(\.name).joined(separator: ", ")
        throw ValidationError("there is no instance '\(name)'; known are \(known)")
      }
      return instance
    }
  }
}

/// Unpacks and generates files.
struct Prepare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Unpack and generate the files of instances; done by the others when needed.")

  @OptionGroup var places: Places
  @OptionGroup var selection: Selection

  func run() throws {
    let files = InstanceFiles(folder: places.benchmarks, cache: places.cache)
    for instance in try selection.chosenInstances() { print(try files.path(of: instance)) }
  }
}

/// Finds out what peers can reach.
struct Discover: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let the peers alone search, on seeds of their own, and fix the targets.")

  @OptionGroup var places: Places
  @OptionGroup var selection: Selection

  @Option(help: "How many seeds, from 1001 on.")
  var seeds = 2

  func run() throws {
    let instances = try selection.chosenInstances()
    let solvers = try Peer.named(selection.chosenPeers, python: places.python)
    let session = Session(places: places, selection: selection, table: places.discovery)
    try session.run(solvers, on: instances, seeds: 1_001..<1_001 + seeds) { $0.fileTarget }
    let targets = Targets.chosen(from: try places.discovery.read(), for: Instance.catalogue)
    try Data(Targets.table(targets, of: Instance.catalogue).utf8)
      .write(to: URL(filePath: places.targets), options: .atomic)
  }
}

/// Measures times to targets.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the time to target of Temper and the peers, in turn, seed by seed.",
    discussion: "Targets are read from targets.csv; what it lacks has its best known value.")

  @OptionGroup var places: Places
  @OptionGroup var selection: Selection

  @Option(help: "How many seeds, from 1 on.")
  var seeds = 10

  func run() throws {
    let instances = try selection.chosenInstances()
    let targets = Targets.parsed(
      (try? String(contentsOfFile: places.targets, encoding: .utf8)) ?? "")
    let session = Session(places: places, selection: selection, table: places.runs)
    try session.run(session.contestants(), on: instances, seeds: 1..<1 + seeds) {
      targets[$0.name] ?? $0.fileTarget
    }
    try Render.timeToTarget(places)
  }
}

/// Measures spin updates.
struct Throughput: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure spin updates per second of Temper and the annealing peers, in turn.")

  @OptionGroup var places: Places
  @OptionGroup var selection: Selection

  @Option(help: "How many times each.")
  var pairs = 5

  func run() throws {
    let instances = try selection.chosenInstances()
    let session = Session(places: places, selection: selection, table: places.throughput)
    let solvers = try session.contestants().map { $0.withSettings(throughputSettings) }
    try session.run(solvers, on: instances, seeds: 1..<1 + pairs) { _ in nil }
    try Render.spinUpdates(places)
  }

  /// The same temperatures and sweeps for all peers, whatever suits them best for finding values.
  private func throughputSettings(_ instance: Instance) -> [String: Any] {
    let isDense = instance.cachedName != nil
    return ["hot": 0.5, "cold": 20, "sweeps": isDense ? 500 : 2_000, "dense": isDense]
  }
}

/// Makes the pages.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the Markdown pages again from the tables of runs.")

  @OptionGroup var places: Places

  func run() throws {
    try Render.timeToTarget(places)
    try Render.spinUpdates(places)
  }

  static func timeToTarget(_ places: Places) throws {
    let report = TimeToTargetReport(
      runs: try places.runs.read(), environment: try places.runs.readEnvironment())
    try write(report.markdown, to: "\(places.reports)/time-to-target.md")
  }

  static func spinUpdates(_ places: Places) throws {
    let report = SpinUpdateReport(
      runs: try places.throughput.read(), environment: try places.throughput.readEnvironment())
    try write(report.markdown, to: "\(places.reports)/spin-updates.md")
  }

  private static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    print(path)
  }
}

extension Instance {
  /// The best known value in the sense of the file.
  var fileTarget: Int { published(bestKnown) }
}
