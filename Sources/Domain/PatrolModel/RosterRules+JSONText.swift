import Texts

extension RosterRules {
  /// The keys that only rosters have, each after a comma.
  func jsonText(in instance: PatrolInstance) -> String {
    var text = ""
    if let price = shortagePrice { text += key("shortage", "{\"price\": \(price.shortest)}") }
    if targetPrice != .zero { text += key("targetPrice", targetPrice.shortest) }
    if surplusPrice != .zero { text += key("surplusPrice", surplusPrice.shortest) }
    if breakTravel != .counted {
      text += key("breaks", "{\"travel\": \"\(breakTravel.rawValue)\"}")
    }
    text += list("breakWindows", breakWindows.map { $0.jsonText(in: instance) })
    if let limit = moveLimit { text += key("maxMoves", "\(limit)") }
    if minimumStay > 1 { text += key("minStay", "\(minimumStay)") }
    text += list("classMaximum", classMaximums.map { $0.jsonText(in: instance) })
    text += list("pairs", pairs.map { $0.jsonText(in: instance) })
    if objective != .total { text += key("objective", objective.jsonText) }
    return text
  }

  private func key(_ key: String, _ value: String) -> String { ",\n  \"\(key)\": \(value)" }

  private func list(_ name: String, _ values: [String]) -> String {
    values.isEmpty ? "" : key(name, lines(values))
  }
}

extension RosterRules.BreakWindow {
  fileprivate func jsonText(in instance: PatrolInstance) -> String {
    let whose =
      switch crew {
      case .all: ""
      case .carClass(let carClass): "\"class\": \(carClass.rawValue.jsonLiteral), "
      case .cars(let cars): "\"cars\": \(instance.idList(cars)), "
      }
    let limit = atOnce.map { ", \"atOnce\": \($0)" } ?? ""
    return "{\(whose)\"steps\": \(length), \"from\": \(window.lowerBound + 1), "
      + "\"to\": \(window.upperBound + 1)\(limit)}"
  }
}

extension RosterRules.ClassMaximum {
  fileprivate func jsonText(in instance: PatrolInstance) -> String {
    "{\"class\": \(carClass.rawValue.jsonLiteral), \"step\": \(step.number), "
      + "\"sector\": \(instance[sector].id.rawValue.jsonLiteral), \"cars\": \(cars)}"
  }
}

extension RosterRules.CarPair {
  fileprivate func jsonText(in instance: PatrolInstance) -> String {
    let rule = isTogether ? "together" : "apart"
    let limited = steps.map { steps in
      ", \"steps\": [\(steps.map { "\($0.number)" }.joined(separator: ", "))]"
    }
    return "{\"cars\": \(instance.idList([first, second])), \"rule\": \"\(rule)\"\(limited ?? "")}"
  }
}

extension RosterRules.Objective {
  fileprivate var jsonText: String {
    switch self {
    case .total: "{\"kind\": \"total\"}"
    case .worst: "{\"kind\": \"worst\"}"
    case .fair(let hundredths):
      "{\"kind\": \"fair\", \"weight\": \(Self.decimal(hundredths: hundredths))}"
    }
  }

  /// A number of hundredths as a decimal without superfluous zeros, as in `5` or `0.25`.
  private static func decimal(hundredths: Int) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension PatrolInstance {
  fileprivate func idList(_ cars: [CarIndex]) -> String {
    "[\(cars.map { fleet[$0].id.rawValue.jsonLiteral }.joined(separator: ", "))]"
  }
}
