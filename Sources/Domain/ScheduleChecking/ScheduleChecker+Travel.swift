import PatrolModel

// The legs of cars: how long they are, how many, and what lies between them.

extension ScheduleChecker {
  /// A drive between two sectors.
  struct Leg {
    let from: Stop
    /// Where it leads; the step to which it belongs.
    let to: Stop
    let minutes: Minutes
    /// Whether the car was out of service in between.
    let isAcrossBreak: Bool
  }

  /// The drives of a car that count, in order: from its start, between steps, across breaks unless these
  /// are free, and to its end.
  func legs(of route: Route) -> [Leg] {
    guard var here = route.visits.last(where: { $0.step.rawValue < 0 }) ?? route.stops.first else {
      return []
    }
    var legs: [Leg] = []
    for stop in route.stops {
      let isAcrossBreak = !isNext(here, stop) && here.step != stop.step
      if here.sector != stop.sector && (!isAcrossBreak || drives(route, here.step, stop.step)) {
        legs.append(leg(from: here, to: stop, isAcrossBreak: isAcrossBreak))
      }
      here = stop
    }
    if let end = route.rules?.end, end != here.sector {
      let last = StepIndex(instance.stepCount - 1)
      legs.append(leg(from: here, to: Stop(step: last, sector: end), isAcrossBreak: false))
    }
    return legs
  }

  /// Whether a car drives across the steps between two: out of service at all of them, and not for free.
  ///
  /// Where entries are missing, nobody knows where the car was.
  private func drives(_ route: Route, _ before: StepIndex, _ after: StepIndex) -> Bool {
    instance.roster.breakTravel != .free
      && (max(before.rawValue + 1, 0)..<after.rawValue).allSatisfy {
        let step = StepIndex($0)
        return route.rules?.off.contains(step) == true || route.breaks.contains(step)
      }
  }

  private func leg(from: Stop, to: Stop, isAcrossBreak: Bool) -> Leg {
    let minutes = instance.minutes(from: from.sector, to: to.sector, at: to.step)
    return Leg(from: from, to: to, minutes: minutes, isAcrossBreak: isAcrossBreak)
  }

  func checkLegs(_ roll: [Route], _ violations: inout ViolationList) {
    for route in roll {
      for leg in legs(of: route) {
        if leg.isAcrossBreak && instance.roster.breakTravel == .sameSector {
          violations.append(
            .resumedElsewhere(
              car: route.car, stopped: id(leg.from.sector), resumed: id(leg.to.sector),
              moment: moment(leg.to.step)))
        }
        if let limit = instance.rules.longestLeg, leg.minutes > limit {
          violations.append(
            .legTooLong(
              car: route.car, from: id(leg.from.sector), to: id(leg.to.sector),
              leg: leg.minutes, limit: limit, moment: moment(leg.to.step)))
        }
      }
    }
  }

  /// A stay that a move begins and a move ends lasts as long as it has to, but at reserve places.
  func checkStays(_ roll: [Route], _ violations: inout ViolationList) {
    let least = instance.roster.minimumStay
    guard least > 1 else { return }
    for route in roll {
      var begun: StepIndex?
      for (before, stop) in zip(route.visits, route.visits.dropFirst())
      where stop.step.rawValue >= 0 {
        if !isNext(before, stop) {
          begun = nil
        } else if before.sector != stop.sector {
          if let begun, stop.step.rawValue - begun.rawValue < least,
            !instance[before.sector].isReserve
          {
            violations.append(
              .leftTooSoon(
                car: route.car, sector: id(before.sector),
                steps: stop.step.rawValue - begun.rawValue, least: least,
                moment: moment(stop.step)))
          }
          begun = stop.step
        }
      }
    }
  }

  func checkTravel(
    _ cars: [CarRecord], _ roll: [Route], _ violations: inout ViolationList
  ) {
    for (car, route) in zip(cars, roll) {
      let limit = route.rules?.travelLimit ?? instance.rules.carTravelLimit
      if let limit, car.travel > limit {
        violations.append(.travelTooLong(car: car.car, travel: car.travel, limit: limit))
      }
      let most = route.rules?.moveLimit ?? instance.roster.moveLimit
      if let most, car.moves > most {
        violations.append(.movedTooOften(car: car.car, moves: car.moves, limit: most))
      }
    }
  }

  /// The minutes of the car that has most, earlier days included.
  func worst(_ cars: [CarRecord], _ roll: [Route]) -> Minutes {
    zip(cars, roll).map { $0.travel + ($1.rules?.minutesBefore ?? .zero) }.max() ?? .zero
  }
}
