import Failures
package import Texts

extension PatrolGraph {
  /// The format's name in files.
  package static let formatName = "temper-patrol-graph"

  /// Reads a graph: nodes with edges, or nodes that list their neighbours.
  ///
  /// - Parameters:
  ///   - json: The content of the file.
  ///   - file: The file's name, for errors.
  /// - Throws: ``JSONError`` with the first thing that is wrong, and its place.
  package init(json: [UInt8], file: String) throws(JSONError) {
    let root = try JSONNode(value: JSONParser.parse(json, file: file), file: file)
      .object(expecting: "expected a graph to patrol", "write {\"nodes\": […], \"edges\": […]}")
    try root.checkGraphFormat()
    try root.allow(
      only: [
        "format", "version", "id", "name", "note", "units", "speed", "nodes", "edges", "reference",
      ])
    let title =
      if let name = root["name"] { name } else { try root.required("id", as: "\"north\"") }
    let name = try title.label(upTo: 200, expecting: "expected a name")
    let speed = try root["speed"]?.positive("expected distance per time above 0") ?? 1
    let items = try root.required("nodes", as: "[{\"id\": 0, \"x\": 0, \"y\": 0, \"rate\": 1}]")
      .elements(expecting: "expected the nodes", "write a list")
    var reading = GraphReading()
    for item in items { try reading.addNode(item) }
    let edges = try root["edges"]?.elements(expecting: "expected the edges", "write a list") ?? []
    for item in edges { try reading.addEdge(item) }
    try reading.addNeighbours()
    let units = try root.units()
    do throws(PatrolGraphDefect) {
      self = try PatrolGraph(
        name: name, units: units, speed: speed, nodes: reading.nodes,
        edges: reading.edges)
    } catch { throw reading.failure(error, of: root.node) }
  }
}

/// What has been read so far, with the place of each part.
private struct GraphReading {
  private(set) var nodes: [PatrolNode] = []
  private(set) var edges: [PatrolEdge] = []
  private var nodePlaces: [JSONNode] = []
  private var edgePlaces: [JSONNode] = []
  private var numbers: [String: Int] = [:]

  mutating func addNode(_ item: JSONNode) throws(JSONError) {
    let object = try item.object(
      expecting: "expected a node", "write {\"id\": 0, \"x\": 0, \"y\": 0, \"rate\": 1}")
    try object.allow(only: ["id", "x", "y", "rate", "importance", "neighbours"])
    let id = try object.required("id", as: "0").nodeName()
    let node = PatrolNode(
      id: id, x: try object.required("x", as: "103.8").coordinate(),
      y: try object.required("y", as: "1.3").coordinate(),
      rate: try object.required("rate", as: "0.5").weight("expected a rate, not negative"),
      importance: try object["importance"]?.weight("expected an importance, not negative") ?? 1)
    if let first = numbers[id] {
      throw try object.required("id", as: "0").failure(
        "node \(first + 1) of the list has this id, too", "give every node an id of its own")
    }
    numbers[id] = nodes.count
    nodes.append(node)
    nodePlaces.append(item)
  }

  mutating func addEdge(_ item: JSONNode) throws(JSONError) {
    let object = try item.object(
      expecting: "expected an edge", "write {\"a\": 0, \"b\": 1, \"distance\": 2.5}")
    try object.allow(only: ["a", "b", "distance"])
    let a = try number(of: object.required("a", as: "0"))
    let b = try number(of: object.required("b", as: "1"))
    let distance = try object.required("distance", as: "2.5")
      .positive("expected a distance above 0")
    edges.append(PatrolEdge(a, b, distance: distance))
    edgePlaces.append(item)
  }

  /// Makes edges of lists of neighbours, each of which has to name the other, as far.
  mutating func addNeighbours() throws(JSONError) {
    var distances: [[Int]: (value: Double, place: JSONNode)] = [:]
    var order: [[Int]] = []
    for (node, place) in nodePlaces.enumerated() {
      let object = try place.object(expecting: "expected a node", "write an object")
      guard let list = object["neighbours"] else { continue }
      for item in try list.elements(expecting: "expected the neighbours", "write a list") {
        let entry = try item.object(
          expecting: "expected a neighbour", "write {\"to\": 1, \"distance\": 2.5}")
        try entry.allow(only: ["to", "distance"])
        let target = try number(of: entry.required("to", as: "1"))
        let distance = try entry.required("distance", as: "2.5")
          .positive("expected a distance above 0")
        guard distances[[node, target]] == nil else {
          throw item.failure("this neighbour is listed already", "list every neighbour once")
        }
        distances[[node, target]] = (distance, item)
        order.append([node, target])
      }
    }
    for ends in order {
      guard let there = distances[ends] else { continue }
      guard let back = distances[ends.reversed()] else {
        throw there.place.failure(
          "asymmetric adjacency: node \(nodes[ends[1]].id.quoted) does not list node "
            + nodes[ends[0]].id.quoted, "list each street at both of its ends")
      }
      guard there.value == back.value else {
        throw there.place.failure(
          "asymmetric adjacency: the way back is \(back.value)", "give both ends one distance")
      }
      if ends[0] <= ends[1] {
        edges.append(PatrolEdge(ends[0], ends[1], distance: there.value))
        edgePlaces.append(there.place)
      }
    }
  }

  private func number(of node: JSONNode) throws(JSONError) -> Int {
    let id = try node.nodeName()
    guard let number = numbers[id] else {
      throw node.failure("unknown neighbour: no node has this id", "name a node of the list")
    }
    return number
  }

  /// A defect with the place where it is.
  func failure(_ defect: PatrolGraphDefect, of root: JSONNode) -> JSONError {
    switch defect {
    case .tooFewNodes:
      root.failure("expected two nodes or more", "add nodes and the edges between them")
    case .repeatedNode(let node), .badNode(let node, _):
      nodePlaces[node].failure("expected a node of its own", "check its numbers")
    case .unknownEnd(let edge, _):
      edgePlaces[edge].failure("unknown neighbour", "name nodes of the list")
    case .loop(let edge):
      edgePlaces[edge].failure("both ends are one node", "remove the edge")
    case .badDistance(let edge):
      edgePlaces[edge].failure("expected a distance above 0", "write a number")
    case .asymmetric(let edge, let first):
      edgePlaces[edge].failure(
        "asymmetric adjacency: edge \(first + 1) joins the same nodes at another distance",
        "give one distance for both directions")
    case .repeatedEdge(let edge, let first):
      edgePlaces[edge].failure(
        "edge \(first + 1) joins the same nodes", "list every edge once")
    case .lonely(let node):
      nodePlaces[node].failure(
        "node \(nodes[node].id.quoted) has no edge", "join it to a node, or leave it out")
    case .disconnected(let node):
      nodePlaces[node].failure(
        "node \(nodes[node].id.quoted) cannot be reached from node \(nodes[0].id.quoted)",
        "add an edge, or plan the parts as graphs of their own")
    case .badSpeed: root.failure("expected a speed above 0", "write a number")
    }
  }
}

extension JSONObject {
  fileprivate func checkGraphFormat() throws(JSONError) {
    // Files of research data have neither; those with one have to have the right one.
    guard let format = self["format"] else { return }
    guard case .string(PatrolGraph.formatName) = format.value else {
      throw format.failure(
        "expected \"\(PatrolGraph.formatName)\"", "give a graph to patrol; this is another file")
    }
    let version = try required("version", as: "1")
    _ = try version.integer(
      in: 1...1, expecting: "expected version 1, the only one", "use a newer program, or write 1")
  }

  fileprivate func units() throws(JSONError) -> PatrolUnits {
    guard let node = self["units"] else { return PatrolUnits() }
    let object = try node.object(expecting: "expected units", "write {\"time\": \"minute\"}")
    try object.allow(only: ["distance", "time", "rate"])
    var units = PatrolUnits()
    func text(_ key: String) throws(JSONError) -> String? {
      try object[key]?.label(upTo: 80, expecting: "expected a unit in words")
    }
    units.distance = try text("distance") ?? units.distance
    units.time = try text("time") ?? units.time
    units.rate = try text("rate") ?? units.rate
    return units
  }
}

extension JSONNode {
  /// A name, or a whole number taken for one.
  fileprivate func nodeName() throws(JSONError) -> String {
    if case .number = value {
      return String(
        try integer(in: 0...1_000_000, expecting: "expected a node's id", "write a number or text"))
    }
    return try label(upTo: 80, expecting: "expected a node's id")
  }

  fileprivate func coordinate() throws(JSONError) -> Double {
    try double(in: -1e9...1e9, expecting: "expected a coordinate", "write a number")
  }

  fileprivate func weight(_ problem: String) throws(JSONError) -> Double {
    try double(in: 0...1e9, expecting: problem, "write a number of at least 0")
  }

  fileprivate func positive(_ problem: String) throws(JSONError) -> Double {
    try double(in: 1e-9...1e9, expecting: problem, "write a number above 0")
  }
}
