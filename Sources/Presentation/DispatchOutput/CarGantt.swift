import Figures
import Reports
import Simulation

/// What every car did, or is to do, in every period: a row a car, a bar a stay.
struct CarGantt {
  private static let (cell, row, left, top) = (14, 20, 74, 20)

  private let sectors: [Int]
  private let work: (_ car: Int, _ period: Int) -> Work
  private let title: String
  private let region: Region

  /// What was done in a shift.
  init(_ record: DayRecord, _ region: Region) {
    (sectors, self.region) = (record.start.sectors, region)
    title = "What every car did in every period"
    work = { Self.work(record, car: $0, period: $1) }
  }

  /// What is to be done, before any call has come.
  init(_ start: InitialTimetables, _ region: Region) {
    (sectors, self.region) = (start.sectors, region)
    title = "What every car is to do in every period"
    work = { car, period in
      let area = start.cells[car * ShiftClock.periods + period]
      return area >= 0 ? .patrol(area: area) : .travel
    }
  }

  /// What a car does in a period.
  enum Work: Hashable {
    case patrol(area: Int)
    case travel
    case answering
    case incident(area: Int)

    var fill: String {
      switch self {
      case .patrol: "#cfe6f5"
      case .travel: "#ffffff"
      case .answering: "#e69f00"
      case .incident: "#d55e00"
      }
    }
  }

  static func work(_ record: DayRecord, car: Int, period: Int) -> Work {
    let cell = car * ShiftClock.periods + period
    let area = record.cells[cell]
    return switch (area >= 0, record.available[cell]) {
    case (true, true): .patrol(area: area)
    case (false, true): .travel
    case (true, false): .incident(area: area)
    case (false, false): .answering
    }
  }

  var picture: Markup {
    let cars = sectors.count
    let (width, height) = (
      Self.left + ShiftClock.periods * Self.cell + 8, Self.top + cars * Self.row + 8
    )
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height,
        "viewBox": "0 0 \(width) \(height)", "role": "img",
        "aria-label": title,
      ], hours(height) + (0..<cars).flatMap(bars))
  }

  private func hours(_ height: Int) -> [Markup] {
    (0...12).flatMap { hour -> [Markup] in
      let x = Self.left + hour * 6 * Self.cell
      return [
        .text("\(hour) h", x: x, y: 12, style: "sum"),
        .stroke("M\(x) \(Self.top - 4)V\(height - 6)", colour: "#d9d9d9"),
      ]
    }
  }

  private func bars(of car: Int) -> [Markup] {
    let y = Self.top + car * Self.row
    let sector = region.sectors[sectors[car]].id
    var bars: [Markup] = [
      .text("\(sector), car \(car + 1)".cut(to: 12), x: Self.left - 6, y: y + 13, style: "side")
    ]
    var first = 0
    for period in 1...ShiftClock.periods {
      let work = work(car, first)
      if period < ShiftClock.periods, work == self.work(car, period) {
        continue
      }
      bars.append(bar(work, first..<period, y))
      first = period
    }
    return bars
  }

  private func bar(_ work: Work, _ periods: Range<Int>, _ y: Int) -> Markup {
    let frame = Markup.Frame(
      x: Self.left + periods.lowerBound * Self.cell, y: y + 1,
      width: periods.count * Self.cell - 1, height: Self.row - 3)
    let (words, label): (String, String) =
      switch work {
      case .patrol(let area):
        ("patrols \(region.areas[area].id)", "\(region.areas[area].id)")
      case .incident(let area):
        ("at an incident in \(region.areas[area].id)", "\(region.areas[area].id)")
      case .travel: ("travels", "")
      case .answering: ("drives to an incident", "")
      }
    // A bar of one period has no room for three digits.
    let text =
      label.isEmpty || periods.count * Self.cell < 7 * label.count + 2
      ? []
      : [Markup.text(label, x: frame.x + frame.width / 2, y: y + 14, style: "move")]
    let minutes = periods.lowerBound * ShiftClock.periodMinutes
    return .group(
      title: "\(words), from \(DayClock.words(minutes)) for "
        + "\(periods.count * ShiftClock.periodMinutes) min", fill: "#1a1a1a",
      [.rectangle(frame, radius: 2, fill: work.fill)] + text)
  }
}

/// Minutes of a shift as people read them.
enum DayClock {
  static func words(_ minutes: Int) -> String {
    let rest = minutes % 60
    return "\(minutes / 60):\(rest < 10 ? "0" : "")\(rest) h"
  }
}
