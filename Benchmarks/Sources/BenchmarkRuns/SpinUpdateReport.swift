/// The table of spin updates per second as Markdown, made of nothing but the recorded runs.
public struct SpinUpdateReport {
  private let runs: [RunRecord]
  private let environment: [EnvironmentEntry]

  /// The report of these runs; those that made no spin updates are left out.
  public init(runs: [RunRecord], environment: [EnvironmentEntry]) {
    self.runs = runs.filter { $0.key.target == nil && $0.rate != nil }
    self.environment = environment
  }

  /// The report.
  public var markdown: String {
    var text = """
      # Spin updates per second

      How to read this: [docs/method/benchmarks.md](../../docs/method/benchmarks.md). All runs are
      lines of `spin-updates.csv`; this page is made of them by `make bench-render`.


      """
    text += EnvironmentEntry.markdown(environment)
    var table = MarkdownTable([
      "Instance", "Solver", "Version", "Runs", "Median per s", "Range", "Temper's median ratio",
      "Settings",
    ])
    for instance in Instance.catalogue {
      for row in rows(of: instance.name) { table.append(row) }
    }
    return text + table.markdown
  }

  private func rows(of instance: String) -> [[String]] {
    let chosen = runs.filter { $0.key.instance == instance }
    return RunGroup.all(of: chosen).map { group in
      let rates = group.runs.compactMap(\.rate)
      return [
        instance, group.key.solver, group.key.version, "\(rates.count)",
        Figures.scientific(Figures.median(rates) ?? 0),
        Figures.scientific(rates.min() ?? 0) + " – " + Figures.scientific(rates.max() ?? 0),
        ratio(of: group.runs, among: chosen), group.settings,
      ]
    }
  }

  /// The median over seeds of Temper's rate by this solver's, each pair measured back to back.
  private func ratio(of own: [RunRecord], among runs: [RunRecord]) -> String {
    let ratios = own.compactMap { run -> Double? in
      let partner = runs.last { $0.key.solver.hasPrefix("temper") && $0.key.seed == run.key.seed }
      guard let temper = partner?.rate, let rate = run.rate else { return nil }
      return temper / rate
    }
    return Figures.median(ratios).map { Figures.digits($0) } ?? "-"
  }
}

extension RunRecord {
  /// The spin updates per second of solving; nil if the solver does not count them.
  var rate: Double? {
    guard let updates = outcome.spinUpdates, outcome.seconds > 0 else { return nil }
    return Double(updates) / outcome.seconds
  }
}
