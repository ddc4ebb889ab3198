import Annealing
import PatrolModel
import PenaltyModel
import QUBOModel

/// Looks for states that break rules and cost little, by three searches for least energy.
///
/// None of them prefers states that keep rules: exchanges weigh travel against breaks of the
/// presence rule, one-hot moves against demand as well, and flips against everything. Flips start
/// from a plan, downhill, and at random.
struct CounterExampleSearch {
  let request: WeightsRequest
  let weights: PenaltyWeights

  private var instance: PatrolInstance { request.instance }

  /// The broken state of least energy that was met at the end of a search, if there is one.
  func best(near plan: Schedule?) throws(SolveError) -> CounterExample? {
    var found: [CounterExample?] = []
    for search in [exchanged, oneHot] where !request.isCancelled() { found.append(search()) }
    let size = ScheduleQUBOSize(instance)
    // Where bits do not fit, one-hot states have to do.
    if size.sparseBytes <= request.memoryLimit / 2 && !request.isCancelled() {
      do throws(QUBOError) { found += try flipped(from: plan) } catch { throw .model(error) }
    }
    return found.compactMap { $0 }.min { $0.energy.total < $1.energy.total }
  }

  private func exchanged() -> CounterExample? {
    let model = LayerModel(instance, moves: .exchange, isConstrained: false).weighted(by: weights)
    return example(model, at: minimum(of: model, steps: request.steps))
  }

  private func oneHot() -> CounterExample? {
    let model = LayerModel(instance, moves: .oneHot, isConstrained: false).weighted(by: weights)
    // As many rounds as of exchanges: one of these draws each row again some times.
    let steps = request.steps * instance.carCount * instance.stepCount / 10
    return example(model, at: minimum(of: model, steps: steps))
  }

  private func flipped(from plan: Schedule?) throws(QUBOError) -> [CounterExample?] {
    let model = try BitModel(instance, move: .sweep, isConstrained: false).weighted(by: weights)
    // Sweeps try every bit, steps of other moves a single one.
    let sweeps = max(100, min(request.steps, 20_000_000 / max(1, model.qubo.variableCount)))
    let starts = [minimum(of: model, steps: sweeps), plan.flatMap(model.encode)]
    return starts.compactMap { $0 }.map { start in
      example(model, at: model.settled(descent(of: model.qubo, from: start)))
    }
  }

  /// The state of least energy that is met, whatever it breaks.
  private func minimum<Model: WeightedModel>(of model: Model, steps: Int) -> Model.State {
    let annealer = Annealer(seed: request.seed, threads: request.threads)
    return model.minimise(
      by: annealer, until: Stop(steps: steps, isCancelled: request.isCancelled)
    ) { _ in }.best.state
  }

  private func example<Model: WeightedModel>(
    _ model: Model, at state: Model.State
  ) -> CounterExample? {
    let breaches = model.decode(state).breaches
    guard !breaches.isEmpty else { return nil }
    let places = instance.shift.steps.flatMap { step in
      instance.carIndices.flatMap { car in
        model.sectors(of: car, at: step, in: state).map {
          PlanningRules.Assignment(car: car, step: step, sector: $0)
        }
      }
    }
    return CounterExample(
      places: places, energy: model.breakdown(of: state), breaches: breaches)
  }

  /// Flips the bit that lowers the energy most, until none does or the time is up.
  private func descent(of qubo: QUBO, from start: BitVector) -> BitVector {
    var state = start
    while !request.isCancelled() {
      let flips = qubo.flipEnergies(at: state)
      guard let bit = flips.indices.min(by: { flips[$0] < flips[$1] }), flips[bit] < 0 else {
        return state
      }
      state.flip(bit)
    }
    return state
  }
}
