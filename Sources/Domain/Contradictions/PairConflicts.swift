import PatrolModel

/// Pairs of cars that are to be together where no sector takes both, or apart where only one takes either.
struct PairConflicts {
  private let instance: PatrolInstance

  init(_ instance: PatrolInstance) { self.instance = instance }

  /// Why pairs cannot be kept, by pair and step.
  var found: [String] {
    instance.roster.pairs.flatMap { pair in
      (pair.steps ?? Array(instance.shift.steps)).compactMap { step in conflict(pair, at: step) }
    }
  }

  private func conflict(_ pair: RosterRules.CarPair, at step: StepIndex) -> String? {
    let cars = [pair.first, pair.second]
    // A car that may be on its break then may also keep the rule by that.
    guard cars.allSatisfy({ instance.isInService($0, at: step) && !mayRest($0, at: step) }) else {
      return nil
    }
    let open = cars.map { car in
      instance.sectorIndices.filter {
        instance.admits(car, to: $0, at: step) && instance.range(step, $0).maximum > 0
      }
    }
    let names = "cars \(cars.map { "\(instance.fleet[$0].id)" }.joined(separator: " and "))"
    let time = instance.stepWords(step)
    if pair.isTogether {
      let common = open[0].filter {
        open[1].contains($0) && instance.range(step, $0).maximum > 1
      }
      guard common.isEmpty else { return nil }
      return
        "\(names) are to be together at \(time), and no sector may have both then\(pins(cars, step))"
    }
    guard open[0].count == 1, open[0] == open[1] else { return nil }
    return "\(names) are to be apart at \(time), and both can be in \(instance[open[0][0]].id) only"
      + pins(cars, step)
  }

  private func mayRest(_ car: CarIndex, at step: StepIndex) -> Bool {
    instance.hasBreakWindow(car, around: step) && instance.mayRest(car, at: step)
  }

  private func pins(_ cars: [CarIndex], _ step: StepIndex) -> String {
    let pinned = cars.compactMap { car in
      instance.rules.fixedSector(of: car, at: step).map {
        "car \(instance.fleet[car].id) is fixed in \(instance[$0].id)"
      }
    }
    return pinned.isEmpty ? "" : ": " + pinned.joined(separator: ", ")
  }
}
