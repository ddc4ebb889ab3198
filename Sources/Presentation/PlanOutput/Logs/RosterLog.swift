import Contradictions
import Figures
public import InstanceSources
import PatrolModel
import RosterPrograms
public import Rosters
import ScheduleChecking

/// Turns the events of a roster's planning into a log: the way taken, and better plans as they come.
public struct RosterLog {
  private let request: RosterRequest
  private let optimum: KnownOptimum?
  private let write: (String) -> Void
  private var table: ProgressLog

  /// Creates a log that hands finished lines to `write`.
  public init(
    _ request: RosterRequest, optimum: KnownOptimum?, write: @escaping (String) -> Void
  ) {
    self.request = request
    self.optimum = optimum
    self.write = write
    table = ProgressLog(
      [.init("Value", width: 12), .init("Broken", width: 8), .init("Time", width: 11)],
      write: write)
  }

  /// Writes what is known before the run.
  public func header(version: String) {
    write(
      "Temper \(version), \(Figure.count(request.threads, "thread")), "
        + "seed \(request.seed)")
    for line in request.instance.logLines { write(line) }
    let features = request.instance.rosterFeatures.map(\.rawValue)
    if !features.isEmpty { write("Roster    \(features.joined(separator: ", "))") }
    write("Objective \(request.instance.roster.objective.words)")
  }

  /// Writes what an event deserves.
  public mutating func note(_ event: RosterEvent) {
    switch event {
    case .way(let words): write("Way       \(words)")
    case .better(let thousandths, let broken, let time):
      table.write(
        "*", at: time,
        [
          Figure.fixed(Double(thousandths) / 1000, 1), "\(broken)", Figure.clock(time),
        ])
    }
  }

  /// Writes how the run ended.
  public func footer(_ outcome: RosterOutcome) {
    write("")
    write("Status    \(Self.words(outcome))")
    if let verdict = outcome.verdict, let value = outcome.value {
      write(
        "Travel    \(verdict.totalTravel) minutes in all, at most \(verdict.longestTravel) of a car"
          + SolverLog.gapWords(of: verdict.totalTravel, to: optimum))
      if verdict.prices != .zero {
        write("Prices    \(verdict.prices) minutes for cars that are missing or spare")
      }
      write("Objective \(Figure.fixed(value.minutes, 1)) minutes")
      write("Checker   feasible: every rule kept")
    }
    let bound = outcome.bound.map {
      "no plan comes to less than \(Figure.fixed(Double($0) / 1000, 1))"
    }
    write(
      "Bound     \(bound ?? "none known")\(outcome.gap.map { ", gap \(Figure.percent($0))" } ?? "")"
    )
  }

  /// How a run ended, in a planner's words.
  public static func words(_ outcome: RosterOutcome) -> String {
    switch outcome.status {
    case .optimal: return "proven optimal"
    case .feasible:
      let claim = outcome.proof == .claimed ? "; the solver says it is optimal" : ""
      return "feasible, not proven optimal\(claim)"
        + (outcome.wasCancelled ? " (interrupted, best so far)" : "")
    case .infeasible:
      return (["no plan exists; that is proven"] + outcome.reasons.map(\.description))
        .joined(separator: "\n  ")
    case .noneFound:
      return "no feasible plan found, and none proven impossible; allow more time"
    }
  }
}

extension RosterRules.Objective {
  /// The objective's name in instance files.
  var name: String {
    switch self {
    case .total: "total"
    case .worst: "worst"
    case .fair: "fair"
    }
  }

  /// The objective as a planner says it.
  var words: String {
    switch self {
    case .total: "the least travel of all cars, prices included"
    case .worst: "the least travel of the car that has most, then of all"
    case .fair(let hundredths):
      "the least travel of all cars and \(Figure.fixed(Double(hundredths) / 100, 2)) times that of the "
        + "car that has most"
    }
  }
}
