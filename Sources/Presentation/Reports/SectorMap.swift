import Figures
public import PatrolModel

/// The outlines of sectors, as rings of positions; a sector may have several.
public typealias SectorOutlines = [SectorIndex: [[Sector.Position]]]

/// A map of the sectors with the moves of one step, which the reader chooses.
///
/// The choice is a row of radio buttons and a style rule for each: it works by keyboard, and the
/// page needs no script.
struct SectorMap {
  private static let width = 760
  private static let most = 640

  private let routes: Routes
  private let sectors: CellLabels
  private let outlines: SectorOutlines
  private let projection: MapProjection
  private let places: [SectorIndex: (x: Int, y: Int)]
  private var instance: PatrolInstance { routes.instance }
  /// The radius of a sector's disc in pixels.
  private var radius: Int { instance.sectorCount <= 40 ? 13 : 9 }

  /// A map; nil unless all sectors have a position or an outline.
  init?(_ grid: PlanGrid, outlines: SectorOutlines) {
    let instance = grid.routes.instance
    let known = instance.sectorIndices.compactMap { sector in
      (instance[sector].position ?? Self.middle(of: outlines[sector] ?? [])).map { (sector, $0) }
    }
    guard known.count == instance.sectorCount,
      let projection = MapProjection(
        of: known.map(\.1) + outlines.values.joined().joined(), width: Self.width,
        most: Self.most, margin: 28)
    else { return nil }
    routes = grid.routes
    sectors = grid.sectors
    self.outlines = outlines
    self.projection = projection
    places = Dictionary(uniqueKeysWithValues: known.map { ($0, projection.point($1)) })
  }

  /// The mean of an outline's corners, good enough to stand for it.
  private static func middle(of rings: [[Sector.Position]]) -> Sector.Position? {
    guard let ring = rings.max(by: { $0.count < $1.count }), !ring.isEmpty else { return nil }
    return Sector.Position(
      longitude: ring.reduce(0) { $0 + $1.longitude } / Double(ring.count),
      latitude: ring.reduce(0) { $0 + $1.latitude } / Double(ring.count))
  }

  /// A move between sectors at the beginning of a step.
  private struct Move: Hashable {
    let from: SectorIndex
    let to: SectorIndex
  }

  /// The cars of each move, step by step.
  private var moves: [[(move: Move, cars: [CarIndex])]] {
    var found: [[Move: [CarIndex]]] = Array(repeating: [:], count: instance.stepCount)
    for (car, stays) in zip(instance.carIndices, routes.stays) {
      var before = instance.fleet[car].start
      for stay in stays {
        if stay.arrival != nil, let from = before {
          found[stay.steps.lowerBound][Move(from: from, to: stay.sector), default: []].append(car)
        }
        before = stay.sector
      }
    }
    return found.map { step in
      step.map { (move: $0.key, cars: $0.value) }
        .sorted { ($0.move.from, $0.move.to) < ($1.move.from, $1.move.to) }
    }
  }

  /// What is to be seen.
  var caption: String {
    "Moves at the beginning of a step, which you choose; the numbers are how many cars move."
  }

  /// The choice and the map.
  var content: [Markup] {
    let moves = moves
    let busiest = moves.indices.max { total(moves[$0]) < total(moves[$1]) } ?? 0
    let choices = moves.indices.map { step -> Markup in
      let common: Markup.Attributes = ["type": "radio", "name": "step", "id": "step-\(step)"]
      let chosen: Markup.Attributes = [
        "type": "radio", "name": "step", "id": "step-\(step)", "checked": "checked",
      ]
      return .element("input", step == busiest ? chosen : common, [])
    }
    let labels = zip(instance.shift.steps, moves).map { step, moves in
      Markup.element(
        "label", ["for": "step-\(step.rawValue)"],
        [.characters(instance.shift.clock(step)), .line("b", "\(total(moves))")])
    }
    return [
      .element(
        "div", ["class": "map"],
        choices + [.element("div", ["class": "steps"], labels), picture(moves), lists(moves)])
    ]
  }

  /// The moves of each step in words, beside the map.
  private func lists(_ moves: [[(move: Move, cars: [CarIndex])]]) -> Markup {
    let lists = moves.enumerated().map { step, moves in
      Markup.element(
        "ul", ["class": "step step-\(step)"],
        moves.isEmpty ? [.line("li", "No car moves.")] : moves.map(words))
    }
    // A height of its own: what is below must not be laid out again for another step.
    return .element("div", ["class": "moves", "style": "height:\(projection.height)px"], lists)
  }

  private func words(_ move: Move, _ cars: [CarIndex]) -> Markup {
    func label(_ sector: SectorIndex) -> Markup {
      .line("b", sectors.texts[sector.rawValue], style: CategoryPalette.style(of: sector))
    }
    return .element(
      "li", [:],
      [
        .line("span", names(of: cars), style: "cars"), label(move.from), .characters(" → "),
        label(move.to),
        .characters(
          " \(instance[move.to].name.cut(to: 24)), \(instance.travel[from: move.from, to: move.to]) "
            + "min"),
      ])
  }

  private func names(of cars: [CarIndex]) -> String {
    (cars.count == 1 ? "Car " : "Cars ")
      + cars.map { instance.fleet[$0].id.rawValue }.joined(separator: ", ")
  }

  private func total(_ moves: [(move: Move, cars: [CarIndex])]) -> Int {
    moves.reduce(0) { $0 + $1.cars.count }
  }

  private func picture(_ moves: [[(move: Move, cars: [CarIndex])]]) -> Markup {
    let arrows = moves.enumerated().map { step, moves in
      Markup.element("g", ["class": "step step-\(step)"], moves.map(arrow))
    }
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Self.width, "height": projection.height,
        "viewBox": "0 0 \(Self.width) \(projection.height)", "role": "img",
        "aria-label": "Map of the sectors and of the moves of a step",
      ], [Self.arrowHead] + areas + arrows + discs)
  }

  private static var arrowHead: Markup {
    .element(
      "defs", [:],
      [
        .element(
          "marker",
          [
            "id": "head", "viewBox": "0 0 8 8", "refX": 7, "refY": 4, "markerWidth": 7,
            "markerHeight": 7, "markerUnits": "userSpaceOnUse", "orient": "auto",
          ], [.element("path", ["d": "M0 0L8 4L0 8z", "fill": "#1a1a1a"], [])])
      ])
  }

  private var areas: [Markup] {
    outlines.sorted { $0.key < $1.key }.map { sector, rings in
      let path = rings.map { ring in
        "M"
          + ring.map { position in
            let point = projection.point(position)
            return "\(point.x) \(point.y)"
          }.joined(separator: "L") + "z"
      }.joined()
      return .element(
        "path",
        [
          "d": path, "fill": CategoryPalette.paint(sector.rawValue).fill, "fill-opacity": "0.3",
          "fill-rule": "evenodd", "stroke": "#8a8a8a", "stroke-width": "0.8",
        ], [])
    }
  }

  private var discs: [Markup] {
    instance.sectorIndices.compactMap { sector in
      guard let place = places[sector] else { return nil }
      let paint = CategoryPalette.paint(sector.rawValue)
      return .group(
        title: Words.sector(instance[sector]), fill: paint.text,
        [
          .element(
            "circle",
            [
              "cx": place.x, "cy": place.y, "r": radius, "fill": paint.fill, "stroke": "#fff",
              "stroke-width": "1.5",
            ], []),
          .text(
            sectors.texts[sector.rawValue], x: place.x, y: place.y + (radius > 9 ? 4 : 3),
            style: radius > 9 ? "sector" : "sector small"),
        ])
    }
  }

  /// A bow from disc to disc, to the right of the way, so that moves to and fro stay apart.
  private func arrow(_ move: Move, _ cars: [CarIndex]) -> Markup {
    guard let from = places[move.from], let to = places[move.to] else { return .characters("") }
    let (across, down) = (Double(to.x - from.x), Double(to.y - from.y))
    let length = max(1, (across * across + down * down).squareRoot())
    let (alongX, alongY) = (across / length, down / length)
    let gap = min(Double(radius) + 2, length / 3)
    let bow = min(40, length / 6)
    func pixel(_ value: Double) -> Int { Int(value.rounded()) }
    let middle = (
      x: Double(from.x + to.x) / 2 - alongY * bow, y: Double(from.y + to.y) / 2 + alongX * bow
    )
    let path =
      "M\(pixel(Double(from.x) + alongX * gap)) \(pixel(Double(from.y) + alongY * gap))"
      + "Q\(pixel(middle.x)) \(pixel(middle.y)) "
      + "\(pixel(Double(to.x) - alongX * gap)) \(pixel(Double(to.y) - alongY * gap))"
    let minutes = instance.travel[from: move.from, to: move.to]
    let line = Markup.element(
      "path", ["d": path, "marker-end": "url(#head)"],
      [
        .line(
          "title",
          "\(names(of: cars)): \(instance[move.from].id) to \(instance[move.to].id), \(minutes) minutes"
        )
      ])
    guard cars.count > 1 else { return line }
    let number = Markup.text(
      "\(cars.count)", x: pixel((middle.x * 2 + Double(from.x + to.x)) / 4),
      y: pixel((middle.y * 2 + Double(from.y + to.y)) / 4) + 4, style: "count")
    return .element("g", [:], [line, number])
  }

  /// How the map looks, and which step's moves it shows.
  static func rules(stepCount: Int) -> String {
    let shown = (0..<stepCount).map { "#step-\($0):checked~* .step-\($0)" }
    let chosen = (0..<stepCount).map { "#step-\($0):checked~.steps [for=step-\($0)]" }
    let focused = (0..<stepCount).map { "#step-\($0):focus-visible~.steps [for=step-\($0)]" }
    return ".map .step{display:none}" + shown.joined(separator: ",") + "{display:block}"
      + chosen.joined(separator: ",") + "{background:#1a1a1a;color:#fff}"
      + focused.joined(separator: ",") + "{outline:2px solid #0072b2;outline-offset:2px}" + """
        .map{position:relative;contain:content;display:flex;flex-wrap:wrap;gap:8px 20px}.map input{position:absolute;opacity:0}\
        .map .steps{display:flex;flex-wrap:wrap;gap:3px;width:100%}\
        .map .moves{flex:1;min-width:340px;font-size:12px;overflow-y:auto;contain:strict}\
        .map ul{list-style:none;margin:0;padding:0}.map li{margin:3px 0}\
        .map li b{display:inline-block;min-width:22px;text-align:center;border-radius:4px;\
        padding:0 3px;font-weight:500}.map .cars{display:inline-block;min-width:64px}\
        .map label{cursor:pointer;border-radius:5px;padding:2px 7px;background:#efefef;font-size:12px}\
        .map label b{font-weight:400;opacity:.7;margin-left:5px}\
        .map svg{background:#fafafa;border-radius:6px}.map svg,.map .moves{will-change:transform}\
        .map .sector{font-size:11px;text-anchor:middle}.map .small{font-size:7.5px}\
        .map .step path{fill:none;stroke:#1a1a1a;stroke-width:1.4}\
        .map .count{font-size:11px;font-weight:700;text-anchor:middle;fill:#1a1a1a;stroke:#fafafa;\
        stroke-width:3px;paint-order:stroke}\
        @media print{.map{break-inside:avoid}.map label{display:none}\
        \(chosen.joined(separator: ",")){display:inline}.map .moves{min-width:240px;height:auto!important;contain:none;overflow:visible}.map svg{max-width:640px}}
        """
  }
}
