import PatrolModel
public import QUBOModel

extension ScheduleLayers {
  /// Reads a state as a schedule with the list of what it breaks.
  ///
  /// Every car has one sector, so the schedule is always there.
  public func decode(_ state: LayeredState) -> Decoding {
    var breaches: [Breach] = []
    for step in instance.shift.steps {
      for car in instance.carIndices
      where model.breaksRule(state, row: car.rawValue, endingAt: step.rawValue) {
        let sector = SectorIndex(state[car.rawValue, step.rawValue])
        breaches.append(.presenceBroken(car, sector, step))
      }
      let counts = state.counts(inLayer: step.rawValue, labelCount: instance.sectorCount)
      for sector in instance.sectorIndices {
        let needed = instance.demand[step, sector]
        let got = counts[sector.rawValue]
        if got != needed { breaches.append(.demandMissed(sector, step, needed: needed, got: got)) }
      }
    }
    return Decoding(schedule: schedule(state), breaches: breaches)
  }

  /// The energy of a state, term by term.
  public func breakdown(of state: LayeredState, weights: PenaltyWeights) -> EnergyBreakdown {
    let cost = model.cost(of: state)
    return EnergyBreakdown(
      units: [
        .migration: Int64(cost.transitions), .demand: Int64(cost.deviation), .oneLocation: 0,
        .presence: Int64(cost.breaks),
      ], weights: weights)
  }
}
