public import PatrolModel

/// Why a shift has no plan.
public enum PlanningConflict: Hashable, Sendable {
  /// The presence rule cannot be kept with this demand.
  case presence(PresenceConflict)
  /// A step cannot be staffed.
  case staffing(StaffingConflict)
  /// Rules that cannot all be kept, though any of them could be without another.
  case rules([PlanningRule])
  /// Something else that shows before any search.
  case other(Sentence)
}

extension PlanningConflict {
  /// The rules that cannot all be kept, if it is about rules that can be taken back.
  public var rules: [PlanningRule]? { if case .rules(let rules) = self { rules } else { nil } }
  /// Whether it is about rules that can be taken back.
  public var isOfRules: Bool { rules != nil }
}

extension PlanningConflict: CustomStringConvertible {
  /// The conflict as a planner says it, with what to do.
  public var description: String { sentence.description }

  /// The conflict as a planner says it, and what programs need to say it in another language.
  public var sentence: Sentence {
    switch self {
    case .presence(let conflict): return conflict.sentence
    case .staffing(let conflict): return conflict.sentence
    case .other(let sentence): return sentence
    case .rules(let rules):
      let parts = rules.map(\.sentence)
      let words = parts.map(\.description)
      guard words.count > 1 else {
        return Sentence(
          .ruleAlone, parts: parts, "with this demand no plan keeps the rule: \(words.joined())")
      }
      return Sentence(
        .rulesTogether, parts: parts,
        "with this demand no plan keeps all of these rules, and any one less would do: "
          + words.joined(separator: "; "))
    }
  }
}

extension PatrolInstance {
  /// What makes the shift impossible, as far as single steps, the presence rule and each car by itself
  /// tell: found in milliseconds, without any search.
  ///
  /// A conflict proves that there is no plan. Without rules for single cars or legs, no conflict
  /// proves that there is one; see ``hasCarRules``.
  public func planningConflicts() -> [PlanningConflict] {
    let known: [PlanningConflict] =
      isRoster
      ? []
      : presenceConflicts().map(PlanningConflict.presence)
        + staffingConflicts().map(PlanningConflict.staffing)
    guard known.isEmpty, isRoster || hasCarRules else { return known }
    return StepConflicts(self).found
  }
}
