// The cars of some class that sectors of an instance file need.

import Failures
import Texts

/// Reads the list of class minimums and holds them against fleet, demand and each other.
struct ClassDemandReader {
  let fleet: Fleet
  let demand: Demand
  let places: InstancePlaces
  private(set) var minimums: [PlanningRules.ClassMinimum] = []
  private var taken: Set<Key> = []

  init(fleet: Fleet, demand: Demand, places: InstancePlaces) {
    self.fleet = fleet
    self.demand = demand
    self.places = places
  }

  mutating func read(_ list: JSONNode) throws(JSONError) {
    let example = "{\"class\": \"van\", \"step\": 3, \"sector\": \"F-03\", \"cars\": 1}"
    let problem = "expected a list of the cars of some class that sectors need"
    for node in try list.elements(expecting: problem, "write [\(example), …]") {
      let object = try node.object(expecting: "expected what a class needs", "write \(example)")
      try object.allow(only: ["class", "step", "sector", "cars"])
      minimums.append(try minimum(object))
    }
  }

  private mutating func minimum(
    _ object: JSONObject
  ) throws(JSONError) -> PlanningRules.ClassMinimum {
    let carClass = try CarNames(fleet).knownClass(try object.required("class", as: "\"van\""))
    let step = try places.step(try object.required("step", as: "3"))
    let sectorNode = try object.required("sector", as: "\"F-03\"")
    let sector = try places.sector(sectorNode)
    let what = "class \(carClass.rawValue.escaped)"
    if places[sector].classes?.contains(carClass) == false {
      throw sectorNode.failure(
        "sector \(places[sector].id.shown) is closed to \(what)",
        "add the class to the sector's \"classes\", or remove this line")
    }
    guard taken.insert(Key(carClass: carClass, step: step, sector: sector)).inserted else {
      throw sectorNode.failure(
        "\(what) is needed there at \(places.words(step)) already", "keep one of the two")
    }
    let cars = try number(
      try object.required("cars", as: "1"), carClass: carClass, step: step, sector: sector)
    return .init(carClass: carClass, step: step, sector: sector, cars: cars)
  }

  /// At most the demand, and the cars of the class that are in service then.
  private func number(
    _ node: JSONNode, carClass: Car.Class, step: StepIndex, sector: SectorIndex
  ) throws(JSONError) -> Int {
    let needed =
      places[sector].isReserve ? fleet.count : demand.range(step, sector).maximum
    let cars = fleet.cars.count { $0.carClass == carClass && !$0.off.contains(step) }
    let place = "sector \(places[sector].id.shown) needs \(needed) at \(places.words(step))"
    let fleet = "\(cars) of class \(carClass.rawValue.escaped) are in service then"
    guard min(needed, cars) >= 1 else {
      throw node.failure(
        "expected no line here: \(place), \(fleet)", "remove this line, or raise the demand")
    }
    return try node.integer(
      in: 1...min(needed, cars), expecting: "expected how many cars of the class are needed",
      "\(place) and \(fleet)")
  }

  private struct Key: Hashable {
    let carClass: Car.Class
    let step: StepIndex
    let sector: SectorIndex
  }
}
