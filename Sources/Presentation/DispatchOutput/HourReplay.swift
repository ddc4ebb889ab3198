import Figures
import Reports
import Simulation

/// A shift hour by hour: where cars are and which calls are open, for the hour that a reader picks.
///
/// The choice is a row of radio buttons and a style rule for each: it works by keyboard, and the
/// page needs no script.
struct HourReplay {
  private static let hours = 0...12

  private let record: DayRecord
  private let region: Region
  private let map: AreaMap?
  private let areas: [Int]

  init(_ record: DayRecord, _ region: Region) {
    (self.record, self.region) = (record, region)
    let staffed = Set(record.start.sectors)
    areas = region.areas.indices.filter { staffed.contains(region.areas[$0].sector) }
    map = AreaMap(region, showing: areas)
  }

  /// The rules of the choice.
  static var rules: String {
    let picks = hours.map { hour in
      "#hour-\(hour):checked~* .hour-\(hour){display:block}"
        + "#hour-\(hour):checked~.hours label[for=hour-\(hour)]{background:#1a1a1a;color:#fff}"
        + "#hour-\(hour):focus-visible~.hours label[for=hour-\(hour)]{outline:2px solid #0072b2}"
    }
    return ".replay>input{position:absolute;opacity:0}.replay .hour{display:none}"
      + ".hours{display:flex;flex-wrap:wrap;gap:4px;margin:4px 0 10px}"
      + ".hours label{border:1px solid #8a8a8a;border-radius:4px;padding:2px 9px;cursor:pointer}"
      + ".replay ul{max-width:480px;font-size:13px}" + picks.joined()
  }

  var content: [Markup] {
    let choices = Self.hours.map { hour -> Markup in
      let common: Markup.Attributes = ["type": "radio", "name": "hour", "id": "hour-\(hour)"]
      let chosen: Markup.Attributes = [
        "type": "radio", "name": "hour", "id": "hour-\(hour)", "checked": "checked",
      ]
      return .element("input", hour == 6 ? chosen : common, [])
    }
    let labels = Self.hours.map { hour in
      Markup.element("label", ["for": "hour-\(hour)"], [.characters("\(hour) h")])
    }
    return [
      .element(
        "div", ["class": "replay"],
        choices + [
          .element("div", ["class": "hours"], labels),
          .element(
            "div", ["class": "panels"],
            (map.map { [picture($0)] } ?? []) + [.element("div", [:], Self.hours.map(lists))]),
        ])
    ]
  }

  /// The calls that are answered or waited for at an hour: called by then, and not yet resolved.
  private func open(_ hour: Int) -> [IncidentOutcome] {
    let minute = hour * 60
    return record.outcome.incidents.filter { outcome in
      let start = outcome.incident.startMinute
      return switch outcome.answer {
      case .served(_, let response, _):
        start <= minute && start + response + outcome.incident.resolutionMinutes > minute
      // Calls without a car are told for the hour after which they came.
      case .unable, .declined: start <= minute && start > minute - 60
      }
    }
  }

  private func picture(_ map: AreaMap) -> Markup {
    let discs = areas.map { area in
      map.disc(
        area, fill: "#f2f2f2", label: "\(region.areas[area].id)",
        title: "area \(region.areas[area].id)")
    }
    let groups = Self.hours.map { hour in
      Markup.element(
        "g", ["class": "hour hour-\(hour)"], calls(map, hour) + cars(map, hour))
    }
    return map.picture("Cars and calls at an hour of the shift", discs + groups)
  }

  private func calls(_ map: AreaMap, _ hour: Int) -> [Markup] {
    open(hour).map { outcome in
      let point = map.points[outcome.incident.area]
      return .element(
        "circle",
        [
          "cx": point.x, "cy": point.y, "r": map.radius + 2, "fill": "none",
          "stroke": "#d55e00", "stroke-width": "3",
          "stroke-dasharray": outcome.isServed ? "none" : "3 3",
        ], [.line("title", words(outcome))])
    }
  }

  /// Cars at their areas, side by side; one that travels is where it came from, hollow.
  private func cars(_ map: AreaMap, _ hour: Int) -> [Markup] {
    var there: [Int: Int] = [:]
    return (0..<record.start.cars).compactMap { car in
      let period = min(hour * 6, ShiftClock.periods - 1)
      let row = car * ShiftClock.periods
      guard
        let last = (0...period).last(where: { record.cells[row + $0] >= 0 })
      else { return nil }
      let area = record.cells[row + last]
      let isThere = last == period
      let offset = there[area, default: 0]
      there[area] = offset + 1
      let point = map.points[area]
      let frame = Markup.Frame(
        x: point.x - 8 + offset * 18, y: point.y - 7, width: 16, height: 14)
      return .group(
        title: "car \(car + 1) \(words(CarGantt.work(record, car: car, period: period)))",
        fill: isThere ? "#0072b2" : "#ffffff",
        [
          .element(
            "rect",
            [
              "x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height, "rx": 3,
              "stroke": "#0072b2", "stroke-width": "1.5",
            ], []),
          .element(
            "text",
            [
              "class": "cell", "x": point.x + offset * 18, "y": point.y + 4,
              "fill": isThere ? "#ffffff" : "#0072b2",
            ], [.characters("\(car + 1)")]),
        ])
    }
  }

  private func lists(_ hour: Int) -> Markup {
    let period = min(hour * 6, ShiftClock.periods - 1)
    let cars = (0..<record.start.cars).map { car in
      Markup.line(
        "li", "Car \(car + 1) \(words(CarGantt.work(record, car: car, period: period)))")
    }
    let calls = open(hour).map { Markup.line("li", words($0)) }
    return .element(
      "div", ["class": "hour hour-\(hour)"],
      [
        .line("h3", "Calls"),
        .element("ul", [:], calls.isEmpty ? [.line("li", "No call is open.")] : calls),
        .line("h3", "Cars"), .element("ul", [:], cars),
      ])
  }

  private func words(_ work: CarGantt.Work) -> String {
    switch work {
    case .patrol(let area): "patrols area \(region.areas[area].id)"
    case .travel: "travels"
    case .answering: "drives to an incident"
    case .incident(let area): "is at an incident in area \(region.areas[area].id)"
    }
  }

  private func words(_ outcome: IncidentOutcome) -> String {
    let call =
      "Area \(region.areas[outcome.incident.area].id), called at "
      + "\(DayClock.words(outcome.incident.startMinute)), \(outcome.incident.resolutionMinutes) min: "
    return switch outcome.answer {
    case .served(let car, let minutes, _): call + "car \(car + 1) after \(minutes) min"
    case .unable: call + "no car could come"
    case .declined: call + "declined"
    }
  }
}
