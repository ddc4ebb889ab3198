public import Annealing
public import Coefficients
import QUBOFiles
public import QUBOModel
public import QUBOReduction

/// Minimises the function of a file: reduce, anneal, expand, recompute the value, report.
public struct QUBORun: Sendable {
  /// What to minimise and how.
  public let request: QUBORequest

  /// Creates a run.
  public init(_ request: QUBORequest) { self.request = request }

  /// Runs to the end; `log` is told what happens, on the calling thread, after `reduced` was told what
  /// the search goes over.
  ///
  /// - Throws: ``QUBORunError`` if memory does not suffice, or if the annealer's energy is not that
  ///   of its assignment.
  public func run(
    log: (AnnealingEvent<BitVector>) -> Void = { _ in },
    reduced: (QUBOReduction) -> Void = { _ in }
  ) throws(QUBORunError) -> QUBOOutcome {
    let fixed: FixedBits?
    do throws(QUBOError) {
      fixed = try request.fixed.isEmpty ? nil : FixedBits(request.problem.model, request.fixed)
    } catch { throw .model(error) }
    let model = fixed?.model ?? request.problem.model
    guard request.replicaBytes <= request.memoryLimit else {
      throw .model(.memoryLimit(needed: request.replicaBytes, limit: request.memoryLimit))
    }
    let reduction = QUBOReduction(model)
    reduced(reduction)
    var stop = request.stop
    stop.targetEnergy = request.targetEnergy
    var timeToTarget: Duration?
    var best: Incumbent<BitVector>?
    var trace = IncumbentTrace<(step: Int, energy: Int64)>()
    // Without a bit left there is nothing to search.
    let isSolved = reduction.reduced.variableCount == 0 && model.variableCount > 0
    if isSolved { stop.steps = 0 }
    let search = Annealer(
      seed: request.seed, replicas: request.replicas, threads: request.threads,
      ladder: request.ladder, mostReplicas: request.mostReplicas
    ).minimise(
      reduction.reduced, move: request.move,
      from: request.starts.map { reduction.restricted(fixed?.free(of: $0) ?? $0) }, until: stop
    ) { event in
      if timeToTarget == nil, case .incumbent(let best, let progress) = event,
        best.energy <= stop.targetEnergy ?? .min
      {
        timeToTarget = progress.elapsed
      }
      if case .incumbent(let best, let progress) = event {
        trace.append((progress.stepsToBest, best.energy))
      }
      log(event.expanded(by: reduction, with: &best))
    }
    var result = search.map(reduction.expanded)
    if isSolved && result.reason == .steps { result = result.ended(by: .solved) }
    let energy = model.energy(of: result.best.state)
    guard energy == result.best.energy else {
      throw .wrongEnergy(claimed: result.best.energy, recomputed: energy)
    }
    // Auxiliary bits are set right: that never adds to the energy.
    let assignment = request.problem.completed(fixed?.whole(result.best.state) ?? result.best.state)
    return QUBOOutcome(
      assignment: assignment,
      energy: request.problem.energy(of: assignment),
      value: request.problem.value(of: assignment),
      reachedTarget: stop.targetEnergy.map { energy <= $0 }, timeToTarget: timeToTarget,
      incumbents: trace.records.map {
        ($0.step, ExactDecimal(units: $0.energy, decimals: request.problem.decimals))
      }, searchedVariableCount: reduction.reduced.variableCount, result: result)
  }
}

extension AnnealingEvent<BitVector> {
  /// The event as it looks with all variables; an incumbent is expanded once and kept in `best`.
  fileprivate func expanded(
    by reduction: QUBOReduction, with best: inout Incumbent<BitVector>?
  ) -> Self {
    switch self {
    case .started:
      return self
    case .incumbent(let reduced, let progress):
      let whole = reduced.map(reduction.expanded)
      best = whole
      return .incumbent(whole, progress)
    case .round(let reduced, let progress):
      return .round(best: best ?? reduced.map(reduction.expanded), progress)
    }
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
  /// The bits that the search went over, after reduction.
  public let searchedVariableCount: Int
  /// How the search went.
  public let result: AnnealingResult<BitVector>

  /// Bits tried by all replicas; both algorithms try all bits in a step; `nil` beyond 64 bits.
  public var spinUpdates: Int? {
    let perStep = searchedVariableCount.multipliedReportingOverflow(by: result.replicas)
    let all = perStep.partialValue.multipliedReportingOverflow(by: result.progress.steps)
    return perStep.overflow || all.overflow ? nil : all.partialValue
  }

  /// Whether the run was ended from outside.
  public var wasCancelled: Bool { result.reason == .cancelled }
}
