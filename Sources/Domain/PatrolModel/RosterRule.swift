/// A rule of a roster that a planner can take back: see ``RosterRules``, ``Car`` and ``Sector``.
public enum RosterRule: Hashable, Sendable {
  /// A stay between two moves lasts at least so many steps.
  case minimumStay(Int)
  /// Cars without a limit of their own make at most so many moves.
  case moveLimit(Int)
  /// A car makes at most so many moves.
  case carMoveLimit(Car.ID, Int)
  /// A car travels at most so many minutes.
  case carTravelLimit(Car.ID, Minutes)
  /// A car drives to a sector at the end.
  case end(Car.ID, Sector.ID)
  /// Stays in a sector have a presence rule of their own.
  case sectorPresence(Sector.ID, PresenceRule)
  /// A sector may have so many cars of a class at a step.
  case classMaximum(RosterRules.ClassMaximum, words: Sentence)
  /// Two cars are together or apart.
  case pair(RosterRules.CarPair, words: Sentence)
}

extension RosterRule: CustomStringConvertible {
  /// The rule as a planner says it.
  public var description: String { sentence.description }

  /// The rule as a planner says it, and what programs need to say it in another language.
  public var sentence: Sentence {
    switch self {
    case .minimumStay(let steps):
      Sentence(.ruleMinimumStay, ["limit": steps], "a stay lasts at least \(steps) steps")
    case .moveLimit(let moves):
      Sentence(.ruleMoveLimit, ["limit": moves], "a car moves at most \(Self.times(moves))")
    case .carMoveLimit(let car, let moves):
      Sentence(
        .ruleCarMoveLimit, ["car": car, "limit": moves],
        "car \(car) moves at most \(Self.times(moves))")
    case .carTravelLimit(let car, let limit):
      Sentence(
        .ruleCarTravelLimit, ["car": car, "limit": limit],
        "car \(car) travels at most \(limit) minutes")
    case .end(let car, let sector):
      Sentence(.ruleEnd, ["car": car, "sector": sector], "car \(car) ends in \(sector)")
    case .sectorPresence(let sector, let rule):
      Sentence(
        .ruleSectorPresence, ["sector": sector], parts: [rule.sentence], "in \(sector): \(rule)")
    case .classMaximum(_, let words), .pair(_, let words): words
    }
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}

extension PatrolInstance {
  /// The rules of a roster that can be taken back, the general ones first.
  ///
  /// Breaks, prices, ranges of demand, reserve places, travel by the hour and what is made small are facts.
  var rosterRules: [RosterRule] {
    let cars = fleet.named
    return (roster.minimumStay > 1 ? [.minimumStay(roster.minimumStay)] : [])
      + (roster.moveLimit.map { [.moveLimit($0)] } ?? [])
      + sectors.compactMap { sector in
        sector.presence.flatMap { $0 == .none ? nil : .sectorPresence(sector.id, $0) }
      }
      + roster.classMaximums.map { .classMaximum($0, words: words($0)) }
      + roster.pairs.map { .pair($0, words: words($0)) }
      + cars.compactMap { car in car.end.map { .end(car.id, self[$0].id) } }
      + cars.compactMap { car in car.moveLimit.map { .carMoveLimit(car.id, $0) } }
      + cars.compactMap { car in car.travelLimit.map { .carTravelLimit(car.id, $0) } }
  }

  private func words(_ most: RosterRules.ClassMaximum) -> Sentence {
    let sector = self[most.sector].id
    return Sentence(
      .ruleClassMaximum,
      [
        "sector": sector, "limit": most.cars, "class": most.carClass, "step": most.step.number,
        "time": shift.clock(most.step),
      ],
      "\(sector) has at most \(cars(most.cars)) of class \(most.carClass) at \(time(most.step))")
  }

  private func words(_ pair: RosterRules.CarPair) -> Sentence {
    let names = (first: fleet[pair.first].id, second: fleet[pair.second].id)
    let times = pair.steps.map { " at " + $0.map(time).joined(separator: ", ") } ?? ""
    let steps = pair.steps.map { steps in
      Sentence(
        .ruleSteps,
        ["times": steps.map { "\($0.number) (\(shift.clock($0)))" }.joined(separator: ", ")], times)
    }
    return Sentence(
      pair.isTogether ? .ruleTogether : .ruleApart, ["car": names.first, "other": names.second],
      parts: steps.map { [$0] } ?? [],
      "cars \(names.first) and \(names.second) are \(pair.isTogether ? "together" : "apart")\(times)"
    )
  }
}

// MARK: - Leaving rules out

extension RosterRules {
  /// The same but for rules that are not kept; prices, travel and the objective stay.
  func keeping(_ kept: Set<RosterRule>) -> RosterRules {
    var rules = self
    if !kept.contains(.minimumStay(minimumStay)) { rules.minimumStay = 1 }
    if let moveLimit, !kept.contains(.moveLimit(moveLimit)) { rules.moveLimit = nil }
    let most = kept.compactMap { if case .classMaximum(let most, _) = $0 { most } else { nil } }
    rules.classMaximums = classMaximums.filter(most.contains)
    let joined = kept.compactMap { if case .pair(let pair, _) = $0 { pair } else { nil } }
    rules.pairs = pairs.filter(joined.contains)
    return rules
  }
}

extension PatrolInstance {
  /// A car but for rules about it that are not kept.
  ///
  /// A limit of its own that is left out leaves it none, so that what it may do never grows less.
  func keeping(_ kept: Set<RosterRule>, of car: Car) -> Car {
    let ends = car.end.map { kept.contains(.end(car.id, self[$0].id)) } ?? false
    let moves = car.moveLimit.flatMap { limit in
      kept.contains(.carMoveLimit(car.id, limit))
        ? limit : roster.moveLimit == nil ? nil : stepCount + 1
    }
    let travel = car.travelLimit.flatMap { limit in
      kept.contains(.carTravelLimit(car.id, limit))
        ? limit : rules.carTravelLimit == nil ? nil : longestWay
    }
    return Car(
      id: car.id, carClass: car.carClass, off: car.off, history: car.history,
      end: ends ? car.end : nil, travelLimit: travel, moveLimit: moves,
      minutesBefore: car.minutesBefore)
  }

  /// No car travels more: the longest leg to each step and to its end.
  private var longestWay: Minutes {
    let longest = ([travel] + roster.laterTravel.map(\.minutes)).map(\.longest).max() ?? .zero
    return Minutes(tenths: longest.tenths * (stepCount + 1))
  }
}

extension Sector {
  /// The same sector but for a presence rule that is not kept: without it there is none here.
  func keeping(_ kept: Set<RosterRule>) -> Sector {
    guard let presence, presence != .none, !kept.contains(.sectorPresence(id, presence)) else {
      return self
    }
    return Sector(
      id: id, name: name, position: position, classes: classes, isReserve: isReserve,
      presence: PresenceRule.none, shortagePrice: shortagePrice)
  }
}
