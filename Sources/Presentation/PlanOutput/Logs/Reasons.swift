import Contradictions
import ExactScheduling
import Figures
package import PatrolModel
import PenaltyModel
package import Planning
import RosterPrograms
package import Rosters

extension RosterOutcome {
  /// Why there is no plan, and what would have one; empty if there is one.
  package var reasons: [Sentence] {
    switch status {
    case .optimal, .feasible: []
    case .infeasible:
      conflicts.map(\.sentence)
        + (remedy.map {
          [.wayOut(minutes: Figure.fixed(Double($0.cost) / 1000, 1), without: $0.takenBack)]
        } ?? [])
    case .noneFound: [.moreTime]
    }
  }
}

extension ExactOutcome {
  /// Why the shift has no plan, and what would have one; empty if there is one.
  package func reasons(of instance: PatrolInstance) -> [Sentence] {
    switch status {
    case .optimal, .feasible: []
    case .infeasible:
      instance.reasons(conflicts)
        + (remedy.map { [.wayOut(minutes: "\($0.cost)", without: $0.takenBack)] } ?? [])
    case .noneFound: [.moreTime]
    }
  }
}

extension SolveOutcome {
  /// More broken rules than these are counted only.
  static let listed = 5

  /// Why the shift has no plan, or what the best that was found breaks; empty if there is a plan.
  package func reasons(of instance: PatrolInstance) -> [Sentence] {
    switch status {
    case .feasible: []
    case .infeasible: instance.reasons(conflicts)
    case .noneFound: broken(in: instance) + [.moreTime]
    }
  }

  /// What the best that was found breaks.
  func broken(in instance: PatrolInstance) -> [Sentence] {
    let more = breaches.count - Self.listed
    return breaches.prefix(Self.listed).map { $0.sentence(in: instance) }
      + (more > 0 ? [Sentence(.breachMore, ["count": more], "and \(more) more")] : [])
  }
}

extension PatrolInstance {
  /// Why there is no plan, and which rule of presence would have one.
  func reasons(_ conflicts: [PlanningConflict]) -> [Sentence] {
    let known =
      conflicts.isEmpty
      ? [Sentence(.noPlan, "no plan meets the demand and keeps all rules")]
      : conflicts.map(\.sentence)
    let other = keepablePresence().map { rule in
      Sentence(
        .otherPresence, parts: [rule.sentence], "Or take another rule: this shift can keep \(rule)")
    }
    return known + (other.map { [$0] } ?? [])
  }
}

extension Sentence {
  /// More time may help.
  fileprivate static let moreTime = Sentence(.moreTime, "more time may help")

  /// What is there without some rules.
  fileprivate static func wayOut(minutes: String, without rules: [PlanningRule]) -> Sentence {
    Sentence(
      .wayOut, ["minutes": minutes], parts: rules.map(\.sentence),
      "A plan of \(minutes) minutes is there without "
        + rules.map { "'\($0)'" }.joined(separator: " and "))
  }
}
