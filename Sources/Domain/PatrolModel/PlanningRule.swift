/// A single rule of a shift that a planner can take back.
public enum PlanningRule: Hashable, Sendable {
  /// The presence rule of the shift.
  case presence(PresenceRule)
  /// The longest leg allowed.
  case longestLeg(Minutes)
  /// A car starts in a sector.
  case start(Car.ID, Sector.ID)
  /// A sector is open to some classes of cars only.
  case classes(Sector.ID)
  /// A car is in a sector at a step.
  case fixed(PlanningRules.Assignment, words: Sentence)
  /// A car is not in a sector at a step.
  case forbidden(PlanningRules.Assignment, words: Sentence)
  /// A sector needs cars of a class at a step.
  case classDemand(PlanningRules.ClassMinimum, words: Sentence)
  /// No car travels more minutes than this over the shift.
  case carTravelLimit(Minutes)
  /// A rule of a roster.
  case roster(RosterRule)
}

extension PlanningRule: CustomStringConvertible {
  /// The rule as a planner says it.
  public var description: String { sentence.description }

  /// The rule as a planner says it, and what programs need to say it in another language.
  public var sentence: Sentence {
    switch self {
    case .presence(let rule): rule.sentence
    case .longestLeg(let longest):
      Sentence(
        .ruleLongestLeg, ["limit": longest], "no leg takes more than \(longest) minutes")
    case .start(let car, let sector):
      Sentence(.ruleStart, ["car": car, "sector": sector], "car \(car) starts in \(sector)")
    case .classes(let sector):
      Sentence(.ruleClasses, ["sector": sector], "\(sector) is open to some classes only")
    case .fixed(_, let words), .forbidden(_, let words), .classDemand(_, let words): words
    case .carTravelLimit(let limit):
      Sentence(
        .ruleTravelLimit, ["limit": limit], "no car travels more than \(limit) minutes in all")
    case .roster(let rule): rule.sentence
    }
  }
}

extension PatrolInstance {
  /// All rules that can be taken back, the general ones first.
  ///
  /// Cars out of service are facts, as is the demand, which they are part of.
  public var planningRules: [PlanningRule] {
    (presence == .none ? [] : [.presence(presence)])
      + (rules.longestLeg.map { [.longestLeg($0)] } ?? [])
      + (rules.carTravelLimit.map { [.carTravelLimit($0)] } ?? [])
      + rosterRules.map { .roster($0) }
      + sectors.filter { $0.classes != nil }.map { .classes($0.id) }
      + fleet.cars.compactMap { car in
        car.start.map { .start(car.id, self[$0].id) }
      }
      + rules.classMinimums.map { .classDemand($0, words: words($0)) }
      + rules.forbidden.map { .forbidden($0, words: words($0, .ruleForbidden, "is kept out of")) }
      + rules.fixed.map { .fixed($0, words: words($0, .ruleFixed, "is fixed in")) }
  }

  private func words(
    _ one: PlanningRules.Assignment, _ kind: Sentence.Kind, _ verb: String
  ) -> Sentence {
    let (car, sector) = (fleet[one.car].id, self[one.sector].id)
    return Sentence(
      kind,
      ["car": car, "sector": sector, "step": one.step.number, "time": shift.clock(one.step)],
      "car \(car) \(verb) \(sector) at \(time(one.step))")
  }

  private func words(_ one: PlanningRules.ClassMinimum) -> Sentence {
    let sector = self[one.sector].id
    return Sentence(
      .ruleClassDemand,
      [
        "sector": sector, "needed": one.cars, "class": one.carClass, "step": one.step.number,
        "time": shift.clock(one.step),
      ], "\(sector) needs \(cars(one.cars)) of class \(one.carClass) at \(time(one.step))")
  }

  /// The same shift with no other of its rules than these.
  public func keeping(_ kept: some Sequence<PlanningRule>) -> PatrolInstance {
    let kept = Set(kept)
    let ofRoster = Set(kept.compactMap { if case .roster(let rule) = $0 { rule } else { nil } })
    let fleet: Fleet =
      switch fleet {
      case .anonymous: fleet
      case .named(let cars):
        .named(
          cars.map { car in
            let starts = car.start.map { kept.contains(.start(car.id, self[$0].id)) } ?? false
            return keeping(ofRoster, of: starts ? car : car.withoutStart)
          })
      }
    let sectors = sectors.map { sector in
      (kept.contains(.classes(sector.id)) ? sector : sector.openToAll).keeping(ofRoster)
    }
    let rules = PlanningRules(
      fixed: kept.compactMap { if case .fixed(let one, _) = $0 { one } else { nil } },
      forbidden: kept.compactMap { if case .forbidden(let one, _) = $0 { one } else { nil } },
      longestLeg: rules.longestLeg.flatMap { kept.contains(.longestLeg($0)) ? $0 : nil },
      classMinimums: kept.compactMap {
        if case .classDemand(let one, _) = $0 { one } else { nil }
      },
      carTravelLimit: rules.carTravelLimit.flatMap {
        kept.contains(.carTravelLimit($0)) ? $0 : nil
      })
    return PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift,
      presence: kept.contains(.presence(presence)) ? presence : .none, sectors: sectors,
      demand: demand, travel: travel, rules: rules, roster: roster.keeping(ofRoster))
  }
}
