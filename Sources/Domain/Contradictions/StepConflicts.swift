import PatrolModel

/// What makes a shift impossible, found without any search: in milliseconds, and in words.
///
/// Each check proves that there is no plan; none of them proves that there is one.
struct StepConflicts {
  private let instance: PatrolInstance

  init(_ instance: PatrolInstance) { self.instance = instance }

  /// The conflicts of the first check that finds any.
  var found: [PlanningConflict] {
    let checks = [
      cells, pins, classes, { ClassLimitConflicts(instance).found },
      { PairConflicts(instance).found }, breaks, legs,
    ]
    for check in checks {
      let found = check()
      if !found.isEmpty { return found.map(PlanningConflict.other) }
    }
    return cars()
  }

  /// A step needs more cars than are in service, or takes fewer.
  private func cells() -> [Sentence] {
    let resting = mostResting
    return instance.shift.steps.compactMap { step in
      let ranges = instance.sectorIndices.map { instance.range(step, $0) }
      let onDuty = instance.carIndices.count { instance.isInService($0, at: step) }
      let least = zip(instance.sectorIndices, ranges)
        .reduce(0) { $0 + (instance.shortagePrice(of: $1.0) == nil ? $1.1.minimum : 0) }
      let most = ranges.reduce(0) { $0 + $1.maximum }
      if least > onDuty {
        return sentence(
          .stepShort, step, ["needed": least, "present": onDuty],
          "at \(time(step)) the sectors need \(least) cars, and \(onDuty) are in service")
      }
      if most < onDuty - resting[step.rawValue] {
        return sentence(
          .stepOver, step, ["present": onDuty, "limit": most],
          "at \(time(step)) \(onDuty) cars are in service, and the sectors take \(most)")
      }
      return nil
    }
  }

  /// A window has room for fewer breaks than cars need.
  private func breaks() -> [Sentence] {
    let pinned = breakless()
    if !pinned.isEmpty { return pinned }
    return instance.roster.breakWindows.compactMap { window in
      guard let most = window.atOnce else { return nil }
      let crew = instance.crew(of: window).count
      // Breaks that end in time begin in so many rounds at most, one after the other.
      let room = window.window.count * most
      guard crew * window.length > room else { return nil }
      let (first, last) = (window.window.lowerBound + 1, window.window.upperBound + 1)
      return Sentence(
        .breakRoom,
        ["cars": crew, "count": window.length, "from": first, "to": last, "limit": most],
        "\(crew) cars need a break of \(window.length) steps within steps \(first) to \(last), "
          + "and at most \(most) have it at a time")
    }
  }

  /// More cars are fixed in a cell than it takes.
  private func pins() -> [Sentence] {
    let fixed = Dictionary(grouping: instance.rules.fixed) {
      [$0.step.rawValue, $0.sector.rawValue]
    }
    return fixed.values.sorted { $0[0] < $1[0] }.compactMap { cell in
      let most = instance.range(cell[0].step, cell[0].sector).maximum
      guard cell.count > most else { return nil }
      let (sector, step) = (name(cell[0].sector), cell[0].step)
      let cars = cell.map { instance.fleet[$0.car].id.rawValue }.joined(separator: ", ")
      return sentence(
        .fixedOver, step,
        ["sector": sector, "limit": most, "present": cell.count, "cars": cars],
        "\(sector) takes \(most) cars at \(time(step)), and \(cell.count) are fixed there: \(cars)")
    }
  }

  /// A sector needs more cars of a class than may be there, or all sectors more than are on duty.
  private func classes() -> [Sentence] {
    let needs = Dictionary(grouping: instance.rules.classMinimums) { $0.step }
    return needs.sorted { $0.key < $1.key }.flatMap { step, needs in
      needs.compactMap { lack(of: $0, at: step) } + totals(needs, at: step)
    }
  }

  private func lack(of need: PlanningRules.ClassMinimum, at step: StepIndex) -> Sentence? {
    let what = "\(name(need.sector)) needs \(need.cars) of class \(need.carClass) at \(time(step))"
    func lack(_ kind: Sentence.Kind, of most: Int, _ words: String) -> Sentence {
      sentence(
        kind, step,
        [
          "sector": name(need.sector), "needed": need.cars, "class": need.carClass, "limit": most,
        ], "\(what), and \(words)")
    }
    let most = instance.range(step, need.sector).maximum
    if need.cars > most { return lack(.classOver, of: most, "takes \(most) cars in all") }
    let limit = instance.roster.classMaximums.first {
      $0.carClass == need.carClass && $0.step == step && $0.sector == need.sector
        && $0.cars < need.cars
    }
    if let limit {
      return lack(.classLimited, of: limit.cars, "may have \(limit.cars) of them")
    }
    let able = instance.carIndices.count { car in
      instance.fleet[car].carClass == need.carClass
        && instance.admits(car, to: need.sector, at: step)
    }
    return able < need.cars
      ? lack(.classAbsent, of: able, "\(able) of them can be there") : nil
  }

  private func totals(_ needs: [PlanningRules.ClassMinimum], at step: StepIndex) -> [Sentence] {
    let classes = Dictionary(grouping: needs) { $0.carClass }
    return classes.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { carClass, needs in
      let needed = needs.reduce(0) { $0 + $1.cars }
      let onDuty = instance.carIndices.count {
        instance.fleet[$0].carClass == carClass && instance.isInService($0, at: step)
      }
      guard needed > onDuty else { return nil }
      return sentence(
        .classShort, step, ["needed": needed, "class": carClass, "present": onDuty],
        "at \(time(step)) sectors need \(needed) cars of class \(carClass), and \(onDuty) of it "
          + "are in service")
    }
  }

  /// Sectors that no leg within the limit leads to or from need other numbers of cars from step to step.
  private func legs() -> [Sentence] {
    guard let longest = instance.rules.longestLeg else { return [] }
    let travel = [instance.travel] + instance.roster.laterTravel.map(\.minutes)
    let parts = Components(count: instance.sectorCount) { a, b in
      travel.contains {
        $0[from: SectorIndex(a), to: SectorIndex(b)] <= longest
          || $0[from: SectorIndex(b), to: SectorIndex(a)] <= longest
      }
    }.parts
    guard parts.count > 1 else { return [] }
    for (step, next) in zip(instance.shift.steps, instance.shift.steps.dropFirst())
    where isFullyStaffed(step) && isFullyStaffed(next) {
      for part in parts {
        let (now, then) = (room(of: part, at: step), room(of: part, at: next))
        guard now.upperBound < then.lowerBound || then.upperBound < now.lowerBound else { continue }
        let names = part.map { name(SectorIndex($0)) }.joined(separator: ", ")
        let (before, after) = (words(now), words(then))
        return [
          Sentence(
            .legs,
            [
              "limit": longest, "sectors": names, "sectorCount": part.count, "step": step.number,
              "time": instance.shift.clock(step), "toStep": next.number,
              "toTime": instance.shift.clock(next),
            ], parts: [before, after],
            "no leg of at most \(longest) minutes leads to or from \(names), which \(part.count == 1 ? "has" : "have") "
              + "\(before) at \(time(step)) and \(after) at \(time(next)): allow longer legs, or "
              + "change the demand")
        ]
      }
    }
    return []
  }

  /// All cars are on duty, and none may be on a break.
  private func isFullyStaffed(_ step: StepIndex) -> Bool {
    instance.carIndices.allSatisfy { instance.isInService($0, at: step) }
      && !instance.roster.breakWindows.contains { $0.window.contains(step.rawValue) }
  }

  /// The numbers of cars that some sectors may have together.
  private func room(of sectors: [Int], at step: StepIndex) -> ClosedRange<Int> {
    let ranges = sectors.map { sector in
      let range = instance.range(step, SectorIndex(sector))
      return instance.shortagePrice(of: SectorIndex(sector)) == nil
        ? range.minimum...max(range.minimum, range.maximum) : 0...range.maximum
    }
    return ranges.reduce(0) { $0 + $1.lowerBound }...ranges.reduce(0) { $0 + $1.upperBound }
  }

  private func words(_ room: ClosedRange<Int>) -> Sentence {
    room.count == 1
      ? Sentence(.carsOne, ["count": room.lowerBound], instance.cars(room.lowerBound))
      : Sentence(
        .carsRange, ["from": room.lowerBound, "to": room.upperBound],
        "\(room.lowerBound) to \(room.upperBound) cars")
  }

  private func name(_ sector: SectorIndex) -> String { "\(instance[sector].id)" }

  /// A car is fixed, or out of service, at too many steps of its window.
  private func breakless() -> [Sentence] {
    instance.roster.breakWindows.flatMap { window in
      instance.crew(of: window).filter { instance.breakStarts(of: $0, in: window).isEmpty }.map {
        let (first, last) = (window.window.lowerBound + 1, window.window.upperBound + 1)
        return Sentence(
          .breakNone,
          ["car": instance.fleet[$0].id, "count": window.length, "from": first, "to": last],
          "car \(instance.fleet[$0].id) has no \(window.length) steps on end for its break within steps "
            + "\(first) to \(last): it is fixed or out of service there")
      }
    }
  }

  /// A car by itself has no way through the shift.
  private func cars() -> [PlanningConflict] {
    guard CarAlone.work(of: instance) <= Self.mostWork else { return [] }
    return instance.carGroups.compactMap { cars in CarAlone(instance, cars[0]).conflict }
  }

  /// The states and legs that cars alone may take to look at: a second of them.
  private static let mostWork = 300_000_000

  /// The most cars that may be on a break at each step.
  private var mostResting: [Int] {
    var resting = Array(repeating: 0, count: instance.stepCount)
    for window in instance.roster.breakWindows {
      let crew = instance.crew(of: window).count
      for step in window.window { resting[step] += min(crew, window.atOnce ?? crew) }
    }
    return resting
  }

  private func time(_ step: StepIndex) -> String { instance.stepWords(step) }

  private func sentence(
    _ kind: Sentence.Kind, _ step: StepIndex,
    _ values: KeyValuePairs<String, any CustomStringConvertible>, _ words: String
  ) -> Sentence {
    instance.sentence(kind, at: step, values, words)
  }
}

/// Sectors that are linked, in groups.
private struct Components {
  private(set) var parts: [[Int]] = []

  init(count: Int, linked: (Int, Int) -> Bool) {
    var seen = [Bool](repeating: false, count: count)
    for first in 0..<count where !seen[first] {
      var (part, waiting) = ([Int](), [first])
      seen[first] = true
      while let place = waiting.popLast() {
        part.append(place)
        for other in 0..<count where !seen[other] && linked(place, other) {
          seen[other] = true
          waiting.append(other)
        }
      }
      parts.append(part.sorted())
    }
  }
}
