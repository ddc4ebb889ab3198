import PatrolModel

/// Which bit says what: y(t, i, j) = 1 when car i is in sector j at step t.
///
/// A sector that needs no car at a step can only be visited at a penalty, so its bits are left out
/// unless all are asked for. A sector that does not admit a car at a step has no bit for it ever, so
/// that no assignment can break that rule. Bits are ordered by step, car, sector; auxiliary bits
/// come last.
struct VariableLayout: Sendable {
  let carCount: Int
  let stepCount: Int
  let sectorCount: Int
  /// The sectors that have bits for the cars they admit, per step, in increasing order.
  let sectors: [[Int]]
  /// The number of y bits.
  let assignmentCount: Int
  /// The number of cars and steps at which a car is in service.
  let placeCount: Int
  private let cells: VariableCells
  /// The first bit of each step and car: step · `carCount` + car.
  private let firstBits: [Int]

  init(_ instance: PatrolInstance, everySector: Bool) {
    carCount = instance.carCount
    stepCount = instance.stepCount
    sectorCount = instance.sectorCount
    sectors = VariableCells.sectors(instance, everySector: everySector)
    cells = VariableCells(instance, sectors: sectors)
    placeCount = instance.fleet.inService(during: instance.shift).reduce(0, +)
    var firstBits: [Int] = []
    var next = 0
    for step in 0..<stepCount {
      for kind in cells.kindOfCar {
        firstBits.append(next)
        next += cells.sectors[kind][step].count
      }
    }
    self.firstBits = firstBits
    assignmentCount = next
  }

  /// The bit of a car, step and sector, or `nil` if it was left out.
  func bit(step: Int, car: Int, sector: Int) -> Int? {
    let rank = cells.rank(kind: cells.kindOfCar[car], step: step, sector: sector)
    return rank < 0 ? nil : firstBits[step * carCount + car] + Int(rank)
  }

  /// Where a car stands at step 0, if that matters.
  func start(of car: Int) -> Int? { cells.starts[cells.kindOfCar[car]] }

  /// The bits of a car at a step.
  func bits(step: Int, car: Int) -> Range<Int> {
    let first = firstBits[step * carCount + car]
    return first..<first + cells.sectors[cells.kindOfCar[car]][step].count
  }

  /// The sectors that have bits for a car at a step, in the order of these bits.
  func sectors(step: Int, car: Int) -> [Int] { cells.sectors[cells.kindOfCar[car]][step] }

  /// The sectors whose bits are 1 for a car at a step.
  func sectorsSet(step: Int, car: Int, isSet: (Int) -> Bool) -> [Int] {
    zip(bits(step: step, car: car), sectors(step: step, car: car))
      .filter { isSet($0.0) }.map(\.1)
  }
}

/// Which kinds of cars have bits for which sectors.
///
/// Cars of a kind are interchangeable, so one table serves all of them.
struct VariableCells: Sendable {
  /// The cars of each kind.
  let kinds: [[CarIndex]]
  /// The kind of each car.
  let kindOfCar: [Int]
  /// Where the cars of each kind stand at step 0, if that matters.
  let starts: [Int?]
  /// The sectors that have bits, per kind and step, in increasing order.
  let sectors: [[[Int]]]
  private let sectorCount: Int
  private let stepCount: Int
  /// The rank of a sector among those with bits, or −1: (kind, step, sector).
  private let ranks: [Int32]

  /// The sectors that may have bits at each step: those with demand, or every one.
  static func sectors(_ instance: PatrolInstance, everySector: Bool) -> [[Int]] {
    instance.shift.steps.map { step in
      instance.sectorIndices.filter { everySector || instance.demand[step, $0] > 0 }
        .map(\.rawValue)
    }
  }

  init(_ instance: PatrolInstance, sectors active: [[Int]]) {
    kinds = instance.carGroups
    stepCount = instance.stepCount
    sectorCount = instance.sectorCount
    var kindOfCar = Array(repeating: 0, count: instance.carCount)
    for (kind, cars) in kinds.enumerated() {
      for car in cars { kindOfCar[car.rawValue] = kind }
    }
    self.kindOfCar = kindOfCar
    let hasRules = instance.hasCarRules
    starts = kinds.map { hasRules ? instance.fleet[$0[0]].start?.rawValue : nil }
    sectors = kinds.map { cars in
      active.enumerated().map { step, active in
        hasRules ? active.filter { instance.hasBit(cars[0], $0, step) } : active
      }
    }
    var ranks = Array(repeating: Int32(-1), count: kinds.count * stepCount * sectorCount)
    for (kind, steps) in sectors.enumerated() {
      for (step, sectors) in steps.enumerated() {
        for (rank, sector) in sectors.enumerated() {
          ranks[(kind * stepCount + step) * sectorCount + sector] = Int32(rank)
        }
      }
    }
    self.ranks = ranks
  }

  func rank(kind: Int, step: Int, sector: Int) -> Int32 {
    ranks[(kind * stepCount + step) * sectorCount + sector]
  }
}

extension PatrolInstance {
  /// Whether a car may be in a sector at a step, as far as that depends on nothing else.
  ///
  /// Beside the rules for the car itself these are what its start rules out at once: a return two
  /// steps later, a stay beyond a limit of 1, and a first leg that is too long.
  func hasBit(_ car: CarIndex, _ sector: Int, _ step: Int) -> Bool {
    let sector = SectorIndex(sector)
    guard admits(car, to: sector, at: StepIndex(step)) else { return false }
    guard let start = fleet[car].start else { return true }
    if step == 0 && !admitsLeg(from: start, to: sector) { return false }
    return switch presence {
    case .noReturn: step != 1 || sector != start
    case .maxStay(limit: 1): step != 0 || sector != start
    case .none, .maxStay: true
    }
  }
}
