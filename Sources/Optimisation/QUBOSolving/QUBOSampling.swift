public import Annealing
public import Coefficients
import QUBOFiles
public import QUBOModel
public import QUBOReduction

/// Runs a search several times from seeds that follow each other, and counts what they end with.
public struct QUBOSampling: Sendable {
  /// What to minimise and how; its seed is that of the first run, and all runs share its time.
  public let request: QUBORequest
  /// The number of runs, at least 1.
  public let count: Int

  /// Creates a series of runs.
  public init(_ request: QUBORequest, count: Int) {
    precondition(count >= 1, "there is a run")
    self.request = request
    self.count = count
  }

  /// The request of one of the runs, counted from zero.
  public func request(ofRun number: Int) -> QUBORequest {
    var run = request
    run.seed = request.seed &+ UInt64(number)
    run.stop.time = request.stop.time.map { $0 / count }
    return run
  }

  /// Runs all, or those before an interrupt; `log` is told what happens in which run, and `reduced`
  /// once what all of them search.
  ///
  /// - Throws: ``QUBORunError`` as a single run does.
  public func run(
    log: (_ run: Int, AnnealingEvent<BitVector>) -> Void = { _, _ in },
    reduced: (QUBOReduction) -> Void = { _ in }
  ) throws(QUBORunError) -> QUBOSamples {
    let first = try QUBORun(request(ofRun: 0)).run(log: { log(0, $0) }, reduced: reduced)
    var samples = QUBOSamples(best: first, bestRun: 0, states: [])
    samples.add(first, ofRun: 0)
    var last = first
    for number in 1..<max(1, count) where !last.wasCancelled {
      last = try QUBORun(request(ofRun: number)).run { log(number, $0) }
      samples.add(last, ofRun: number)
    }
    return samples
  }
}

/// What a series of runs ended with.
public struct QUBOSamples: Sendable {
  /// An assignment that runs ended with.
  public struct State: Sendable {
    /// The assignment.
    public let assignment: BitVector
    /// Its energy, the sum of the file's numbers.
    public let energy: ExactDecimal
    /// Its value in the file's sense.
    public let value: ExactDecimal
    /// The number of runs that ended with it.
    public internal(set) var count: Int
  }

  /// The best outcome.
  public private(set) var best: QUBOOutcome
  /// The run that it came from, counted from zero.
  public private(set) var bestRun: Int
  /// Distinct assignments, the best first, in the order of the runs among those that are alike.
  public private(set) var states: [State]

  fileprivate mutating func add(_ outcome: QUBOOutcome, ofRun number: Int) {
    if outcome.energy.double < best.energy.double { (best, bestRun) = (outcome, number) }
    if let place = states.firstIndex(where: { $0.assignment == outcome.assignment }) {
      states[place].count += 1
      return
    }
    let state = State(
      assignment: outcome.assignment, energy: outcome.energy, value: outcome.value, count: 1)
    let place = states.firstIndex { $0.energy.double > state.energy.double } ?? states.count
    states.insert(state, at: place)
  }

  fileprivate init(best: QUBOOutcome, bestRun: Int, states: [State]) {
    (self.best, self.bestRun, self.states) = (best, bestRun, states)
  }
}
