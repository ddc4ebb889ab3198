import Figures
import Reports
import Simulation

/// How much of the patrol that it needs each area has, on a map and in a table.
struct PresenceMap {
  let region: Region
  /// Periods of patrol in each area, in one shift or the mean of several.
  let periods: [Double]
  /// The areas of sectors that have cars.
  let areas: [Int]

  /// White to blue, in fifths of what is needed; all are light enough for black digits.
  private static let shades = ["#ffffff", "#e1edf7", "#bcd9ee", "#8fc0e2", "#63a6d3", "#4a95c9"]

  init(_ region: Region, periods: [Double], cars: [Int]) {
    self.region = region
    self.periods = periods
    let staffed = Set(cars)
    areas = region.areas.indices.filter { staffed.contains(region.areas[$0].sector) }
  }

  private func share(_ area: Int) -> Double {
    let required = region.areas[area].requiredPeriods
    return required == 0 ? 1 : periods[area] / Double(required)
  }

  var content: [Markup] {
    let worst = areas.sorted { (share($0), $0) < (share($1), $1) }.prefix(12)
    let table = Markup.ledger(
      ["area", "sector", "needs", "has", "share"],
      worst.map { area in
        [
          "\(region.areas[area].id)", region.sectors[region.areas[area].sector].id,
          "\(region.areas[area].requiredPeriods)", Figure.fixed(periods[area], 1),
          Figure.percent(min(1, share(area)), decimals: 0),
        ]
      })
    return [.element("div", ["class": "panels"], (map.map { [$0] } ?? []) + [table])]
  }

  private var map: Markup? {
    AreaMap(region, showing: areas).map { map in
      map.picture(
        "Presence of each area",
        areas.map { area in
          let percent = Int((100 * min(1, share(area))).rounded())
          return map.disc(
            area, fill: Self.shades[percent / 20], label: "\(percent)",
            title: "area \(region.areas[area].id): \(Figure.fixed(periods[area], 1)) of "
              + "\(region.areas[area].requiredPeriods) periods")
        })
    }
  }
}
