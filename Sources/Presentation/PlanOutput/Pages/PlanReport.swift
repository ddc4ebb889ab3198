import Annealing
import Documents
import Figures
public import InstanceSources
public import PatrolModel
import PlanFiles
public import Reports
import ScheduleChecking

extension PlanPage {
  /// A page about a schedule whose making is not known; the checker says what it is worth.
  ///
  /// - Parameters:
  ///   - schedule: The schedule.
  ///   - instance: The shift.
  ///   - optimum: What is recorded about the shift's optimum.
  ///   - source: Where the schedule is from, as a file's name.
  public init(
    judging schedule: Schedule, of instance: PatrolInstance, optimum: KnownOptimum?, source: String
  ) {
    self.init(of: instance, schedule: schedule, answer: "")
    let verdict = ScheduleChecker(instance).judge(schedule)
    let isOptimal = optimum.map { $0.isProven && $0.travel == verdict.totalTravel } ?? false
    let gap = optimum?.gap(of: verdict.totalTravel)
    judge(
      verdict,
      worth: isOptimal
        ? ", which is recorded as the least possible"
        : gap.map { ", \(Figure.percent($0, decimals: 1)) above the best recorded" } ?? "")
    facts = [ReportFact("Plan", source)] + PlanReport.facts(of: instance)
  }

  /// A page about what `temper solve` or `temper exact` wrote.
  ///
  /// - Parameters:
  ///   - document: The result.
  ///   - instance: The shift that it is about.
  ///   - file: What errors call the result.
  /// - Throws: ``ReportError`` if the result is about another shift, or its plan does not fit this.
  public init(
    _ document: ResultDocument, of instance: PatrolInstance, file: String
  ) throws(ReportError) {
    guard document.instance.fingerprint == instance.fingerprint else {
      throw .otherInstance(
        file: file, about: "\(document.instance.name) (\(document.instance.fingerprint))",
        given: "\(instance.name) (\(instance.fingerprint))")
    }
    let schedule = try document.plan(of: instance, file: file)
    self.init(of: instance, schedule: schedule, answer: "")
    if let schedule {
      judge(ScheduleChecker(instance).judge(schedule), worth: document.worth)
    } else {
      explainAbsence(document)
    }
    search = document.search.flatMap { SearchCurves($0, bound: document.boundMinutes) }
    facts = PlanReport.facts(of: instance) + document.facts
    details = document.details
    day = document.day
  }

  /// Says what the checker finds.
  private mutating func judge(_ verdict: Verdict, worth: String) {
    let moves = verdict.cars.reduce(0) { $0 + $1.moves }
    if verdict.isFeasible {
      answer =
        "This plan \(verdict.prices == .zero ? "meets every demand" : "keeps every rule") and moves "
        + "cars \(verdict.totalTravel) minutes in all\(worth)."
    } else {
      isWarning = true
      answer =
        "This plan does not keep the rules: "
        + (verdict.violationCount == 1 ? "1 is broken." : "\(verdict.violationCount) are broken.")
      obstacles = verdict.violations.prefix(PlanReport.listed).map(\.description)
      if verdict.violationCount > obstacles.count {
        obstacles.append("and \(verdict.violationCount - obstacles.count) more")
      }
      broken = BrokenCells(verdict.violations, of: instance)
    }
    let travels = verdict.cars.map(\.travel)
    let mean = verdict.totalTravel.value / Double(max(1, travels.count))
    if let worst = verdict.cars.max(by: { $0.travel < $1.travel }), worst.travel > .zero {
      notes.append(
        "On average a car travels \(Figure.fixed(mean, 1)) minutes. Car \(worst.car) travels most: "
          + "\(worst.travel) minutes in \(Figure.count(worst.moves, "move")).")
    }
    if let schedule { notes += PlanWords(schedule, of: instance, prices: verdict.prices).notes }
    let spread = (travels.max() ?? .zero) - (travels.min() ?? .zero)
    figures = [
      ReportFigure("\(verdict.totalTravel) min", "travel of all cars"),
      ReportFigure("\(moves)", "moves"),
      ReportFigure("\(verdict.longestTravel) min", "travel of the worst car"),
      ReportFigure("\(Figure.fixed(mean, 1)) min", "travel of a car, mean"),
      ReportFigure("\(spread) min", "between worst and best car"),
      ReportFigure(
        "\(verdict.cars.map(\.longestStay).max() ?? 0) × \(instance.shift.stepMinutes) min",
        "longest stay in a sector"),
      ReportFigure(
        verdict.isFeasible ? "all kept" : "\(verdict.violationCount) broken",
        "rules, says the checker", isWarning: !verdict.isFeasible),
    ]
  }

  private mutating func explainAbsence(_ document: ResultDocument) {
    isWarning = true
    // A cause explains what the best attempt breaks, which is only a symptom of it.
    let causes = document.conflicts + document.limitCauses(of: instance)
    obstacles = causes.isEmpty ? document.breaches : causes
    if causes.isEmpty, !obstacles.isEmpty {
      obstacleHeading = "What the best attempt breaks"
      notes.append("These are symptoms: which rule or demand causes them is not known.")
    }
    if document.status == "infeasible" || !causes.isEmpty {
      answer = "There is no plan that meets every demand and keeps every rule; that is proven."
    } else {
      answer = "No plan was found. Whether there is one is not known."
      notes += document.diagnosis.map { ["The verdict of the search: \($0.verdict)."] } ?? []
    }
    if let remedy = document.remedy {
      notes.append(
        "Without these rules there is one, with \(Figure.fixed(remedy.travelMinutes, 1)) minutes of "
          + "travel: " + remedy.takenBack.joined(separator: "; ") + ".")
    }
  }
}

/// What pages about plans have in common.
enum PlanReport {
  /// The most broken rules that a page lists.
  static let listed = 40

  /// What a page says of a shift.
  static func facts(of instance: PatrolInstance) -> [ReportFact] {
    let rules = [instance.presence.description] + [instance.ruleSummary].compactMap(\.self)
    return [
      ReportFact("Shift", "\(instance.name), fingerprint \(instance.fingerprint)"),
      ReportFact("Rules", rules.joined(separator: "; ")),
    ] + (instance.summary.isEmpty ? [] : [ReportFact("Source", instance.summary)])
  }
}

extension ResultDocument {
  /// Limits of travel that no plan can keep, as the bound proves.
  fileprivate func limitCauses(of instance: PatrolInstance) -> [String] {
    guard let boundMinutes, let limit = instance.rules.carTravelLimit else { return [] }
    let allowed = limit.value * Double(instance.carCount)
    guard boundMinutes > allowed else { return [] }
    return [
      "\(instance.carCount) cars may travel \(limit) minutes each, \(Figure.fixed(allowed, 1)) in "
        + "all, and no plan travels less than \(Figure.fixed(boundMinutes, 1))"
    ]
  }

  /// How good the plan is, after a statement of its minutes.
  fileprivate var worth: String {
    if status == "optimal" || provenGap == 0 { return ", which is proven the least possible" }
    if let provenGap {
      return ", proven within \(Figure.percent(provenGap, decimals: 1)) of the least possible"
    }
    guard let optimum, let gap = optimum.gap else {
      return "; how many of them are needed is not known"
    }
    let kind = optimum.proven ? "least possible" : "best known"
    return gap == 0
      ? ", the \(kind) on record"
      : ", \(Figure.percent(gap, decimals: 1)) above the \(kind) on record"
  }

  /// The plan in the result; nil if there is none.
  fileprivate func plan(
    of instance: PatrolInstance, file: String
  ) throws(ReportError) -> Schedule? {
    guard !schedule.isEmpty else { return nil }
    let entries = schedule.map {
      ScheduleEntry(car: .init($0.car), stepNumber: $0.step, sector: .init($0.sector))
    }
    do { return try Schedule(entries: entries, of: instance) } catch {
      throw .plan(file: file, words: "\(error)")
    }
  }

  /// How the plan was made.
  fileprivate var facts: [ReportFact] {
    var facts: [ReportFact] = []
    if let search {
      facts.append(
        ReportFact(
          "Method", "annealing, \(Figure.grouped(search.steps)) steps, seed \(search.seed)"))
    }
    if let exact {
      let solver = exact.solver.map { " by \($0)" } ?? ""
      facts.append(ReportFact("Method", "exact: \(exact.method)\(solver), seed \(exact.seed)"))
    }
    if let run {
      facts += [
        ReportFact(
          "Run",
          "\(Figure.fixed(run.searchSeconds, 2)) s on "
            + "\(Figure.count(run.threads, "thread")), ended by: \(run.ended)"),
        ReportFact("Program", "Temper \(run.temper)"), ReportFact("Command", run.command),
      ]
    }
    return facts
  }

  /// What only those want to know who know the method.
  fileprivate var details: [ReportFact] {
    var facts: [ReportFact] = []
    if let search {
      let weights = search.weightsMinutes.sorted { $0.key < $1.key }
        .map { "\($0.key) \(Figure.fixed($0.value, 1))" }.joined(separator: ", ")
      facts += [
        ReportFact(
          "Annealing",
          "annealing (\(search.algorithm), \(search.moves) moves), \(search.replicas) replicas, seed "
            + "\(search.seed), \(Figure.grouped(search.steps)) steps of each"),
        ReportFact("Penalty weights", "\(weights) minutes; \(search.weightsReason)"),
      ]
    }
    return facts
  }
}

extension SearchCurves {
  /// The curves of a recorded search; nil if its figures make no sense.
  fileprivate init?(_ search: ResultDocument.Search, bound: Double?) {
    let sane = { (value: Double) in abs(value) < 1e12 }
    guard search.incumbents.allSatisfy({ sane($0.energyMinutes) && $0.step >= 0 }),
      search.temperaturesMinutes.allSatisfy({ sane($0) && $0 > 1e-12 }),
      search.exchangeRates.allSatisfy({ (0...1).contains($0) }), bound.map(sane) ?? true
    else { return nil }
    self.init(
      incumbents: search.incumbents.map {
        Incumbent(step: $0.step, minutes: $0.energyMinutes, violation: $0.violation)
      }, steps: search.steps, bound: bound, temperatures: search.temperaturesMinutes,
      exchangeRates: search.exchangeRates, roundTrips: search.roundTrips)
  }
}
