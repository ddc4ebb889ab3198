import ArgumentParser
import Temper

// Rules and units of demand as they are typed: `presence`, `pin:C01@3`, `demand:F-03@14:00`.

extension PatrolInstance {
  /// The part of the shift that a text names.
  ///
  /// - Throws: `ValidationError` that says what can be named, or what the shift does not have.
  func part(_ text: String) throws -> RulePrice.Part {
    let kind = text.prefix { $0 != ":" }
    let rest = String(text.dropFirst(kind.count + 1))
    let rules = planningRules
    let found: RulePrice.Part?
    switch kind {
    case "presence":
      found = rules.first { if case .presence = $0 { true } else { false } }.map { .rule($0) }
    case "max-leg":
      found = rules.first { if case .longestLeg = $0 { true } else { false } }.map { .rule($0) }
    case "car-limit", "min-stay", "max-moves", "end":
      found = rules.first { $0.isNamed(String(kind), of: rest) }.map { .rule($0) }
    case "classes":
      found = rules.first { $0 == .classes(Sector.ID(rest)) }.map { .rule($0) }
    case "start":
      found = rules.first { if case .start(Car.ID(rest), _) = $0 { true } else { false } }
        .map { .rule($0) }
    case "pin", "ban", "demand": found = try cell(String(kind), rest)
    default: throw ValidationError("--rule \(text) is none of \(Self.nameable).")
    }
    guard let found else { throw ValidationError("--rule \(text): the instance has no such rule.") }
    return found
  }

  private static let nameable =
    "presence, max-leg, min-stay, max-moves, car-limit, max-moves:CAR, car-limit:CAR, start:CAR, "
    + "end:CAR, classes:SECTOR, pin:CAR@TIME, ban:CAR@TIME and demand:SECTOR@TIME"

  private func cell(_ kind: String, _ text: String) throws -> RulePrice.Part? {
    guard let at = text.lastIndex(of: "@") else {
      throw ValidationError("--rule \(kind):\(text) lacks its time: write \(kind):NAME@TIME.")
    }
    let name = String(text[..<at])
    let step = try step(String(text[text.index(after: at)...]), option: "--rule")
    if kind == "demand" {
      guard let sector = sectorIndices.first(where: { self[$0].id.rawValue == name }) else {
        throw ValidationError("--rule: \(name) is no sector; one is \(self[SectorIndex(0)].id).")
      }
      return demand.range(step, sector).target > 0 ? .demand(step, sector) : nil
    }
    let car = try car(name, option: "--rule")
    return planningRules.first { rule in
      switch rule {
      case .fixed(let one, _): kind == "pin" && one.car == car && one.step == step
      case .forbidden(let one, _): kind == "ban" && one.car == car && one.step == step
      default: false
      }
    }.map { .rule($0) }
  }
}

extension PlanningRule {
  /// Whether a limit or an end is what is named; `car` is empty for limits of all cars.
  fileprivate func isNamed(_ kind: String, of car: String) -> Bool {
    let id = Car.ID(car)
    return switch (kind, self) {
    case ("car-limit", .carTravelLimit), ("min-stay", .roster(.minimumStay)),
      ("max-moves", .roster(.moveLimit)):
      car.isEmpty
    case ("car-limit", .roster(.carTravelLimit(let other, _))),
      ("max-moves", .roster(.carMoveLimit(let other, _))),
      ("end", .roster(.end(let other, _))):
      other == id
    default: false
    }
  }
}
