import Failures
package import Texts

/// Posts in a file, with what they were made for: `temper-posts` version 1.
package struct PostFile: Sendable {
  package static let formatName = "temper-posts"

  /// The name of the graph.
  package let beats: String
  package let cars: Int
  package let posts: PostPatrol
  /// Unanswered calls at a time, with what lost calls cost, on the calls that posts were sought on.
  package let cost: Double

  package init(_ posts: PostPatrol, for world: JointWorld, cost: Double) {
    (beats, cars) = (world.graph.name, world.setting.cars)
    (self.posts, self.cost) = (posts, cost)
  }

  /// The file's text, a key a line.
  package func text(of graph: BeatGraph) -> String {
    let lines = posts.nodes.map { key, nodes in
      "{\"beat\": \(key.beat), \"free\": \(key.free), \"others\": \(key.others), \"nodes\": "
        + "[\(nodes.map { "\(graph.nodes[$0].id)" }.joined(separator: ", "))]}"
    }
    return """
      {
        "format": "\(Self.formatName)",
        "version": 1,
        "beats": \(beats.jsonLiteral),
        "cars": \(cars),
        "cost": \(cost),
        "posts": [
          \(lines.joined(separator: ",\n    "))
        ]
      }

      """
  }

  /// Reads posts for a world.
  ///
  /// - Throws: ``JSONError`` with the first thing that is wrong, and its place.
  package init(json: [UInt8], file: String, for world: JointWorld) throws(JSONError) {
    let root = try JSONNode(value: JSONParser.parse(json, file: file), file: file)
      .object(expecting: "expected posts", "give a file of posts")
    try root.allow(only: ["format", "version", "beats", "cars", "cost", "posts"])
    let format = try root.required("format", as: "\"\(Self.formatName)\"")
    guard case .string(Self.formatName) = format.value else {
      throw format.failure("expected \"\(Self.formatName)\"", "give a file of posts")
    }
    _ = try root.required("version", as: "1").integer(
      in: 1...1, expecting: "expected a version that is known", "give a file of version 1")
    beats = try root.required("beats", as: "\"north\"").label(
      upTo: 200, expecting: "expected the name of the beats")
    cars = world.setting.cars
    _ = try root.required("cars", as: "2").integer(
      in: cars...cars, expecting: "expected as many cars as are on duty", "make posts for these")
    cost =
      try root["cost"]?.double(
        in: 0...1e12, expecting: "expected a cost, not negative", "write a number") ?? 0
    var posts = PostPatrol(medians: world)
    let entries = try root.required("posts", as: "[…]").elements(
      expecting: "expected a list of posts", "write one")
    let keys = posts.keys
    guard entries.count == keys.count else {
      throw root.node.failure(
        "expected \(keys.count) entries of posts, found \(entries.count)",
        "make posts for these beats and cars")
    }
    for (entry, key) in zip(entries, keys) {
      let nodes = try Self.nodes(entry, of: key, in: world.graph)
      for (place, node) in zip(posts.places(key), nodes) { posts.posts[place] = node }
    }
    self.posts = posts
  }

  private static func nodes(
    _ entry: JSONNode, of key: PostPatrol.Key, in graph: BeatGraph
  ) throws(JSONError) -> [Int] {
    let object = try entry.object(expecting: "expected posts of a key", "write an object")
    try object.allow(only: ["beat", "free", "others", "nodes"])
    for (name, value) in [("beat", key.beat), ("free", key.free), ("others", key.others)] {
      _ = try object.required(name, as: "\(value)").integer(
        in: value...value, expecting: "expected the entries in order", "keep the order")
    }
    let nodes = try object.required("nodes", as: "[3]").elements(
      expecting: "expected nodes", "write a list")
    guard nodes.count == key.free else {
      throw entry.failure("expected \(key.free) nodes, one a free car", "name as many")
    }
    return try nodes.map { (node) throws(JSONError) in
      let id = try node.integer(
        in: 0...1_000_000_000, expecting: "expected the id of a node", "write a number")
      guard let number = graph.members[key.beat].first(where: { graph.nodes[$0].id == id }) else {
        throw node.failure("expected a node of beat \(key.beat)", "name one of the beat")
      }
      return number
    }
  }
}
