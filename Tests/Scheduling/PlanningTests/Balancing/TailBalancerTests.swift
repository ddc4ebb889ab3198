import PatrolModel
import Planning
import RandomStreams
import ScheduleChecking
import Testing
import _TemperTestSupport

@Suite("Balancing")
struct TailBalancerTests {
  @Test("keeps travel and rules, and ends where no single exchange helps", arguments: 0..<400)
  func fixedPoint(seed: Int) throws {
    let example = try #require(FeasibleExample(seed: UInt64(seed)))
    let before = example.judge(example.schedule)
    let balancer = TailBalancer(example.instance)
    let balanced = balancer.balanced(example.schedule)
    let after = example.judge(balanced)
    #expect(before.isFeasible && after.isFeasible)
    #expect(after.totalTravel == before.totalTravel)
    #expect(!before.minutes.lexicographicallyPrecedes(after.minutes))
    #expect(balancer.balanced(balanced) == balanced)
    for neighbour in example.exchanges(of: balanced) {
      let verdict = example.judge(neighbour)
      guard verdict.isFeasible else { continue }
      #expect(!verdict.minutes.lexicographicallyPrecedes(after.minutes))
    }
  }

  @Test("stays among the schedules that exchanges reach, often the evenest of them")
  func orbit() throws {
    var evenest = 0
    for seed in 0..<100 as Range<UInt64> {
      let example = try #require(FeasibleExample(seed: seed, cars: 3, steps: 4))
      var orbit: Set<Schedule> = [example.schedule]
      var open = [example.schedule]
      while let schedule = open.popLast() {
        for next in example.exchanges(of: schedule)
        where example.judge(next).isFeasible && orbit.insert(next).inserted { open.append(next) }
      }
      let balanced = TailBalancer(example.instance).balanced(example.schedule)
      #expect(orbit.contains(balanced))
      let best = orbit.map { example.judge($0).minutes }
        .min { $0.lexicographicallyPrecedes($1) }
      if example.judge(balanced).minutes == best { evenest += 1 }
    }
    #expect(evenest >= 90, "\(evenest) of 100")
  }

  @Test(
    "keeps rules for cars and classes, and ends where no exchange that keeps them helps",
    arguments: CarRule.allCases, 0..<40 as Range<UInt64>)
  func carRules(rule: CarRule, seed: UInt64) {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    let (search, balancer) = (LabelledSearch(instance), TailBalancer(instance))
    for schedule in search.schedules.lazy.filter(search.keepsRules).prefix(20) {
      let example = FeasibleExample(instance: instance, schedule: schedule)
      let balanced = balancer.balanced(schedule)
      let minutes = example.judge(balanced).minutes
      #expect(search.keepsRules(balanced))
      #expect(search.travel(balanced) == search.travel(schedule))
      #expect(!example.judge(schedule).minutes.lexicographicallyPrecedes(minutes))
      for neighbour in example.exchanges(of: balanced) where search.keepsRules(neighbour) {
        #expect(!example.judge(neighbour).minutes.lexicographicallyPrecedes(minutes))
      }
    }
  }

  @Test("takes a detour off the car that had them all")
  func byHand() {
    // Cars meet in sector 1 at the second step; each has a long leg and a short one to drive.
    let travel = [[0, 50, 90], [10, 0, 10], [90, 50, 0]]
      .map { $0.map { Minutes(tenths: $0) } }
    let instance = PatrolInstance(
      name: "by hand", summary: "", fleet: .anonymous(count: 2),
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 3), presence: .none,
      sectors: (0..<3).map { Sector(id: .init("\($0)"), name: "") },
      demand: Demand(rows: [[1, 1, 0], [0, 2, 0], [1, 1, 0]]), travel: TravelTimes(rows: travel))
    // The first car drives 0–1–0, the second stays in 1.
    var schedule = Schedule(carCount: 2, stepCount: 3, everywhere: SectorIndex(1))
    schedule[StepIndex(0), CarIndex(0)] = SectorIndex(0)
    schedule[StepIndex(2), CarIndex(0)] = SectorIndex(0)
    let balanced = TailBalancer(instance).balanced(schedule)
    let minutes = ScheduleChecker(instance).judge(balanced).cars.map(\.travel.tenths)
    #expect(minutes == [50, 10])
  }
}

/// A random instance with a feasible schedule of it.
private struct FeasibleExample {
  let instance: PatrolInstance
  let schedule: Schedule

  init(instance: PatrolInstance, schedule: Schedule) {
    self.instance = instance
    self.schedule = schedule
  }

  /// Draws instances until one has a schedule that random routes find.
  init?(seed: UInt64, cars: Int? = nil, steps: Int? = nil) {
    for attempt in 0..<200 as Range<UInt64> {
      var random = RandomStream(seed: seed, stream: attempt)
      let rules = PresenceRule.samples
      let instance = PatrolInstance.random(
        seed: random.next(), cars: cars ?? 2 + random.uniform(below: 5),
        sectors: 2 + random.uniform(below: 3), steps: steps ?? 2 + random.uniform(below: 7),
        presence: rules[Int(seed) % rules.count])
      for _ in 0..<20 {
        let schedule = Self.schedule(of: instance, using: &random)
        if ScheduleChecker(instance).judge(schedule).isFeasible {
          self.instance = instance
          self.schedule = schedule
          return
        }
      }
    }
    return nil
  }

  func judge(_ schedule: Schedule) -> Verdict { ScheduleChecker(instance).judge(schedule) }

  /// All schedules that one exchange of tails makes, rules kept or not.
  func exchanges(of schedule: Schedule) -> [Schedule] {
    var found: [Schedule] = []
    for step in instance.shift.steps {
      for first in instance.carIndices {
        for second in instance.carIndices
        where first < second && schedule[step, first] == schedule[step, second] {
          var next = schedule
          for later in instance.shift.steps where step < later {
            next[later, first] = schedule[later, second]
            next[later, second] = schedule[later, first]
          }
          found.append(next)
        }
      }
    }
    return found
  }

  private static func schedule(
    of instance: PatrolInstance, using random: inout RandomStream
  ) -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for step in instance.shift.steps {
      let places = instance.sectorIndices.flatMap {
        Array(repeating: $0, count: instance.demand[step, $0])
      }
      for (car, sector) in zip(instance.carIndices, places.shuffled(using: &random)) {
        schedule[step, car] = sector
      }
    }
    return schedule
  }
}

extension Verdict {
  /// The minutes of all cars, longest first.
  fileprivate var minutes: [Minutes] { cars.map(\.travel).sorted(by: >) }
}
