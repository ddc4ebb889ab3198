/// Finds trials hopeless that are not among the best at some step: asynchronous successive halving.
///
/// At the steps r, r·η, r·η², … (rungs) a trial goes on if its value is among the best 1/η of all
/// that got there so far, and always if it is the best; lower violations come before lower values. Jamieson & Talwalkar 2016
/// (arXiv:1502.07943); asynchronously, nobody waits for a rung to fill: Li et al. 2018
/// (arXiv:1810.05934, algorithm 2).
///
/// NOTE: There, a trial is paused and may be promoted later, when more of its rivals turned out
/// worse; here it ends, as annealing runs are not resumed.
public struct SuccessiveHalving: Hashable, Sendable {
  /// The first step at which trials are compared, r ≥ 1.
  public let firstRung: Int
  /// Of how many trials one goes on, η ≥ 2, and by which factor rungs grow.
  public let reductionFactor: Int

  /// Creates the rule.
  ///
  /// - Precondition: `firstRung` ≥ 1 and `reductionFactor` ≥ 2.
  public init(firstRung: Int, reductionFactor: Int = 4) {
    precondition(firstRung >= 1 && reductionFactor >= 2, "rungs grow")
    self.firstRung = firstRung
    self.reductionFactor = reductionFactor
  }

  /// Whether a trial should end: its last report reached a rung where it is not among the best.
  ///
  /// - Parameters:
  ///   - trial: A trial with its reports so far.
  ///   - rivals: The trials it is compared with, running or not.
  /// - Returns: Whether its last report is of no use at a rung that it reached with it.
  public func isHopeless(_ trial: Trial, among rivals: [Trial]) -> Bool {
    guard let last = trial.reports.last else { return false }
    let before = trial.reports.dropLast().last?.step ?? -1
    return rungs(upTo: last.step).filter { $0 > before }.contains { rung in
      let others = rivals.compactMap { Self.report(of: $0, at: rung) }
      let better = others.count { $0.isBetter(than: last) }
      return better >= max(1, (others.count + 1) / reductionFactor)
    }
  }

  private func rungs(upTo step: Int) -> [Int] {
    var rungs: [Int] = []
    var rung = firstRung
    while rung <= step {
      rungs.append(rung)
      let (next, overflows) = rung.multipliedReportingOverflow(by: reductionFactor)
      if overflows { break }
      rung = next
    }
    return rungs
  }

  /// What a trial reported first at the rung or past it.
  private static func report(of trial: Trial, at rung: Int) -> IntermediateValue? {
    trial.reports.first { $0.step >= rung }
  }
}
