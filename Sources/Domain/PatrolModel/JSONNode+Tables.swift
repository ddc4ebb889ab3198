// The sectors of an instance file, and rows of tables over them.

import Failures
import Texts

extension JSONNode {
  /// The sectors, in file order.
  func sectors() throws(JSONError) -> [Sector] {
    let problem = "expected a list of 1 to 10000 sectors"
    let advice: Remedy = "write [{\"id\": \"F-01\", \"name\": \"Punggol\"}, …]"
    let nodes = try longList(expecting: problem, advice)
    guard (1...10_000).contains(nodes.count) else { throw failure(problem, advice) }
    var identifiers = UniqueIdentifiers()
    var sectors: [Sector] = []
    for node in nodes {
      let sector = try node.object(
        expecting: "expected a sector", "write {\"id\": \"F-01\", \"name\": \"Punggol\"}")
      try sector.allow(
        only: [
          "id", "name", "lon", "lat", "classes", "reserve", "presence", "shortagePrice",
        ])
      let id = Sector.ID(try identifiers.read(sector, as: "\"F-01\""))
      let name = try sector.required("name", as: "\"Punggol\"")
        .label(upTo: Sector.longestName, expecting: "expected a name")
      sectors.append(
        Sector(
          id: id, name: name, position: try sector.position(),
          classes: try sector["classes"]?.classes(),
          isReserve: try sector["reserve"]?.flag() ?? false,
          presence: try sector["presence"]?.presenceRule(),
          shortagePrice: try sector["shortagePrice"]?.price()))
    }
    return sectors
  }

  /// The elements of a row of a table over sectors.
  func row(
    of sectors: [Sector], expecting what: String
  ) throws(JSONError) -> JSONNodes {
    let problem = "expected \(sectors.count) \(what), one per sector"
    let advice: Remedy = "write them in the order of the sectors, with decimal points, not commas"
    let nodes = try longList(expecting: problem, advice)
    guard nodes.count == sectors.count else {
      throw failure("\(problem), not \(nodes.count)", advice)
    }
    return nodes
  }
}

extension JSONObject {
  fileprivate func position() throws(JSONError) -> Sector.Position? {
    if self["lon"] == nil && self["lat"] == nil { return nil }
    let longitude = try required("lon", as: "103.87")
      .double(in: -180...180, expecting: "expected degrees east, -180 to 180", "write WGS 84")
    let latitude = try required("lat", as: "1.35")
      .double(in: -90...90, expecting: "expected degrees north, -90 to 90", "write WGS 84")
    return Sector.Position(longitude: longitude, latitude: latitude)
  }
}

/// The identifiers of a list read so far.
struct UniqueIdentifiers {
  private var seen: Set<String> = []

  /// Reads the `id` of the list's next object.
  mutating func read(_ object: JSONObject, as example: String) throws(JSONError) -> String {
    let node = try object.required("id", as: example)
    let id = try node.label(upTo: Sector.ID.longest, expecting: "expected an identifier")
    guard seen.insert(id).inserted else {
      throw node.failure("expected an identifier used once", "give each its own")
    }
    return id
  }
}
