public import Annealing
import Coefficients
import Figures
import QUBOFiles
public import QUBOModel
public import QUBOReduction
public import QUBOSolving

/// Turns a run's events into the log that readers of HiGHS and Gurobi feel at home with.
///
/// A line in the table appears for a better value (`*`) and otherwise about once a second.
public struct QUBOLog {
  private let request: QUBORequest
  private let write: (String) -> Void
  private var table: ProgressLog

  /// Creates a log that hands finished lines to `write`.
  public init(_ request: QUBORequest, write: @escaping (String) -> Void) {
    self.request = request
    self.write = write
    // 80 columns with the marker.
    table = ProgressLog(
      [
        .init("Steps", width: 14), .init("Value", width: 21), .init("Exchange", width: 10),
        .init("Trips", width: 9), .init("Flips/s", width: 14), .init("Time", width: 11),
      ], write: write)
  }

  /// Writes what is known before the run.
  public func header(version: String, file: String, readTime: Duration) {
    let problem = request.problem
    write(
      "Temper \(version), seed \(request.seed), "
        + Figure.count(request.threads, "thread")
        + (request.replicas.map { ", " + Figure.count($0, "replica") } ?? ""))
    write(
      "File      \(file), \(problem.format.map { "format \($0.rawValue), " } ?? "")"
        + "\(problem.sense == .maximise ? "maximum" : "minimum"); read in \(Figure.clock(readTime))"
    )
    for note in problem.notes { write("Reading   \(note)") }
    for line in problem.roundingWords { write(line) }
    write(
      "Model     QUBO of \(Figure.grouped(problem.model.variableCount)) bits, "
        + "\(Figure.grouped(problem.pairCount)) couplings, algorithm \(request.algorithm.rawValue)"
        + (request.target.map { ", target \($0)" } ?? "")
        + (request.fixed.isEmpty ? "" : ", \(Figure.grouped(request.fixed.count)) fixed")
        + (request.starts.isEmpty
          ? ""
          : ", from \(Figure.count(request.starts.count, "given state"))"))
  }

  /// Writes what is left to search over.
  public func reduced(_ reduction: QUBOReduction) {
    guard reduction.eliminatedCount > 0 else { return }
    write(
      "Reduced   to \(Figure.grouped(reduction.kept.count)) bits, exactly: the others follow from "
        + "theirs")
  }

  /// Writes what an event deserves.
  public mutating func note(_ event: AnnealingEvent<BitVector>) {
    switch event {
    case .started(let ladder): writeLadder(ladder.temperatures)
    case .incumbent(let best, let progress):
      table.note("*", at: progress.elapsed, cells(best.energy, progress))
    case .round(let best, let progress):
      // A copy, since the table is being changed while it asks for the cells.
      let log = self
      table.tick(at: progress.elapsed, log.cells(best.energy, progress))
    }
  }

  /// Writes what several runs ended with, the best first.
  public mutating func summary(_ states: [QUBOSamples.State]) {
    write("")
    let runs = states.reduce(0) { $0 + $1.count }
    write("Samples   \(runs) runs, \(states.count) distinct assignments")
    // More are in the JSON.
    for state in states.prefix(10) { write("          \(state.value) from \(state.count)") }
  }

  /// Writes what is still to be written, and how the run ended.
  public mutating func footer(_ outcome: QUBOOutcome) {
    table.flush()
    let progress = outcome.result.progress
    write("")
    write("Value     \(outcome.value)\(targetWords(outcome))")
    write(
      "Search    \(Figure.grouped(progress.steps)) steps per replica, "
        + "\(Figure.grouped(progress.acceptedMoves)) flips accepted, "
        + "\(progress.roundTrips) round trips; ended by \(outcome.result.reason.rawValue)")
    if let words = outcome.result.exchange.mixingWords(rounds: progress.rounds) {
      write("Note      \(words)")
    }
    write(
      "Time      search \(Figure.clock(progress.elapsed)), best after \(Figure.clock(progress.timeToBest))"
    )
  }

  private func targetWords(_ outcome: QUBOOutcome) -> String {
    guard let target = request.target else { return "" }
    guard let time = outcome.timeToTarget else { return ", target \(target) not reached" }
    return ", target \(target) reached after \(Figure.clock(time))"
  }

  private mutating func writeLadder(_ temperatures: [Double]) {
    guard let coldest = temperatures.first, let hottest = temperatures.last else { return }
    let unit = request.problem.unit.double
    write(
      "Ladder    \(temperatures.count) temperatures, \(Figure.fixed(coldest * unit, 3)) to "
        + "\(Figure.fixed(hottest * unit, 3))")
    table.open()
  }

  private func cells(_ energy: Int64, _ progress: AnnealingProgress) -> [String] {
    [
      Figure.grouped(progress.steps), request.problem.value(ofEnergy: energy).description,
      Figure.percent(progress.exchangeRate, decimals: 0), String(progress.roundTrips),
      Figure.rate(progress.acceptedMoves, in: progress.elapsed), Figure.clock(progress.elapsed),
    ]
  }
}
