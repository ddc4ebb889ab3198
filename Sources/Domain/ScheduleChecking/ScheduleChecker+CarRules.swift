import PatrolModel

// The rules for single cars, sectors, legs, classes and travel per car.

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

  func checkLegs(_ roll: [Route], _ violations: inout ViolationList) {
    guard let limit = instance.rules.longestLeg else { return }
    for route in roll {
      for (from, to) in zip(route.visits, route.visits.dropFirst()) where isNext(from, to) {
        let leg = instance.travel[from: from.sector, to: to.sector]
        guard leg > limit else { continue }
        violations.append(
          .legTooLong(
            car: route.car, from: id(from.sector), to: id(to.sector), leg: leg, limit: limit,
            moment: moment(to.step)))
      }
    }
  }

  func checkClasses(_ roll: [Route], _ violations: inout ViolationList) {
    for minimum in instance.rules.classMinimums {
      let present = roll.count { route in
        route.rules?.carClass == minimum.carClass
          && stop(of: route, at: minimum.step)?.sector == minimum.sector
      }
      guard present < minimum.cars else { continue }
      violations.append(
        .classMissed(
          sector: id(minimum.sector), carClass: minimum.carClass, moment: moment(minimum.step),
          present: present, needed: minimum.cars))
    }
  }

  func checkTravel(_ cars: [CarRecord], _ violations: inout ViolationList) {
    guard let limit = instance.rules.carTravelLimit else { return }
    for car in cars where car.travel > limit {
      violations.append(.travelTooLong(car: car.car, travel: car.travel, limit: limit))
    }
  }

  /// A missing stop is reported as such, once.
  private func stop(of route: Route, at step: StepIndex) -> Stop? {
    route.stops.first { $0.step == step }
  }

  private func id(_ sector: SectorIndex) -> Sector.ID { instance[sector].id }
}
