import Reports
import Simulation

/// How sectors spend what may be changed of their timetables, over a shift.
struct BudgetChart {
  private static let size = (width: 620, height: 300)

  private let record: DayRecord
  private let region: Region
  private let cap: Double
  private let hours: Scale
  private let shares: Scale

  init(_ record: DayRecord, _ region: Region, cap: Double) {
    (self.record, self.region, self.cap) = (record, region, cap)
    let plot = Chart.plot(width: Self.size.width, height: Self.size.height)
    hours = Scale(wholeNumbers: 0...12, from: plot.x, length: plot.width)
    shares = Scale(
      linear: 0...max(cap, 0.01) * 100, from: plot.y + plot.height, length: -plot.height)
  }

  var picture: Markup {
    let sectors = Set(record.start.sectors).sorted()
    let most = Markup.stroke(
      "M\(hours.place(0)) \(shares.place(cap * 100))H\(hours.place(12))", colour: "#8a8a8a",
      width: "1.5")
    return Chart(
      title: "Changed periods",
      subtitle: sectors.enumerated().map { "\(region.sectors[$1].id): \(Self.names[$0 % 6])" }
        .joined(separator: ", "),
      width: Self.size.width, height: Self.size.height,
      x: .init(scale: hours, title: "time", unit: " h"),
      y: .init(scale: shares, title: "share changed", unit: " %"),
      marks: [most] + sectors.enumerated().flatMap(curve)
    ).picture
  }

  /// Dashes of series, so that none is told by its colour alone.
  private static let dashes = ["none", "6 3", "2 3", "9 3 2 3", "4 4", "1 2"]
  private static let names = ["full", "dashed", "dotted", "dash-dot", "short dashes", "fine dots"]

  private func curve(_ number: Int, _ sector: Int) -> [Markup] {
    let points =
      [(x: 0.0, y: 0.0)]
      + zip(record.outcome.incidents, record.hammings).map {
        (x: Double($0.incident.startMinute) / 60, y: $1[sector] * 100)
      }
    guard let path = Chart.steps(points, until: 12, hours, shares) else { return [] }
    return [
      .stroke(
        path, colour: Chart.colour(number), width: "1.8", dashes: Self.dashes[number % 6],
        title: region.sectors[sector].id)
    ]
  }
}
