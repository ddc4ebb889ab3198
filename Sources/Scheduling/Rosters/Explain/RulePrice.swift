public import LinearPrograms
public import PatrolModel

/// What a rule, or a unit of demand, costs: the least objective with it, less the least without it.
///
/// Both shifts are planned anew, so that the price is that of the best plans, not of one plan's repair.
public struct RulePrice: Sendable {
  /// What may be left out.
  public enum Part: Hashable, Sendable {
    /// A rule of the shift.
    case rule(PlanningRule)
    /// One car of a cell's need; it may be anywhere at that step then.
    case demand(StepIndex, SectorIndex)
  }

  /// What was left out.
  public let part: Part
  /// The best plan with it.
  public let with: RosterOutcome
  /// The best plan without it.
  public let without: RosterOutcome

  /// Plans a shift with a part of its rules and without it.
  ///
  /// - Parameters:
  ///   - part: What is left out.
  ///   - request: The shift and how to plan it; each of the two has its time.
  /// - Throws: ``ExactError`` if a method was asked for that cannot be had, or an answer is refused.
  public init(of part: Part, _ request: RosterRequest) throws(ExactError) {
    self.part = part
    with = try RosterRun(request).run()
    var changed = request
    changed.instance = request.instance.without(part)
    without = try RosterRun(changed).run()
  }

  /// What it costs in thousandths of minutes; `nil` where one of the two has no plan.
  public var cost: Int? {
    guard let with = with.value, let without = without.value else { return nil }
    return with.thousandths - without.thousandths
  }

  /// Whether both plans are proven the best.
  public var isProven: Bool { with.status == .optimal && without.status == .optimal }
}

extension PatrolInstance {
  /// The shift without a part of its rules.
  public func without(_ part: RulePrice.Part) -> PatrolInstance {
    switch part {
    case .rule(let rule): return keeping(planningRules.filter { $0 != rule })
    case .demand(let step, let sector): return with(lowered(at: step, sector))
    }
  }

  /// The demand with a car less in a cell; at that step any other sector may have it.
  private func lowered(at step: StepIndex, _ sector: SectorIndex) -> Demand {
    Demand(
      ranges: shift.steps.map { row in
        sectorIndices.map { column in
          let range = demand.range(row, column)
          guard row == step else { return range }
          guard column == sector else {
            return DemandRange(
              minimum: range.minimum, target: range.target, maximum: range.maximum + 1)
          }
          // The target stays, so that plans with the car cost what they did.
          return DemandRange(
            minimum: max(0, range.minimum - 1), target: range.target, maximum: range.maximum)
        }
      })
  }

  private func with(_ demand: Demand) -> PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel, rules: rules, roster: roster)
  }
}
