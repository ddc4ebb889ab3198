import Comparing
public import Reports

extension ComparisonDocument {
  /// The comparison as the page that shows it.
  public var page: ComparisonPage {
    ComparisonPage(
      answer: answer, notes: answers, methods: settings.contenders.map { ($0.name, $0.words) },
      panels: instances.map(panel),
      tables: [
        .init(
          heading: "Gaps to the proven optimum, medians",
          columns: gapTable.columns, rows: gapTable.rows),
        .init(heading: "Figures", columns: Self.columns, rows: summaries.map(cells)),
      ],
      facts: facts.map { ReportFact($0.label, $0.value) })
  }

  private func panel(_ instance: Instance) -> ComparisonPage.Panel {
    let curves = runs.filter { $0.instance == instance.name }.map { run in
      ComparisonPage.Curve(
        name: run.method,
        plans: run.trajectory.compactMap { point in point.minutes.map { (point.seconds, $0) } },
        bounds: run.trajectory.compactMap { point in
          point.boundMinutes.map { (point.seconds, $0) }
        }, end: run.seconds)
    }
    return ComparisonPage.Panel(
      title: instance.name,
      subtitle: "\(instance.cars) cars, \(instance.sectors) sectors, \(instance.steps) steps, "
        + instance.presence,
      optimum: instance.optimumMinutes, curves: curves)
  }
}
