import PatrolModel
import RandomStreams
import _TemperTestSupport

/// An instance and entries for it, some of them wrong.
struct RandomCase {
  let instance: PatrolInstance
  let entries: [ScheduleEntry]

  init(seed: UInt64) {
    var random = RandomStream(seed: seed)
    instance = Self.instance(using: &random)
    var schedule = Self.schedule(of: instance, using: &random)
    // A third of the cases stay sound, so that feasible schedules are judged as well.
    let damage = random.uniform(below: 3) * (1 + random.uniform(below: 3))
    if random.uniform(below: 2) == 0 { Self.swap(in: &schedule, times: damage, using: &random) }
    var entries = schedule.entries(in: instance)
    if random.uniform(below: 2) == 0 {
      for _ in 0..<damage { Self.damage(&entries, using: &random) }
    }
    self.entries = entries
  }

  private static func instance(using random: inout RandomStream) -> PatrolInstance {
    let plain = PatrolInstance.random(
      seed: random.next(), cars: 1 + random.uniform(below: 5),
      sectors: 1 + random.uniform(below: 5), steps: 1 + random.uniform(below: 6),
      presence: PresenceRule.samples[random.uniform(below: PresenceRule.samples.count)])
    // The night shift goes past midnight.
    return plain.replacing(
      fleet: random.uniform(below: 2) == 0
        ? .named((0..<plain.carCount).map { Car(id: .init("F-\($0)")) }) : plain.fleet,
      shift: Shift(startMinute: 1300, stepMinutes: 45, stepCount: plain.stepCount))
  }

  /// A schedule that meets the demand, in order or shuffled.
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

  private static func swap(
    in schedule: inout Schedule, times: Int, using random: inout RandomStream
  ) {
    for _ in 0..<times {
      let step = StepIndex(random.uniform(below: schedule.stepCount))
      let cars = (0..<2).map { _ in CarIndex(random.uniform(below: schedule.carCount)) }
      schedule[step, cars[0]] = schedule[step, cars[1]]
    }
  }

  private static func damage(_ entries: inout [ScheduleEntry], using random: inout RandomStream) {
    guard !entries.isEmpty else { return }
    let index = random.uniform(below: entries.count)
    let entry = entries[index]
    switch random.uniform(below: 7) {
    case 0: entries.remove(at: index)
    case 1: entries.append(entry)
    case 2: entries[index] = entry.with(car: "nobody")
    case 3: entries[index] = entry.with(sector: "nowhere")
    case 4: entries[index] = entry.with(step: entry.stepNumber + 1)
    case 5: entries.removeAll { $0.car == entry.car }
    default: entries.append(entry.with(car: "extra \(random.uniform(below: 2))"))
    }
  }
}

extension ScheduleEntry {
  fileprivate func with(
    car: String? = nil, step: Int? = nil, sector: String? = nil
  ) -> ScheduleEntry {
    ScheduleEntry(
      car: car.map { Car.ID($0) } ?? self.car, stepNumber: step ?? stepNumber,
      sector: sector.map { Sector.ID($0) } ?? self.sector, line: line)
  }
}
