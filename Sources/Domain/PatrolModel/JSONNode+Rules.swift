// The cars of an instance file, and the rules about single cars, legs and travel per car.

import Failures
import Texts

/// The sectors and steps that cars and rules of a file may refer to.
struct InstancePlaces {
  let shift: Shift
  private let sectors: [Sector]
  private let indices: [String: SectorIndex]

  init(sectors: [Sector], shift: Shift) {
    self.sectors = sectors
    self.shift = shift
    indices = Dictionary(
      sectors.enumerated().map { ($1.id.rawValue, SectorIndex($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  subscript(sector: SectorIndex) -> Sector { sectors[sector.rawValue] }

  func sector(_ node: JSONNode) throws(JSONError) -> SectorIndex {
    if case .string(let id) = node.value, let index = indices[id] { return index }
    throw node.failure(
      "expected the id of a sector", "write one of the sectors, such as \(sectors[0].id.shown)")
  }

  func step(_ node: JSONNode) throws(JSONError) -> StepIndex {
    let number = try node.integer(
      in: 1...shift.stepCount, expecting: "expected a step of the shift",
      "count the rows of the demand from 1")
    return StepIndex(number - 1)
  }

  func words(_ step: StepIndex) -> String { "step \(step.number) (\(shift.clock(step)))" }
}

// MARK: - Cars and classes

extension JSONNode {
  /// The number of cars, or a list of them with their rules.
  func fleet(_ places: InstancePlaces) throws(JSONError) -> Fleet {
    let problem = "expected a whole number of cars"
    let advice: Remedy =
      "write a number, or a list such as [{\"id\": \"F-101\"}, {\"id\": \"F-102\"}]"
    guard case .array(let cars) = value else {
      return .anonymous(count: try integer(in: 1...100_000, expecting: problem, advice))
    }
    guard (1...100_000).contains(cars.count) else {
      throw failure("expected a list of 1 to 100000 cars", advice)
    }
    var identifiers = UniqueIdentifiers()
    var fleet: [Car] = []
    for node in try elements(expecting: problem, advice) {
      let car = try node.object(expecting: "expected a car", "write {\"id\": \"F-101\"}")
      try car.allow(
        only: [
          "id", "class", "start", "off", "history", "end", "travelLimit", "maxMoves",
          "minutesBefore",
        ])
      let id = Car.ID(try identifiers.read(car, as: "\"F-101\""))
      fleet.append(
        Car(
          id: id, carClass: try car["class"]?.carClass(), off: try car["off"]?.steps(places) ?? [],
          history: try car.history(places), end: try car["end"]?.sector(places),
          travelLimit: try car["travelLimit"]?
            .limit(expecting: "expected the minutes that the car may travel over the shift"),
          moveLimit: try car["maxMoves"]?.moveLimit(),
          minutesBefore: try car["minutesBefore"]?
            .limit(expecting: "expected the minutes driven on earlier days") ?? .zero))
    }
    return .named(fleet)
  }

  /// The classes that a sector is open to.
  func classes() throws(JSONError) -> Set<Car.Class> {
    let problem = "expected a list of the classes of cars that may be here"
    let advice: Remedy = "write [\"van\", \"bike\"], or leave the key out if all cars may"
    let nodes = try elements(expecting: problem, advice)
    guard !nodes.isEmpty else { throw failure(problem, advice) }
    return try unique(nodes) { node throws(JSONError) in try node.carClass() }
  }

  /// Checks that each class that sectors name is the class of some car.
  func checkClasses(of sectors: [Sector], known fleet: Fleet) throws(JSONError) {
    guard sectors.contains(where: { $0.classes != nil }) else { return }
    let known = Set(fleet.cars.compactMap(\.carClass))
    let words = known.map(\.rawValue.quoted).sorted().prefix(5).joined(separator: ", ")
    let advice: Remedy =
      known.isEmpty
      ? "give cars a class: \"cars\": [{\"id\": \"F-101\", \"class\": \"van\"}, …]"
      : "give a car this class, or write one of \(words)"
    for node in try elements(expecting: "expected sectors", advice) {
      let sector = try node.object(expecting: "expected a sector", advice)
      for node in try sector["classes"]?.elements(expecting: "expected classes", advice) ?? [] {
        guard known.contains(try node.carClass()) else {
          throw node.failure("expected the class of a car in this instance", advice)
        }
      }
    }
  }

  func carClass() throws(JSONError) -> Car.Class {
    Car.Class(try label(upTo: 64, expecting: "expected a class of cars"))
  }

  func steps(_ places: InstancePlaces) throws(JSONError) -> Set<StepIndex> {
    let nodes = try elements(
      expecting: "expected a list of steps", "write step numbers: [5, 6]")
    return try unique(nodes) { node throws(JSONError) in try places.step(node) }
  }

  private func unique<Element: Hashable>(
    _ nodes: [JSONNode], _ read: (JSONNode) throws(JSONError) -> Element
  ) throws(JSONError) -> Set<Element> {
    var elements: Set<Element> = []
    for node in nodes where !elements.insert(try read(node)).inserted {
      throw node.failure("expected each one once", "remove the repetition")
    }
    return elements
  }
}

extension JSONNode {
  fileprivate func sector(_ places: InstancePlaces) throws(JSONError) -> SectorIndex {
    try places.sector(self)
  }

  /// Whether something is so.
  func flag() throws(JSONError) -> Bool {
    guard case .boolean(let flag) = value else {
      throw failure("expected true or false", "write true, or leave the key out")
    }
    return flag
  }
}

extension JSONObject {
  /// Where a car was before the shift, the latest last: its history, or its start alone.
  fileprivate func history(_ places: InstancePlaces) throws(JSONError) -> [SectorIndex] {
    var history: [SectorIndex] = []
    let advice: Remedy = "write the sectors of the steps before the first: [\"F-03\", \"F-03\"]"
    for node in try self["history"]?.elements(expecting: "expected a list of sectors", advice)
      ?? []
    {
      history.append(try places.sector(node))
    }
    guard let node = self["start"] else { return history }
    let start = try places.sector(node)
    guard history.isEmpty || history.last == start else {
      throw node.failure(
        "expected the last sector of the car's \"history\"", "leave \"start\" out, or correct it")
    }
    return history.isEmpty ? [start] : history
  }
}

// MARK: - Assignments and legs

extension JSONObject {
  /// The rules about single assignments, legs, classes and travel per car.
  func rules(
    fleet: Fleet, demand: Demand, _ places: InstancePlaces
  ) throws(JSONError) -> PlanningRules {
    let longestLeg = try self["maxLegMinutes"]?
      .limit(expecting: "expected the minutes of the longest leg allowed")
    let travelLimit = try self["carTravelLimit"]?
      .limit(expecting: "expected the minutes that a car may travel over the shift")
    var minimums = ClassDemandReader(fleet: fleet, demand: demand, places: places)
    if let node = self["classDemand"] { try minimums.read(node) }
    var reader = AssignmentReader(fleet: fleet, places: places)
    if let node = self["fixed"] { try reader.readFixed(node) }
    if let node = self["forbidden"] { try reader.readForbidden(node) }
    return PlanningRules(
      fixed: reader.fixed, forbidden: Array(reader.forbidden), longestLeg: longestLeg,
      classMinimums: minimums.minimums, carTravelLimit: travelLimit)
  }
}

extension JSONNode {
  /// Minutes up to the longest leg, in tenths.
  func limit(expecting problem: String) throws(JSONError) -> Minutes {
    guard case .number(let number) = value, let double = number.double,
      (0...TravelTimes.longestLeg.value).contains(double)
    else {
      throw failure(
        "\(problem), 0 to 10080", "write a number such as 25, or leave the key out")
    }
    return try wholeTenths(number, expecting: "expected a multiple of 0.1 minutes")
  }
}

/// Reads the lists of assignments and holds them against each other.
private struct AssignmentReader {
  let fleet: Fleet
  let places: InstancePlaces
  private(set) var fixed: [PlanningRules.Assignment] = []
  private(set) var forbidden: Set<PlanningRules.Assignment> = []
  private let cars: [String: CarIndex]
  private var fixedSectors: [CarIndex: [StepIndex: SectorIndex]] = [:]

  init(fleet: Fleet, places: InstancePlaces) {
    self.fleet = fleet
    self.places = places
    guard case .named(let named) = fleet else {
      cars = [:]
      return
    }
    cars = Dictionary(
      named.enumerated().map { ($1.id.rawValue, CarIndex($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func readFixed(_ node: JSONNode) throws(JSONError) {
    for object in try objects(node) {
      let (one, sector) = try assignment(object)
      let car = fleet[one.car]
      let what = "car \(car.id.shown)"
      if car.off.contains(one.step) {
        throw sector.failure(
          "\(what) is out of service at \(places.words(one.step))",
          "remove the step from its \"off\", or this assignment")
      }
      if let other = fixedSectors[one.car]?[one.step] {
        throw sector.failure(
          "\(what) is fixed in \(places[other].id.shown) at \(places.words(one.step)) already",
          "keep one of the two")
      }
      if !places[one.sector].isOpen(to: car) {
        throw sector.failure(
          "sector \(places[one.sector].id.shown) is closed to the class of \(what)",
          "add the class to the sector's \"classes\", or fix another sector")
      }
      fixedSectors[one.car, default: [:]][one.step] = one.sector
      fixed.append(one)
    }
  }

  mutating func readForbidden(_ node: JSONNode) throws(JSONError) {
    for object in try objects(node) {
      let (one, sector) = try assignment(object)
      let what = "car \(fleet[one.car].id.shown)"
      if fixedSectors[one.car]?[one.step] == one.sector {
        throw sector.failure(
          "\(what) is fixed there at \(places.words(one.step))",
          "keep the assignment in \"fixed\" or in \"forbidden\", not in both")
      }
      guard forbidden.insert(one).inserted else {
        throw sector.failure(
          "\(what) is kept out of it at \(places.words(one.step)) already", "keep one of the two")
      }
    }
  }

  private func objects(_ list: JSONNode) throws(JSONError) -> [JSONObject] {
    let example = "{\"car\": \"F-101\", \"step\": 1, \"sector\": \"F-03\"}"
    let problem = "expected a list of assignments"
    var objects: [JSONObject] = []
    for node in try list.elements(expecting: problem, "write [\(example), …]") {
      guard case .named = fleet else {
        throw list.failure(
          "expected cars with names, which assignments refer to",
          "write the cars as a list: \"cars\": [{\"id\": \"F-101\"}, …]")
      }
      let object = try node.object(expecting: "expected an assignment", "write \(example)")
      try object.allow(only: ["car", "step", "sector"])
      objects.append(object)
    }
    return objects
  }

  private func assignment(
    _ object: JSONObject
  ) throws(JSONError) -> (PlanningRules.Assignment, sector: JSONNode) {
    let node = try object.required("car", as: "\"F-101\"")
    guard case .string(let id) = node.value, let car = cars[id] else {
      throw node.failure(
        "expected the id of a car",
        "write one of the cars, such as \(fleet[CarIndex(0)].id.shown)")
    }
    let step = try places.step(try object.required("step", as: "1"))
    let sector = try object.required("sector", as: "\"F-03\"")
    return (.init(car: car, step: step, sector: try places.sector(sector)), sector)
  }
}

extension Car.ID {
  fileprivate var shown: String { rawValue.escaped }
}

extension Sector.ID {
  var shown: String { rawValue.escaped }
}
