public import PatrolModel

/// A demand that the presence rule makes impossible to meet: a sector that asks too much in a row.
///
/// An instance without rules for single cars or legs has a schedule if and only if it has no
/// conflict; with such rules a conflict still proves that there is none, but its absence proves
/// nothing. Under `noReturn`, a sector's
/// demands d at steps t − 1 and t + 1 need different cars, so d[t−1] + d[t+1] ≤ n; conversely,
/// steps of equal parity are linked by transports with a zero diagonal, which exist under just
/// these conditions (Hall), and steps of different parity are not linked at all. Under `maxStay`
/// with limit K, each of the n cars serves at most K of any K + 1 steps of a sector.
public struct PresenceConflict: Hashable, Sendable {
  /// The sector that needs too many cars.
  public let sector: Sector
  /// The steps at which it needs them: two that are two apart, or K + 1 in a row.
  public var steps: [StepIndex] {
    stride(from: first.rawValue, through: last.rawValue, by: pace).map { StepIndex($0) }
  }
  /// Cars needed at these steps, added up.
  public let needed: Int
  /// Cars that the fleet can give at these steps, added up.
  public let available: Int
  /// By how much the demand at ``steps`` has to be lowered in total.
  public var excess: Int { needed - available }
  /// The conflict as a planner says it, with what to do, and what programs need to say it in another language.
  public let sentence: Sentence
  /// The conflict as a planner says it, with what to do.
  public var description: String { sentence.description }

  private let first: StepIndex
  private let last: StepIndex
  private let pace: Int

  fileprivate init(
    sector: SectorIndex, in window: StepWindow, needed: Int, available: Int,
    of instance: PatrolInstance, under rule: PresenceRule
  ) {
    self.sector = instance[sector]
    self.needed = needed
    self.available = available
    first = StepIndex(window.first)
    last = StepIndex(window.first + window.span)
    pace = window.pace
    sentence = instance.describe(
      sector, in: window, needed: needed, available: available, under: rule)
  }
}

extension PresenceConflict: CustomStringConvertible {}

/// The steps first, first + pace, …, first + span.
private struct StepWindow {
  var first = 0
  let span: Int
  let pace: Int
  var count: Int { span / pace + 1 }
  var steps: [StepIndex] {
    stride(from: first, through: first + span, by: pace).map { StepIndex($0) }
  }
}

extension PatrolInstance {
  /// What makes the instance infeasible, by first step; empty if it has a schedule.
  ///
  /// Without rules for single cars or legs, an empty list means that there is a schedule.
  ///
  /// - Complexity: O(*T* *m*) for T steps and m sectors.
  public func presenceConflicts() -> [PresenceConflict] { presenceConflicts(under: presence) }

  /// The strictest `max-stay` rule that the shift can keep if it cannot keep its own; `none` if there
  /// is no such rule, and `nil` if the shift has no conflict or rules for single cars.
  public func keepablePresence() -> PresenceRule? {
    guard !hasCarRules, !presenceConflicts().isEmpty else { return nil }
    let limits = 1..<max(1, stepCount)
    let limit = limits.first { presenceConflicts(under: .maxStay(limit: $0)).isEmpty }
    return limit.map { .maxStay(limit: $0) } ?? PresenceRule.none
  }

  private func presenceConflicts(under rule: PresenceRule) -> [PresenceConflict] {
    switch rule {
    case .none: []
    case .noReturn:
      conflicts(
        under: rule, in: StepWindow(span: 2, pace: 2), available: carCount
      ) { first, sector in
        demand[StepIndex(first), sector] + demand[StepIndex(first + 2), sector]
      }
    case .maxStay(let limit) where limit >= stepCount: []
    case .maxStay(let limit):
      maxStayConflicts(limit: limit)
    }
  }

  private func maxStayConflicts(limit: Int) -> [PresenceConflict] {
    // sums[t][j] is what sector j needs before step t, added up.
    var sums = [Array(repeating: 0, count: sectorCount)]
    for step in shift.steps {
      sums.append(zip(sums[step.rawValue], demand[step]).map(+))
    }
    let window = StepWindow(span: limit, pace: 1)
    return conflicts(
      under: .maxStay(limit: limit), in: window, available: limit * carCount
    ) { first, sector in
      sums[first + limit + 1][sector.rawValue] - sums[first][sector.rawValue]
    }
  }

  private func conflicts(
    under rule: PresenceRule, in window: StepWindow, available: Int,
    needed: (Int, SectorIndex) -> Int
  ) -> [PresenceConflict] {
    guard window.span < stepCount else { return [] }
    var (window, conflicts) = (window, [PresenceConflict]())
    for first in 0..<stepCount - window.span {
      window.first = first
      // At most one sector per window: two would need more than all cars at all its steps.
      for sector in sectorIndices where needed(first, sector) > available {
        conflicts.append(
          PresenceConflict(
            sector: sector, in: window, needed: needed(first, sector), available: available,
            of: self, under: rule))
      }
    }
    return conflicts
  }
}

// MARK: - Words

extension PatrolInstance {
  fileprivate func describe(
    _ sector: SectorIndex, in window: StepWindow, needed: Int, available: Int,
    under rule: PresenceRule
  ) -> Sentence {
    let name = "\(self[sector].id) \(self[sector].name)"
    let numbers = window.count == 2 ? "two" : "\(window.count)"
    let cause =
      switch rule {
      case .none: ""
      case .noReturn:
        "there \(carCount == 1 ? "is" : "are") \(cars(carCount)) and no car may be in a sector again two steps later"
      case .maxStay(let limit):
        "\(cars(carCount)) that stay at most \(limit) \(limit == 1 ? "step" : "steps") in a row "
          + "can give \(available)"
      }
    let needs = needs(of: sector, in: window)
    let listed = needs.map(\.description)
    let list =
      listed.count < 2
      ? listed.joined()
      : listed.dropLast().joined(separator: ", ") + " and " + listed.suffix(1).joined()
    let limit = if case .maxStay(let limit) = rule { limit } else { 0 }
    return Sentence(
      rule == .noReturn ? .presenceNoReturn : .presenceMaxStay,
      [
        "sector": name, "needed": needed, "cars": carCount, "present": available, "limit": limit,
        "count": window.count, "difference": needed - available,
      ], parts: needs,
      """
      \(name) needs \(list), together \(needed), but \(cause): \
      lower these \(numbers) numbers by \(needed - available) in total
      """)
  }

  /// Each step's cars; of a long window its ends only.
  private func needs(of sector: SectorIndex, in window: StepWindow) -> [Sentence] {
    guard window.count <= 4 else {
      let (first, last) = (StepIndex(window.first), StepIndex(window.first + window.span))
      return [
        Sentence(
          .needOfSteps,
          [
            "count": window.count, "step": first.number, "time": shift.clock(first),
            "toStep": last.number, "toTime": shift.clock(last),
          ], "cars at the \(window.count) steps from \(time(first)) to \(time(last))")
      ]
    }
    return window.steps.map { step in
      Sentence(
        .needAtStep,
        ["needed": demand[step, sector], "step": step.number, "time": shift.clock(step)],
        "\(cars(demand[step, sector])) at \(time(step))")
    }
  }
}
