import JointPatrol
import Reports

/// What every car did, a row a car, a bar for each stretch of one duty.
struct CarTimeline {
  /// The most ticks that are drawn.
  static let most = 240
  private static let (tick, row, left, top) = (4, 20, 60, 26)

  private let log: EpisodeLog
  private let ticks: Int

  init(_ log: EpisodeLog) {
    self.log = log
    ticks = min(Self.most, log.states.count)
  }

  var picture: Markup {
    let cars = log.states.first?.cars.count ?? 0
    let (width, height) = (Self.left + ticks * Self.tick + 10, Self.top + cars * Self.row + 8)
    let marks = stride(from: 0, through: ticks, by: 40).map { tick in
      Markup.text("\(tick)", x: Self.left + tick * Self.tick, y: 10, style: "sum")
    }
    let calls = log.fates.filter { $0.call.tick < ticks }.map { fate in
      let x = Self.left + fate.call.tick * Self.tick
      return Markup.element(
        "path",
        ["d": "M\(x - 3) 14H\(x + 3)L\(x) 21Z", "fill": fate.isLost ? "#d55e00" : "#1a1a1a"], [])
    }
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height,
        "viewBox": "0 0 \(width) \(height)", "role": "img", "aria-label": "What every car did",
      ], marks + calls + (0..<cars).flatMap(bars))
  }

  private func bars(of car: Int) -> [Markup] {
    let y = Self.top + car * Self.row
    var bars = [Markup.text("car \(car + 1)", x: Self.left - 8, y: y + 13, style: "side")]
    var first = 0
    while first < ticks {
      let duty = log.states[first].cars[car].duty
      let end =
        log.states[first..<ticks].firstIndex { $0.cars[car].duty != duty } ?? ticks
      bars.append(
        .rectangle(
          .init(
            x: Self.left + first * Self.tick, y: y + 2, width: (end - first) * Self.tick,
            height: Self.row - 5), fill: Self.fill(duty)))
      first = end
    }
    return bars
  }

  private static func fill(_ duty: JointCar.Duty) -> String {
    switch duty {
    case .free: "#eef2f5"
    case .driving: "#e69f00"
    case .serving: "#555555"
    }
  }
}
