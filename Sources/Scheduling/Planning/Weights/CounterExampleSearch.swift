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
  private var annealer: Annealer { Annealer(seed: request.seed, threads: request.threads) }

  /// The broken state of least energy that was met at the end of a search, if there is one.
  func best(near plan: Schedule?) throws(SolveError) -> CounterExample? {
    var found = layered()
    let size = ScheduleQUBOSize(instance)
    // Where bits do not fit, one-hot states have to do.
    if size.sparseBytes <= request.memoryLimit / 2 {
      do throws(QUBOError) { found += try flipped(from: plan) } catch { throw .model(error) }
    }
    return found.min { $0.energy.total < $1.energy.total }
  }

  private func layered() -> [CounterExample] {
    let layers = ScheduleLayers(instance, weights: weights)
    return [LayeredMoves.exchange, .oneHot].compactMap { moves in
      // As many rounds of either: one of exchanges draws each row again some times.
      let steps =
        moves == .exchange
        ? request.steps : request.steps * instance.carCount * instance.stepCount / 10
      let result = annealer.minimise(
        layers.model, moves: moves, isConstrained: false,
        until: Stop(steps: steps, isCancelled: request.isCancelled))
      let state = result.best.state
      let breaches = layers.decode(state).breaches
      guard !breaches.isEmpty else { return nil }
      let places = instance.shift.steps.flatMap { step in
        instance.carIndices.map { car in
          CounterExample.Place(
            car: car, step: step, sector: SectorIndex(state[car.rawValue, step.rawValue]))
        }
      }
      return CounterExample(
        places: places, energy: layers.breakdown(of: state, weights: weights),
        breaches: breaches)
    }
  }

  private func flipped(from plan: Schedule?) throws(QUBOError) -> [CounterExample] {
    let model = try ScheduleQUBO(instance)
    let qubo = try model.qubo(weights: weights)
    // Sweeps try every bit, steps of other moves a single one.
    let sweeps = max(100, min(request.steps, 20_000_000 / max(1, model.variableCount)))
    let result = annealer.minimise(
      qubo, move: .sweep, until: Stop(steps: sweeps, isCancelled: request.isCancelled))
    let starts = [result.best.state] + [plan.flatMap { model.encode($0) }].compactMap { $0 }
    return starts.compactMap { start in
      let state = model.settled(Self.descent(of: qubo, from: start))
      let breaches = model.decode(state).breaches
      guard !breaches.isEmpty else { return nil }
      return CounterExample(
        places: model.places(state), energy: model.breakdown(of: state, weights: weights),
        breaches: breaches)
    }
  }

  /// Flips the bit that lowers the energy most, until none does.
  private static func descent(of qubo: QUBO, from start: BitVector) -> BitVector {
    var state = start
    while true {
      let flips = qubo.flipEnergies(at: state)
      guard let bit = flips.indices.min(by: { flips[$0] < flips[$1] }), flips[bit] < 0 else {
        return state
      }
      state.flip(bit)
    }
  }
}

extension ScheduleQUBO {
  /// The cars, steps and sectors whose bits are 1.
  fileprivate func places(_ assignment: BitVector) -> [CounterExample.Place] {
    instance.shift.steps.flatMap { step in
      instance.carIndices.flatMap { car in
        sectors(of: car, at: step, in: assignment).map {
          CounterExample.Place(car: car, step: step, sector: $0)
        }
      }
    }
  }
}
