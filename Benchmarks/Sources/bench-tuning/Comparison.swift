import ArgumentParser
import Foundation
import Tuning

/// What all comparisons of tuners take.
struct ComparisonOptions: ParsableArguments {
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

  /// The tuners, ours first.
  func tuners() throws -> (own: [any Contestant], peers: [any Contestant]) {
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
    return (own, peers)
  }

  /// Lets all tuners try all problems with all seeds, and writes `<name>.md` and `<studies>.csv`.
  func compare(
    on problems: [Problem], in words: ComparisonReport.Words, page: String, studies: String
  ) throws {
    let (own, peers) = try tuners()
    var records: [StudyRecord] = []
    for problem in problems {
      for seed in 1...UInt64(max(1, seeds)) {
        FileHandle.standardError.write(Data("\(problem.name), seed \(seed)\n".utf8))
        for tuner in own + peers {
          let best = try tuner.best(on: problem, trials: trials, seed: seed)
          records.append(
            StudyRecord(
              problem: problem.name, minimum: problem.minimum, tuner: tuner.name,
              version: tuner.version, seed: seed, trials: trials, best: best))
        }
      }
    }
    let report = ComparisonReport(
      records: records, tuners: (own + peers).map(\.name), peers: peers.map(\.name), words: words,
      environment: [("Temper", version)] + peers.map { ($0.name, $0.version) }
        + [
          ("Seeds", "1–\(seeds)"),
          ("System", ProcessInfo.processInfo.operatingSystemVersionString),
        ])
    let folder = URL(filePath: reports)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(report.table.utf8).write(to: folder.appending(path: studies), options: .atomic)
    try Data(report.markdown.utf8).write(to: folder.appending(path: page), options: .atomic)
    print(report.markdown)
  }
}
