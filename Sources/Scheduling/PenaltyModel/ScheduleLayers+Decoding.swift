import PatrolModel
public import QUBOModel

extension ScheduleLayers {
  /// Reads a state as a schedule with the list of what it breaks.
  ///
  /// Every car has one sector or is out of service, so the schedule is always there.
  public func decode(_ state: LayeredState) -> Decoding {
    var breaches: [Breach] = []
    for step in instance.shift.steps {
      for car in instance.carIndices { addBreaches(of: car, at: step, in: state, to: &breaches) }
      let counts = state.counts(
        inLayer: firstLayer + step.rawValue, labelCount: model.labelCount)
      for sector in instance.sectorIndices {
        let needed = instance.demand[step, sector]
        let got = counts[sector.rawValue]
        if got != needed { breaches.append(.demandMissed(sector, step, needed: needed, got: got)) }
      }
    }
    let counts = model.restrictions?.groups?.counts(in: state) ?? []
    for (minimum, count) in zip(instance.rules.classMinimums, counts) where count < minimum.cars {
      breaches.append(.classMissed(minimum, got: count))
    }
    let schedule = schedule(state)
    return Decoding(
      schedule: schedule, breaches: breaches + instance.travelBreaches(of: schedule))
  }

  private func addBreaches(
    of car: CarIndex, at step: StepIndex, in state: LayeredState, to breaches: inout [Breach]
  ) {
    let (row, layer) = (car.rawValue, firstLayer + step.rawValue)
    guard let sector = sector(of: car, at: step, in: state) else {
      if model.isMisfit(state[row, layer], row: row, layer: layer) {
        breaches.append(.noSector(car, step))
      }
      return
    }
    if model.isMisfit(sector.rawValue, row: row, layer: layer) {
      breaches.append(.notAdmitted(car, sector, step))
    }
    if model.breaksRule(state, row: row, endingAt: layer) {
      breaches.append(.presenceBroken(car, sector, step))
    }
    if layer >= 1, model.isTooLong(state[row, layer - 1], sector.rawValue) {
      breaches.append(.legTooLong(car, SectorIndex(state[row, layer - 1]), sector, step))
    }
  }

  /// The energy of a state, term by term; cars where they may not be count as presence.
  ///
  /// The travel limit has units of its own here: tenths of minutes over it.
  public func breakdown(of state: LayeredState, weights: PenaltyWeights) -> EnergyBreakdown {
    let cost = model.cost(of: state)
    let classes = model.restrictions?.groups?.deviation(of: state) ?? 0
    return EnergyBreakdown(
      units: [
        .migration: Int64(cost.transitions), .demand: Int64(cost.deviation - classes),
        .oneLocation: 0, .presence: Int64(cost.breaks + cost.misfits),
        .classDemand: Int64(classes), .travelLimit: Int64(cost.excess),
      ], weights: weights, travelLimitTenths: Int64(Self.excessWeight))
  }
}
