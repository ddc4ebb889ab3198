import Annealing
import PatrolModel
import PenaltyModel
import Planning
import QUBOModel
import RandomStreams
import ScheduleChecking

/// What annealing runs with given weights come to; the model is built once for all of them.
struct WeightObjective: Sendable {
  let instance: PatrolInstance
  private let request: TuneRequest
  /// What no plan travels less than; a run that meets it has nothing more to find.
  let bound: TravelBound?
  private let model: any ShiftModel

  /// Builds the model and bounds travel, which takes a second or so.
  init(_ request: TuneRequest, of instance: PatrolInstance) throws(TuneError) {
    self.request = request
    self.instance = instance
    let run = request.solveRequest(for: instance)
    do throws(QUBOError) {
      try SearchMemory.check(run)
      model = try run.moves.model(of: run)
    } catch { throw .run(.model(error)) }
    // Cut short, the bound would be another one in the next process.
    bound = TravelBound(instance) { false }
  }

  /// One run.
  ///
  /// - Parameters:
  ///   - weights: The weights.
  ///   - number: Which run it is: each number has a seed of its own, the same in all trials, so that
  ///     weights are compared under equal circumstances.
  ///   - threads: The number of threads, which never changes the result.
  ///   - isCancelled: Asked between rounds; `true` ends the run.
  /// - Returns: What it came to; nil if it was cancelled.
  /// - Throws: ``TuneError/run(_:)``.
  func run(
    _ weights: PenaltyWeights, number: Int, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(TuneError) -> WeightRun? {
    // Far from the streams that trials draw from, which are their numbers.
    let stream = UInt64.max / 2 + UInt64(number)
    var random = RandomStream(seed: request.seed, stream: stream)
    let annealer = Annealer(seed: random.next(), replicas: request.replicas, threads: threads)
    let stop = Stop(
      steps: request.steps, targetEnergy: bound.map { Int64($0.travel.tenths) },
      isCancelled: isCancelled)
    let weighted: any WeightedModel
    do throws(QUBOError) { weighted = try model.weighted(by: weights) } catch {
      throw .run(.model(error))
    }
    return try run(weighted, by: annealer, until: stop)
  }

  /// The last word is the checker's: what it does not accept is not a plan.
  private func run(
    _ model: some WeightedModel, by annealer: Annealer, until stop: Stop
  ) throws(TuneError) -> WeightRun? {
    let result = model.minimise(by: annealer, until: stop) { _ in }
    guard result.reason != .cancelled else { return nil }
    let (decoding, energy) = (
      model.decode(result.best.state), model.breakdown(of: result.best.state)
    )
    var travel: Minutes?
    if decoding.breaches.isEmpty, let schedule = decoding.schedule {
      do throws(CheckedPlan.Refusal) {
        travel = try CheckedPlan(
          schedule, of: instance, travel: energy[.migration], balances: false
        ).verdict.totalTravel
      } catch { throw .run(.refused(error.reason)) }
    }
    return WeightRun(
      travel: travel, energy: energy, broken: Int(result.best.violation),
      stepsToFeasible: travel == nil ? nil : result.progress.stepsToFirstValid)
  }
}

/// What one annealing run came to.
struct WeightRun: Sendable {
  /// The travel of its best plan; nil if it found none.
  let travel: Minutes?
  /// The energy of its best state, term by term.
  let energy: EnergyBreakdown
  /// By how many units its best state breaks the rules.
  let broken: Int
  /// The steps of each replica until the first plan.
  let stepsToFeasible: Int?
}
