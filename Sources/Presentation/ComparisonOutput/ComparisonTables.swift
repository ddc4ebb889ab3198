public import Comparing
import Figures
import Texts

extension ComparisonDocument {
  /// The comparison in a sentence: who reaches the proven optimum how often.
  public var answer: String {
    let shares = settings.contenders.compactMap {
      contender -> (name: String, optimal: Int, runs: Int)? in
      let own = summaries.filter { $0.method == contender.name && $0.optimal != nil }
      guard !own.isEmpty else { return nil }
      return (
        contender.name, own.reduce(0) { $0 + ($1.optimal ?? 0) }, own.reduce(0) { $0 + $1.runs }
      )
    }
    guard let most = shares.map(\.runs).max() else { return "No optimum is proven, by any method." }
    let words = shares.sorted { $0.optimal > $1.optimal }.map { share in
      "\(share.name) in \(share.optimal)" + (share.runs == most ? "" : " of \(share.runs)")
    }
    return "Proven optima reached in \(most) runs each: \(words.joined(separator: ", "))."
  }

  /// The comparison in a sentence per method.
  public var answers: [String] {
    settings.contenders.compactMap { contender in
      let own = summaries.filter { $0.method == contender.name }
      guard !own.isEmpty else { return nil }
      let runs = own.reduce(0) { $0 + $1.runs }
      let gaps = own.compactMap(\.gap?.median).sorted()
      var words = "\(contender.name): "
      let proven = own.reduce(0) { $0 + $1.proven }
      let optimal = own.reduce(0) { $0 + ($1.optimal ?? 0) }
      words += "proven optimum reached in \(optimal) of \(runs) runs"
      if proven > 0 { words += ", proven by the run itself in \(proven)" }
      if let least = gaps.first, let greatest = gaps.last {
        let range = [least, greatest].map { Figure.percent($0) }
        words +=
          range[0] == range[1]
          ? ", median gap \(range[0])" : ", median gaps \(range[0]) to \(range[1])"
      }
      return words + "."
    }
  }

  /// The heads of ``cells(of:)``.
  public static let columns = [
    "Instance", "Optimum", "Method", "Feasible", "Optimal", "Minutes", "Gap, median",
    "Gap, worst", "Bound", "First, s", "Best, s", "Total, s", "Model, s", "MB",
  ]

  /// The median gap of each method, an instance in a row, headed by the names of the methods.
  public var gapTable: (columns: [String], rows: [[String]]) {
    let rows = instances.map { instance in
      [instance.name, instance.optimumMinutes.map { Figure.fixed($0, 1) } ?? "-"]
        + settings.contenders.map { contender in
          summaries.first { $0.instance == instance.name && $0.method == contender.name }?.gap
            .map { Figure.percent($0.median) } ?? "-"
        }
    }
    return (["Instance", "Optimum"] + settings.contenders.map(\.name), rows)
  }

  /// A summary as a row: medians of the runs, the greatest gap, the best bound, the most memory.
  public func cells(of summary: ComparisonSummary) -> [String] {
    func fixed(_ value: Double?, _ decimals: Int) -> String {
      value.map { Figure.fixed($0, decimals) } ?? "-"
    }
    let optimum = instances.first { $0.name == summary.instance }?.optimumMinutes
    return [
      summary.instance, fixed(optimum, 1), summary.method,
      "\(summary.feasible) of \(summary.runs)",
      summary.optimal.map { "\($0) of \(summary.runs)" } ?? "-",
      fixed(summary.minutes?.median, 1),
      summary.gap.map { Figure.percent($0.median) } ?? "-",
      summary.gap.map { Figure.percent($0.greatest) } ?? "-",
      fixed(summary.boundMinutes, 1), fixed(summary.secondsToFirst?.median, 2),
      fixed(summary.secondsToBest?.median, 2), fixed(summary.seconds?.median, 2),
      fixed(summary.buildSeconds?.median, 2), fixed(summary.peakMegabytes, 0),
    ]
  }

  /// What a reader has to know: limits, machine, versions, and the command.
  public var facts: [(label: String, value: String)] {
    let threads = Figure.count(settings.threads, "thread")
    let limit = "\(Figure.fixed(settings.timeLimitSeconds, 0)) s"
    let steps = settings.steps.map { ", annealing \(Figure.grouped($0)) steps at most" } ?? ""
    return [
      (
        "Runs",
        "\(Figure.count(settings.seeds.count, "seed")), \(limit) and \(threads) a run\(steps); methods take turns"
      ),
      ("End", "annealing runs end when they reach an optimum that was proven before"),
      ("Judge", "every plan was judged by the checker, which shares no code with any solver"),
      ("Programs", (["Temper \(temper)"] + solvers).joined(separator: ", ")),
      ("Machine", processor ?? "unknown processor"),
      ("Again", command),
    ]
  }

  /// A page of Markdown: the answer, a table, and how it was made.
  public var markdown: String {
    func row(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    var text = "# Comparison\n\n\(answer)\n\n"
    for answer in answers { text += "- \(answer)\n" }
    text += "\n" + row(Self.columns)
    text += "|" + Self.columns.indices.map { $0 == 0 || $0 == 2 ? "---|" : "--:|" }.joined() + "\n"
    for summary in summaries { text += row(cells(of: summary)) }
    text += "\n## Methods\n\n"
    for contender in settings.contenders {
      text += "- `\(contender.name)`: \(contender.words)\n"
    }
    text += "\n## How it was made\n\n"
    for fact in facts { text += "- \(fact.label): \(fact.value)\n" }
    return text
  }

  /// A line per run.
  public var runsCSV: String {
    var table = DelimitedWriter()
    table.append([
      "instance", "method", "seed", "status", "minutes", "bound_minutes", "checker_accepts",
      "seconds", "model_seconds", "first_plan_seconds", "best_plan_seconds", "peak_megabytes",
      "steps", "failure",
    ])
    for run in runs {
      table.append([
        .text(run.instance), .text(run.method), .text("\(run.seed)"), .text(run.status),
        .number(run.minutes), .number(run.boundMinutes),
        .text(run.checkerAccepts.map { "\($0)" } ?? ""), .number(run.seconds),
        .number(run.buildSeconds), .number(run.secondsToFirst), .number(run.secondsToBest),
        .number(run.peakMegabytes), run.steps.map { .integer($0) } ?? "",
        .text(run.failure ?? ""),
      ])
    }
    return table.text
  }

  /// A line per better plan or bound of every run.
  public var trajectoryCSV: String {
    var table = DelimitedWriter()
    table.append(["instance", "method", "seed", "seconds", "minutes", "bound_minutes"])
    for run in runs {
      for point in run.trajectory {
        table.append([
          .text(run.instance), .text(run.method), .text("\(run.seed)"),
          .number(point.seconds), .number(point.minutes), .number(point.boundMinutes),
        ])
      }
    }
    return table.text
  }
}

extension DelimitedWriter.Cell {
  fileprivate static func number(_ value: Double?) -> Self { value.map { .decimal($0) } ?? "" }
}
