import DelimitedText
import StudyStore
import Tuning

extension StudyContent {
  /// The study as CSV: a line per trial, with everything that any trial measured.
  public var csv: String {
    let names = Set(trials.flatMap(\.measurements.keys)).sorted()
    let heading =
      ["trial", "state"] + record.space.entries.map(\.name) + ["value", "violation"] + names
    var table = DelimitedWriter()
    table.append(heading.map { DelimitedWriter.Cell.text($0) })
    for trial in trials {
      let parameters = zip(record.space.entries, trial.parameters).map { entry, value in
        value.number.map { DelimitedWriter.Cell.decimal($0) }
          ?? .text(entry.domain.label(of: value) ?? "")
      }
      let results = [trial.value, trial.violation] + names.map { trial.measurements[$0] }
      table.append(
        [.integer(trial.number), .text(trial.state)] + parameters
          + results.map { $0.map { .decimal($0) } ?? .text("") })
    }
    return table.text
  }

  /// The study as a planner reads it: what it is about, its trials, and the best one.
  public var lines: [String] {
    let running = trials.count { $0.outcome == nil }
    let settings = record.settings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let table = TrialTable(of: record.space, optimum: nil, bound: nil)
    let best = TrialRank.ranked(trials).first
    return [
      "Instance  \(record.instance.name) (\(record.instance.fingerprint))",
      "Begun     by temper \(record.tool): \(record.command)",
      "Settings  seed \(record.seed), " + settings.joined(separator: ", "),
      "Trials    \(trials.count - running) finished, \(running) running", "", table.header,
    ] + table.rows(trials) + (best.map { ["", words($0)] } ?? [])
  }

  private func words(_ best: Trial) -> String {
    let values = zip(record.space.entries, best.parameters).map { entry, value in
      "\(entry.name) \(value.number.map { Figures.fixed($0, 1) } ?? entry.domain.label(of: value) ?? "")"
    }
    return "Best      trial \(best.number): \(values.joined(separator: ", "))"
      + (best.feasibleRate.map { "; \($0.words)" } ?? "")
  }
}
