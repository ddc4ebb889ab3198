import PatrolModel
import RandomStreams

/// Instances and schedules to write and read.
enum Example {
  /// Three cars, three sectors, four steps from 22:30 on.
  static let instance = instance(
    fleet: .anonymous(count: 3), sectors: [("N", "North"), ("E", "E"), ("SW", "South-west")],
    shift: Shift(startMinute: 22 * 60 + 30, stepMinutes: 45, stepCount: 4))

  /// A schedule of the instance: each car one sector further at every other step.
  static let schedule: Schedule = {
    var schedule = Schedule(carCount: 3, stepCount: 4)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        schedule[step, car] = SectorIndex((car.rawValue + step.rawValue / 2) % 3)
      }
    }
    return schedule
  }()

  /// An instance in which all cars are needed in the first sector, whatever a schedule says.
  static func instance(
    fleet: Fleet, sectors: [(id: String, name: String)], shift: Shift
  ) -> PatrolInstance {
    let row = [fleet.count] + Array(repeating: 0, count: sectors.count - 1)
    let minutes = Array(repeating: Minutes.zero, count: sectors.count)
    return PatrolInstance(
      name: "example", summary: "", fleet: fleet, shift: shift, presence: .none,
      sectors: sectors.map { Sector(id: Sector.ID($0.id), name: $0.name) },
      demand: Demand(rows: Array(repeating: row, count: shift.stepCount)),
      travel: TravelTimes(rows: Array(repeating: minutes, count: sectors.count)))
  }

  /// An instance of a seed, with hostile names, and a schedule of it.
  static func random(seed: UInt64) -> (instance: PatrolInstance, schedule: Schedule) {
    var random = RandomStream(seed: seed)
    let marks = ["", "=", "'-", "@", "a,b", "a;b", "\"", "\u{301}", "x\r\ny", "\u{1f694} "]
    func name(_ index: Int) -> String { marks[random.uniform(below: marks.count)] + "\(index)" }
    let cars = (0...random.uniform(below: 5)).map { Car(id: Car.ID(name($0))) }
    let instance = instance(
      fleet: random.uniform(below: 2) == 0 ? .named(cars) : .anonymous(count: cars.count),
      sectors: (0...random.uniform(below: 5)).map { (id: name($0), name: name($0)) },
      shift: Shift(
        startMinute: random.uniform(below: 1440), stepMinutes: 1 + random.uniform(below: 1440),
        stepCount: 1 + random.uniform(below: 60)))
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        schedule[step, car] = SectorIndex(random.uniform(below: instance.sectorCount))
      }
    }
    return (instance, schedule)
  }
}
