public import PatrolModel

/// Which rules of a shift cannot all be kept, and which to take back for a plan.
public struct ConflictReport<Cost: Sendable & Hashable>: Hashable, Sendable {
  /// Assignments that are past and were never left out; none if the past itself breaks rules.
  public let past: [PlanningRule]
  /// Rules that cannot all be kept, and any one less could be; by conflict.
  public let conflicts: [[PlanningRule]]
  /// One rule of each conflict: without these the shift has a plan.
  public let takenBack: [PlanningRule]
  /// What a plan costs then, by the oracle.
  public let cost: Cost
}

/// Finds out which rules of an infeasible shift cannot all be kept, and which to take back.
///
/// Rules are left out one after the other; what the shift stays infeasible without is not part of the
/// conflict (the deletion filter of Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157). General
/// rules are left out first, so that the conflict names single cars where it can.
public struct ConflictSearch<Cost, Failure>
where Cost: Sendable & Hashable & Comparable, Failure: Error {
  /// The least that a plan of a shift costs, or near it; `nil` if it has no plan.
  ///
  /// Its second argument is whether any plan will do, so that its cost does not matter.
  public typealias Oracle = (PatrolInstance, _ anyWillDo: Bool) throws(Failure) -> Cost?

  private let leastCost: Oracle

  /// Creates a search that asks an oracle again and again.
  public init(_ leastCost: @escaping Oracle) { self.leastCost = leastCost }

  /// Rules that cannot all be kept, and any one less could be; `nil` if no rule is to blame.
  ///
  /// - Throws: What the oracle throws.
  public func conflict(on instance: PatrolInstance) throws(Failure) -> [PlanningRule]? {
    let past = try past(of: instance)
    let rules = instance.planningRules.filter { !past.contains($0) }
    let found = try smallest(of: rules, after: past, in: instance)
    return found.isEmpty ? nil : found
  }

  /// Searches; `nil` if the shift has no plan even without any rule.
  ///
  /// Conflicts that are `known` to be minimal are taken as they are.
  ///
  /// - Throws: What the oracle throws.
  public func report(
    on instance: PatrolInstance, known: [[PlanningRule]] = []
  ) throws(Failure) -> ConflictReport<Cost>? {
    let past = try past(of: instance)
    var rules = instance.planningRules.filter { !past.contains($0) }
    var known = known.map { conflict in conflict.filter { !past.contains($0) } }
    var conflicts: [[PlanningRule]] = []
    var takenBack: [PlanningRule] = []
    while true {
      known.removeAll { $0.isEmpty || !$0.allSatisfy(rules.contains) }
      if known.isEmpty, let cost = try leastCost(instance.keeping(past + rules), false) {
        return ConflictReport(
          past: past, conflicts: conflicts, takenBack: takenBack, cost: cost)
      }
      let conflict =
        if let first = known.first { first } else {
          try smallest(of: rules, after: past, in: instance)
        }
      guard !conflict.isEmpty else { return nil }
      conflicts.append(conflict)
      let rule = try cheapest(of: conflict, among: past + rules, in: instance)
      takenBack.append(rule)
      rules.removeAll { $0 == rule }
    }
  }

  /// What is past cannot be taken back, unless there is no plan with nothing else.
  private func past(of instance: PatrolInstance) throws(Failure) -> [PlanningRule] {
    let next = StepIndex(instance.pastStepCount)
    let past = instance.planningRules.filter { rule in
      if case .fixed(let one, _) = rule { one.step < next } else { false }
    }
    guard !past.isEmpty else { return [] }
    return try hasPlan(instance.keeping(past)) ? past : []
  }

  /// A set of rules without a plan after what is past, of which none can be left out.
  private func smallest(
    of rules: [PlanningRule], after past: [PlanningRule], in instance: PatrolInstance
  ) throws(Failure) -> [PlanningRule] {
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

  /// The rule without which the shift has the cheapest plan; the last one if no single one does.
  private func cheapest(
    of conflict: [PlanningRule], among rules: [PlanningRule], in instance: PatrolInstance
  ) throws(Failure) -> PlanningRule {
    var best: (rule: PlanningRule, cost: Cost)?
    for rule in conflict {
      let cost = try leastCost(instance.keeping(rules.filter { $0 != rule }), false)
      if let cost, best.map({ cost < $0.cost }) ?? true { best = (rule, cost) }
    }
    return best?.rule ?? conflict[conflict.count - 1]
  }

  private func hasPlan(_ instance: PatrolInstance) throws(Failure) -> Bool {
    try leastCost(instance, true) != nil
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
    case .roster(let rule): 8 + rule.kind
    }
  }
}

extension RosterRule {
  /// Rules of a kind have the same number.
  fileprivate var kind: Int {
    switch self {
    case .minimumStay: 0
    case .moveLimit, .carMoveLimit: 1
    case .carTravelLimit: 2
    case .end: 3
    case .sectorPresence: 4
    case .classMaximum: 5
    case .pair: 6
    }
  }
}
