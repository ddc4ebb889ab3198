import PatrolModel

// The rules for single cars at single steps.

extension ScheduleChecker {
  func checkAssignments(_ roll: [Route], _ violations: inout ViolationList) {
    let fixed = Dictionary(grouping: instance.rules.fixed, by: \.car)
    let forbidden = Dictionary(grouping: instance.rules.forbidden, by: \.car)
    for route in roll {
      guard let car = route.rules, let number = route.number else { continue }
      for stop in route.stops {
        if car.off.contains(stop.step) {
          violations.append(
            .outOfService(car: car.id, sector: id(stop.sector), moment: moment(stop.step)))
        }
        if let classes = instance[stop.sector].classes,
          !classes.contains(where: { $0 == car.carClass })
        {
          violations.append(
            .wrongClass(
              car: car.id, carClass: car.carClass, sector: id(stop.sector),
              moment: moment(stop.step)))
        }
      }
      for one in fixed[number] ?? [] {
        if route.breaks.contains(one.step) {
          violations.append(
            .restsWhereFixed(car: car.id, fixed: id(one.sector), moment: moment(one.step)))
        }
        guard let stop = stop(of: route, at: one.step), stop.sector != one.sector else { continue }
        violations.append(
          .notWhereFixed(
            car: car.id, sector: id(stop.sector), fixed: id(one.sector), moment: moment(one.step)))
      }
      for one in forbidden[number] ?? []
      where stop(of: route, at: one.step)?.sector == one.sector {
        violations.append(
          .forbidden(car: car.id, sector: id(one.sector), moment: moment(one.step)))
      }
    }
  }

  /// A missing stop is reported as such, once.
  func stop(of route: Route, at step: StepIndex) -> Stop? {
    route.stops.first { $0.step == step }
  }

  func id(_ sector: SectorIndex) -> Sector.ID { instance[sector].id }
}
