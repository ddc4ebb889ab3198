import BenchmarkStatistics
import Foundation

/// One study of the comparison: a line of the table of studies.
struct StudyRecord {
  let problem: String
  let minimum: Double
  let tuner: String
  let version: String
  let seed: UInt64
  let trials: Int
  /// The best feasible value; nil if no trial was feasible.
  let best: Double?

  /// How far the best value is from the least one; infinite without a feasible trial.
  var regret: Double { best.map { max(0, $0 - minimum) } ?? .infinity }
}

/// The comparison as Markdown and as a table of studies.
struct ComparisonReport {
  /// What it is about, in words.
  struct Words {
    let title: String
    /// The heading of the column of problems.
    let problem: String
    /// What one of the problems is called in a sentence.
    let problems: String
    /// What a regret is, without a full stop.
    let regret: String
    /// What makes the report again.
    let command: String
    /// The file of the studies.
    let studies: String
    /// What else there is to know.
    let remark: String
  }

  let records: [StudyRecord]
  /// Ours first: each of the others is compared with it.
  let tuners: [String]
  let peers: [String]
  let words: Words
  let environment: [(name: String, value: String)]

  /// A line per study.
  var table: String {
    records.reduce("\(words.problems),tuner,version,seed,trials,best,regret\n") { text, record in
      let best = record.best.map { "\($0)" } ?? ""
      return text
        + "\"\(record.problem)\",\"\(record.tuner)\",\(record.version),\(record.seed),"
        + "\(record.trials),\(best),\(record.regret)\n"
    }
  }

  /// Medians with their intervals, and the score against each tuner.
  var markdown: String {
    """
    # \(words.title)

    \(words.regret): the median
    of \(seeds) seeds and, below it, order statistics that hold the median with 95 % confidence or more.
    Less is better. Every study is a line of `\(words.studies)`; all were made in one run of

        \(words.command)

    \(words.remark)
    Hyperopt knows no constraints: it is given 10⁹ (1 + violation) for infeasible trials, which ranks
    them as the others do. A study without a feasible trial counts as worst.

    | Measured with | |
    |---|---|
    \(environment.map { "| \($0.name) | \($0.value) |" }.joined(separator: "\n"))

    ## Regret

    | \(words.problem) | \(tuners.joined(separator: " | ")) |
    |---|\(tuners.map { _ in "--:" }.joined(separator: "|"))|
    \(problems.map(row).joined(separator: "\n"))

    ## Ours beside each

    *Better* and *worse* where the intervals of the medians do not overlap, else *even*. The last column
    counts those where our median is the lower one, whatever the intervals.

    | \(tuners[0]) beside | better | even | worse | lower median |
    |---|--:|--:|--:|--:|
    \(tuners.dropFirst().map(score).joined(separator: "\n"))

    \(verdict)

    """
  }

  private var problems: [String] {
    records.reduce(into: []) { if !$0.contains($1.problem) { $0.append($1.problem) } }
  }
  private var seeds: Int { Set(records.map(\.seed)).count }

  private func interval(_ problem: String, _ tuner: String) -> MedianInterval {
    let chosen = records.filter { $0.problem == problem && $0.tuner == tuner }
    return MedianInterval(of: chosen.map(\.regret))
  }

  private func row(_ problem: String) -> String {
    let intervals = tuners.map { interval(problem, $0) }
    let least = intervals.map(\.median).min()
    let cells = intervals.map { interval in
      let median = figure(interval.median)
      return (interval.median == least ? "**\(median)**" : median)
        + "<br>\(figure(interval.range.lowerBound)) – \(figure(interval.range.upperBound))"
    }
    return "| \(problem) | " + cells.joined(separator: " | ") + " |"
  }

  private enum Result { case better, even, worse }

  private func result(_ problem: String, _ tuner: String) -> Result {
    let (ours, theirs) = (interval(problem, tuners[0]), interval(problem, tuner))
    if ours.range.upperBound < theirs.range.lowerBound { return .better }
    return theirs.range.upperBound < ours.range.lowerBound ? .worse : .even
  }

  private func score(_ tuner: String) -> String {
    let results = problems.map { result($0, tuner) }
    let lower = problems.count { interval($0, tuners[0]).median < interval($0, tuner).median }
    let counts = [Result.better, .even, .worse].map { wanted in results.count { $0 == wanted } }
    return "| \(tuner) | " + counts.map(String.init).joined(separator: " | ")
      + " | \(lower) of \(problems.count) |"
  }

  private var verdict: String {
    let losses = peers.flatMap { peer in
      problems.filter { result($0, peer) == .worse }.map { "\($0) (\(peer))" }
    }
    let higher = peers.flatMap { peer in
      problems.filter { interval($0, tuners[0]).median > interval($0, peer).median }
        .map { "\($0) (\(peer))" }
    }
    return
      (losses.isEmpty
      ? "Outside of the intervals, ours is worse than neither peer on any \(words.problems)."
      : "Ours is worse, outside of the intervals, on \(losses.joined(separator: ", ")).")
      + (higher.isEmpty
        ? " Its median is the higher one on none."
        : " Its median is the higher one, within the intervals or not, on "
          + "\(higher.joined(separator: ", ")).")
  }

  private func figure(_ value: Double) -> String {
    guard value.isFinite else { return "none" }
    return value == 0
      ? "0" : String(format: abs(value) < 0.01 || value >= 1e4 ? "%.1e" : "%.3g", value)
  }
}
