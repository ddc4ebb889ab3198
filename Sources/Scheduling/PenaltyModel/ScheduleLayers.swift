public import PatrolModel
public import QUBOModel

/// The schedule's energy at states in which every car has exactly one sector.
///
/// This is what moves that keep one-hot groups see: layers are steps, rows are cars, labels are
/// sectors. Rules that tell cars apart are restrictions: cars that are out of service carry a label
/// of their own, at no price, and if some car has a start there is a layer for step 0. A leg that is
/// too long costs C, and so does a car in a sector that does not admit it. Too few cars of a class cost
/// A, squared as demand; minutes over the limit per car cost ``excessWeight`` times themselves.
public struct ScheduleLayers: Sendable {
  /// The price of a minute that a car travels over the limit, in minutes.
  ///
  /// More than a detour by another car adds in most cases, and little enough for moves to trade one
  /// car's minutes against another's.
  public static let excessWeight = 3

  /// The shift the model plans.
  public let instance: PatrolInstance
  /// The energy over one-hot states, in tenths of minutes.
  public let model: LayeredModel
  /// 1 if there is a layer for step 0, else 0.
  let firstLayer: Int

  /// Builds the model; B plays no part, since its term is zero throughout.
  public init(_ instance: PatrolInstance, weights: PenaltyWeights) {
    self.instance = instance
    let rule: LayeredModel.RowRule =
      switch instance.presence {
      case .none: .free
      case .noReturn: .noEcho
      case .maxStay(let limit): .longestRun(limit: limit)
      }
    let layout = LayerLayout(instance)
    firstLayer = layout.firstLayer
    model = LayeredModel(
      rowCount: instance.carCount, totals: layout.totals, rule: rule,
      totalsWeight: weights.demand.tenths, ruleWeight: weights.presence.tenths,
      restrictions: instance.hasCarRules ? layout.restrictions(weights) : nil
    ) { origin, destination in
      guard max(origin, destination) < instance.sectorCount else { return 0 }
      return Int32(instance.travel[from: SectorIndex(origin), to: SectorIndex(destination)].tenths)
    }
  }

  /// A state read as a schedule; a car without a sector is out of service there.
  public func schedule(_ state: LayeredState) -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for step in instance.shift.steps {
      for car in instance.carIndices { schedule[step, car] = sector(of: car, at: step, in: state) }
    }
    return schedule
  }

  /// A schedule as a state.
  ///
  /// - Precondition: Only an instance with cars out of service has a schedule with cars nowhere.
  public func state(_ schedule: Schedule) -> LayeredState {
    var state = model.orderedState
    for step in instance.shift.steps {
      for car in instance.carIndices {
        state[car.rawValue, firstLayer + step.rawValue] =
          schedule[step, car]?.rawValue ?? instance.sectorCount
      }
    }
    return state
  }

  /// The sector of a car at a step; `nil` if it is out of service there.
  package func sector(
    of car: CarIndex, at step: StepIndex, in state: LayeredState
  ) -> SectorIndex? {
    let label = state[car.rawValue, firstLayer + step.rawValue]
    return label < instance.sectorCount ? SectorIndex(label) : nil
  }
}

/// How steps, cars and sectors become layers, rows and labels.
private struct LayerLayout {
  let instance: PatrolInstance
  /// The sector of each car at step 0, or the idle label; `nil` if no car has a start.
  let origins: [Int]?
  var firstLayer: Int { origins == nil ? 0 : 1 }
  private let inService: [Int]

  init(_ instance: PatrolInstance) {
    self.instance = instance
    inService = instance.fleet.inService(during: instance.shift)
    let starts =
      instance.hasCarRules ? instance.carIndices.map { instance.fleet[$0].start } : []
    let hasStarts = starts.contains { $0 != nil }
    origins = hasStarts ? starts.map { $0?.rawValue ?? instance.sectorCount } : nil
  }

  /// The label of cars that are nowhere, after those of all sectors.
  private var idle: Int { instance.sectorCount }

  var totals: [[Int]] {
    let hasIdle = instance.hasCarRules
    let steps = zip(instance.shift.steps, inService).map { step, cars in
      instance.demand[step] + (hasIdle ? [instance.carCount - cars] : [])
    }
    guard let origins else { return steps }
    var first = Array(repeating: 0, count: idle + 1)
    for label in origins { first[label] += 1 }
    return [first] + steps
  }

  func restrictions(_ weights: PenaltyWeights) -> RowRestrictions {
    RowRestrictions(
      rowCount: instance.carCount, layerCount: firstLayer + instance.stepCount,
      labelCount: idle + 1, idleLabel: idle, origins: origins,
      longestTransition: instance.longestLeg?.tenths, misfitWeight: weights.presence.tenths,
      groups: groups, longestRow: instance.rules.carTravelLimit?.tenths,
      excessWeight: ScheduleLayers.excessWeight
    ) { row, layer, label in
      guard layer >= firstLayer else { return false }
      let (car, step) = (CarIndex(row), StepIndex(layer - firstLayer))
      return label == idle
        ? instance.isInService(car, at: step)
        : !instance.admits(car, to: SectorIndex(label), at: step)
    }
  }
  /// The classes of cars that sectors need some of.
  private var groups: RowGroups? {
    let minimums = instance.rules.classMinimums
    guard !minimums.isEmpty else { return nil }
    var numbers: [Car.Class: Int] = [:]
    for minimum in minimums where numbers[minimum.carClass] == nil {
      numbers[minimum.carClass] = numbers.count
    }
    return RowGroups(
      groupOfRow: instance.fleet.cars.map { $0.carClass.flatMap { numbers[$0] } },
      shares: minimums.compactMap { minimum in
        numbers[minimum.carClass].map {
          RowGroups.Share(
            layer: firstLayer + minimum.step.rawValue, label: minimum.sector.rawValue, group: $0,
            wanted: minimum.cars...instance.demand[minimum.step, minimum.sector])
        }
      })
  }
}
