public import PatrolModel

extension Schedule {
  /// Puts the lines of a schedule file together, if they say for each car in service one sector.
  ///
  /// A car that is out of service at a step, or may have its break then, needs no line for it, and
  /// has no sector without.
  /// Whether the schedule keeps the instance's rules is another question. The cars of an anonymous
  /// fleet may be called anything: if not all go by their numbers they are numbered as they appear.
  ///
  /// - Throws: ``ScheduleEntryError`` for the first line that does not fit, or the first gap.
  public init(
    entries: [ScheduleEntry], of instance: PatrolInstance
  ) throws(ScheduleEntryError) {
    self.init(carCount: instance.carCount, stepCount: instance.stepCount)
    let names = Names(entries: entries, instance: instance)
    var filled = Array(repeating: false, count: carCount * stepCount)
    for entry in entries {
      let (step, car, sector) = try names.places(of: entry)
      let place = step.rawValue * carCount + car.rawValue
      if filled[place] {
        throw ScheduleEntryError(.twoSectors(entry.car, step: step.number), line: entry.line)
      }
      filled[place] = true
      self[step, car] = sector
    }
    for gap in filled.indices where !filled[gap] {
      let (step, car) = (StepIndex(gap / carCount), CarIndex(gap % carCount))
      guard !instance.isInService(car, at: step) || instance.hasBreakWindow(car, around: step)
      else {
        throw ScheduleEntryError(.noSector(names.name(of: car), step: step.number), line: nil)
      }
      self[step, car] = nil
    }
  }
}

/// What the names in the lines of a file stand for.
private struct Names {
  private let instance: PatrolInstance
  private let cars: [Car.ID: CarIndex]
  private let sectors: [Sector.ID: SectorIndex]

  init(entries: [ScheduleEntry], instance: PatrolInstance) {
    self.instance = instance
    sectors = Dictionary(
      zip(instance.sectors.map(\.id), instance.sectorIndices),
      uniquingKeysWith: { first, _ in first })
    let listed = Dictionary(
      zip(instance.fleet.cars.map(\.id), instance.carIndices),
      uniquingKeysWith: { first, _ in first })
    if case .anonymous = instance.fleet, entries.contains(where: { listed[$0.car] == nil }) {
      cars = Self.numbered(entries, upTo: instance.carCount)
    } else {
      cars = listed
    }
  }

  func places(
    of entry: ScheduleEntry
  ) throws(ScheduleEntryError) -> (StepIndex, CarIndex, SectorIndex) {
    func error(
      _ problem: ScheduleEntryError.Problem, hint: NameHint? = nil
    ) -> ScheduleEntryError {
      ScheduleEntryError(problem, line: entry.line, hint: hint)
    }
    guard let car = cars[entry.car] else {
      throw error(
        .unknownCar(entry.car, carCount: instance.carCount),
        hint: NameHint(car: entry.car.rawValue, of: instance))
    }
    guard let sector = sectors[entry.sector] else {
      throw error(
        .unknownSector(entry.sector),
        hint: NameHint(sector: entry.sector.rawValue, of: instance))
    }
    guard (1...instance.stepCount).contains(entry.stepNumber) else {
      throw error(.unknownStep(entry.stepNumber, stepCount: instance.stepCount))
    }
    return (StepIndex(entry.stepNumber - 1), car, sector)
  }

  func name(of car: CarIndex) -> Car.ID {
    cars.first { $0.value == car }?.key ?? instance.fleet[car].id
  }

  private static func numbered(
    _ entries: [ScheduleEntry], upTo count: Int
  ) -> [Car.ID: CarIndex] {
    var cars: [Car.ID: CarIndex] = [:]
    for entry in entries where cars[entry.car] == nil && cars.count < count {
      cars[entry.car] = CarIndex(cars.count)
    }
    return cars
  }
}
