public import LinearPrograms
public import PatrolModel

/// Finds out which rules of an infeasible shift cannot all be kept, and which to take back.
///
/// Rules are left out one after the other; what the shift stays infeasible without is not part of the
/// conflict (the deletion filter of Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157). General
/// rules are left out first, so that the conflict names single cars where it can.
public struct ConflictSearch {
  /// The least travel of a shift; `nil` if it has no plan.
  ///
  /// Its second argument is whether any plan will do, so that its travel need not be the least.
  public typealias Oracle = (PatrolInstance, _ anyWillDo: Bool) throws(ExactError) -> Minutes?

  /// What was found out.
  public struct Report: Hashable, Sendable {
    /// Assignments that are past and were never left out; none if the past itself breaks rules.
    public let past: [PlanningRule]
    /// Rules that cannot all be kept, and any one less could be; by conflict.
    public let conflicts: [[PlanningRule]]
    /// One rule of each conflict: without these the shift has a plan.
    public let takenBack: [PlanningRule]
    /// The least travel then.
    public let travel: Minutes
  }

  private let leastTravel: Oracle

  /// Creates a search that asks an oracle again and again.
  public init(_ leastTravel: @escaping Oracle) { self.leastTravel = leastTravel }

  /// Searches; `nil` if the shift has no plan even without any rule.
  ///
  /// - Throws: What the oracle throws.
  public func report(on instance: PatrolInstance) throws(ExactError) -> Report? {
    let past = try past(of: instance)
    var rules = instance.planningRules.filter { !past.contains($0) }
    var conflicts: [[PlanningRule]] = []
    var takenBack: [PlanningRule] = []
    while true {
      if let travel = try leastTravel(instance.keeping(past + rules), false) {
        return Report(past: past, conflicts: conflicts, takenBack: takenBack, travel: travel)
      }
      let conflict = try smallest(of: rules, after: past, in: instance)
      guard !conflict.isEmpty else { return nil }
      conflicts.append(conflict)
      let rule = try cheapest(of: conflict, among: past + rules, in: instance)
      takenBack.append(rule)
      rules.removeAll { $0 == rule }
    }
  }

  /// What is past cannot be taken back, unless there is no plan with nothing else.
  private func past(of instance: PatrolInstance) throws(ExactError) -> [PlanningRule] {
    let next = StepIndex(instance.pastStepCount)
    let past = instance.planningRules.filter { rule in
      if case .fixed(let one, _) = rule { one.step < next } else { false }
    }
    return try hasPlan(instance.keeping(past)) ? past : []
  }

  /// A set of rules without a plan after what is past, of which none can be left out.
  private func smallest(
    of rules: [PlanningRule], after past: [PlanningRule], in instance: PatrolInstance
  ) throws(ExactError) -> [PlanningRule] {
    var conflict = rules
    // Whole kinds first: it saves most of the questions.
    for kind in Set(rules.map(\.kind)).sorted() {
      let fewer = conflict.filter { $0.kind != kind }
      if try !hasPlan(instance.keeping(past + fewer)) { conflict = fewer }
    }
    for rule in conflict {
      let fewer = conflict.filter { $0 != rule }
      if try !hasPlan(instance.keeping(past + fewer)) { conflict = fewer }
    }
    return conflict
  }

  /// The rule without which the shift has the shortest plan; the last one if no single one does.
  private func cheapest(
    of conflict: [PlanningRule], among rules: [PlanningRule], in instance: PatrolInstance
  ) throws(ExactError) -> PlanningRule {
    var best: (rule: PlanningRule, travel: Minutes)?
    for rule in conflict {
      let travel = try leastTravel(instance.keeping(rules.filter { $0 != rule }), false)
      if let travel, best.map({ travel < $0.travel }) ?? true { best = (rule, travel) }
    }
    return best?.rule ?? conflict[conflict.count - 1]
  }

  private func hasPlan(_ instance: PatrolInstance) throws(ExactError) -> Bool {
    try leastTravel(instance, true) != nil
  }
}

extension PlanningRule {
  /// Rules of a kind have the same number; general rules have lower ones.
  fileprivate var kind: Int {
    switch self {
    case .presence: 0
    case .longestLeg: 1
    case .carTravelLimit: 2
    case .classes: 3
    case .classDemand: 4
    case .start: 5
    case .forbidden: 6
    case .fixed: 7
    }
  }
}
