public import PatrolModel
public import QUBOModel

/// The schedule's energy at states in which every car has exactly one sector.
///
/// This is what moves that keep one-hot groups see: layers are steps, rows are cars, labels are
/// sectors.
public struct ScheduleLayers: Sendable {
  /// The shift the model plans.
  public let instance: PatrolInstance
  /// The energy over one-hot states, in tenths of minutes.
  public let model: LayeredModel

  /// Builds the model; B plays no part, since its term is zero throughout.
  public init(_ instance: PatrolInstance, weights: PenaltyWeights) {
    self.instance = instance
    let rule: LayeredModel.RowRule =
      switch instance.presence {
      case .none: .free
      case .noReturn: .noEcho
      case .maxStay(let limit): .longestRun(limit: limit)
      }
    model = LayeredModel(
      rowCount: instance.carCount, totals: instance.shift.steps.map { instance.demand[$0] },
      rule: rule, totalsWeight: weights.demand.tenths, ruleWeight: weights.presence.tenths
    ) { origin, destination in
      Int32(instance.travel[from: SectorIndex(origin), to: SectorIndex(destination)].tenths)
    }
  }

  /// A state read as a schedule.
  public func schedule(_ state: LayeredState) -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        schedule[step, car] = SectorIndex(state[car.rawValue, step.rawValue])
      }
    }
    return schedule
  }

  /// A schedule as a state.
  public func state(_ schedule: Schedule) -> LayeredState {
    var state = LayeredState(rowCount: instance.carCount, layerCount: instance.stepCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        state[car.rawValue, step.rawValue] = schedule[step, car].rawValue
      }
    }
    return state
  }
}
