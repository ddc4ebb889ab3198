import Figures
public import InstanceSources
public import PatrolModel
public import ScheduleChecking

/// The end of a run for planners, in four lines: minutes, the worst car, how good that is, and where
/// the files are.
public struct PlanClosing {
  private let verdict: Verdict
  private let bound: Minutes?
  private let gap: Double?
  private let isProven: Bool
  private let optimum: KnownOptimum?
  private let files: [String]

  /// Collects what the lines say.
  ///
  /// - Parameters:
  ///   - verdict: The checker's word on the plan.
  ///   - bound: What no plan travels less than, if that is known.
  ///   - gap: How far the plan is above the bound, as a share of it.
  ///   - isProven: Whether the plan is proven the best.
  ///   - optimum: What is recorded about the shift.
  ///   - files: What was written.
  public init(
    _ verdict: Verdict, bound: Minutes?, gap: Double?, isProven: Bool, optimum: KnownOptimum?,
    files: [String]
  ) {
    self.verdict = verdict
    self.bound = bound
    self.gap = gap
    self.isProven = isProven
    self.optimum = optimum
    self.files = files
  }

  /// The four lines.
  public var lines: [String] {
    let moves = verdict.cars.reduce(0) { $0 + $1.moves }
    let prices = verdict.prices == .zero ? "" : ", and \(verdict.prices) of prices"
    return [
      "Minutes   \(verdict.totalTravel) of travel in \(Figure.count(moves, "move"))"
        + prices + SolverLog.gapWords(of: verdict.totalTravel, to: optimum),
      "Worst     " + worst,
      "Proof     " + proof,
      "Files     "
        + (files.isEmpty ? "none; -o FILE keeps the plan" : files.joined(separator: ", ")),
    ]
  }

  private var worst: String {
    guard let car = verdict.cars.max(by: { $0.travel < $1.travel }), car.travel > .zero else {
      return "no car drives"
    }
    return "car \(car.car), \(car.travel) minutes in "
      + Figure.count(car.moves, "move")
  }

  private var proof: String {
    if isProven { return "proven: no plan is better" }
    guard let bound else { return "none; how much less there could be is not known" }
    return "no plan travels less than \(bound) minutes"
      + (gap.map { ": at most \(Figure.percent($0)) could be saved" } ?? "")
  }
}
