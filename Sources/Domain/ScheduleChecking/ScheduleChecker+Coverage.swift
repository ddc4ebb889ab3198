import PatrolModel

// How many cars are where, of which class, and on their break.

extension ScheduleChecker {
  /// Compares the cars of each sector with what it needs; the price of what is missing or too much.
  func checkDemand(_ roll: [Route], _ violations: inout ViolationList) -> Minutes {
    var present = Array(repeating: 0, count: instance.stepCount * instance.sectorCount)
    for stop in roll.lazy.flatMap(\.stops) {
      present[stop.step.rawValue * instance.sectorCount + stop.sector.rawValue] += 1
    }
    var prices = Minutes.zero
    for step in instance.shift.steps {
      for sector in instance.sectorIndices {
        let cars = present[step.rawValue * instance.sectorCount + sector.rawValue]
        let range = instance.range(step, sector)
        let price = instance.shortagePrice(of: sector)
        if cars > range.maximum || (cars < range.minimum && price == nil) {
          violations.append(
            .demandMissed(
              sector: instance[sector].id, moment: moment(step), present: cars,
              needed: cars > range.maximum ? range.maximum : range.minimum))
        }
        let missing = max(range.minimum - cars, 0)
        let wanted = max(range.target - max(cars, range.minimum), 0)
        let spare = instance[sector].isReserve ? 0 : max(cars - range.target, 0)
        prices += (price ?? .zero).times(missing) + instance.roster.targetPrice.times(wanted)
        prices += instance.roster.surplusPrice.times(spare)
      }
    }
    return prices
  }

  func checkClasses(_ roll: [Route], _ violations: inout ViolationList) {
    for minimum in instance.rules.classMinimums {
      let present = count(roll, minimum.carClass, minimum.step, minimum.sector)
      guard present < minimum.cars else { continue }
      violations.append(
        .classMissed(
          sector: id(minimum.sector), carClass: minimum.carClass, moment: moment(minimum.step),
          present: present, needed: minimum.cars))
    }
    for maximum in instance.roster.classMaximums {
      let present = count(roll, maximum.carClass, maximum.step, maximum.sector)
      guard present > maximum.cars else { continue }
      violations.append(
        .classExceeded(
          sector: id(maximum.sector), carClass: maximum.carClass, moment: moment(maximum.step),
          present: present, limit: maximum.cars))
    }
  }

  private func count(
    _ roll: [Route], _ carClass: Car.Class, _ step: StepIndex, _ sector: SectorIndex
  ) -> Int {
    roll.count { $0.rules?.carClass == carClass && stop(of: $0, at: step)?.sector == sector }
  }

  func checkPairs(_ roll: [Route], _ violations: inout ViolationList) {
    let routes = Dictionary(
      roll.compactMap { route in route.number.map { ($0, route) } },
      uniquingKeysWith: { first, _ in first })
    for pair in instance.roster.pairs {
      guard let first = routes[pair.first], let second = routes[pair.second] else { continue }
      for step in pair.steps ?? instance.shift.steps {
        guard let one = stop(of: first, at: step), let other = stop(of: second, at: step),
          (one.sector == other.sector) != pair.isTogether
        else { continue }
        violations.append(
          .pairBroken(
            cars: [first.car, second.car], isTogether: pair.isTogether, moment: moment(step)))
      }
    }
  }

  /// Takes the steps that cars lack in a window for their break, and judges these.
  func findBreaks(_ roll: inout [Route], _ violations: inout ViolationList) {
    for window in instance.roster.breakWindows {
      let crew = Set(instance.crew(of: window))
      var resting = Array(repeating: 0, count: instance.stepCount)
      for place in roll.indices where isOf(crew, roll[place], window) {
        let seen = Set(roll[place].stops.map(\.step)).union(roll[place].rules?.off ?? [])
        let gone = window.window.map { StepIndex($0) }.filter { !seen.contains($0) }
        if gone.count != window.length
          || zip(gone, gone.dropFirst()).contains(where: { $1.rawValue != $0.rawValue + 1 })
        {
          violations.append(
            .noBreak(
              car: roll[place].car, steps: window.length,
              from: moment(StepIndex(window.window.lowerBound)),
              to: moment(StepIndex(window.window.upperBound))))
        }
        for step in gone { resting[step.rawValue] += 1 }
        roll[place].breaks.formUnion(gone)
      }
      guard let most = window.atOnce else { continue }
      for (step, cars) in resting.enumerated() where cars > most {
        violations.append(
          .tooManyOnBreak(cars: cars, limit: most, moment: moment(StepIndex(step))))
      }
    }
  }

  /// Cars without names are all alike, whatever they are called.
  private func isOf(
    _ crew: Set<CarIndex>, _ route: Route, _ window: RosterRules.BreakWindow
  ) -> Bool {
    route.number.map(crew.contains) ?? (window.crew == .all)
  }
}

extension Minutes {
  fileprivate func times(_ count: Int) -> Minutes { Minutes(tenths: tenths * count) }
}
