import JointPatrol
import Reports

/// A graph of beats as a picture: streets as lines, broken between beats, nodes as discs.
struct BeatMap {
  private static let (width, most, margin) = (620.0, 460.0, 26.0)
  /// Light grounds that tell beats apart; digits on them are black.
  private static let grounds = ["#e1edf7", "#fdebd0", "#e3f1e3", "#f5e3ef"]

  let graph: BeatGraph
  private let points: [(x: Int, y: Int)]
  private let height: Int

  init(_ graph: BeatGraph) {
    self.graph = graph
    let (xs, ys) = (graph.nodes.map(\.x), graph.nodes.map(\.y))
    let (west, north) = (xs.min() ?? 0, ys.min() ?? 0)
    let (wide, tall) = (max((xs.max() ?? 0) - west, 1e-9), max((ys.max() ?? 0) - north, 1e-9))
    let scale = min(
      (Self.width - 2 * Self.margin) / wide, (Self.most - 2 * Self.margin) / tall)
    points = graph.nodes.map {
      (
        Int((Self.margin + ($0.x - west) * scale).rounded()),
        Int((Self.margin + ($0.y - north) * scale).rounded())
      )
    }
    height = Int(tall * scale + 2 * Self.margin)
  }

  /// The map with a label and words at each node; those that matter have a thick rim.
  func picture(
    _ title: String, label: (Int) -> String, words: (Int) -> String, isMarked: (Int) -> Bool
  ) -> Markup {
    let streets = graph.edges.map { edge in
      let (a, b) = (points[edge.a], points[edge.b])
      let crosses = graph.nodes[edge.a].beat != graph.nodes[edge.b].beat
      return Markup.stroke(
        "M\(a.x) \(a.y)L\(b.x) \(b.y)", colour: "#8a8a8a", width: "1.4",
        dashes: crosses ? "4 4" : "none")
    }
    let discs = graph.nodes.indices.map { node in
      let (x, y) = points[node]
      let circle = Markup.element(
        "circle",
        [
          "cx": x, "cy": y, "r": 15, "fill": Self.grounds[graph.nodes[node].beat % 4],
          "stroke": isMarked(node) ? "#1a1a1a" : "#8a8a8a",
          "stroke-width": isMarked(node) ? "2.6" : "0.7",
        ], [])
      return Markup.group(
        title: words(node), fill: "#1a1a1a",
        [circle, .text(label(node), x: x, y: y + 4, style: "move")])
    }
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Int(Self.width), "height": height,
        "viewBox": "0 0 \(Int(Self.width)) \(height)", "role": "img", "aria-label": title,
      ], streets + discs)
  }
}
