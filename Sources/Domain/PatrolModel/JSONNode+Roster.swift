// What rosters ask for beyond the published model, as an instance file says it.

import Failures
import Texts

extension JSONObject {
  /// The keys of a file that only rosters have.
  static let rosterKeys = [
    "shortage", "targetPrice", "surplusPrice", "breaks", "breakWindows", "maxMoves", "minStay",
    "classMaximum", "pairs", "objective",
  ]

  /// The rules of rosters; `later` are the travel tables of later steps.
  func roster(
    fleet: Fleet, _ places: InstancePlaces, later: [RosterRules.TravelPeriod]
  ) throws(JSONError) -> RosterRules {
    let cars = CarNames(fleet)
    var rules = RosterRules()
    rules.shortagePrice = try self["shortage"]?.shortagePrice()
    rules.targetPrice = try self["targetPrice"]?.price() ?? .zero
    rules.surplusPrice = try self["surplusPrice"]?.price() ?? .zero
    rules.breakTravel = try self["breaks"]?.breakTravel() ?? .counted
    rules.breakWindows = try list("breakWindows", as: BreakWindowReader.example) {
      object throws(JSONError) in
      try BreakWindowReader(object: object, cars: cars, places: places).window()
    }
    try checkApart(rules.breakWindows, fleet)
    rules.moveLimit = try self["maxMoves"]?.moveLimit()
    rules.minimumStay =
      try self["minStay"]?.integer(
        in: 1...10_000, expecting: "expected the least steps of a stay", "write a whole number")
      ?? 1
    rules.classMaximums = try list(
      "classMaximum", as: "{\"class\": \"van\", \"step\": 3, \"sector\": \"F-03\", \"cars\": 1}"
    ) { object throws(JSONError) in try object.classMaximum(cars, places) }
    rules.pairs = try list(
      "pairs", as: "{\"cars\": [\"F-101\", \"F-102\"], \"rule\": \"together\"}"
    ) { object throws(JSONError) in try object.pair(cars, places) }
    rules.laterTravel = later
    rules.objective = try self["objective"]?.objective() ?? .total
    return rules
  }

  private func list<Rule>(
    _ key: String, as example: String, _ read: (JSONObject) throws(JSONError) -> Rule
  ) throws(JSONError) -> [Rule] {
    guard let node = self[key] else { return [] }
    var rules: [Rule] = []
    for element in try node.elements(expecting: "expected a list", "write [\(example), …]") {
      rules.append(try read(try element.object(expecting: "expected a rule", "write \(example)")))
    }
    return rules
  }

  /// A break is found by the steps that a car lacks in its window, so that windows must not overlap.
  private func checkApart(_ windows: [RosterRules.BreakWindow], _ fleet: Fleet) throws(JSONError) {
    for (later, window) in windows.enumerated() {
      for earlier in windows[..<later] where earlier.window.overlaps(window.window) {
        let both = Set(fleet.crew(of: earlier)).intersection(fleet.crew(of: window))
        guard let car = both.min(), let node = self["breakWindows"] else { continue }
        throw node.failure(
          "car \(fleet[car].id.rawValue.escaped) has two windows that overlap",
          "keep the windows of a car apart")
      }
    }
  }

  private func classMaximum(
    _ cars: CarNames, _ places: InstancePlaces
  ) throws(JSONError) -> RosterRules.ClassMaximum {
    try allow(only: ["class", "step", "sector", "cars"])
    return .init(
      carClass: try cars.knownClass(try required("class", as: "\"van\"")),
      step: try places.step(try required("step", as: "3")),
      sector: try places.sector(try required("sector", as: "\"F-03\"")),
      cars: try required("cars", as: "1").integer(
        in: 0...100_000, expecting: "expected the most cars of the class", "write a whole number"))
  }

  private func pair(
    _ cars: CarNames, _ places: InstancePlaces
  ) throws(JSONError) -> RosterRules.CarPair {
    try allow(only: ["cars", "rule", "steps"])
    let node = try required("cars", as: "[\"F-101\", \"F-102\"]")
    let pair = try cars.cars(node)
    guard pair.count == 2 else {
      throw node.failure("expected two cars", "write [\"F-101\", \"F-102\"]")
    }
    let rule = try required("rule", as: "\"together\"")
    let isTogether: Bool
    switch rule.value {
    case .string("together"): isTogether = true
    case .string("apart"): isTogether = false
    default: throw rule.failure("expected a rule", "write \"together\" or \"apart\"")
    }
    return .init(
      pair[0], pair[1], isTogether: isTogether, steps: try self["steps"]?.steps(places).sorted())
  }
}

/// Reads one window for breaks.
private struct BreakWindowReader {
  static let example = "{\"class\": \"van\", \"steps\": 1, \"from\": 6, \"to\": 11, \"atOnce\": 8}"

  let object: JSONObject
  let cars: CarNames
  let places: InstancePlaces

  func window() throws(JSONError) -> RosterRules.BreakWindow {
    try object.allow(only: ["cars", "class", "steps", "from", "to", "atOnce"])
    let first = try places.step(try object.required("from", as: "6")).rawValue
    let lastNode = try object.required("to", as: "11")
    let last = try places.step(lastNode).rawValue
    guard first <= last else {
      throw lastNode.failure("expected a step after \"from\"", "write the last step of the window")
    }
    let length = try object.required("steps", as: "1").integer(
      in: 1...last - first + 1, expecting: "expected the steps of the break, within its window",
      "shorten the break, or widen the window")
    let atOnce = try object["atOnce"]?.integer(
      in: 1...100_000, expecting: "expected the most cars on their break at a time",
      "write a whole number, or leave the key out")
    return .init(crew: try crew(), length: length, window: first...last, atOnce: atOnce)
  }

  private func crew() throws(JSONError) -> RosterRules.BreakWindow.Crew {
    if let list = object["cars"] {
      if let carClass = object["class"] {
        throw carClass.failure("expected \"cars\" or \"class\"", "keep one of the two")
      }
      return .cars(try cars.cars(list).sorted())
    }
    return try object["class"].map { node throws(JSONError) in
      .carClass(try cars.knownClass(node))
    } ?? .all
  }
}

extension JSONNode {
  fileprivate func shortagePrice() throws(JSONError) -> Minutes {
    let example = "{\"price\": 30}"
    let shortage = try object(expecting: "expected what a missing car costs", "write \(example)")
    try shortage.allow(only: ["price"])
    return try shortage.required("price", as: "30").price()
  }

  /// A price in minutes per car and step.
  func price() throws(JSONError) -> Minutes {
    try limit(expecting: "expected a price in minutes per car and step")
  }

  /// The moves that a car may make.
  func moveLimit() throws(JSONError) -> Int {
    try integer(
      in: 0...100_000, expecting: "expected the moves that a car may make",
      "write a whole number, or leave the key out")
  }

  fileprivate func breakTravel() throws(JSONError) -> RosterRules.BreakTravel {
    let breaks = try object(expecting: "expected a rule", "write {\"travel\": \"counted\"}")
    try breaks.allow(only: ["travel"])
    let node = try breaks.required("travel", as: "\"counted\"")
    guard case .string(let word) = node.value, let travel = RosterRules.BreakTravel(rawValue: word)
    else {
      throw node.failure(
        "expected what the drive across a break counts",
        "write \"counted\", \"same-sector\" or \"free\"")
    }
    return travel
  }

  fileprivate func objective() throws(JSONError) -> RosterRules.Objective {
    let example = "{\"kind\": \"fair\", \"weight\": 5}"
    let objective = try object(expecting: "expected an objective", "write \(example)")
    let kind = try objective.required("kind", as: "\"fair\"")
    try objective.allow(only: kind.value.isFair ? ["kind", "weight"] : ["kind"])
    switch kind.value {
    case .string("total"): return .total
    case .string("worst"): return .worst
    case .string("fair"):
      return .fair(hundredths: try objective.required("weight", as: "5").weight())
    default:
      throw kind.failure("expected an objective", "write \"total\", \"worst\" or \"fair\"")
    }
  }

  private func weight() throws(JSONError) -> Int {
    guard case .number(let number) = value, let hundredths = number.scaled(byPowerOfTen: 2),
      (0...RosterRules.Objective.largestWeight).contains(hundredths)
    else {
      throw failure(
        "expected the weight of the worst car, 0 to 1000 with at most two decimals",
        "write a number such as 5 or 0.25")
    }
    return hundredths
  }
}

extension JSONValue {
  fileprivate var isFair: Bool {
    guard case .string("fair") = self else { return false }
    return true
  }
}

/// The call signs and classes that rules of a file may refer to.
struct CarNames {
  private let fleet: Fleet
  private let indices: [String: CarIndex]

  init(_ fleet: Fleet) {
    self.fleet = fleet
    indices = Dictionary(
      fleet.named.enumerated().map { ($1.id.rawValue, CarIndex($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// A list of different cars, in file order.
  func cars(_ list: JSONNode) throws(JSONError) -> [CarIndex] {
    var cars: [CarIndex] = []
    let example: Remedy = "write call signs: [\"F-101\", \"F-102\"]"
    for node in try list.elements(expecting: "expected a list of cars", example) {
      guard !indices.isEmpty else {
        throw list.failure(
          "expected cars with names, which the rule refers to",
          "write the cars as a list: \"cars\": [{\"id\": \"F-101\"}, …]")
      }
      guard case .string(let id) = node.value, let car = indices[id] else {
        throw node.failure(
          "expected the id of a car",
          "write one of the cars, such as \(fleet[CarIndex(0)].id.rawValue.escaped)")
      }
      guard !cars.contains(car) else {
        throw node.failure("expected each car once", "remove the repetition")
      }
      cars.append(car)
    }
    return cars
  }

  /// The class of some car.
  func knownClass(_ node: JSONNode) throws(JSONError) -> Car.Class {
    let carClass = try node.carClass()
    let known = Set(fleet.named.compactMap(\.carClass))
    guard known.contains(carClass) else {
      let words = known.map(\.rawValue.quoted).sorted().prefix(5).joined(separator: ", ")
      throw node.failure(
        "expected the class of a car in this instance",
        known.isEmpty
          ? "give cars a class: \"cars\": [{\"id\": \"F-101\", \"class\": \"van\"}, …]"
          : "give a car this class, or write one of \(words)")
    }
    return carClass
  }
}

extension Fleet {
  /// The cars that have their break in a window.
  func crew(of window: RosterRules.BreakWindow) -> [CarIndex] {
    switch window.crew {
    case .all: (0..<count).map { CarIndex($0) }
    case .cars(let cars): cars
    case .carClass(let carClass):
      named.indices.filter { named[$0].carClass == carClass }.map { CarIndex($0) }
    }
  }
}
