import BenchmarkStatistics

/// The time-to-target tables as Markdown, made of nothing but the recorded runs.
public struct TimeToTargetReport {
  private let runs: [RunRecord]
  private let environment: [EnvironmentEntry]

  /// The report of these runs; those without a target are left out.
  public init(runs: [RunRecord], environment: [EnvironmentEntry]) {
    self.runs = runs.filter { $0.key.target != nil }
    self.environment = environment
  }

  /// The report.
  public var markdown: String {
    var text = """
      # Time to target

      How to read this: [docs/benchmarks.md](../../docs/benchmarks.md). All runs are lines of
      `time-to-target.csv`; this page is made of them by `make bench-render`.


      """
    text += EnvironmentEntry.markdown(environment)
    for instance in Instance.catalogue {
      let targets = Set(runs.filter { $0.key.instance == instance.name }.compactMap(\.key.target))
      for target in targets.sorted() { text += section(instance, target) }
    }
    return text + settings
  }

  private func section(_ instance: Instance, _ target: Int) -> String {
    let chosen = runs.filter { $0.key.instance == instance.name && $0.key.target == target }
    let published = instance.published(target)
    let remark =
      published == instance.bestKnown
      ? "the best known value" : "best of the peers; best known is \(instance.bestKnown)"
    var table = MarkdownTable([
      "Solver", "Reached", "Median s", "95 % interval", "TTS99 s", "95 % interval", "Best value",
      "Median gap",
    ])
    for solver in solvers(of: chosen) {
      let own = chosen.filter { $0.key.solver == solver.name && $0.key.version == solver.version }
      for limit in Set(own.map(\.key.limit)).sorted() {
        table.append(
          row(solver.name, own.filter { $0.key.limit == limit }, limit: limit, of: instance))
      }
    }
    return "## \(instance.name): target \(published), \(remark)\n\n" + table.markdown
      + disturbance(of: chosen)
  }

  private func row(
    _ solver: String, _ runs: [RunRecord], limit: Double, of instance: Instance
  ) -> [String] {
    let times = runs.map(\.timeToTarget)
    let reached = times.compactMap(\.reachedSeconds).count
    let interval = TimeToTarget.medianInterval(of: times)
    let values = runs.compactMap { $0.outcome.value.map(instance.published) }
    let gaps = values.map { Double(instance.bestKnown - $0) / Double(instance.bestKnown) }
    let solution = TimeToSolution.best(of: times)
    return [
      solver, "\(reached)/\(runs.count)",
      Figures.seconds(TimeToTarget.median(of: times), limit: limit),
      Figures.seconds(interval.lowerBound, limit: limit) + " – "
        + Figures.seconds(interval.upperBound, limit: limit),
      solution.map { Figures.digits($0.seconds()) } ?? "-",
      solution.map {
        Figures.digits($0.seconds(atQuantile: 0.975)) + " – "
          + Figures.digits($0.seconds(atQuantile: 0.025))
      } ?? "-",
      values.max().map(String.init) ?? "-",
      Figures.median(gaps).map { Figures.percent($0, places: 3) } ?? "-",
    ]
  }

  /// Tells how many runs other programs slowed: waiting is no solving, but wall time counts it.
  private func disturbance(of runs: [RunRecord]) -> String {
    let disturbed = runs.filter {
      ($0.outcome.waitedSeconds ?? 0) > 0.05 * $0.outcome.seconds + 0.5
    }
    guard !disturbed.isEmpty else { return "" }
    return
      "\(disturbed.count) of \(runs.count) runs waited for their processor for more than 5 % of "
      + "their time.\n\n"
  }

  private func solvers(of runs: [RunRecord]) -> [(name: String, version: String)] {
    var seen: [(name: String, version: String)] = []
    for run in runs
    where !seen.contains(where: { $0 == (run.key.solver, run.key.version) }) {
      seen.append((run.key.solver, run.key.version))
    }
    return seen
  }

  private var settings: String {
    var table = MarkdownTable(["Solver", "Version", "Instance", "Seeds", "Settings"])
    for instance in Instance.catalogue {
      let chosen = runs.filter { $0.key.instance == instance.name }
      for solver in solvers(of: chosen) {
        let own = chosen.filter { $0.key.solver == solver.name && $0.key.version == solver.version }
        for settings in Set(own.map(\.key.settings)).sorted() {
          let seeds = own.filter { $0.key.settings == settings }.map(\.key.seed)
          table.append([
            solver.name, solver.version, instance.name,
            "\(seeds.min() ?? 0)–\(seeds.max() ?? 0)", "`\(settings)`",
          ])
        }
      }
    }
    return "## Settings\n\n" + table.markdown
  }
}
