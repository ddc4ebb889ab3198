import PatrolModel

/// Pairs of cars that are to be together where no sector takes both, or apart where only one takes either.
struct PairConflicts {
  private let instance: PatrolInstance

  init(_ instance: PatrolInstance) { self.instance = instance }

  /// Why pairs cannot be kept, by pair and step.
  var found: [Sentence] {
    instance.roster.pairs.flatMap { pair in
      (pair.steps ?? Array(instance.shift.steps)).compactMap { step in conflict(pair, at: step) }
    }
  }

  private func conflict(_ pair: RosterRules.CarPair, at step: StepIndex) -> Sentence? {
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
    let (first, second) = (instance.fleet[pair.first].id, instance.fleet[pair.second].id)
    let names = "cars \(first) and \(second)"
    let pins = pins(cars, step)
    let reason = pins.isEmpty ? "" : ": " + pins.map(\.description).joined(separator: ", ")
    let time = instance.stepWords(step)
    if pair.isTogether {
      let common = open[0].filter {
        open[1].contains($0) && instance.range(step, $0).maximum > 1
      }
      guard common.isEmpty else { return nil }
      return instance.sentence(
        .pairNowhere, at: step, ["car": first, "other": second], parts: pins,
        "\(names) are to be together at \(time), and no sector may have both then\(reason)")
    }
    guard open[0].count == 1, open[0] == open[1] else { return nil }
    let sector = instance[open[0][0]].id
    return instance.sentence(
      .pairOneSector, at: step, ["car": first, "other": second, "sector": sector], parts: pins,
      "\(names) are to be apart at \(time), and both can be in \(sector) only\(reason)")
  }

  private func mayRest(_ car: CarIndex, at step: StepIndex) -> Bool {
    instance.hasBreakWindow(car, around: step) && instance.mayRest(car, at: step)
  }

  private func pins(_ cars: [CarIndex], _ step: StepIndex) -> [Sentence] {
    cars.compactMap { car in
      instance.rules.fixedSector(of: car, at: step).map {
        let (name, sector) = (instance.fleet[car].id, instance[$0].id)
        return Sentence(
          .pairFixed, ["car": name, "sector": sector], "car \(name) is fixed in \(sector)")
      }
    }
  }
}
