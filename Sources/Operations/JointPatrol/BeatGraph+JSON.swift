import Failures
package import Texts

extension BeatGraph {
  /// The format's name in files.
  package static let formatName = "temper-beats"

  /// Reads a graph of beats.
  ///
  /// - Parameters:
  ///   - json: The content of the file.
  ///   - file: The file's name, for errors.
  /// - Throws: ``JSONError`` with the first thing that is wrong, and its place.
  package init(json: [UInt8], file: String) throws(JSONError) {
    let root = try JSONNode(value: JSONParser.parse(json, file: file), file: file)
      .object(expecting: "expected beats to patrol", "write {\"nodes\": […], \"edges\": […]}")
    try root.checkBeatsFormat()
    try root.allow(
      only: ["format", "version", "id", "name", "note", "nodes", "edges", "incidentWeights"])
    let title =
      if let name = root["name"] { name } else { try root.required("id", as: "\"north\"") }
    let name = try title.label(upTo: 200, expecting: "expected a name")
    var reading = try BeatReading(weights: root["incidentWeights"])
    for item in try root.required("nodes", as: "[{\"id\": 0, \"x\": 0, \"y\": 0, \"beat\": 0}]")
      .elements(expecting: "expected the nodes", "write a list")
    { try reading.addNode(item) }
    try reading.checkWeights(root["incidentWeights"])
    for item in try root.required("edges", as: "[{\"a\": 0, \"b\": 1}]")
      .elements(expecting: "expected the edges", "write a list")
    { try reading.addEdge(item) }
    do throws(BeatGraphDefect) {
      self = try BeatGraph(name: name, nodes: reading.nodes, edges: reading.edges)
    } catch { throw reading.failure(error, of: root.node) }
  }
}

/// What has been read so far, with the place of each part.
private struct BeatReading {
  private(set) var nodes: [BeatNode] = []
  private(set) var edges: [BeatEdge] = []
  private var nodePlaces: [JSONNode] = []
  private var edgePlaces: [JSONNode] = []
  private var numbers: [Int: Int] = [:]
  private let weights: [Double]?

  init(weights: JSONNode?) throws(JSONError) {
    self.weights =
      if let weights {
        try weights.elements(expecting: "expected a weight for each node", "write a list")
          .map { (weight) throws(JSONError) in try weight.callWeight() }
      } else { nil }
  }

  mutating func addNode(_ item: JSONNode) throws(JSONError) {
    let object = try item.object(
      expecting: "expected a node", "write {\"id\": 0, \"x\": 0, \"y\": 0, \"beat\": 0}")
    try object.allow(only: ["id", "x", "y", "beat", "weight"])
    let id = try object.required("id", as: "0").nodeNumber()
    let weight: Double
    if let weights {
      if let own = object["weight"] {
        throw own.failure("weights stand in incidentWeights, too", "give them once")
      }
      weight = weights.indices.contains(nodes.count) ? weights[nodes.count] : 0
    } else {
      weight = try object.required("weight", as: "0.05").callWeight()
    }
    let node = BeatNode(
      id: id, x: try object.required("x", as: "1").coordinate(),
      y: try object.required("y", as: "1").coordinate(),
      beat: try object.required("beat", as: "0").integer(
        in: 0...99, expecting: "expected the number of a beat", "number beats from 0"),
      weight: weight)
    numbers[id] = numbers[id] ?? nodes.count
    nodes.append(node)
    nodePlaces.append(item)
  }

  func checkWeights(_ list: JSONNode?) throws(JSONError) {
    guard let list, let weights, weights.count != nodes.count else { return }
    throw list.failure(
      "expected \(nodes.count) weights, one for each node; found \(weights.count)",
      "list as many weights as nodes")
  }

  mutating func addEdge(_ item: JSONNode) throws(JSONError) {
    let object = try item.object(expecting: "expected an edge", "write {\"a\": 0, \"b\": 1}")
    try object.allow(only: ["a", "b", "ticks", "crossBeat"])
    let edge = BeatEdge(
      try number(of: object.required("a", as: "0")), try number(of: object.required("b", as: "1")))
    _ = try object["ticks"]?.integer(
      in: 1...1, expecting: "expected the ticks of a street", "divide longer streets by nodes")
    if let crossing = object["crossBeat"] {
      let crosses = nodes[edge.a].beat != nodes[edge.b].beat
      guard case .boolean(crosses) = crossing.value else {
        throw crossing.failure("expected \(crosses), as its ends' beats say", "correct it")
      }
    }
    edges.append(edge)
    edgePlaces.append(item)
  }

  private func number(of node: JSONNode) throws(JSONError) -> Int {
    let id = try node.nodeNumber()
    guard let number = numbers[id] else {
      throw node.failure("no node has this id", "name a node of the list")
    }
    return number
  }

  /// A defect with the place where it is.
  func failure(_ defect: BeatGraphDefect, of root: JSONNode) -> JSONError {
    switch defect {
    case .nodeCount:
      root.failure("expected 2 to \(BeatGraphDefect.mostNodes) nodes", "add or remove nodes")
    case .repeatedNode(let node):
      nodePlaces[node].failure("another node has this id", "give every node an id of its own")
    case .badNode(let node):
      nodePlaces[node].failure("expected finite numbers", "check its numbers")
    case .noCalls:
      root.failure("all weights are 0: no call would come", "give some node a weight above 0")
    case .emptyBeat(let beat):
      root.failure("beat \(beat) has no node", "number beats from 0 without gaps")
    case .badEdge(let edge):
      edgePlaces[edge].failure("both ends are one node", "remove the edge")
    case .repeatedEdge(let edge, let first):
      edgePlaces[edge].failure("edge \(first + 1) joins the same nodes", "list every edge once")
    case .brokenBeat(let node):
      nodePlaces[node].failure(
        "node \(nodes[node].id) is cut off from its beat \(nodes[node].beat)",
        "join it to a node of the beat")
    case .disconnected(let node):
      nodePlaces[node].failure(
        "node \(nodes[node].id) cannot be reached from the first node", "join the parts")
    }
  }
}

extension JSONObject {
  fileprivate func checkBeatsFormat() throws(JSONError) {
    guard let format = self["format"] else { return }
    guard case .string(BeatGraph.formatName) = format.value else {
      throw format.failure("expected \"\(BeatGraph.formatName)\"", "give a file of beats")
    }
    _ = try required("version", as: "1").integer(
      in: 1...1, expecting: "expected a version that is known", "give a file of version 1")
  }
}

extension JSONNode {
  fileprivate func nodeNumber() throws(JSONError) -> Int {
    try integer(in: 0...1_000_000_000, expecting: "expected the id of a node", "write a number")
  }

  fileprivate func coordinate() throws(JSONError) -> Double {
    try double(in: -1e9...1e9, expecting: "expected a coordinate", "write a number")
  }

  fileprivate func callWeight() throws(JSONError) -> Double {
    try double(in: 0...1e9, expecting: "expected a weight, not negative", "write a number")
  }
}
