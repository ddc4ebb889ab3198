import Figures
public import InstanceSources
public import PatrolModel
import PenaltyModel
public import PlanOutput
import Planning
import Reports
import StudyStore
import Tuning
public import WeightTuning

extension StudyPage {
  /// A page about a study of `temper tune`.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - instance: Its shift, from which certified weights and a bound follow; nil leaves them out.
  ///   - optimum: What is recorded about the shift's optimum.
  ///   - file: What errors call the study.
  /// - Throws: ``ReportError/otherInstance(file:about:given:)``.
  public init(
    _ study: StudyContent, of instance: PatrolInstance?, optimum: KnownOptimum?, file: String
  ) throws(ReportError) {
    if let instance, instance.fingerprint != study.record.instance.fingerprint {
      let about = study.record.instance
      throw .otherInstance(
        file: file, about: "\(about.name) (\(about.fingerprint))",
        given: "\(instance.name) (\(instance.fingerprint))")
    }
    let findings = StudyFindings(study, of: instance, optimum: optimum)
    self.init(
      of: findings.subject, answer: findings.answer, parameters: findings.parameters(instance),
      trials: findings.finished.map(findings.drawn),
      objective: findings.unit)
    isWarning = findings.bestFeasible == nil
    best = findings.best?.number
    notes = findings.notes
    figures = findings.figures
    floor = findings.least.map { Mark($0.value, $0.words) }
    settings = findings.defaults(instance)
    if findings.region?.thresholds.contains(where: { $0 != nil }) == true {
      method = StudyFindings.method
    }
    if let shares = findings.importances {
      importances = shares.map { ($0.name, $0.share) }
      importanceWords = findings.words(shares)
    }
    (columns, rows) = (findings.columns, findings.rows)
    confirmation = findings.confirmation
    facts = findings.facts(instance)
  }
}

extension StudyFindings {
  static let method =
    "The region right of and above the dotted lines is what the first sentence speaks of: of all "
    + "such regions the one in which feasible runs outnumber 19 times the failed ones by the most, "
    + "so that each strip along its edges is feasible in 95 % of runs, too."

  fileprivate var subject: String {
    let names = study.record.space.entries.map(\.name).joined(separator: ", ")
    return "Study of \(study.record.instance.name): "
      + Figure.count(finished.count, "trial") + (names.isEmpty ? "" : " of \(names)")
  }

  fileprivate func parameters(_ instance: PatrolInstance?) -> [StudyPage.Parameter] {
    let choice = instance.map { PenaltyBounds($0).sufficient }
    let numeric = numericIndices
    return study.record.space.entries.enumerated().map { index, entry in
      var parameter = StudyPage.Parameter(entry.name, .init(entry.domain))
      if let choice, case .sufficient = choice.reason,
        let weight = PenaltyWeight(rawValue: entry.name).map({ choice.weights[$0] }), weight > .zero
      {
        parameter.certified = .init(weight.value, "certified: \(entry.name) ≥ \(weight)")
      }
      if let region, let place = numeric.firstIndex(of: index),
        let threshold = region.thresholds[place]
      {
        parameter.threshold = .init(threshold, "\(entry.name) ≥ \(Figure.fixed(threshold, 1))")
      }
      return parameter
    }
  }

  /// The weights that `temper solve` takes by itself for the study's moves.
  fileprivate func defaults(
    _ instance: PatrolInstance?
  ) -> [(name: String, values: [Double?])] {
    guard let instance, let moves = study.record.settings["moves"].flatMap(SolveRequest.Moves.init)
    else { return [] }
    let weights = moves.practicalWeights(for: PenaltyBounds(instance)).weights
    let values = study.record.space.entries.map { entry in
      PenaltyWeight(rawValue: entry.name).map { weights[$0].value }
    }
    return [("default weights", values)]
  }

  /// A row for each trial, and instance of several, that ran again at the end.
  fileprivate var confirmation: (columns: [String], rows: [[String]]) {
    let isTeam = !study.record.members.isEmpty
    let rows = study.confirmations.compactMap { confirmation in
      confirmation.rate.map { rate in
        ["\(confirmation.trial)"] + (isTeam ? [confirmation.instance] : [])
          + [
            "\(rate.feasible) of \(rate.runs)",
            "\(Figure.percent(rate.interval.lowerBound, decimals: 0)) to "
              + Figure.percent(rate.interval.upperBound, decimals: 0),
          ]
      }
    }
    return (
      ["Trial"] + (isTeam ? ["Shift"] : []) + ["Feasible runs", "95 % interval of the share"], rows
    )
  }

  fileprivate func drawn(_ trial: Trial) -> StudyPage.Trial {
    let state: StudyPage.Trial.State =
      switch trial.outcome {
      case .complete: trial.isFeasible ? .feasible : .infeasible
      case .pruned: .pruned
      case .failed, nil: .failed
      }
    var drawn = StudyPage.Trial(
      trial.number, words(trial), state: state,
      values: trial.parameters.map { value in
        if case .category(let index) = value { Double(index) } else { value.number }
      })
    drawn.runs = trial.feasibleRate.map { ($0.feasible, $0.runs) }
    drawn.objective = objective(of: trial)
    drawn.violation = trial.violation
    return drawn
  }

  /// How a trial ended, in a line.
  private func words(_ trial: Trial) -> String {
    let rate = trial.feasibleRate.map { "; \($0.feasible) of \($0.runs) runs feasible" } ?? ""
    let result = objective(of: trial).map { "; \(amount($0))" } ?? ""
    let end =
      switch trial.outcome {
      case .pruned: "; pruned"
      case .failed(let reason): "; failed: \(reason.prefix(200))"
      case .complete, nil: ""
      }
    return "trial \(trial.number): \(values(of: trial))\(rate)\(result)\(end)"
  }

  // MARK: - Table and facts

  fileprivate var columns: [String] {
    ["Trial"] + study.record.space.entries.map(\.name) + ["Feasible runs", "95 % interval"]
      + (isMinutes ? ["Median minutes", "Best minutes"] : [unit])
      + (least == nil ? [] : ["Gap"]) + (bestFeasible == nil ? ["Broken units"] : [])
  }

  fileprivate var rows: [[String]] {
    ranked.prefix(10).map { trial in
      let rate = trial.feasibleRate
      let results =
        isMinutes
        ? [trial.medianMinutes, trial.bestMinutes].map { $0.map { Figure.fixed($0, 1) } ?? "" }
        : [trial.value.map { Figure.fixed($0, 4) } ?? ""]
      return ["\(trial.number)"]
        + zip(study.record.space.entries, trial.parameters).map(Self.value)
        + [rate.map { "\($0.feasible) of \($0.runs)" } ?? "", rate.map(Self.interval) ?? ""]
        + results + (least == nil ? [] : [gap(of: trial) ?? ""])
        + (bestFeasible == nil ? [trial.violation.map { Figure.fixed($0, 1) } ?? ""] : [])
    }
  }

  fileprivate func facts(_ instance: PatrolInstance?) -> [ReportFact] {
    let record = study.record
    let ranges = record.space.entries.map { entry in
      switch entry.domain {
      case .real(let range, let scale):
        "\(entry.name) \(Figure.fixed(range.lowerBound, 1)) to "
          + "\(Figure.fixed(range.upperBound, 1)), \(scale.rawValue)"
      default: "\(entry.name) in \(entry.domain)"
      }
    }
    let settings = record.settings.filter { $0.key != "sampler" }.sorted { $0.key < $1.key }
    let members = record.members.map { "\($0.name) (\($0.fingerprint))" }
    let starts = (record.warmStart?.sources ?? []).map { source in
      ReportFact(
        "Started from",
        "trials \(source.trials.map(String.init).joined(separator: ", ")) of \(source.path), about "
          + "\(source.instance.name) (\(source.instance.fingerprint))")
    }
    return [
      ReportFact("Instance", "\(record.instance.name), fingerprint \(record.instance.fingerprint)")
    ]
      + (members.isEmpty ? [] : [ReportFact("Shifts", members.joined(separator: ", "))]) + starts
      + (instance.map { [ReportFact("Certified", PenaltyBounds($0).sufficient.words)] } ?? [])
      + [
        ReportFact("Search space", ranges.joined(separator: "; ")),
        ReportFact("Sampler", "\(record.settings["sampler"] ?? "unknown"), seed \(record.seed)"),
        ReportFact("Settings", settings.map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
        ReportFact("Program", "Temper \(record.tool)"), ReportFact("Command", record.command),
      ]
  }
}

extension StudyPage.Parameter.Axis {
  fileprivate init(_ domain: ParameterDomain) {
    switch domain {
    case .real(let range, .linear): self = .linear(range)
    case .real(let range, .logarithmic): self = .logarithmic(range)
    case .integer(let range, let scale):
      let range = Double(range.lowerBound)...Double(range.upperBound)
      self = scale == .linear ? .linear(range) : .logarithmic(range)
    case .categories(let labels): self = .labels(labels)
    }
  }
}
