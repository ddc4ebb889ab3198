import Annealing
import Contradictions
public import Failures
import Figures
public import InstanceSources
public import PatrolModel
import PenaltyModel
public import Planning
import ScheduleChecking

/// Turns a run's events into the log that readers of HiGHS and Gurobi feel at home with.
///
/// A line in the table appears for a better state (`*`) and otherwise about once a second.
public struct SolverLog {
  private let request: SolveRequest
  private let optimum: KnownOptimum?
  private let remedies: (Remedy) -> String
  private let write: (String) -> Void
  private var bound: TravelBound?
  private var table: ProgressLog

  /// Creates a log that hands finished lines to `write`, and puts what may help as `remedies` do.
  public init(
    _ request: SolveRequest, optimum: KnownOptimum?,
    remedies: @escaping (Remedy) -> String = { $0.description },
    write: @escaping (String) -> Void
  ) {
    self.request = request
    self.optimum = optimum
    self.remedies = remedies
    self.write = write
    // 80 columns with the marker.
    table = ProgressLog(
      [
        .init("Steps", width: 14), .init("Best", width: 10), .init("Broken", width: 8),
        .init("Gap", width: 10), .init("Exchange", width: 10), .init("Trips", width: 7),
        .init("Moves/s", width: 11), .init("Time", width: 9),
      ], write: write)
  }

  /// Writes what is known before the run.
  public func header(version: String) {
    let instance = request.instance
    write(
      "Temper \(version), seed \(request.seed), "
        + "\(Figure.count(request.threads, "thread")), "
        + "\(Figure.count(request.replicas, "replica"))")
    for line in instance.logLines { write(line) }
  }

  /// Writes what an event deserves.
  public mutating func note(_ event: SolveEvent) {
    switch event {
    case .bounded(let bound):
      self.bound = bound
      write(
        "Bound     no plan travels less than \(bound.travel) minutes; proven in "
          + Figure.clock(bound.time))
    case .built(let bits, let couplings, let choice, let time):
      writeModel(bits, couplings, choice, time)
    case .started(let temperatures):
      writeLadder(temperatures)
    case .incumbent(let standing):
      table.note("*", at: standing.progress.elapsed, cells(standing))
    case .round(let standing):
      // A copy, since the table is being changed while it asks for the cells.
      let log = self
      table.tick(at: standing.progress.elapsed, log.cells(standing))
    }
  }

  /// Writes what is still to be written, and how the run ended.
  public mutating func footer(_ outcome: SolveOutcome) {
    table.flush()
    write("")
    write("Status    \(Self.words(outcome, of: request, remedies: remedies))")
    for line in outcome.plan?.logLines(optimum: optimum) ?? [] { write(line) }
    if let bound = outcome.bound, let travel = outcome.plan?.verdict.totalTravel {
      write(
        "Bound     no plan travels less than \(bound.travel) minutes: "
          + (outcome.isProvenOptimal
            ? "this one is optimal" : "proven gap \(Figure.percent(bound.gap(of: travel)))"))
    }
    guard let search = outcome.search else { return }
    let progress = search.progress
    write(
      "Search    \(Figure.grouped(progress.steps)) steps per replica, "
        + "\(Figure.grouped(progress.acceptedMoves)) moves accepted, "
        + "\(progress.roundTrips) round trips; ended by "
        + (outcome.end ?? ""))
    if let words = search.exchange.mixingWords(rounds: progress.rounds) {
      write("Note      \(words)")
    }
    write(
      "Time      build \(Figure.clock(search.buildTime)), search \(Figure.clock(progress.elapsed)), "
        + "best after \(Figure.clock(progress.timeToBest))"
        + (progress.timeToFirstValid.map { ", first feasible after \(Figure.clock($0))" } ?? ""))
  }

  /// The gap to a recorded optimum in words, or nothing.
  public static func gapWords(of travel: Minutes, to optimum: KnownOptimum?) -> String {
    guard let optimum else { return "" }
    let kind = optimum.isProven ? "proven optimum" : "best known value"
    let gap =
      optimum.gap(of: travel).map { Figure.percent($0) } ?? "\(travel - optimum.travel) min"
    return ", gap \(gap) to the \(kind) \(optimum.travel)"
  }

  /// How a run ended, in a planner's words.
  public static func words(
    _ outcome: SolveOutcome, of request: SolveRequest,
    remedies: (Remedy) -> String = { $0.description }
  ) -> String {
    switch outcome.status {
    case .feasible:
      if outcome.isProvenOptimal { return "proven optimal" }
      return outcome.wasCancelled ? "feasible (interrupted, best so far)" : "feasible"
    case .infeasible:
      return infeasible(outcome.reasons(of: request.instance))
    case .noneFound:
      return noneFound(outcome, request, remedies)
    }
  }

  /// That there is no plan, and why.
  static func infeasible(_ reasons: [Sentence]) -> String {
    (["infeasible, proven:"] + reasons.map { "  \($0)" }).joined(separator: "\n")
  }

  private static func noneFound(
    _ outcome: SolveOutcome, _ request: SolveRequest, _ remedies: (Remedy) -> String
  ) -> String {
    var lines = ["no feasible schedule found; the best state breaks:"]
    lines += outcome.broken(in: request.instance).map { "  \($0)" }
    if let diagnosis = outcome.diagnosis { lines.append("Verdict   \(diagnosis.words)") }
    let moves: [Remedy] = request.moves == .exchange ? [] : [.movesThatKeepDemand]
    let causes = outcome.diagnosis.map { [$0.remedy] } ?? [.moreTime, .largerWeights]
    let advice = (moves + causes).map(remedies)
    let first = advice.dropLast().map { $0 + ", " }.joined()
    lines.append("Try \(first)\(advice.count > 1 ? "or " : "")\(advice.last ?? "").")
    return lines.joined(separator: "\n")
  }

  private func writeModel(_ bits: Int?, _ couplings: Int?, _ choice: WeightChoice, _ time: Duration)
  {
    if let bits, let couplings {
      write(
        "Model     QUBO of \(Figure.grouped(bits)) bits, \(Figure.grouped(couplings)) couplings; "
          + "built in \(Figure.clock(time))")
    } else {
      write(
        "Model     one-hot states of the QUBO, moves: \(request.moves.rawValue); "
          + "built in \(Figure.clock(time))")
    }
    write("Weights   \(choice.weights.words) minutes (\(choice.words))")
  }

  private mutating func writeLadder(_ temperatures: [Double]) {
    guard let coldest = temperatures.first, let hottest = temperatures.last else { return }
    write(
      "Ladder    \(temperatures.count) temperatures, \(Figure.fixed(coldest, 2)) to "
        + "\(Figure.fixed(hottest, 2)) minutes")
    table.open()
  }

  private func cells(_ standing: SolveEvent.Standing) -> [String] {
    let progress = standing.progress
    let share = optimum?.gap(of: standing.energy) ?? bound?.gap(of: standing.energy)
    let gap = standing.violation == 0 ? share.map { Figure.percent($0) } : nil
    return [
      Figure.grouped(progress.steps), standing.energy.description, String(standing.violation),
      gap ?? "-", Figure.percent(progress.exchangeRate, decimals: 0), String(progress.roundTrips),
      Figure.rate(progress.acceptedMoves, in: progress.elapsed), Figure.clock(progress.elapsed),
    ]
  }
}

extension PatrolInstance {
  /// What planners are told of an instance before a run: what is planned, and what may surprise.
  package var openingLines: [String] { logLines + longDriveWarnings }

  /// That drives last longer than a step, which a plan of steps cannot show.
  private var longDriveWarnings: [String] {
    let step = Minutes(tenths: 10 * shift.stepMinutes)
    let allowed = longestLeg
    let long = sectorIndices.flatMap { from in
      sectorIndices.map { (from: from, to: $0, minutes: travel[from: from, to: $0]) }
    }.filter { $0.minutes > step && $0.minutes <= allowed ?? $0.minutes }
    guard let worst = long.max(by: { $0.minutes < $1.minutes }) else { return [] }
    return [
      "Warning   \(Figure.count(long.count, "leg")) \(long.count == 1 ? "lasts" : "last") longer than a step of \(shift.stepMinutes) min, the longest "
        + "\(worst.minutes) from \(self[worst.from].id) to \(self[worst.to].id)"
    ]
  }

  /// What a log says of an instance before a run.
  package var logLines: [String] {
    [
      "Instance  \(name) (\(fingerprint)): \(carCount) cars, \(sectorCount) sectors, "
        + "\(stepCount) steps of \(shift.stepMinutes) min from \(shift.clock(StepIndex(0)))",
      "Rule      \(presence)",
    ] + (ruleSummary.map { ["Rules     \($0)"] } ?? [])
  }
}
