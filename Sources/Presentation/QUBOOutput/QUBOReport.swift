import Documents
import Figures
import Foundation
public import Reports

extension QUBOResultDocument {
  /// The result as a page.
  public var page: RunPage {
    let target =
      switch (reachedTarget.value, secondsToTarget.value) {
      case (true, let seconds?): ", which reached the target after \(Figure.fixed(seconds, 2)) s"
      case (true, nil): ", which reached the target"
      case (false, _): "; the target was not reached"
      case (nil, _): ""
      }
    let extreme = sense == "max" ? "greatest" : "least"
    let rate = spinUpdates.value.map { Double($0) / max(seconds, 1e-9) }
    return RunPage(
      subject: "\(file): \(Figure.grouped(variables)) bits, \(Figure.grouped(pairs)) pairs",
      answer: "The \(extreme) value found is \(value)\(target).",
      figures: [
        ReportFigure("\(value)", "value"), ReportFigure("\(energy)", "energy"),
        ReportFigure(Figure.grouped(steps), "steps of each replica"),
        ReportFigure("\(Figure.fixed(secondsToBest, 2)) s", "until the best state"),
      ] + (rate.map { [ReportFigure(Self.short($0), "spin updates per second")] } ?? []),
      search: curves, facts: facts)
  }

  private var curves: SearchCurves? {
    let sane = { (value: Double) in abs(value) < 1e12 }
    let states = incumbents.map {
      (step: $0.step, energy: $0.energy.double)
    }
    guard states.allSatisfy({ sane($0.energy) && $0.step >= 0 }),
      temperatures.allSatisfy({ sane($0) && $0 > 1e-12 }),
      exchangeRates.allSatisfy({ (0...1).contains($0) })
    else { return nil }
    var curves = SearchCurves(
      incumbents: states.map { .init(step: $0.step, minutes: $0.energy, violation: 0) },
      steps: steps, bound: nil, temperatures: temperatures, exchangeRates: exchangeRates,
      roundTrips: roundTrips)
    curves.unit = "energy"
    return curves
  }

  private var facts: [ReportFact] {
    [
      ReportFact("Function", "\(file)\(format.value.map { ", format \($0)" } ?? "")"),
      ReportFact("Method", "annealing (\(algorithm)), \(replicas) replicas, seed \(seed)"),
      ReportFact(
        "Run",
        "\(Figure.fixed(seconds, 2)) s on \(Figure.count(threads, "thread")), ended "
          + "by: \(stopReason)"),
    ]
  }

  /// A large number with two digits, as in `5.5e8`.
  private static func short(_ value: Double) -> String {
    guard value.isFinite, value >= 1 else { return "0" }
    let power = Int(log10(value).rounded(.down))
    return "\(Figure.fixed(value / pow(10, Double(power)), 1))e\(power)"
  }
}
