import ArgumentParser
import Foundation
import Tuning
import TuningFunctions

/// Compares tuners on the functions that are reported.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run all tuners on all functions, and write the tables.")

  @Option(help: "The trials of a study.")
  var trials = 40

  @Option(help: "How many seeds, from 1 on.")
  var seeds = 20

  @Option(help: "The Python that has the peers.")
  var python = "Benchmarks/.venv-tuning/bin/python"

  @Option(help: "The program that runs the peers.")
  var script = "Benchmarks/Peers/tuning_peers.py"

  @Option(help: "The folder that the tables go to.")
  var reports = "reports/tuning"

  @Option(help: "The version of Temper that is measured.")
  var version = "unknown"

  func run() throws {
    let own: [any Contestant] = [
      OwnContestant(name: "Temper TPE", version: version, sampler: TPE()),
      OwnContestant(
        name: "Temper TPE, univariate", version: version, sampler: TPE(form: .univariate)),
      OwnContestant(name: "Temper Sobol", version: version, sampler: SobolSampler()),
      OwnContestant(name: "Temper random", version: version, sampler: RandomSampler()),
    ]
    let peers = try ["optuna", "hyperopt"].map {
      try PeerContestant($0, python: python, script: script)
    }
    var records: [StudyRecord] = []
    for function in TestFunction.reported {
      FileHandle.standardError.write(Data("\(function.name)\n".utf8))
      for seed in 1...UInt64(seeds) {
        for tuner in own + peers {
          let best = try tuner.best(on: function, trials: trials, seed: seed)
          records.append(
            StudyRecord(
              function: function.name, minimum: function.minimum, tuner: tuner.name,
              version: tuner.version, seed: seed, trials: trials, best: best))
        }
      }
    }
    try write(
      ComparisonReport(
        records: records, tuners: (own + peers).map(\.name), peers: peers.map(\.name),
        command: "bench-tuning compare --trials \(trials) --seeds \(seeds)",
        environment: environment(peers: peers)))
  }

  private func environment(peers: [PeerContestant]) -> [(name: String, value: String)] {
    [("Temper", version)] + peers.map { ($0.name, $0.version) }
      + [
        ("Seeds", "1–\(seeds)"),
        ("System", ProcessInfo.processInfo.operatingSystemVersionString),
      ]
  }

  private func write(_ report: ComparisonReport) throws {
    let folder = URL(filePath: reports)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(report.table.utf8).write(to: folder.appending(path: "studies.csv"), options: .atomic)
    let page = folder.appending(path: "test-functions.md")
    try Data(report.markdown.utf8).write(to: page, options: .atomic)
    print(report.markdown)
  }
}
