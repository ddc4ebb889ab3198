import Figures
import PatrolModel

/// One run of one method on one instance.
public struct ComparisonRecord: Codable, Sendable {
  /// What a run had at a moment.
  public struct Point: Codable, Hashable, Sendable {
    /// Since the start of the run, model building included.
    public let seconds: Double
    /// Travel of the best feasible plan so far.
    public let minutes: Double?
    /// No plan travels less.
    public let boundMinutes: Double?
  }

  /// The instance's name.
  public let instance: String
  /// The name of the method, or of the annealer's settings.
  public let method: String
  /// The seed of its random numbers.
  public let seed: UInt64
  /// `optimal` (proven), `feasible`, `none-found`, `infeasible` (proven) or `failed`.
  public let status: String
  /// Travel of the plan, as the checker finds it; `nil` without a feasible plan.
  ///
  /// Of a roster the value of its objective in minutes, here and in bounds.
  public let minutes: Double?
  /// No plan travels less, as the run itself proved; annealing runs start with a Lagrangian bound.
  public let boundMinutes: Double?
  /// Whether the independent checker accepted the plan; `nil` without a plan.
  public let checkerAccepts: Bool?
  /// From the start to the end of the run.
  public let seconds: Double
  /// Until the model stood.
  public let buildSeconds: Double?
  /// Until there was a feasible plan.
  public let secondsToFirst: Double?
  /// Until there was the plan the run ended with.
  public let secondsToBest: Double?
  /// The most memory the process held during the run, what it held before included.
  public let peakMegabytes: Double?
  /// Steps of each replica, of annealing runs.
  public let steps: Int?
  /// What went wrong, of a run that failed.
  public let failure: String?
  /// Better plans and bounds as they came.
  public let trajectory: [Point]

  /// Whether the run proved its plan optimal.
  public var isProven: Bool { status == "optimal" }
}

/// Collects what a run tells, with a clock of its own: the same for every method.
final class ComparisonTrace {
  private let start = ContinuousClock.now
  private(set) var buildSeconds: Double?
  private(set) var points: [ComparisonRecord.Point] = []
  private var best: Double?
  private var bound: Double?

  var seconds: Double { Figure.seconds(start.duration(to: .now)) }
  var secondsToFirst: Double? { points.first { $0.minutes != nil }?.seconds }
  var secondsToBest: Double? {
    points.last { $0.minutes != nil }.flatMap { last in
      points.first { $0.minutes == last.minutes }?.seconds
    }
  }

  func noteModel() { buildSeconds = seconds }

  func note(best new: Minutes?, bound newBound: Minutes?) {
    note(minutes: new?.value, bound: newBound?.value)
  }

  func note(minutes new: Double?, bound newBound: Double?) {
    let isBetter = new.map { new in best.map { new < $0 } ?? true } ?? false
    let isTighter = newBound.map { new in bound.map { new > $0 } ?? true } ?? false
    guard isBetter || isTighter else { return }
    if isBetter { best = new }
    if isTighter { bound = newBound }
    points.append(
      ComparisonRecord.Point(
        seconds: seconds, minutes: best, boundMinutes: bound))
  }
}
