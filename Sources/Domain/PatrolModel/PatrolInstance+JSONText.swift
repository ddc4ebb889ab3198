import Texts

extension PatrolInstance {
  /// The instance as a file in the format `patrol-shift`, version 1.
  ///
  /// Equal instances give the same bytes; reading them gives an equal instance. One sector, one
  /// step's demand and one origin's travel times stand on a line each.
  public func jsonText() -> String {
    """
    {
      "format": "\(Self.formatName)",
      "version": \(Self.formatVersion),
      "name": \(name.jsonLiteral),
      "description": \(summary.jsonLiteral),
      "cars": \(carsText),
      "startTime": "\(Shift.clock(minute: shift.startMinute))",
      "stepMinutes": \(shift.stepMinutes),
      "presence": \(presence.jsonText),
      "sectors": \(lines(sectors.map(\.jsonText))),
      "demand": \(lines(shift.steps.map(demandText))),
      "travelMinutes": \(allTravelText)\(rulesText)\(roster.jsonText(in: self))
    }

    """
  }

  private func demandText(_ step: StepIndex) -> String {
    guard !demand.isExact else { return row(demand[step].map(String.init)) }
    return row(sectorIndices.map { demand.range(step, $0).jsonText })
  }

  private var allTravelText: String {
    guard !roster.laterTravel.isEmpty else { return text(travel) }
    let first = RosterRules.TravelPeriod(firstStep: StepIndex(0), minutes: travel)
    return lines(
      ([first] + roster.laterTravel).map { period in
        "{\"fromStep\": \(period.firstStep.number), \"minutes\": \(text(period.minutes))}"
      })
  }

  private func text(_ travel: TravelTimes) -> String {
    lines(
      sectorIndices.map { origin in
        row(sectorIndices.map { travel[from: origin, to: $0].shortest })
      })
  }
}

// MARK: - Rules

extension PatrolInstance {
  private var carsText: String {
    switch fleet {
    case .anonymous(let count): "\(count)"
    case .named(let cars): lines(cars.map(text))
    }
  }

  private func text(_ car: Car) -> String {
    var members = ["\"id\": \(car.id.rawValue.jsonLiteral)"]
    if let carClass = car.carClass { members.append("\"class\": \(carClass.rawValue.jsonLiteral)") }
    if car.history.count > 1 {
      let past = car.history.map { self[$0].id.rawValue.jsonLiteral }
      members.append("\"history\": [\(past.joined(separator: ", "))]")
    } else if let start = car.start {
      members.append("\"start\": \(self[start].id.rawValue.jsonLiteral)")
    }
    if let end = car.end { members.append("\"end\": \(self[end].id.rawValue.jsonLiteral)") }
    if !car.off.isEmpty {
      let steps = car.off.sorted().map { "\($0.number)" }.joined(separator: ", ")
      members.append("\"off\": [\(steps)]")
    }
    if let limit = car.travelLimit { members.append("\"travelLimit\": \(limit.shortest)") }
    if let limit = car.moveLimit { members.append("\"maxMoves\": \(limit)") }
    if car.minutesBefore != .zero {
      members.append("\"minutesBefore\": \(car.minutesBefore.shortest)")
    }
    return "{\(members.joined(separator: ", "))}"
  }

  /// The keys that only instances with rules have, each after a comma.
  private var rulesText: String {
    var text = ""
    if let leg = rules.longestLeg { text += ",\n  \"maxLegMinutes\": \(leg.shortest)" }
    if let limit = rules.carTravelLimit { text += ",\n  \"carTravelLimit\": \(limit.shortest)" }
    for (key, assignments) in [("fixed", rules.fixed), ("forbidden", rules.forbidden)]
    where !assignments.isEmpty {
      text += ",\n  \"\(key)\": \(lines(assignments.map(self.text)))"
    }
    if !rules.classMinimums.isEmpty {
      text += ",\n  \"classDemand\": \(lines(rules.classMinimums.map(self.text)))"
    }
    return text
  }

  private func text(_ minimum: PlanningRules.ClassMinimum) -> String {
    "{\"class\": \(minimum.carClass.rawValue.jsonLiteral), \"step\": \(minimum.step.number), "
      + "\"sector\": \(self[minimum.sector].id.rawValue.jsonLiteral), \"cars\": \(minimum.cars)}"
  }

  private func text(_ assignment: PlanningRules.Assignment) -> String {
    let (car, sector) = (fleet[assignment.car].id, self[assignment.sector].id)
    return "{\"car\": \(car.rawValue.jsonLiteral), \"step\": \(assignment.step.number), "
      + "\"sector\": \(sector.rawValue.jsonLiteral)}"
  }
}

func row(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

func lines(_ values: [String]) -> String {
  "[\n    \(values.joined(separator: ",\n    "))\n  ]"
}

extension Minutes {
  /// The duration without a superfluous decimal, as in `12` or `12.9`.
  var shortest: String { tenths % 10 == 0 ? "\(tenths / 10)" : description }
}

extension DemandRange {
  fileprivate var jsonText: String {
    isExact
      ? "\(target)" : "{\"min\": \(minimum), \"target\": \(target), \"max\": \(maximum)}"
  }
}

extension PresenceRule {
  fileprivate var jsonText: String {
    switch self {
    case .none: "{\"rule\": \"\(name)\"}"
    case .noReturn: "{\"rule\": \"\(name)\", \"limit\": 2}"
    case .maxStay(let limit): "{\"rule\": \"\(name)\", \"limit\": \(limit)}"
    }
  }
}

extension Sector {
  fileprivate var jsonText: String {
    let labels = "\"id\": \(id.rawValue.jsonLiteral), \"name\": \(name.jsonLiteral)"
    let place = position.map {
      ", \"lon\": \($0.longitude.shortest), \"lat\": \($0.latitude.shortest)"
    }
    let admitted = classes.map { classes in
      ", \"classes\": ["
        + classes.map(\.rawValue).sorted().map(\.jsonLiteral).joined(separator: ", ")
        + "]"
    }
    let rules =
      (isReserve ? ", \"reserve\": true" : "")
      + (presence.map { ", \"presence\": \($0.jsonText)" } ?? "")
      + (shortagePrice.map { ", \"shortagePrice\": \($0.shortest)" } ?? "")
    return "{\(labels)\(place ?? "")\(admitted ?? "")\(rules)}"
  }
}

extension Double {
  /// The fewest digits that read back as the same number.
  fileprivate var shortest: String {
    description.hasSuffix(".0") ? String(description.dropLast(2)) : description
  }
}
