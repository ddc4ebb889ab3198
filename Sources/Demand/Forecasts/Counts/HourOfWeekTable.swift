package import Incidents

/// A number per hour of the week and cell, and how often each hour of the week came.
package struct HourOfWeekTable: Sendable {
  package let cellCount: Int
  /// How often each hour of the week is among the hours counted.
  package let exposure: [Double]
  /// Hour by hour, in each the cells in order.
  package var values: [Double]

  /// All incidents of each hour of the week in each cell.
  package init(counting counts: HourlyCounts) {
    cellCount = counts.grid.cellCount
    var exposure = [Double](repeating: 0, count: 168)
    values = [Double](repeating: 0, count: 168 * cellCount)
    for hour in counts.hours {
      exposure[hour.hourOfWeek] += 1
      let start = hour.hourOfWeek * cellCount
      for entry in counts[hour] { values[start + entry.cell] += entry.count }
    }
    self.exposure = exposure
  }

  /// The values of an hour of the week, by cell.
  package subscript(hour: LocalHour) -> ArraySlice<Double> {
    values[hour.hourOfWeek * cellCount..<(hour.hourOfWeek + 1) * cellCount]
  }

  /// The table with each value replaced by a function of it and its hour of the week.
  func mapped(_ transform: (Double, _ hourOfWeek: Int, _ cell: Int) -> Double) -> Self {
    var table = self
    for hour in 0..<168 {
      for cell in 0..<cellCount {
        let index = hour * cellCount + cell
        table.values[index] = transform(values[index], hour, cell)
      }
    }
    return table
  }

  /// The sum over the cells of each hour of the week.
  package var hourTotals: [Double] {
    (0..<168).map { values[$0 * cellCount..<($0 + 1) * cellCount].reduce(0, +) }
  }

  /// The sum over the hours of the week in each cell.
  package var cellTotals: [Double] {
    (0..<168).reduce(into: [Double](repeating: 0, count: cellCount)) { totals, hour in
      for cell in 0..<cellCount { totals[cell] += values[hour * cellCount + cell] }
    }
  }
}
