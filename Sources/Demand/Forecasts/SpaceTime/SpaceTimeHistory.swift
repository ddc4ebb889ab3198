import Foundation
import Incidents
import Networks
import RandomStreams

/// All that networks may know of a range of hours, in the form in which they are fed with it.
///
/// Where nothing is known any more, the day-ahead rates stand for counts.
struct SpaceTimeHistory: Sendable {
  let grid: CellGrid
  let hours: Range<LocalHour>
  private let settings: SpaceTimeSettings
  private let head: any NetworkHead
  /// Counts by hour and cell.
  private let counts: [Float]
  /// Logarithms of day-ahead rates by hour and cell.
  private let logRates: [Float]
  /// How far the city was above expectation before each hour, at several speeds.
  private let surprises: [Float]

  /// Collects what is known.
  ///
  /// - Parameters:
  ///   - base: The day-ahead forecast.
  ///   - counts: What happened.
  ///   - end: The end of the hours.
  ///   - leavesOut: Whether each count is taken out of its own day-ahead rate, as for training: a
  ///     baseline that has seen the answer would teach that surprises never come.
  ///   - settings: Which frames are seen.
  ///   - head: How counts become numbers.
  init(
    _ base: DayAheadForecast, _ counts: HourlyCounts, until end: LocalHour, leavesOut: Bool,
    _ settings: SpaceTimeSettings, _ head: any NetworkHead
  ) {
    grid = counts.grid
    hours = counts.hours.lowerBound..<max(counts.hours.lowerBound, end)
    self.settings = settings
    self.head = head
    let cells = counts.grid.cellCount
    var seen = [Float](repeating: 0, count: hours.count * cells)
    var (logRates, surprises) = ([Float](), [Float]())
    logRates.reserveCapacity(hours.count * cells)
    var levels = DailyLevels(base, start: hours.lowerBound)
    var memory = StirringMemory(counts.grid)
    for (index, hour) in hours.enumerated() {
      levels.advance(to: min(hour.midnight, counts.hours.upperBound), counts)
      let day = levels.rates(of: hour)
      let known = counts.hours.contains(hour) ? counts[hour] : nil
      surprises += memory.standardSurprises
      if let known {
        for entry in known { seen[index * cells + entry.cell] = Float(entry.count) }
      } else {
        for (cell, rate) in day.enumerated() { seen[index * cells + cell] = Float(rate) }
      }
      for (cell, rate) in day.enumerated() {
        let correction =
          leavesOut
          ? base.posterior.correctionWithout(
            Double(seen[index * cells + cell]), hourOfWeek: hour.hourOfWeek, cell: cell) : 1
        logRates.append(Float(naturalLogarithm(max(LeastRate.smooth, rate * correction))))
      }
      memory.learn(known, expected: day)
    }
    self.counts = seen
    self.logRates = logRates
    self.surprises = surprises
  }

  /// The numbers that are known of an hour beside its frames.
  static func externals(_ head: any NetworkHead) -> Int {
    head.correctsDayAhead ? 6 + StirringParts.city.count : 8
  }

  /// Some hours as a batch.
  func batch(_ hours: some Collection<LocalHour>) -> Batch {
    let cells = grid.cellCount
    let size = (settings.frames + (head.correctsDayAhead ? 1 : 0)) * cells + Self.externals(head)
    var (input, target, offset) = ([Float](), [Float](), [Float]())
    input.reserveCapacity(hours.count * size)
    for hour in hours {
      let index = self.hours.lowerBound.distance(to: hour)
      if head.correctsDayAhead { appendDayAhead(index, to: &input) }
      for lag in settings.lags { appendFrame(index - lag, to: &input) }
      input += externals(of: hour)
      for cell in index * cells..<(index + 1) * cells {
        target.append(head.target(counts[cell]))
        offset.append(logRates[cell])
      }
    }
    return Batch(
      Tensor(input, shape: [hours.count, size]), target: target,
      offset: head.correctsDayAhead ? offset : nil)
  }

  /// Day-ahead rates, brought from e⁻⁸...1 to about −1...1.
  private func appendDayAhead(_ index: Int, to input: inout [Float]) {
    for rate in logRates[index * grid.cellCount..<(index + 1) * grid.cellCount] {
      input.append(rate / 4 + 1)
    }
  }

  private func appendFrame(_ index: Int, to input: inout [Float]) {
    let cells = grid.cellCount
    // Before the first hour there was nothing that anybody knows of.
    guard index >= 0 else {
      input.append(contentsOf: repeatElement(head.frame(0), count: cells))
      return
    }
    for count in counts[index * cells..<(index + 1) * cells] { input.append(head.frame(count)) }
  }

  /// Where an hour is in its day, its week and its year, and whether it is on a weekend.
  ///
  /// The published network knows public holidays, too, of which there is no calendar here. What
  /// corrects day-ahead rates has no place in the year: a year is too short to learn its seasons.
  private func externals(of hour: LocalHour) -> [Float] {
    let index = hours.lowerBound.distance(to: hour)
    let isWeekend: Float = hour.weekday >= 5 ? 1 : 0
    let cycles =
      circle(Double(hour.hourOfDay) / 24) + circle(Double(hour.hourOfWeek) / 168)
      + [isWeekend, 1 - isWeekend]
    guard head.correctsDayAhead else { return cycles + circle(Double(hour.day) / 365.2425) }
    let speeds = StirringParts.city.count
    return cycles + surprises[index * speeds..<(index + 1) * speeds]
  }

  private func circle(_ turns: Double) -> [Float] {
    [Float(sin(2 * .pi * turns)), Float(cos(2 * .pi * turns))]
  }
}

extension StirringMemory {
  /// How many standard deviations the city was above expectation, by speed.
  ///
  /// An exponentially weighted mean of Poisson numbers of mean m, of which the share κ is kept from
  /// hour to hour, has the variance m (1 − κ) / (1 + κ). Beyond ±5 there is no telling how far.
  fileprivate var standardSurprises: [Float] {
    zip(totalsOfCity, StirringParts.city).map { total, hours in
      let kept = fading(hours)
      let deviation = (total.expected * (1 - kept) / (1 + kept)).squareRoot()
      guard deviation > 0 else { return 0 }
      return Float(min(5, max(-5, (total.observed - total.expected) / deviation)))
    }
  }
}
