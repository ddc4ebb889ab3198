import PatrolModel

/// Limits of classes that leave a sector too few cars, or a class too few places.
struct ClassLimitConflicts {
  private let instance: PatrolInstance

  init(_ instance: PatrolInstance) { self.instance = instance }

  /// Why limits cannot be kept, by step.
  var found: [Sentence] {
    let steps = Dictionary(grouping: instance.roster.classMaximums) { $0.step }
    return steps.sorted { $0.key < $1.key }.flatMap { step, limits in
      limits.compactMap { pinned($0) } + cells(limits, at: step) + places(limits, at: step)
    }
  }

  /// More cars of the class are fixed there than may be.
  private func pinned(_ limit: RosterRules.ClassMaximum) -> Sentence? {
    let cars = instance.carIndices.filter {
      instance.fleet[$0].carClass == limit.carClass
        && instance.rules.fixedSector(of: $0, at: limit.step) == limit.sector
    }
    guard cars.count > limit.cars else { return nil }
    let names = cars.map { "\(instance.fleet[$0].id)" }.joined(separator: ", ")
    return Sentence(
      .classFixed, ["present": cars.count, "cars": names], parts: [words(limit)],
      "\(words(limit)), and \(cars.count) are fixed there: \(names)")
  }

  /// A sector needs more cars than limits let in.
  private func cells(_ limits: [RosterRules.ClassMaximum], at step: StepIndex) -> [Sentence] {
    let cells = Dictionary(grouping: limits) { $0.sector }
    return cells.sorted { $0.key < $1.key }.compactMap { sector, limits in
      guard instance.shortagePrice(of: sector) == nil else { return nil }
      let needed = instance.range(step, sector).minimum
      let able = instance.carIndices.filter { instance.admits($0, to: sector, at: step) }
      let classes = Dictionary(grouping: able) { instance.fleet[$0].carClass }
      let most = classes.reduce(0) { sum, group in
        sum + min(group.value.count, limit(of: group.key, limits) ?? .max)
      }
      guard most < needed else { return nil }
      let limits = limits.map(words)
      return Sentence(
        .classRoom, ["needed": needed, "present": most], parts: limits,
        "\(limits.map(\.description).joined(separator: ", ")), and the sector needs "
          + "\(instance.cars(needed)), of which \(most) can be there")
    }
  }

  /// More cars of a class are on duty than all sectors together may have.
  private func places(_ limits: [RosterRules.ClassMaximum], at step: StepIndex) -> [Sentence] {
    let classes = Dictionary(grouping: limits) { $0.carClass }
    return classes.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { carClass, limits in
      let onDuty = instance.carIndices.count {
        instance.fleet[$0].carClass == carClass && instance.isInService($0, at: step)
          && !(instance.hasBreakWindow($0, around: step) && instance.mayRest($0, at: step))
      }
      let room = instance.sectorIndices.reduce(0) { sum, sector in
        let limit = limits.filter { $0.sector == sector }.map(\.cars).min() ?? .max
        return sum + min(instance.range(step, sector).maximum, limit)
      }
      guard room < onDuty else { return nil }
      return instance.sentence(
        .classPlaces, at: step, ["present": onDuty, "class": carClass, "limit": room],
        "at \(instance.stepWords(step)) \(instance.cars(onDuty)) of class \(carClass) are in "
          + "service, and the sectors may have \(room) of them")
    }
  }

  private func limit(of carClass: Car.Class?, _ limits: [RosterRules.ClassMaximum]) -> Int? {
    limits.filter { $0.carClass == carClass }.map(\.cars).min()
  }

  private func words(_ limit: RosterRules.ClassMaximum) -> Sentence {
    let sector = instance[limit.sector].id
    return instance.sentence(
      .classLimit, at: limit.step,
      ["sector": sector, "limit": limit.cars, "class": limit.carClass],
      "\(sector) may have \(instance.cars(limit.cars)) of class \(limit.carClass) "
        + "at \(instance.stepWords(limit.step))")
  }
}
