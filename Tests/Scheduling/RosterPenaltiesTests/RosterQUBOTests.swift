import PatrolModel
import PenaltyModel
import QUBOModel
import RosterPenalties
import ScheduleChecking
import Testing
import _TemperTestSupport

/// The QUBO of a roster, held against all schedules there are, as the checker judges them.
@Suite("The QUBO of a roster")
struct RosterQUBOTests {
  static let rosters = seeds(40)

  @Test("is a plan's objective, and more than that wherever a rule is broken", arguments: rosters)
  func equalsTheChecker(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let (model, weights) = try function(of: instance)
    let checker = ScheduleChecker(instance)
    let penalty = Int64(100 * weights.presence.tenths)
    everySchedule(of: instance) { schedule in
      let verdict = checker.judge(schedule)
      guard let bits = model.encode(schedule) else {
        #expect(!verdict.isFeasible, "seed \(seed): a plan has no bits")
        return
      }
      let energy = model.model.energy(of: bits)
      if verdict.isFeasible {
        #expect(energy == model.energy(of: verdict.cost), "seed \(seed)")
        #expect(model.schedule(of: bits) == schedule, "seed \(seed)")
      } else {
        #expect(energy >= penalty, "seed \(seed): \(verdict.violations)")
      }
    }
  }

  /// Rosters whose functions have so few bits that all states can be tried.
  static let small: [UInt64] = (0..<400).filter { seed in
    RosterQUBOSize(.randomRoster(seed: seed), memoryLimit: .max).bits <= 22
  }

  @Test("has its minimum at the best plan, or at a penalty if there is none", arguments: small)
  func minimumIsTheBestPlan(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let (model, weights) = try function(of: instance)
    var best: Int64?
    everySchedule(of: instance) { schedule in
      let verdict = ScheduleChecker(instance).judge(schedule)
      guard verdict.isFeasible else { return }
      best = min(best ?? .max, model.energy(of: verdict.cost))
    }
    let energy = leastEnergy(of: model.model)
    if let best {
      #expect(energy == best, "seed \(seed)")
    } else {
      #expect(energy >= Int64(100 * weights.presence.tenths), "seed \(seed)")
    }
  }

  /// The least energy of all states, met in Gray's order: each differs from the last in one bit.
  private func leastEnergy(of model: QUBO) -> Int64 {
    var state = BitVector(count: model.variableCount)
    var energy = model.energy(of: state)
    var least = energy
    for number in 1..<UInt64(1) << model.variableCount {
      let bit = number.trailingZeroBitCount
      energy += model.flipEnergy(of: bit, at: state)
      state[bit].toggle()
      least = min(least, energy)
    }
    return least
  }

  @Test("names its bits, each once, those of cars first", arguments: rosters.prefix(5))
  func names(seed: UInt64) throws {
    let (model, _) = try function(of: .randomRoster(seed: seed))
    #expect(Set(model.bitNames).count == model.model.variableCount, "seed \(seed)")
    let size = RosterQUBOSize(model.instance, memoryLimit: .max)
    #expect(size.bits == model.model.variableCount, "seed \(seed)")
    #expect(size.assignmentBits == model.assignmentCount, "seed \(seed)")
  }

  @Test("is refused, not begun, where memory does not suffice")
  func memory() throws {
    let instance = PatrolInstance.randomRoster(seed: 1)
    #expect(RosterQUBOSize(instance, memoryLimit: 1000).isTooLarge)
    let weights = RosterQUBO.sufficientWeights(instance).weights
    #expect {
      try RosterQUBO(instance, weights: weights, memoryLimit: 1000)
    } throws: {
      guard case QUBOError.memoryLimit(_, limit: 1000) = $0 else { return false }
      return true
    }
  }

  private func function(
    of instance: PatrolInstance
  ) throws -> (model: RosterQUBO, weights: PenaltyWeights) {
    let choice = RosterQUBO.sufficientWeights(instance)
    return (try RosterQUBO(instance, weights: choice.weights), choice.weights)
  }
}
