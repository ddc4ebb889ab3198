import Incidents

/// What a user's program is asked, as JSON, `temper-forecast-request` version 1.
struct ProgramRequest {
  let known: HourlyCounts
  let wanted: Range<LocalHour>

  /// The most bytes that an answer takes: 32 for a rate, and 64 kB for what is around them.
  var answerLimit: Int { 32 * wanted.count * known.grid.cellCount + 65_536 }

  /// The document, in UTF-8.
  ///
  /// Written here: encoders take seconds for the counts of a year.
  var bytes: [UInt8] {
    var text = """
      {"format":"temper-forecast-request","version":1,"grid":\(grid),\
      "wanted":\(Self.span(wanted)),"known":\(Self.span(known.hours)),"counts":[
      """
    var isFirst = true
    for (index, hour) in known.hours.enumerated() {
      for entry in known[hour] {
        text += isFirst ? "" : ","
        text += "[\(index),\(entry.cell),\(Self.number(entry.count))]"
        isFirst = false
      }
    }
    return Array((text + "]}\n").utf8)
  }

  private var grid: String {
    let grid = known.grid
    let corner = grid.corner(of: 0)
    return """
      {"resolution":\(grid.resolution),"firstRow":\(grid.firstRow),\
      "firstColumn":\(grid.firstColumn),"rows":\(grid.rows),"columns":\(grid.columns),\
      "south":\(corner.latitude),"west":\(corner.longitude)}
      """
  }

  private static func span(_ hours: Range<LocalHour>) -> String {
    "{\"from\":\"\(hours.lowerBound)\",\"hours\":\(hours.count)}"
  }

  /// Nearly all counts are whole.
  private static func number(_ count: Double) -> String {
    Int(exactly: count).map { "\($0)" } ?? "\(count)"
  }
}
