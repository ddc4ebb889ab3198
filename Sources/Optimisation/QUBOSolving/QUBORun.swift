public import Annealing
public import QUBOFiles
public import QUBOModel

/// Minimises the function of a file: anneal, recompute the value, report.
public struct QUBORun: Sendable {
  /// What to minimise and how.
  public let request: QUBORequest

  /// Creates a run.
  public init(_ request: QUBORequest) { self.request = request }

  /// Runs to the end; `log` is told what happens, on the calling thread.
  ///
  /// - Throws: ``QUBORunError`` if memory does not suffice, or if the annealer's energy is not that
  ///   of its assignment.
  public func run(
    log: (AnnealingEvent<BitVector>) -> Void = { _ in }
  ) throws(QUBORunError) -> QUBOOutcome {
    let fixed: FixedBits?
    do throws(QUBOError) {
      fixed = try request.fixed.isEmpty ? nil : FixedBits(request.problem.model, request.fixed)
    } catch { throw .model(error) }
    let model = fixed?.model ?? request.problem.model
    guard request.replicaBytes <= request.memoryLimit else {
      throw .model(.memoryLimit(needed: request.replicaBytes, limit: request.memoryLimit))
    }
    var stop = request.stop
    stop.targetEnergy = request.targetEnergy
    var timeToTarget: Duration?
    var trace = IncumbentTrace<(step: Int, energy: Int64)>()
    let result = Annealer(
      seed: request.seed, replicas: request.replicas, threads: request.threads,
      ladder: request.ladder
    ).minimise(model, move: request.move, until: stop) { event in
      if timeToTarget == nil, case .incumbent(let best, let progress) = event,
        best.energy <= stop.targetEnergy ?? .min
      {
        timeToTarget = progress.elapsed
      }
      if case .incumbent(let best, let progress) = event {
        trace.append((progress.stepsToBest, best.energy))
      }
      log(event)
    }
    let energy = model.energy(of: result.best.state)
    guard energy == result.best.energy else {
      throw .wrongEnergy(claimed: result.best.energy, recomputed: energy)
    }
    let assignment = fixed?.whole(result.best.state) ?? result.best.state
    return QUBOOutcome(
      assignment: assignment,
      energy: request.problem.energy(of: assignment),
      value: request.problem.value(of: assignment),
      reachedTarget: stop.targetEnergy.map { energy <= $0 }, timeToTarget: timeToTarget,
      incumbents: trace.records.map {
        ($0.step, ExactDecimal(units: $0.energy, decimals: request.problem.decimals))
      }, result: result)
  }
}

/// What a run came to.
public struct QUBOOutcome: Sendable {
  /// The best assignment.
  public let assignment: BitVector
  /// Its energy, the sum of the file's numbers.
  public let energy: ExactDecimal
  /// Its value in the file's sense, the sum of the file's numbers.
  public let value: ExactDecimal
  /// Whether the target was reached; `nil` if there was none.
  public let reachedTarget: Bool?
  /// The annealing time after which the target was reached, if it was.
  public let timeToTarget: Duration?
  /// The energies of better states and the steps of each replica until then, thinned out if there
  /// were very many.
  public let incumbents: [(step: Int, energy: ExactDecimal)]
  /// How the search went.
  public let result: AnnealingResult<BitVector>

  /// Whether the run was ended from outside.
  public var wasCancelled: Bool { result.reason == .cancelled }
}
