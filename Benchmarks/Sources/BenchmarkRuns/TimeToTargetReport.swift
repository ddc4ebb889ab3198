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

      How to read this: [docs/method/benchmarks.md](../../docs/method/benchmarks.md). All runs are
      lines of `time-to-target.csv`; this page is made of them by `make bench-render`.


      """
    text += EnvironmentEntry.markdown(environment)
    for instance in Instance.catalogue {
      let targets = Set(runs.filter { $0.key.instance == instance.name }.compactMap(\.key.target))
      for target in targets.sorted() { text += section(instance, target) }
    }
    return text
  }

  private func section(_ instance: Instance, _ target: Int) -> String {
    let chosen = runs.filter { $0.key.instance == instance.name && $0.key.target == target }
    let published = instance.published(target)
    let remark =
      published == instance.bestKnown
      ? "the best known value" : "best of the peers; best known is \(instance.bestKnown)"
    var table = MarkdownTable([
      "Solver", "Reached", "Median s", "95 % interval", "TTS99 s", "95 % interval", "Best value",
      "Median gap", "Version", "Seeds", "Settings",
    ])
    for group in RunGroup.all(of: chosen) { table.append(row(group, of: instance)) }
    return "## \(instance.name): target \(published), \(remark)\n\n" + table.markdown
      + disturbance(of: chosen)
  }

  private func row(_ group: RunGroup, of instance: Instance) -> [String] {
    let (runs, limit) = (group.runs, group.key.limit)
    let times = runs.map(\.timeToTarget)
    let reached = times.compactMap(\.reachedSeconds).count
    let interval = TimeToTarget.medianInterval(of: times)
    let values = runs.compactMap { $0.outcome.value.map(instance.published) }
    let gaps = values.map { Double(instance.bestKnown - $0) / Double(instance.bestKnown) }
    let solution = TimeToSolution.best(of: times)
    return [
      group.key.solver, "\(reached)/\(runs.count)",
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
      group.key.version, group.seeds, group.settings,
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
}
