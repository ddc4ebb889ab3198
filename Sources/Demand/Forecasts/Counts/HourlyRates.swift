public import Incidents

/// The incidents that are expected in each cell and hour.
public struct HourlyRates: Hashable, Sendable {
  /// The hours.
  public let hours: Range<LocalHour>
  /// The number of cells.
  public let cellCount: Int
  /// Rates above 0, hour by hour, in each the cells in order.
  public private(set) var values: [Double]

  /// Creates rates from values in that order.
  public init(hours: Range<LocalHour>, cellCount: Int, values: [Double]) {
    precondition(values.count == hours.count * cellCount, "a rate per hour and cell")
    self.hours = hours
    self.cellCount = cellCount
    self.values = values
  }

  /// Creates rates by asking for those of each hour.
  public init(
    hours: Range<LocalHour>, cellCount: Int, _ rates: (LocalHour) -> [Double]
  ) {
    var values: [Double] = []
    values.reserveCapacity(hours.count * cellCount)
    for hour in hours { values += rates(hour) }
    self.init(hours: hours, cellCount: cellCount, values: values)
  }

  /// The rates of an hour, by cell.
  public subscript(hour: LocalHour) -> ArraySlice<Double> {
    precondition(hours.contains(hour), "there are rates of the hour")
    let start = hours.lowerBound.distance(to: hour) * cellCount
    return values[start..<start + cellCount]
  }

  /// What is expected in an hour over all cells.
  public func total(of hour: LocalHour) -> Double { self[hour].reduce(0, +) }

  /// The rates of some of the hours.
  public func of(_ part: Range<LocalHour>) -> HourlyRates {
    HourlyRates(hours: part, cellCount: cellCount) { Array(self[$0]) }
  }
}
