import PatrolModel
import RandomStreams
import Rosters
import ScheduleChecking
import Testing
import _TemperTestSupport

/// What the annealer knows of a plan, held against the checker.
@Suite("The state of a roster's plan")
struct StateTests {
  @Test("knows what the checker knows of any plan", arguments: 0..<60 as Range<UInt64>)
  func equalsChecker(seed: UInt64) {
    let instance = PatrolInstance.randomRoster(seed: seed)
    var random = RandomStream(seed: seed, stream: 3)
    let checker = ScheduleChecker(instance)
    let state = RosterState(RosterTables(instance), randomPlan(instance, &random))
    for move in 0..<50 {
      change(state, instance, &random)
      let verdict = checker.judge(state.schedule)
      let place = "seed \(seed), move \(move)"
      #expect((state.total.breaks == 0) == verdict.isFeasible, "\(place)")
      #expect(state.total.minutes == verdict.totalTravel.tenths, "\(place)")
      #expect(state.total.prices == Int64(verdict.prices.tenths * 100), "\(place)")
      let fresh = RosterState(RosterTables(instance), state.schedule)
      #expect(fresh.total == state.total, "\(place)")
    }
  }

  @Test("is as before once a change is taken back", arguments: 0..<20 as Range<UInt64>)
  func restores(seed: UInt64) {
    let instance = PatrolInstance.randomRoster(seed: seed)
    var random = RandomStream(seed: seed, stream: 4)
    let state = RosterState(RosterTables(instance), randomPlan(instance, &random))
    let (schedule, total) = (state.schedule, state.total)
    let standing = state.standing(0, 1)
    let steps = 0..<instance.stepCount
    let both = { (step: Int) in
      instance.carIndices.allSatisfy { instance.isInService($0, at: StepIndex(step)) }
    }
    state.change(0, 1, steps) { for step in steps where both(step) { state.exchange(0, 1, step) } }
    state.restore(standing, 0, 1) {
      for step in steps where both(step) { state.exchange(0, 1, step) }
    }
    #expect(state.schedule == schedule, "seed \(seed)")
    #expect(state.total == total, "seed \(seed)")
  }

  /// Every car in service is somewhere, or on a break if it may be.
  private func randomPlan(
    _ instance: PatrolInstance, _ random: inout RandomStream
  ) -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for car in instance.carIndices {
      for step in instance.shift.steps {
        schedule[step, car] =
          instance.isInService(car, at: step)
          ? SectorIndex(random.uniform(below: instance.sectorCount)) : nil
      }
    }
    return schedule
  }

  private func change(
    _ state: RosterState, _ instance: PatrolInstance, _ random: inout RandomStream
  ) {
    let car = random.uniform(below: instance.carCount)
    let step = random.uniform(below: instance.stepCount)
    guard instance.isInService(CarIndex(car), at: StepIndex(step)) else { return }
    let mayRest = instance.roster.breakWindows.contains {
      $0.window.contains(step) && instance.crew(of: $0).contains(CarIndex(car))
    }
    let sector =
      mayRest && random.uniform(below: 3) == 0 ? -1 : random.uniform(below: instance.sectorCount)
    state.change(car, car, step..<step + 1) { state.put(car, step, Int16(sector)) }
  }
}
