import StudyStore
import Texts
import Tuning
public import WeightTuning

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
    let table = TrialTable(of: record)
    var lines = ["Instance  \(record.instance.name) (\(record.instance.fingerprint))"]
    lines += record.members.map { "          \($0.name) (\($0.fingerprint))" }
    lines.append("Begun     by temper \(record.tool): \(record.command)")
    lines.append("Settings  seed \(record.seed), " + settings.joined(separator: ", "))
    lines += record.warmStart?.sources.map(words) ?? []
    lines.append("Trials    \(trials.count - running) finished, \(running) running")
    lines += ["", table.header] + table.rows(trials)
    if let best { lines += ["", words(best)] }
    lines += confirmations.compactMap(words)
    return lines
  }

  /// The best complete trial.
  var best: Trial? { TrialRank.ranked(trials).first { $0.value != nil } }

  /// The values of a trial's parameters, as in `A 12.5, B 9.0`.
  func parameterWords(of trial: Trial) -> String {
    zip(record.space.entries, trial.parameters).map { entry, value in
      "\(entry.name) \(StudyFindings.value(entry, value))"
    }.joined(separator: ", ")
  }

  private func words(_ source: WarmStart.Source) -> String {
    let numbers = source.trials.map(String.init).joined(separator: ", ")
    return "Start     trials \(numbers) of \(source.path), of \(source.instance.name) "
      + "(\(source.instance.fingerprint))"
  }

  private func words(_ confirmation: TrialConfirmation) -> String? {
    confirmation.rate.map { rate in
      "Confirmed trial \(confirmation.trial): \(rate.words), with other seeds"
        + (record.members.isEmpty ? "" : ", on \(confirmation.instance)")
    }
  }

  private func words(_ best: Trial) -> String {
    "Best      trial \(best.number): \(parameterWords(of: best))"
      + (best.feasibleRate.map { "; \($0.words)" } ?? "")
  }
}
