public import PatrolModel
public import Simulation

extension CarDuty {
  /// The duties of the cars of a plan, which names sectors as the region does.
  ///
  /// Cars that are never on duty are left out.
  ///
  /// - Throws: ``DutyError`` for shifts that are no days of timetables, sectors that the region does
  ///   not have, and cars on duty in some steps alone.
  public static func duties(
    of plan: Schedule, for instance: PatrolInstance, in region: Region
  ) throws(DutyError) -> [CarDuty] {
    let shift = instance.shift
    guard shift.stepMinutes * shift.stepCount == ShiftClock.shiftMinutes else {
      throw .length(minutes: shift.stepMinutes * shift.stepCount)
    }
    guard shift.stepMinutes % ShiftClock.periodMinutes == 0 else {
      throw .step(minutes: shift.stepMinutes)
    }
    var duties: [CarDuty] = []
    for number in 0..<plan.carCount {
      let car = CarIndex(number)
      let route = plan.route(of: car)
      guard route.contains(where: { $0 != nil }) else { continue }
      var steps: [Int] = []
      for (step, sector) in route.enumerated() {
        let name = instance.fleet[car].id.rawValue
        guard let sector else { throw .offDuty(car: name, step: step) }
        steps.append(
          try region.sector(
            named: instance.sectors[sector.rawValue].id.rawValue, car: name, step: step))
      }
      duties.append(CarDuty(steps: steps, of: shift.stepMinutes))
    }
    guard !duties.isEmpty else { throw .noCars }
    return duties
  }
}

extension Region {
  /// The index of a sector with areas.
  fileprivate func sector(named id: String, car: String, step: Int) throws(DutyError) -> Int {
    guard let index = sectors.firstIndex(where: { $0.id == id }) else {
      throw .unknownSector(id, car: car, step: step, known: sectors.map(\.id))
    }
    guard !sectors[index].areas.isEmpty else { throw .noAreas(id, car: car, step: step) }
    return index
  }
}
