import ArgumentParser
import Foundation
import Tuning
import TuningFunctions

/// Tries settings of our estimator on functions and seeds that are never reported.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare settings of our estimator on functions that are not reported.",
    discussion: """
      Writes training.csv: the logarithm (base 10) of the regret, mean over functions and seeds, less \
      that of random search. Settings differ from the defaults in one thing each.
      """)

  @Option(help: "The trials of a study.")
  var trials = 40

  @Option(help: "How many seeds, from 1001 on.")
  var seeds = 20

  @Option(help: "The folder that the table goes to.")
  var reports = "reports/tuning"

  func run() throws {
    let random = try score(RandomSampler())
    var table = "setting,log10 regret less random search's\n"
    for (name, sampler) in settings {
      let line = "\"\(name)\",\(String(format: "%.3f", try score(sampler) - random))\n"
      FileHandle.standardError.write(Data(line.utf8))
      table += line
    }
    let folder = URL(filePath: reports)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(table.utf8).write(to: folder.appending(path: "training.csv"), options: .atomic)
  }

  private var settings: [(String, any Sampler)] {
    let forms: [(String, any Sampler)] = [
      ("Sobol", SobolSampler()), ("default", TPE()), ("univariate", TPE(form: .univariate)),
    ]
    return forms
      + [5, 10, 15].map { ("startupTrials \($0)", TPE(startupTrials: $0)) }
      + [12, 64].map { ("candidates \($0)", TPE(candidates: $0)) }
      + [0.05, 0.2].map { ("goodShare \($0)", TPE(goodShare: $0)) }
      + [0.03, 0.1, 0.2].map { (width: Double) in ("bandwidth \(width)", TPE(bandwidth: width)) }
      + [0.05, 0.2].map { (width: Double) in
        ("univariate, bandwidth \(width)", TPE(form: .univariate, bandwidth: width))
      }
  }

  /// The mean logarithm of the regret; a study without a feasible trial counts as 10³.
  private func score(_ sampler: any Sampler) throws -> Double {
    let tuner = OwnContestant(name: "", version: "", sampler: sampler)
    var sum = 0.0
    for function in TestFunction.training {
      let problem = Problem(function)
      for seed in 0..<UInt64(seeds) {
        let best = try tuner.best(on: problem, trials: trials, seed: 1_001 + seed)
        sum += log10(max(1e-9, best.map { $0 - function.minimum } ?? 1e3))
      }
    }
    return sum / Double(TestFunction.training.count * seeds)
  }
}
