import PatrolModel

/// Cars that a program need not tell apart: they have the same rules, and no rule adds up over the
/// shift what one of them does.
struct CarGroup: Sendable {
  /// The cars, ascending; not empty.
  let cars: [CarIndex]
  /// What all of them are like.
  let car: Car
  /// How they may go from one step in service to the next one, over steps out of service.
  let gaps: [ServiceGap]
  /// The part of the cars' ways that this is.
  var layer = BreakLayer.whole

  var count: Int { cars.count }

  /// The groups of a shift, by first car; if cars are to be told apart, each is one.
  static func groups(of instance: PatrolInstance, single: Bool = false) -> [CarGroup] {
    single || instance.needsSingleCars
      ? instance.carIndices.map { whole([$0], instance) } : layered(instance)
  }

  /// Cars with all of their ways in one.
  static func whole(_ cars: [CarIndex], _ instance: PatrolInstance) -> CarGroup {
    CarGroup(
      cars: cars, car: instance.fleet[cars[0]], gaps: ServiceGap.gaps(of: cars[0], in: instance))
  }
}

extension PatrolInstance {
  /// Cars that no rule of this shift tells apart, by first car: what no rule asks about is no difference.
  var likeCars: [[CarIndex]] {
    guard case .named(let cars) = fleet, !minutesBeforeMatter || !classesMatter else {
      return carGroups
    }
    let named = Set((rules.fixed + rules.forbidden).map(\.car))
    var groups: [[CarIndex]] = []
    var places: [Car: Int] = [:]
    for car in carIndices {
      let likes = likes(of: cars[car.rawValue])
      if !named.contains(car), let place = places[likes] {
        groups[place].append(car)
      } else {
        if !named.contains(car) { places[likes] = groups.count }
        groups.append([car])
      }
    }
    return groups
  }

  /// A car without a name and without what no rule asks about.
  func likes(of car: Car) -> Car {
    Car(
      id: Car.ID(""), carClass: classesMatter ? car.carClass : nil, off: car.off,
      history: car.history, end: car.end, travelLimit: car.travelLimit, moveLimit: car.moveLimit,
      minutesBefore: minutesBeforeMatter ? car.minutesBefore : .zero)
  }

  private var minutesBeforeMatter: Bool { roster.objective != .total }

  private var classesMatter: Bool {
    !rules.classMinimums.isEmpty || !roster.classMaximums.isEmpty
      || sectors.contains { $0.classes != nil }
      || roster.breakWindows.contains { if case .carClass = $0.crew { true } else { false } }
  }

  /// Whether some rule is about what single cars do over the shift.
  fileprivate var needsSingleCars: Bool {
    let rules = roster
    return rules.objective != .total || rules.moveLimit != nil
      || rules.minimumStay > 1 || !rules.pairs.isEmpty || self.rules.carTravelLimit != nil
      || fleet.named.contains { $0.travelLimit != nil || $0.moveLimit != nil }
      || Set(sectorIndices.map(presence(in:)).map(\.name)).subtracting(["none"]).count > 1
  }
}

/// Two steps of a car in service with none in between: steps out of service, or a break, may be.
struct ServiceGap: Hashable, Sendable {
  /// A break of a window.
  struct Break: Hashable, Sendable {
    /// The place of the window in the rules.
    let window: Int
    /// The steps, counted from zero.
    let steps: ClosedRange<Int>
  }

  /// The step before, counted from zero; −1 is before the shift.
  let from: Int
  /// The step after; the number of steps is after the shift.
  let to: Int
  /// The breaks in between.
  let breaks: [Break]

  /// Whether nothing is in between.
  var isConsecutive: Bool { to == from + 1 }

  /// The gaps of a car by their steps.
  ///
  /// A step in between is out of service anyhow, or in the one break of a window, which is as long as
  /// it has to be.
  static func gaps(of car: CarIndex, in instance: PatrolInstance) -> [ServiceGap] {
    let off = Set(instance.fleet[car].off.map(\.rawValue))
    let windows = instance.roster.breakWindows.enumerated()
      .filter { instance.crew(of: $0.element).contains(car) }
    var gaps: [ServiceGap] = []
    for from in -1..<instance.stepCount where from < 0 || !off.contains(from) {
      var missing: [Int] = []
      for to in from + 1...instance.stepCount {
        if to == instance.stepCount || !off.contains(to),
          let breaks = breaks(missing, windows.map { ($0.offset, $0.element) })
        {
          gaps.append(ServiceGap(from: from, to: to, breaks: breaks))
        }
        guard to < instance.stepCount, !off.contains(to) else { continue }
        guard instance.mayRest(car, at: StepIndex(to)),
          windows.contains(where: { $0.element.window.contains(to) })
        else { break }
        missing.append(to)
      }
    }
    return gaps
  }

  /// The breaks that steps make up, if they make up breaks.
  private static func breaks(
    _ steps: [Int], _ windows: [(Int, RosterRules.BreakWindow)]
  ) -> [Break]? {
    var breaks: [Break] = []
    for (place, window) in windows {
      let own = steps.filter(window.window.contains)
      guard let first = own.first, let last = own.last else { continue }
      guard own.count == window.length, last - first + 1 == own.count else { return nil }
      breaks.append(Break(window: place, steps: first...last))
    }
    return breaks
  }
}
