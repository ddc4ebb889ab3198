import Figures
import PatrolModel

/// Where everything in a schedule's picture goes, in pixels.
struct PictureLayout {
  private static let margin = 24
  private static let timeWidth = 50
  private static let cellHeight = 30
  private static let barHeight = 36
  private static let grey = "#8a8a8a"
  private static let red = "#b3261e"

  let routes: Routes
  let title: String
  let subtitle: String
  let warning: String?
  let cars: CellLabels
  let sectors: CellLabels
  private let cellWidth: Int
  private let gridTop: Int

  init(routes: Routes, title: String, subtitle: String, warning: String?) {
    self.routes = routes
    self.title = title
    self.subtitle = subtitle
    self.warning = warning
    cars = CellLabels(routes.instance.fleet.cars.map(\.id.rawValue))
    sectors = CellLabels(routes.instance.sectors.map(\.id.rawValue))
    cellWidth = max(44, 12 + 8 * max(cars.width, sectors.width))
    gridTop = warning == nil ? 98 : 120
  }

  private var instance: PatrolInstance { routes.instance }
  private var gridLeft: Int { Self.margin + Self.timeWidth }
  private var gridBottom: Int { gridTop + instance.stepCount * Self.cellHeight }
  private var barBase: Int { gridBottom + 16 + Self.barHeight }
  private var legendTop: Int { barBase + 52 }

  private var width: Int {
    let lines = [
      title.estimatedWidth(fontSize: 19), subtitle.estimatedWidth(fontSize: 13),
      (warning ?? "").estimatedWidth(fontSize: 14),
    ]
    let content = max(
      lines.max() ?? 0, Self.timeWidth + instance.carCount * cellWidth)
    return content + 2 * Self.margin
  }

  /// The whole document.
  var picture: Markup {
    let legend = PictureLegend(routes: routes, labels: sectors, width: width - 2 * Self.margin)
    let height = legendTop + legend.height + (legend.height == 0 ? -20 : Self.margin)
    let page = Markup.Frame(x: 0, y: 0, width: width, height: height)
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height,
        "viewBox": "0 0 \(width) \(height)", "role": "img",
      ],
      [
        .element("title", [:], [.characters(title)]),
        .element("desc", [:], [.characters(subtitle)]),
        .element("style", [:], [.rules(PictureStyle.sheet)]),
        .rectangle(page, fill: "#ffffff"),
      ] + headings + columns + travelRow + legend.pieces(x: Self.margin, y: legendTop))
  }

  private var headings: [Markup] {
    var pieces: [Markup] = [
      .text(title, x: Self.margin, y: 40, style: "title"),
      .text(subtitle, x: Self.margin, y: 62, style: "note"),
    ]
    if let warning { pieces.append(.text(warning, x: Self.margin, y: 84, style: "warning")) }
    pieces.append(.text("car", x: gridLeft - 10, y: gridTop - 9, style: "side"))
    for step in instance.shift.steps {
      let y = gridTop + step.rawValue * Self.cellHeight + 20
      pieces.append(.text(instance.shift.clock(step), x: gridLeft - 10, y: y, style: "side"))
    }
    return pieces
  }

  private var columns: [Markup] {
    instance.carIndices.flatMap { car in
      let stays = routes.stays[car.rawValue]
      return [.text(cars.texts[car.rawValue], x: centre(car), y: gridTop - 9, style: "head")]
        + stays.map { block($0, of: car) } + stays.flatMap { arrival($0, of: car) }
    }
  }

  private func centre(_ car: CarIndex) -> Int {
    gridLeft + car.rawValue * cellWidth + cellWidth / 2
  }

  /// A stay as one rounded block, its label in each row.
  private func block(_ stay: Routes.Stay, of car: CarIndex) -> Markup {
    let paint = CategoryPalette.paint(stay.sector.rawValue)
    let sector = instance[stay.sector]
    let top = gridTop + stay.steps.lowerBound * Self.cellHeight
    let frame = Markup.Frame(
      x: centre(car) - cellWidth / 2 + 2, y: top + 1, width: cellWidth - 4,
      height: stay.steps.count * Self.cellHeight - 2)
    let rows = stay.steps.indices.map { $0 * Self.cellHeight + gridTop }
    let seams = rows.dropFirst().map { y in
      Markup.rectangle(
        Markup.Frame(x: frame.x, y: y, width: frame.width, height: 1), fill: "rgba(255,255,255,0.4)"
      )
    }
    let label = sectors.texts[stay.sector.rawValue]
    let name = sector.name == sector.id.rawValue ? "" : " \(sector.name)"
    let hours =
      instance.shift.clock(StepIndex(stay.steps.lowerBound)) + " to "
      + instance.shift.clock(StepIndex(stay.steps.upperBound))
    return .group(
      title: "Car \(instance.fleet[car].id): \(sector.id)\(name), \(hours)", fill: paint.text,
      [.rectangle(frame, radius: 6, fill: paint.fill)] + seams
        + rows.map { .text(label, x: centre(car), y: $0 + 20, style: "cell") })
  }

  /// The minutes of the move that leads to a stay, on the border to the one before.
  private func arrival(_ stay: Routes.Stay, of car: CarIndex) -> [Markup] {
    guard let minutes = stay.arrival else { return [] }
    let y = gridTop + stay.steps.lowerBound * Self.cellHeight
    let width = max(26, 8 + minutes.description.estimatedWidth(fontSize: 9))
    let frame = Markup.Frame(x: centre(car) - width / 2, y: y - 6, width: width, height: 12)
    return [
      .rectangle(frame, radius: 6, fill: "#ffffff"),
      .text(minutes.description, x: centre(car), y: y + 3, style: "move"),
    ]
  }

  /// A bar and a number per car; the first with the most travel is marked.
  private var travelRow: [Markup] {
    let travel = instance.carIndices.map { routes.travel(of: $0) }
    let most = travel.max() ?? .zero
    let worst = most == .zero ? nil : travel.firstIndex(of: most)
    let line = Markup.Frame(
      x: gridLeft, y: barBase, width: instance.carCount * cellWidth, height: 1)
    var pieces: [Markup] = [
      .text("travel,", x: gridLeft - 10, y: barBase + 1, style: "side"),
      .text("min", x: gridLeft - 10, y: barBase + 15, style: "side"),
      .rectangle(line, fill: Self.grey),
    ]
    for (car, minutes) in zip(instance.carIndices, travel) {
      pieces += bar(minutes, of: most, x: centre(car), isWorst: car.rawValue == worst)
    }
    return pieces
  }

  private func bar(_ minutes: Minutes, of most: Minutes, x: Int, isWorst: Bool) -> [Markup] {
    let height = (minutes.tenths * Self.barHeight + most.tenths / 2) / max(1, most.tenths)
    let frame = Markup.Frame(x: x - 7, y: barBase - height, width: 14, height: height)
    let style = isWorst ? "worst" : "sum"
    let bar = Markup.rectangle(frame, fill: isWorst ? Self.red : Self.grey)
    let sum = Markup.text(minutes.description, x: x, y: barBase + 15, style: style)
    return [bar, sum] + (isWorst ? [.text("most", x: x, y: barBase + 29, style: style)] : [])
  }
}
