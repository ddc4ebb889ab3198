import PatrolModel
import PenaltyModel
public import StudyStore
public import Tuning

/// What the runs of a trial come to, and how trials are compared by it.
///
/// A trial is feasible if at least the required share of its runs found a plan. Its value is then the
/// median over all runs of the best plan's minutes, where a run without a plan counts as worst; less
/// is better. An infeasible trial comes after all feasible ones; its violation is the mean over its
/// runs of the units by which their best states break the rules, and its value, which only decides
/// between equal violations, the median energy of these states.
struct WeightScore {
  let outcome: TrialOutcome
  let measurements: [String: Double]

  init(outcome: TrialOutcome, measurements: [String: Double]) {
    self.outcome = outcome
    self.measurements = measurements
  }

  init(_ runs: [WeightRun], of terms: [PenaltyTerm], requiredShare: Double) {
    let plans = runs.compactMap { $0.travel?.value }.sorted()
    let share = Double(plans.count) / Double(max(1, runs.count))
    let middle = runs.count / 2
    let median = middle < plans.count ? plans[middle] : nil
    if let median, share >= requiredShare {
      outcome = .complete(value: median)
    } else {
      let broken = Double(runs.reduce(0) { $0 + $1.broken }) / Double(max(1, runs.count))
      let energies = runs.map { $0.energy.total.value }.sorted()
      outcome = .complete(
        value: energies.isEmpty ? 0 : energies[middle], violation: max(broken, 1e-9))
    }
    measurements = Self.measurements(runs, of: terms, plans: plans, median: median)
  }

  private static func measurements(
    _ runs: [WeightRun], of terms: [PenaltyTerm], plans: [Double], median: Double?
  ) -> [String: Double] {
    let count = Double(max(1, runs.count))
    var found = ["runs": Double(runs.count), "feasible runs": Double(plans.count)]
    found["best minutes"] = plans.first
    found["median minutes"] = median
    let steps = runs.compactMap(\.stepsToFeasible).sorted()
    found["steps to feasible"] = steps.isEmpty ? nil : Double(steps[steps.count / 2])
    for term in terms {
      let minutes = runs.reduce(0) { $0 + $1.energy[term].tenths }
      found["energy \(term.rawValue)"] = Double(minutes) / 10 / count
      guard term != .migration else { continue }
      found["broken \(term.rawValue)"] =
        Double(runs.reduce(0) { $0 + $1.energy.units(term) }) / count
    }
    return found
  }
}

extension Trial {
  /// The share of runs that found a plan, if the trial tells.
  public var feasibleRate: FeasibleRate? {
    guard let runs = measurements["runs"], let feasible = measurements["feasible runs"],
      let runs = Int(exactly: runs), let feasible = Int(exactly: feasible)
    else { return nil }
    return FeasibleRate(feasible: feasible, runs: runs)
  }

  /// The travel of the best plan in minutes, if there is one.
  public var bestMinutes: Double? { measurements["best minutes"] }

  /// The median travel in minutes, if most runs found a plan.
  public var medianMinutes: Double? { measurements["median minutes"] }
}

extension TrialConfirmation {
  /// The runs that found a plan, if there are any runs.
  public var rate: FeasibleRate? { FeasibleRate(feasible: feasible, runs: runs) }
}

/// How many of some runs found a plan, and what that says of all runs.
public struct FeasibleRate: Hashable, Sendable {
  /// The runs that found a plan.
  public let feasible: Int
  /// All runs, at least 1.
  public let runs: Int

  /// Creates a rate; nil unless there are runs, and no more feasible ones.
  public init?(feasible: Int, runs: Int) {
    guard runs >= 1, (0...runs).contains(feasible) else { return nil }
    self.feasible = feasible
    self.runs = runs
  }

  /// The share of runs that found a plan.
  public var share: Double { Double(feasible) / Double(runs) }

  /// The 95 % interval of the share of all runs that would, after Wilson 1927
  /// (doi:10.1080/01621459.1927.10502953).
  public var interval: ClosedRange<Double> {
    let (n, z) = (Double(runs), 1.959963984540054)
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, centre - half)...min(1, max(0, centre - half, centre + half))
  }
}
