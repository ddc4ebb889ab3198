public import Documents
import Figures
import Foundation
import StudyStore
import Texts
import Tuning
public import WeightTuning

/// Studies side by side, as JSON: format `temper-study-comparison`, version 1.
public struct StudyComparison: JSONDocument, Sendable {
  private let format = "temper-study-comparison"
  private let version = 1
  /// Which study is better and how sure that is, in a sentence or two.
  public let answer: String
  private let comparable: Bool
  private let settings: [String: [String]]
  private let studies: [Line]

  /// Compares studies.
  ///
  /// - Parameter studies: At least two, each with its path.
  public init(_ studies: [(path: String, content: StudyContent)]) {
    let records = studies.map(\.content.record)
    comparable = Set(records.map(\.instance.fingerprint)).count == 1
    settings = Self.differences(records)
    let results = studies.map { Result($0.path, $0.content) }
    let target = comparable ? results.compactMap(\.best?.value).min() : nil
    self.studies = zip(studies, results).map { Line($0.path, $0.content, $1, target: target) }
    answer =
      comparable
      ? Result.answer(results)
      : "The studies cannot be compared: they are about other instances, "
        + records.map { "\($0.instance.name) (\($0.instance.fingerprint))" }
        .joined(separator: ", ") + "."
  }

  /// The settings, seed and start among them, that are not the same in all records.
  private static func differences(_ records: [StudyRecord]) -> [String: [String]] {
    let all = records.map { record in
      record.settings.merging([
        "seed": "\(record.seed)",
        "warm-start": record.warmStart?.sources.map(\.path).joined(separator: ", ") ?? "none",
      ]) { $1 }
    }
    let names = Set(all.flatMap(\.keys))
    return Dictionary(
      uniqueKeysWithValues: names.map { name in (name, all.map { $0[name] ?? "none" }) }
    ).filter { Set($0.value).count > 1 }
  }
}

// MARK: - A study

extension StudyComparison {
  fileprivate struct Line: Encodable {
    let study: String
    let instance: StudyRecord.Instance
    let trials: Int
    let feasibleTrials: Int
    let bestParameters: [String: Double]?
    let bestWords: String
    let unit: Unit
    let bestValue: Double?
    let medianValue: Double?
    let feasibleRuns: Int?
    let runs: Int?
    let interval95: [Double]?
    let trialsToWithinOnePercent: Int?

    init(_ path: String, _ content: StudyContent, _ result: Result, target: Double?) {
      study = path
      instance = content.record.instance
      trials = content.trials.count { $0.outcome != nil }
      let feasible = result.values.filter(\.isFinite)
      feasibleTrials = feasible.count
      bestParameters = result.best.map { best in
        let pairs = zip(content.record.space.entries, best.parameters).compactMap { entry, value in
          value.number.map { (entry.name, $0) }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
      }
      bestWords = result.best.map(content.parameterWords) ?? "none"
      unit = result.unit
      bestValue = result.best?.value
      medianValue = feasible.isEmpty ? nil : feasible[feasible.count / 2]
      let rate = result.best?.feasibleRate
      (feasibleRuns, runs) = (rate?.feasible, rate?.runs)
      interval95 = rate.map { [$0.interval.lowerBound, $0.interval.upperBound] }
      let first = content.trials.first { trial in
        guard let target, trial.isFeasible, let value = trial.value else { return false }
        return value <= target + abs(target) / 100
      }
      trialsToWithinOnePercent = first.map { $0.number + 1 }
    }

    var rate: String {
      guard let feasibleRuns, let runs, let interval95 else { return "-" }
      let ends = interval95.map { Figure.percent($0, decimals: 0) }
      return "\(feasibleRuns) of \(runs) (\(ends[0]) to \(ends[1]))"
    }
  }
}

/// What the values of a study are.
private enum Unit: String, Encodable {
  case minutes
  case bounds = "times the bound"

  func fixed(_ value: Double) -> String { Figure.fixed(value, self == .minutes ? 1 : 4) }
}

/// What a study's trials came to.
private struct Result {
  let path: String
  /// The best feasible trial.
  let best: Trial?
  /// The values of complete and pruned trials, sorted; infinite unless feasible and complete.
  let values: [Double]
  let unit: Unit

  init(_ path: String, _ content: StudyContent) {
    self.path = path
    best = content.best.flatMap { $0.isFeasible ? $0 : nil }
    values = TrialRank.ranked(content.trials).map { trial in
      trial.isFeasible ? trial.value ?? .infinity : .infinity
    }.sorted()
    unit = content.record.members.isEmpty ? .minutes : .bounds
  }

  static func answer(_ results: [Result]) -> String {
    let order = results.filter { $0.best?.value != nil }
      .sorted { ($0.best?.value ?? 0) < ($1.best?.value ?? 0) }
    guard let first = order.first, let least = first.best?.value else {
      return "No study has feasible weights."
    }
    let amount = "\(first.unit.fixed(least)) \(first.unit.rawValue)"
    guard order.count > 1, let second = order[1].best?.value else {
      return "\(first.path) is better: it alone has feasible weights (\(amount))."
    }
    guard least < second else {
      return "\(first.path) and \(order[1].path) have equally good weights (\(amount))."
    }
    let more =
      second == 0
      ? ""
      : ", \(Figure.percent((second - least) / abs(second))) less than "
        + order[1].path
    let sure = results.filter { $0.path != first.path }.map { first.chance(against: $0) }.min() ?? 1
    return "\(first.path) has the better weights: \(amount)\(more). "
      + "This is \(sure >= 0.95 ? "sure" : "not sure"): if trials were drawn again, it would win in "
      + "\(Figure.percent(sure, decimals: 0)) of cases."
  }

  /// The chance that the best of as many trials, drawn again from these, beats the other study's.
  ///
  /// Draws are with replacement, as for the expected best value of Dodge, Gururangan, Card, Schwartz
  /// & Smith 2019 (arXiv:1909.03004, § 3); equal values count half. What rests on one lucky trial is
  /// worth 63 % at most.
  func chance(against other: Result) -> Double {
    Set(values).sorted().reduce(0) { sum, value in
      let (own, its) = (tails(at: value), other.tails(at: value))
      return sum + (own.from - own.past) * (its.past + (its.from - its.past) / 2)
    }
  }

  /// The chances that the best of all draws is no less than a value, and that it is greater.
  private func tails(at value: Double) -> (from: Double, past: Double) {
    let count = Double(values.count)
    let (from, past) = (values.count { $0 >= value }, values.count { $0 > value })
    return (pow(Double(from) / count, count), pow(Double(past) / count, count))
  }
}

// MARK: - As tables

extension StudyComparison {
  /// The answer and an aligned table.
  public var text: String {
    let rows = studies.indices.map(cells)
    let table = TextTable(fitting: rows, titles: columns)
    let lines = [table.header] + rows.map(table.row)
    return answer + "\n\n" + lines.map { $0 + "\n" }.joined()
  }

  /// The answer and a table of Markdown.
  public var markdown: String {
    func row(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return answer + "\n\n" + row(columns) + row(columns.map { _ in "---" })
      + studies.indices.map { row(cells(of: $0)) }.joined()
  }

  /// The table as CSV: a line per study.
  public var csv: String {
    var table = DelimitedWriter()
    for row in [columns] + studies.indices.map(cells) {
      table.append(row.map { DelimitedWriter.Cell.text($0 == "-" ? "" : $0) })
    }
    return table.text
  }

  private var columns: [String] {
    [
      "Study", "Instance", "Trials", "Feasible", "Best weights", "Best", "Median", "Runs feasible",
      "Within 1 % after",
    ] + settings.keys.sorted()
  }

  private func cells(of index: Int) -> [String] {
    let line = studies[index]
    func fixed(_ value: Double?) -> String { value.map(line.unit.fixed) ?? "-" }
    return [
      line.study, line.instance.name, "\(line.trials)", "\(line.feasibleTrials)", line.bestWords,
      fixed(line.bestValue), fixed(line.medianValue), line.rate,
      line.trialsToWithinOnePercent.map { "\($0) trials" } ?? "-",
    ] + settings.sorted { $0.key < $1.key }.map { $0.value[index] }
  }
}
