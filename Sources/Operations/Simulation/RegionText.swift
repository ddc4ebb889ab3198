import Texts

/// Writes a region as ``RegionFolder`` reads it.
public struct RegionText: Sendable {
  private let region: Region
  private let minutes: [Double]

  /// The text of a region and of the minutes of travel that it was made with, row by row.
  public init(_ region: Region, minutes: [Double]) {
    precondition(minutes.count == region.areas.count * region.areas.count, "a time for each way")
    (self.region, self.minutes) = (region, minutes)
  }

  /// The files by their names.
  public var files: [(name: String, text: String)] {
    [("sectors.json", sectors), ("areas.csv", areas), ("travel_minutes.csv", travel)]
  }

  private var sectors: String {
    let list = region.sectors.map { sector in
      let neighbours = sector.neighbours.map { ScenarioText.quoted(region.sectors[$0].id) }
      return "{\"id\": \(ScenarioText.quoted(sector.id)), "
        + "\"neighbours\": [\(neighbours.joined(separator: ", "))]}"
    }
    return "{\"sectors\": [\n  \(list.joined(separator: ",\n  "))\n]}\n"
  }

  private var areas: String {
    let hasPlaces = region.areas.allSatisfy { $0.place != nil }
    var table = DelimitedWriter()
    table.append(
      ["area", "sector", "minPatrolMinutes"] + (hasPlaces ? ["lon", "lat"] : []))
    for area in region.areas {
      table.append(
        [
          .integer(area.id), .text(region.sectors[area.sector].id),
          .integer(area.minPatrolMinutes),
        ]
          + (area.place.map { [.decimal($0.longitude), .decimal($0.latitude)] } ?? []))
    }
    return table.text
  }

  private var travel: String {
    var table = DelimitedWriter()
    table.append([.text("from\\to")] + region.areas.map { .integer($0.id) })
    for (row, area) in region.areas.enumerated() {
      let first = row * region.areas.count
      table.append(
        [.integer(area.id)]
          + region.areas.indices.map { .decimal(minutes[first + $0]) })
    }
    return table.text
  }
}
