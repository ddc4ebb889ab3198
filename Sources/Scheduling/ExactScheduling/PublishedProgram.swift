import Failures
public import LinearPrograms
public import PatrolModel

/// The shift's integer program as it was published, equations (3) to (8): the historical baseline.
///
///     min Σ W[j][k] x[t][i][j][k]                                     (3)
///     Σ_i y[t][i][j] = d[t][j]                                        (4)
///     Σ_j y[t][i][j] = 1                                              (5)
///     2 x[t][i][j][k] ≥ y[t−1][i][j] + y[t][i][k] − 1                 (6)
///     y, x ∈ {0, 1}                                                   (7)
///     y[t−1][i][j] + y[t+1][i][j] ≤ 1, the presence rule              (8)
///
/// y[t][i][j] says that car i is in sector j at step t, x that it goes from j to k. Its LP
/// relaxation is 0 whatever the shift: y = d / n and x = 0 keep all rows as long as any two demands
/// of consecutive steps add up to no more than n. So branch and bound has no bound to cut with.
///
/// NOTE: The published sums start at t = 1 and use t − 1; there are steps 1…T and T − 1 moves here.
/// Legs of no time need no x, as (3) does not pay for them. Max-stay K is the text's rule instead
/// of (8): Σ y[u][i][j] ≤ K over any K + 1 steps in a row.
///
/// Rules for single cars, sectors and legs, which are not in the paper: y is 0 wherever a car may
/// not be, (5) is 0 at steps out of service, y[t−1][i][j] + y[t][i][k] ≤ 1 where the leg is too long,
/// and a start is a y of step 0 that is 1, so that W[start][j] is the cost of y[1][i][j].
public struct PublishedProgram: ExactFormulation {
  /// The most columns that are built; a million x take a gigabyte, solver and all.
  public static let largestColumnCount = 5_000_000

  /// The shift.
  public let instance: PatrolInstance
  /// The program: y step by step, car by car and sector by sector, then x.
  public let program: LinearProgram
  /// Which y are the ends of each x.
  private let moves: [(from: LinearProgram.ColumnIndex, to: LinearProgram.ColumnIndex)]

  /// Builds the program of an instance, unless `isOver` says that there is no more time for it.
  ///
  /// - Throws: ``ExactError/tooLarge(_:remedy:)`` beyond ``largestColumnCount``; ``ExactError/interrupted``.
  public init(
    _ instance: PatrolInstance, isOver: () -> Bool = { false }
  ) throws(ExactError) {
    let (n, m, steps) = (instance.carCount, instance.sectorCount, instance.stepCount)
    let size = Double(n) * Double(m) * Double(m) * Double(steps)
    guard size <= Double(Self.largestColumnCount) else {
      throw .tooLarge(
        "the published program would have about \(Int(min(size, 1e18))) variables",
        remedy: ExactMethod.aggregated.remedy)
    }
    var builder = Builder(instance: instance)
    builder.addPlaces()
    builder.addDemand()
    try builder.addMoves(isOver: isOver)
    builder.addPresence()
    builder.addStarts()
    builder.addClassMinimums()
    builder.addTravelLimit()
    self.instance = instance
    program = builder.program
    moves = builder.moves
  }

  /// The sector of each car at each step.
  public func schedule(of values: [Int]) throws(ExactError) -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        let sector = instance.sectorIndices.first { values[place(step, car, $0)] == 1 }
        guard (sector != nil) == instance.isInService(car, at: step) else {
          throw .wrongAnswer("car \(car.number) is nowhere at step \(step.number), or should be")
        }
        schedule[step, car] = sector
      }
    }
    return schedule
  }

  /// The y of a schedule and the x that they force.
  public func values(of schedule: Schedule) -> [Int]? {
    guard schedule.carCount == instance.carCount, schedule.stepCount == instance.stepCount else {
      return nil
    }
    var values = [Int](repeating: 0, count: program.columnCount - moves.count)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        if let sector = schedule[step, car] { values[place(step, car, sector)] = 1 }
      }
    }
    values += moves.map { values[$0.from.rawValue] * values[$0.to.rawValue] }
    return program.violation(of: values.map { Double($0) }) == nil ? values : nil
  }

  private func place(_ step: StepIndex, _ car: CarIndex, _ sector: SectorIndex) -> Int {
    (step.rawValue * instance.carCount + car.rawValue) * instance.sectorCount + sector.rawValue
  }
}

/// The parts of the program, one function per group of equations.
private struct Builder {
  typealias Term = LinearProgram.Term
  typealias Column = LinearProgram.ColumnIndex

  let instance: PatrolInstance
  var program = LinearProgram()
  var moves: [(from: Column, to: Column)] = []
  private var steps: Int { instance.stepCount }
  private var cars: Int { instance.carCount }
  private var sectors: Int { instance.sectorCount }

  init(instance: PatrolInstance) { self.instance = instance }

  func place(_ step: Int, _ car: Int, _ sector: Int) -> Column {
    Column((step * cars + car) * sectors + sector)
  }

  /// (7), with the rules for single cars and the legs from their starts.
  mutating func addPlaces() {
    let starts = instance.carIndices.map { instance.fleet[$0].start }
    for step in instance.shift.steps {
      for car in instance.carIndices {
        let start = step.rawValue == 0 ? starts[car.rawValue] : nil
        for sector in instance.sectorIndices {
          let isAllowed =
            instance.admits(car, to: sector, at: step)
            && start.map { instance.admitsLeg(from: $0, to: sector) } ?? true
          let leg = start.map { instance.travel[from: $0, to: sector] } ?? .zero
          _ = program.addColumn(
            cost: Double(leg.tenths), in: 0...(isAllowed ? 1 : 0), isInteger: true)
        }
      }
    }
  }

  /// (4) and (5).
  mutating func addDemand() {
    for step in 0..<steps {
      for sector in 0..<sectors {
        let demand = instance.demand[StepIndex(step), SectorIndex(sector)]
        program.addRow((0..<cars).map { Term(place(step, $0, sector)) }, in: demand...demand)
      }
      for car in 0..<cars {
        let here = instance.isInService(CarIndex(car), at: StepIndex(step)) ? 1 : 0
        program.addRow((0..<sectors).map { Term(place(step, car, $0)) }, in: here...here)
      }
    }
  }

  /// (6), with the cost of (3).
  mutating func addMoves(isOver: () -> Bool) throws(ExactError) {
    for step in 1..<max(1, steps) {
      for car in 0..<cars {
        guard !isOver() else { throw .interrupted }
        for origin in 0..<sectors {
          for destination in 0..<sectors {
            let leg = instance.travel[from: SectorIndex(origin), to: SectorIndex(destination)]
            let (from, to) = (place(step - 1, car, origin), place(step, car, destination))
            guard instance.admitsLeg(from: SectorIndex(origin), to: SectorIndex(destination)) else {
              program.addRow([Term(from), Term(to)], in: 0...1)
              continue
            }
            guard leg > .zero else { continue }
            let move = program.addColumn(cost: Double(leg.tenths), in: 0...1, isInteger: true)
            program.addRow(
              [Term(move, times: 2), Term(from, times: -1), Term(to, times: -1)],
              in: -1...Double.infinity)
            moves.append((from, to))
          }
        }
      }
    }
  }

  /// (8), or the text's rule.
  mutating func addPresence() {
    switch instance.presence {
    case .none: break
    case .noReturn: addWindows(of: [0, 2], most: 1)
    case .maxStay(let limit) where limit < steps: addWindows(of: Array(0...limit), most: limit)
    case .maxStay: break
    }
  }

  private mutating func addWindows(of offsets: [Int], most: Int) {
    for first in 0..<max(0, steps - (offsets.last ?? 0)) {
      for car in 0..<cars {
        for sector in 0..<sectors {
          program.addRow(offsets.map { Term(place(first + $0, car, sector)) }, in: 0...most)
        }
      }
    }
  }

  /// What the demand needs of a class.
  mutating func addClassMinimums() {
    for minimum in instance.rules.classMinimums {
      let served = instance.carIndices.filter { instance.fleet[$0].carClass == minimum.carClass }
      program.addRow(
        served.map { Term(place(minimum.step.rawValue, $0.rawValue, minimum.sector.rawValue)) },
        in: minimum.cars...instance.carCount)
    }
  }

  /// The minutes of each car, its way from the start included.
  mutating func addTravelLimit() {
    guard let limit = instance.rules.carTravelLimit else { return }
    var legs = Array(repeating: [Term](), count: cars)
    for column in program.costs.indices where program.costs[column] > 0 {
      let first = steps * cars * sectors
      let place = column < first ? column : moves[column - first].from.rawValue
      legs[place / sectors % cars].append(Term(Column(column), times: program.costs[column]))
    }
    for own in legs { program.addRow(own, in: 0...limit.tenths) }
  }

  /// The windows of (8), or of the text's rule, that begin with the y of a start.
  mutating func addStarts() {
    for car in instance.carIndices {
      guard let start = instance.fleet[car].start else { continue }
      let later: [Int]
      switch instance.presence {
      case .none: later = []
      case .noReturn: later = steps > 1 ? [1] : []
      case .maxStay(let limit): later = limit <= steps ? Array(0..<limit) : []
      }
      guard !later.isEmpty else { continue }
      program.addRow(
        later.map { Term(place($0, car.rawValue, start.rawValue)) }, in: 0...later.count - 1)
    }
  }
}
