import PatrolModel
import RandomStreams

/// Instances and schedules to draw.
enum Example {
  /// Two cars, three sectors, three steps from 22:30 on.
  static let instance = instance(
    name: "small", cars: 2, sectors: [("S-1", "Harbour & Docks"), ("S-2", "S-2"), ("S-3", "Mill")],
    shift: Shift(startMinute: 22 * 60 + 30, stepMinutes: 45, stepCount: 3))

  /// The same, with a place for each sector.
  static let placed = PatrolInstance(
    name: instance.name, summary: "", fleet: instance.fleet, shift: instance.shift,
    presence: instance.presence,
    sectors: instance.sectors.enumerated().map { index, sector in
      Sector(
        id: sector.id, name: sector.name,
        position: .init(longitude: 4 + Double(index) / 20, latitude: 52 - Double(index % 2) / 20))
    }, demand: instance.demand, travel: instance.travel)

  /// An outline around the second sector.
  static let square = [(4.04, 51.94), (4.06, 51.94), (4.06, 51.96), (4.04, 51.96)].map {
    Sector.Position(longitude: $0.0, latitude: $0.1)
  }

  /// The first car moves once, the second twice.
  static let schedule: Schedule = {
    var schedule = Schedule(carCount: 2, stepCount: 3)
    for (car, route) in [[0, 0, 1], [2, 1, 0]].enumerated() {
      for (step, sector) in route.enumerated() {
        schedule[StepIndex(step), CarIndex(car)] = SectorIndex(sector)
      }
    }
    return schedule
  }()

  /// An instance in which a leg takes 1.5 minutes per place in the list of sectors.
  static func instance(
    name: String, cars: Int, sectors: [(id: String, name: String)], shift: Shift
  ) -> PatrolInstance {
    let row = [cars] + Array(repeating: 0, count: sectors.count - 1)
    return PatrolInstance(
      name: name, summary: "", fleet: .anonymous(count: cars), shift: shift, presence: .none,
      sectors: sectors.map { Sector(id: Sector.ID($0.id), name: $0.name) },
      demand: Demand(rows: Array(repeating: row, count: shift.stepCount)),
      travel: TravelTimes(
        rows: sectors.indices.map { origin in
          sectors.indices.map { Minutes(tenths: 15 * abs(origin - $0)) }
        }))
  }

  /// An instance of a seed, with names of any characters at all, and a schedule of it.
  static func random(seed: UInt64) -> (instance: PatrolInstance, schedule: Schedule) {
    var random = RandomStream(seed: seed)
    let marks = ["<", "]]>", "&", "\"", "'", "</svg>", "&#0;", "\u{202E}", "\u{301}", "\r\n", "\0"]
    func name(_ index: Int) -> String {
      var name = marks[random.uniform(below: marks.count)]
      for _ in 0..<random.uniform(below: 12) {
        let value = UInt32(random.uniform(below: random.uniform(below: 2) == 0 ? 128 : 0x11_0000))
        if let scalar = Unicode.Scalar(value) { name.unicodeScalars.append(scalar) }
      }
      return name + "\(index)"
    }
    let cars = (0...random.uniform(below: 6)).map { Car(id: Car.ID(name($0))) }
    let plain = instance(
      name: name(0), cars: cars.count,
      sectors: (0...random.uniform(below: 70)).map { (id: name($0), name: name($0)) },
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 1 + random.uniform(below: 30)))
    let instance = PatrolInstance(
      name: plain.name, summary: "", fleet: .named(cars), shift: plain.shift,
      presence: .maxStay(limit: 2), sectors: plain.sectors, demand: plain.demand,
      travel: plain.travel)
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        schedule[step, car] = SectorIndex(random.uniform(below: instance.sectorCount))
      }
    }
    return (instance, schedule)
  }
}
