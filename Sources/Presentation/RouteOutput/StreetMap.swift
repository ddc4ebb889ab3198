import Figures
import PatrolModel
import PatrolRouting
import Reports

/// A map of streets and nodes: what lies in which district, and how often a route drives a street.
struct StreetMap {
  private static let most = 620
  private static let margin = 26

  private let graph: PatrolGraph
  private let width: Int
  private let projection: MapProjection
  private let places: [(x: Int, y: Int)]

  /// A map that is so many pixels wide; nil where positions have no extent.
  init?(_ graph: PatrolGraph, width: Int = 720) {
    // What is no degree is drawn as it is: far from the poles of a globe as large as the map.
    let size = graph.nodes.reduce(1) { max($0, abs($1.x), abs($1.y)) }
    let scale = graph.isGeographic ? 1 : 0.01 / size
    let positions = graph.nodes.map {
      Sector.Position(longitude: $0.x * scale, latitude: $0.y * scale)
    }
    guard
      let projection = MapProjection(
        of: positions, width: width, most: Self.most, margin: Self.margin)
    else { return nil }
    self.graph = graph
    self.width = width
    self.projection = projection
    places = positions.map(projection.point)
  }

  /// The districts: nodes in their colours, streets inside them strong, those between them weak.
  func districts(_ members: [[Int]]) -> Markup {
    var owner = Array(repeating: 0, count: graph.nodes.count)
    for (number, nodes) in members.enumerated() { for node in nodes { owner[node] = number } }
    let streets = graph.edges.map { edge in
      owner[edge.a] == owner[edge.b]
        ? street(edge, colour: CategoryPalette.paint(owner[edge.a]).fill, width: "5")
        : street(edge, colour: "#b8b8b8", width: "1", dashes: "3 3")
    }
    return picture(
      "Map of the districts",
      streets
        + graph.nodes.indices.map { node in
          disc(
            node, paint: CategoryPalette.paint(owner[node]), words: "district \(owner[node] + 1)")
        })
  }

  /// A route: the streets that it drives, as wide as it drives them often, and the nodes with the
  /// number of visits.
  func route(start: Int, visits: [PatrolRoute.Visit], calls: [Int], paint: CategoryPaint) -> Markup
  {
    var drives: [[Int]: Int] = [:]
    var counts = Array(repeating: 0, count: graph.nodes.count)
    var here = start
    for visit in visits {
      drives[[min(here, visit.node), max(here, visit.node)], default: 0] += 1
      counts[visit.node] += 1
      here = visit.node
    }
    let most = Double(max(1, drives.values.max() ?? 1))
    let streets = graph.edges.map { edge -> Markup in
      guard let count = drives[[min(edge.a, edge.b), max(edge.a, edge.b)]] else {
        return street(edge, colour: "#c8c8c8", width: "1", dashes: "3 3", words: "not driven")
      }
      // From 1.5 to 9 pixels.
      let width = Figure.fixed(1.5 + 7.5 * Double(count) / most, 1)
      return street(
        edge, colour: paint.fill, width: width, words: "driven \(Figure.count(count, "time"))")
    }
    let discs = graph.nodes.indices.map { node in
      disc(
        node, paint: paint, words: Figure.count(counts[node], "visit"), isHollow: counts[node] == 0)
    }
    return picture(
      "Map of the route",
      streets + [ring(start, dashes: "none")]
        + Set(calls).sorted().map { ring($0, dashes: "2 2") } + discs)
  }

  private func picture(_ label: String, _ content: [Markup]) -> Markup {
    .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": projection.height,
        "viewBox": "0 0 \(width) \(projection.height)", "role": "img", "aria-label": label,
        "class": "streets",
      ], content)
  }

  private func street(
    _ edge: PatrolEdge, colour: String, width: String, dashes: String = "none",
    words: String? = nil
  ) -> Markup {
    let (a, b) = (places[edge.a], places[edge.b])
    let name =
      "\(graph.nodes[edge.a].id) to \(graph.nodes[edge.b].id), "
      + "\(RouteFigure.time(edge.distance / graph.speed)) \(graph.timeWords)"
    return .stroke(
      "M\(a.x) \(a.y)L\(b.x) \(b.y)", colour: colour, width: width, dashes: dashes,
      title: words.map { "\(name): \($0)" } ?? name)
  }

  /// A node, as large as its weight: the area of its disc grows with φ, from 7 to 15 pixels.
  private func disc(
    _ node: Int, paint: CategoryPaint, words: String, isHollow: Bool = false
  ) -> Markup {
    let most = graph.nodes.map(\.weight).max() ?? 0
    let share = most > 0 ? graph.nodes[node].weight / most : 0
    let radius = Int((49 + 176 * share).squareRoot().rounded())
    let place = places[node]
    return .group(
      title: "node \(graph.nodes[node].id), weight "
        + "\(Figure.fixed(graph.nodes[node].weight, 3)): \(words)",
      fill: isHollow ? "#1a1a1a" : paint.text,
      [
        .element(
          "circle",
          [
            "cx": place.x, "cy": place.y, "r": radius, "fill": isHollow ? "#fff" : paint.fill,
            "stroke": isHollow ? "#8a8a8a" : "#fff", "stroke-width": "1.5",
          ], []),
        .text(graph.nodes[node].id.cut(to: 4), x: place.x, y: place.y + 3, style: "node"),
      ])
  }

  private func ring(_ node: Int, dashes: String) -> Markup {
    .element(
      "circle",
      [
        "cx": places[node].x, "cy": places[node].y, "r": 20, "fill": "none", "stroke": "#1a1a1a",
        "stroke-width": "2", "stroke-dasharray": dashes,
      ], [])
  }

  /// How the map looks.
  static let rules = """
    .streets{background:#fafafa;border-radius:6px}.streets .node{font-size:9px;text-anchor:middle}\
    @media print{.streets{max-width:160mm;break-inside:avoid}}
    """
}
