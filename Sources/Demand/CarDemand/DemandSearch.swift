import RandomStreams

/// Finds how many cars each sector needs, by sample average approximation with fresh scenarios.
///
/// Kleywegt, Shapiro & Homem-de-Mello 2002 (doi:10.1137/S1052623499363220): the expected loss is replaced
/// by its mean over scenarios, and what was found is judged on others, as the best of many looks better
/// than it is on those it was chosen by. Three sets: descents see the first, the choice among them is made
/// on the second, and what is told of the plan was seen on the third.
public struct DemandSearch: Sendable {
  /// The scenarios that descents see.
  public let training: AllocationTrial
  /// Those on which the choice is made.
  public let choosing: AllocationTrial
  /// Those on which the chosen plan is judged.
  public let fresh: AllocationTrial
  /// What allocations keep.
  public let rules: AllocationRules
  /// What a car that moves at a change of blocks costs, in units of loss.
  public var friction = 0.3
  /// Descents from the best so far with some cars put elsewhere at random (iterated local search).
  public var kicks = 8
  /// The seed of those.
  public var seed: UInt64 = 1
  /// Whether allocations by block are tried.
  public var triesBlocks = true
  /// Asked again and again; `true` ends the search with what it has.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Told of each descent that is done, and of how many there are.
  public var report: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }

  /// Creates a search; sets of scenarios are made by different streams of random numbers.
  public init(
    training: AllocationTrial, choosing: AllocationTrial, fresh: AllocationTrial,
    rules: AllocationRules
  ) {
    self.training = training
    self.choosing = choosing
    self.fresh = fresh
    self.rules = rules
  }

  /// Where a descent started and what it came to.
  public struct Descent: Sendable {
    /// The start; `nil` for the best so far with some cars put elsewhere.
    public let rule: StartRule?
    /// The allocation at its end.
    public let allocation: Allocation
    /// The mean loss on the training scenarios, at the start and at the end.
    public let startLoss, loss: Double
    /// The mean loss on the choosing scenarios.
    public var chosenBy: Double
  }

  /// What was found.
  public struct Result: Sendable {
    /// The plan.
    public let allocation: Allocation
    /// The best plan that is the same in all blocks.
    public let wholeShift: Allocation
    /// Cars in proportion to workload, which gains are told against.
    public let proportional: Allocation
    /// A descent from each start.
    public let descents: [Descent]
    /// What the best plan by blocks loses more than the whole shift's on the choosing scenarios.
    ///
    /// Moves are included; below 0 it is better. `nil` if it was not tried.
    public let byBlocks: PairedDifference?
    /// How much less the plan loses than the proportional one on the training scenarios.
    public let promisedGain: PairedDifference
    /// The same on the fresh ones.
    public let realGain: PairedDifference
    /// Allocations that were tried.
    public let candidates: Int
    /// Shifts that were played for them.
    public let shiftsPlayed: Int
    /// Whether the search came to its own end.
    public let isComplete: Bool

    /// Whether a plan by blocks was better by more than chance.
    public var changesByBlock: Bool { !(byBlocks.map { !DemandSearch.isProven($0) } ?? true) }
  }

  /// A gain counts if it is more than two standard errors.
  static func isProven(_ difference: PairedDifference) -> Bool {
    difference.mean < -2 * difference.standardError && difference.mean < 0
  }

  /// Searches.
  public func run() -> Result {
    let starts = StartAllocations(trial: training, rules: rules)
    let descent = AllocationDescent(trial: training, rules: rules, isCancelled: isCancelled)
    let steps = StartRule.allCases.count + kicks + (triesBlocks ? 1 : 0)
    var (descents, candidates, played) = ([Descent](), 0, 0)
    var random = RandomStream(seed: seed)
    func descend(from start: Allocation, _ rule: StartRule?) {
      let end = descent.wholeShift(from: start)
      candidates += end.candidates
      played += end.shifts
      descents.append(
        Descent(
          rule: rule, allocation: end.best, startLoss: training.loss(of: start), loss: end.loss,
          chosenBy: choosing.loss(of: end.best)))
      report(descents.count, steps)
    }
    for rule in StartRule.allCases where descents.isEmpty || !isCancelled() {
      descend(from: starts.allocation(rule), rule)
    }
    for _ in 0..<kicks where !isCancelled() {
      guard let best = descents.min(by: { $0.loss < $1.loss }) else { break }
      descend(from: descent.kicked(best.allocation, &random), nil)
    }
    let proportional = starts.allocation(.proportional)
    let wholeShift = choice(among: descents, or: proportional)
    var (allocation, gate) = (wholeShift, PairedDifference?.none)
    if triesBlocks, rules.blockCount > 1, !isCancelled() {
      let end = descent.byBlocks(from: wholeShift, friction: friction)
      candidates += end.candidates
      played += end.shifts
      let gain = gain(of: end.best, over: wholeShift)
      gate = gain
      if Self.isProven(gain) { allocation = end.best }
    }
    report(steps, steps)
    return Result(
      allocation: allocation, wholeShift: wholeShift, proportional: proportional,
      descents: descents, byBlocks: gate,
      promisedGain: Self.difference(proportional, allocation, training),
      realGain: Self.difference(proportional, allocation, fresh), candidates: candidates,
      shiftsPlayed: played, isComplete: !isCancelled())
  }

  /// The plan that loses least on the choosing scenarios; few to search on may lead all descents astray.
  private func choice(among descents: [Descent], or proportional: Allocation) -> Allocation {
    guard let best = descents.min(by: { $0.chosenBy < $1.chosenBy }),
      best.chosenBy < choosing.loss(of: proportional)
    else { return proportional }
    return best.allocation
  }

  /// How much more a plan loses than another on the choosing scenarios, its moves included.
  private func gain(of plan: Allocation, over other: Allocation) -> PairedDifference {
    let moving = friction * Double(plan.moveCount - other.moveCount)
    let range = 0..<choosing.scenarios.count
    return PairedDifference(
      choosing.losses(of: plan, in: range).map { $0 + moving },
      choosing.losses(of: other, in: range))
  }

  private static func difference(
    _ first: Allocation, _ second: Allocation, _ trial: AllocationTrial
  ) -> PairedDifference {
    let range = 0..<trial.scenarios.count
    return PairedDifference(
      trial.losses(of: first, in: range), trial.losses(of: second, in: range))
  }
}
