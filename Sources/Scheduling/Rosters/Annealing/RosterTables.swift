package import PatrolModel
package import RosterPrograms
import Tempering

/// A roster as tables of numbers, for loops that read nothing else.
///
/// Minutes are in tenths. Sectors are numbers; −1 is a car out of service. What the inner loop reads
/// are plain pointers, since counting references to arrays took most of the time of a move.
package final class RosterTables {
  /// What is true of one car at all its steps.
  struct CarLine: Sendable {
    /// The sector it comes from and the one before that, or −1.
    let start, beforeStart: Int
    /// How many steps it has been at its start.
    let runAtStart: Int
    let end: Int
    let travelLimit, moveLimit: Int
    let minutesBefore: Int
    /// Whether it has breaks in windows.
    let hasWindows: Bool
  }

  /// The cars that a cell needs, wants and takes, and what others cost, in thousandths per car.
  struct Cell: Sendable {
    let minimum, target, maximum: Int32
    let mayBeShort: Bool
    let shortage, below, above: Int64
  }

  /// Cars of a class in a cell, at least and at most so many.
  struct ClassLimit: Sendable {
    let isOfClass: [Bool]
    let step, sector: Int
    let least, most: Int
  }

  private let arena = Arena()
  let carCount, stepCount, sectorCount: Int
  /// Whether each car is on duty at each step: car · steps + step.
  let inService: UnsafeMutablePointer<Bool>
  /// Whether a car may be in a sector at a step: (car · steps + step) · sectors + sector.
  let admits: UnsafeMutablePointer<Bool>
  /// Legs by the step they lead to: (step · sectors + origin) · sectors + destination.
  let legs: UnsafeMutablePointer<Int32>
  let longestLeg: Int32
  /// Destinations of each origin from near to far: origin · sectors + rank.
  let near: UnsafeMutablePointer<Int16>
  let breakTravel: RosterRules.BreakTravel
  /// Per sector: 0 for none, −1 for no-return, else the longest stay.
  let presence: UnsafeMutablePointer<Int>
  let isReserve: UnsafeMutablePointer<Bool>
  let minimumStay: Int
  let cars: UnsafeMutablePointer<CarLine>
  /// The windows in which each car has a break.
  let windowsOfCar: [[Int]]
  /// For each car and window the first steps of the breaks it may have.
  let breakStarts: [[[Int]]]
  let cells: UnsafeMutablePointer<Cell>
  let limits: [ClassLimit]
  let pairs: [RosterRules.CarPair]
  let windows: [RosterRules.BreakWindow]
  let objective: RosterRules.Objective
  /// The tenths that no car is to have more of; then minutes above it are to be few, and the total.
  let cap: Int?
  /// Where cars were in a plan that changes are counted from, car · steps + step, or nothing.
  let planned: UnsafeMutablePointer<Int16>?
  /// What a change from that plan costs, in thousandths.
  let perChange: Int64
  /// Whether some cell takes different numbers of cars, or breaks move: counts change then.
  let countsMayChange: Bool

  package init(
    _ instance: PatrolInstance, changes: PlanChanges? = nil, cap: Minutes? = nil
  ) {
    self.cap = cap?.tenths
    planned = changes.map { [arena] changes in
      arena.copy(
        instance.carIndices.flatMap { car in
          instance.shift.steps.map { Int16(changes.plan[$0, car]?.rawValue ?? -1) }
        })
    }
    perChange = Int64((changes?.price.tenths ?? 0) * Self.thousandthsPerTenth)
    carCount = instance.carCount
    stepCount = instance.stepCount
    sectorCount = instance.sectorCount
    let steps = instance.shift.steps
    inService = arena.copy(
      instance.carIndices.flatMap { car in
        let off = instance.fleet[car].off
        return steps.map { !off.contains($0) }
      })
    admits = arena.copy(
      instance.carIndices.flatMap { car in
        steps.flatMap { step in
          instance.sectorIndices.map { instance.admits(car, to: $0, at: step) }
        }
      })
    legs = arena.copy(
      steps.flatMap { step in
        let times = instance.travelTimes(at: step)
        return instance.sectorIndices.flatMap { origin in
          instance.sectorIndices.map { Int32(times[from: origin, to: $0].tenths) }
        }
      })
    near = arena.copy(
      instance.sectorIndices.flatMap { origin in
        instance.sectorIndices.sorted {
          (instance.travel[from: origin, to: $0], $0) < (instance.travel[from: origin, to: $1], $1)
        }.map { Int16($0.rawValue) }
      })
    longestLeg = instance.rules.longestLeg.map { Int32($0.tenths) } ?? .max
    breakTravel = instance.roster.breakTravel
    presence = arena.copy(
      instance.sectorIndices.map { sector in
        switch instance.presence(in: sector) {
        case .none: 0
        case .noReturn: -1
        case .maxStay(let limit): limit
        }
      })
    isReserve = arena.copy(instance.sectors.map(\.isReserve))
    minimumStay = instance.roster.minimumStay
    windows = instance.roster.breakWindows
    cars = arena.copy(instance.carIndices.map { Self.line($0, instance) })
    windowsOfCar = instance.carIndices.map { car in
      instance.roster.breakWindows.enumerated()
        .filter { instance.crew(of: $0.element).contains(car) }.map(\.offset)
    }
    breakStarts = instance.carIndices.map { car in
      instance.roster.breakWindows.map { instance.breakStarts(of: car, in: $0) }
    }
    cells = arena.copy(
      steps.flatMap { step in
        instance.sectorIndices.map { Self.cell(instance, step, $0) }
      })
    limits = Self.limits(instance)
    pairs = instance.roster.pairs
    objective = instance.roster.objective
    countsMayChange =
      !instance.roster.breakWindows.isEmpty || instance.roster.shortagePrice != nil
      || !instance.demand.isExact || instance.sectors.contains(where: \.isReserve)
  }

  private static func line(_ car: CarIndex, _ instance: PatrolInstance) -> CarLine {
    let own = instance.fleet[car]
    let past = own.history
    return CarLine(
      start: past.last?.rawValue ?? -1,
      beforeStart: past.count > 1 ? past[past.count - 2].rawValue : -1,
      runAtStart: past.reversed().prefix { $0 == past.last }.count,
      end: own.end?.rawValue ?? -1,
      travelLimit: instance.travelLimit(of: car)?.tenths ?? .max,
      moveLimit: instance.moveLimit(of: car) ?? .max, minutesBefore: own.minutesBefore.tenths,
      hasWindows: instance.roster.breakWindows.contains { instance.crew(of: $0).contains(car) })
  }

  private static func cell(
    _ instance: PatrolInstance, _ step: StepIndex, _ sector: SectorIndex
  ) -> Cell {
    let range = instance.range(step, sector)
    let price = instance.shortagePrice(of: sector)
    let perCar = { (minutes: Minutes) in Int64(minutes.tenths * thousandthsPerTenth) }
    return Cell(
      minimum: Int32(range.minimum), target: Int32(range.target), maximum: Int32(range.maximum),
      mayBeShort: price != nil, shortage: perCar(price ?? .zero),
      below: perCar(instance.roster.targetPrice),
      above: instance[sector].isReserve ? 0 : perCar(instance.roster.surplusPrice))
  }

  private static func limits(_ instance: PatrolInstance) -> [ClassLimit] {
    let isOf = { (carClass: Car.Class) in
      instance.carIndices.map { instance.fleet[$0].carClass == carClass }
    }
    return instance.rules.classMinimums.map {
      ClassLimit(
        isOfClass: isOf($0.carClass), step: $0.step.rawValue, sector: $0.sector.rawValue,
        least: $0.cars, most: .max)
    }
      + instance.roster.classMaximums.map {
        ClassLimit(
          isOfClass: isOf($0.carClass), step: $0.step.rawValue, sector: $0.sector.rawValue,
          least: 0, most: $0.cars)
      }
  }

  /// The number of cells: steps × sectors.
  var cellCount: Int { stepCount * sectorCount }

  /// Energies are in thousandths of minutes.
  static let thousandthsPerTenth = 100
}

/// What a part of a plan costs, and by how many units it breaks rules.
package struct RosterCost: Equatable, BitwiseCopyable, Sendable {
  /// Minutes of travel, in tenths.
  package var minutes = 0
  /// Prices of cells, in thousandths of minutes.
  package var prices: Int64 = 0
  /// Broken rules.
  package var breaks = 0
  /// Minutes of cars above a cap, in tenths.
  package var over = 0

  static func += (a: inout Self, b: Self) {
    a.minutes += b.minutes
    a.prices += b.prices
    a.breaks += b.breaks
    a.over += b.over
  }

  static func -= (a: inout Self, b: Self) {
    a.minutes -= b.minutes
    a.prices -= b.prices
    a.breaks -= b.breaks
    a.over -= b.over
  }
}

extension RosterTables.Cell {
  /// What a number of cars costs.
  @inline(__always)
  func cost(_ cars: Int32) -> (price: Int64, breaks: Int) {
    if cars == target { return (0, 0) }
    if cars > target {
      return (
        Int64(cars - target) * above, cars > maximum ? Int(cars - maximum) : 0
      )
    }
    let missing = max(minimum - cars, 0)
    let wanted = target - max(cars, minimum)
    return (
      (mayBeShort ? Int64(missing) * shortage : 0) + Int64(wanted) * below,
      mayBeShort ? 0 : Int(missing)
    )
  }
}
