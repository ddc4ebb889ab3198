public import Annealing
import Figures
import QUBOFiles
public import QUBOModel
public import QUBOSolving

/// Turns a run's events into the log that readers of HiGHS and Gurobi feel at home with.
///
/// A line in the table appears for a better value (`*`) and otherwise about once a second; better
/// values that follow each other within half a second share a line.
public struct QUBOLog {
  private let request: QUBORequest
  private let write: (String) -> Void
  private var lastLine: Duration?
  private var pending: (energy: Int64, progress: AnnealingProgress)?

  /// Creates a log that hands finished lines to `write`.
  public init(_ request: QUBORequest, write: @escaping (String) -> Void) {
    self.request = request
    self.write = write
  }

  /// Writes what is known before the run.
  public func header(version: String, file: String, readTime: Duration) {
    let problem = request.problem
    write(
      "Temper \(version), seed \(request.seed), \(request.threads) "
        + "\(request.threads == 1 ? "thread" : "threads"), \(request.replicas) replicas")
    write(
      "File      \(file), \(problem.format.map { "format \($0.rawValue), " } ?? "")"
        + "\(problem.sense == .maximise ? "maximum" : "minimum"); read in \(clock(readTime))")
    write(
      "Model     QUBO of \(Figure.grouped(problem.model.variableCount)) bits, "
        + "\(Figure.grouped(problem.pairCount)) couplings, algorithm \(request.algorithm.rawValue)"
        + (request.target.map { ", target \($0)" } ?? ""))
  }

  /// Writes what an event deserves.
  public mutating func note(_ event: AnnealingEvent<BitVector>) {
    switch event {
    case .started(let ladder): writeLadder(ladder.temperatures)
    case .incumbent(let best, let progress):
      pending = (best.energy, progress)
      if isDue(progress, after: .milliseconds(500)) { flush() }
    case .round(let best, let progress):
      if pending != nil {
        if isDue(progress, after: .milliseconds(500)) { flush() }
      } else if isDue(progress, after: .seconds(1)) {
        line(" ", best.energy, progress)
      }
    }
  }

  /// Writes what is still to be written, and how the run ended.
  public mutating func footer(_ outcome: QUBOOutcome) {
    flush()
    let progress = outcome.result.progress
    write("")
    write("Value     \(outcome.value)\(targetWords(outcome))")
    write(
      "Search    \(Figure.grouped(progress.steps)) steps per replica, "
        + "\(Figure.grouped(progress.acceptedMoves)) flips accepted, "
        + "\(progress.roundTrips) round trips; ended by \(outcome.result.reason.rawValue)")
    write(
      "Time      search \(clock(progress.elapsed)), best after \(clock(progress.timeToBest))")
  }

  private func targetWords(_ outcome: QUBOOutcome) -> String {
    guard let target = request.target else { return "" }
    guard let time = outcome.timeToTarget else { return ", target \(target) not reached" }
    return ", target \(target) reached after \(clock(time))"
  }

  private func writeLadder(_ temperatures: [Double]) {
    guard let coldest = temperatures.first, let hottest = temperatures.last else { return }
    let scale = Double(request.problem.model.unitsPerOne)
    write(
      "Ladder    \(temperatures.count) temperatures, \(Figure.fixed(coldest / scale, 3)) to "
        + "\(Figure.fixed(hottest / scale, 3))")
    write("")
    write(Self.row(["Steps", "Value", "Exchange", "Trips", "Flips/s", "Time"]))
  }

  private func isDue(_ progress: AnnealingProgress, after pause: Duration) -> Bool {
    lastLine.map { progress.elapsed - $0 >= pause } ?? true
  }

  private mutating func flush() {
    guard let standing = pending else { return }
    pending = nil
    line("*", standing.energy, standing.progress)
  }

  private mutating func line(_ marker: String, _ energy: Int64, _ progress: AnnealingProgress) {
    lastLine = progress.elapsed
    let rate = Double(progress.acceptedMoves) / Figure.seconds(progress.elapsed)
    let cells = [
      Figure.grouped(progress.steps), request.problem.value(ofEnergy: energy).description,
      Figure.percent(progress.exchangeRate, decimals: 0), String(progress.roundTrips),
      // Without a millisecond of search there is no rate worth telling.
      progress.elapsed < .milliseconds(1) ? "-" : Figure.grouped(Int(rate)),
      clock(progress.elapsed),
    ]
    write(marker + Self.row(cells).dropFirst())
  }

  /// The cells of a line under their titles: 80 columns, the first one left to a marker.
  private static func row(_ cells: [String]) -> String {
    zip(cells, [15, 21, 10, 9, 14, 11]).map(Figure.right).joined()
  }

  private func clock(_ duration: Duration) -> String {
    Figure.fixed(Figure.seconds(duration), 2) + " s"
  }
}
