package import Incidents

/// The day-ahead rates, stirred by what happened in the last hours: for the day as it goes.
///
/// λ(t, c) is a sum of nonnegative parts, as in self-exciting point processes (Mohler and others
/// 2011, doi:10.1198/jasa.2011.ap09546): the day-ahead rate; what the cell itself and the cells
/// around it had, forgotten at several speeds; and the day-ahead rate times how far the whole city was
/// above expectation. Weights are fitted by expectation maximisation, which asks of every incident by
/// which part it was caused (Veen & Schoenberg 2008, doi:10.1198/016214508000000148).
public struct HourAhead: Forecaster {
  /// What users call it.
  public let name = "hour-ahead"
  /// What it does, in a line.
  public let summary = "day-ahead, stirred by what happened in the last hours"
  let dayAhead: DayAhead
  /// Rounds of expectation and maximisation; after 100 the rest changes the sixth digit of the deviance.
  let rounds: Int

  /// Creates the forecaster.
  ///
  /// - Parameters:
  ///   - dayAhead: What it stirs.
  ///   - rounds: At least 1.
  public init(dayAhead: DayAhead = DayAhead(), rounds: Int = 300) {
    precondition(rounds >= 1, "weights take a round at least")
    self.dayAhead = dayAhead
    self.rounds = rounds
  }

  /// Fits the day-ahead rates, then the weights.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name, days: 56)
    let base = try dayAhead.fitted(counts)
    let evidence = StirringEvidence(base, counts)
    return HourAheadForecast(base: base, weights: evidence.weights(rounds: rounds))
  }
}

/// The parts that an hour's rates are a sum of.
package enum StirringParts {
  /// Hours in which a cell's own count is forgotten to 1/e.
  package static let own = [1.0, 3, 12]
  /// Which of them hold for the cells around it.
  static let around = [0, 2]
  /// Hours in which the city's surprise is forgotten.
  static let city = [1.0, 3, 8]
  /// All, the day-ahead rate included.
  package static let count = own.count + around.count + city.count + 1

  package static let names =
    own.map { "own cell, \(Int($0)) h" } + around.map { "cells around, \(Int(own[$0])) h" }
    + city.map { "city, \(Int($0)) h" } + ["day-ahead"]
}

package struct HourAheadForecast: Forecast {
  package let base: DayAheadForecast
  package let weights: [Double]

  package init(base: DayAheadForecast, weights: [Double]) {
    self.base = base
    self.weights = weights
  }

  package var lead: ForecastLead { .hour }

  package var findings: [(name: String, value: Double)] {
    base.findings + zip(StirringParts.names.map { "weight of \($0)" }, weights).map { ($0, $1) }
  }

  package func rates(of hours: Range<LocalHour>, given counts: HourlyCounts) -> HourlyRates {
    // From the first hour that is known, so that rates do not depend on what else is asked for.
    var levels = DailyLevels(base, start: counts.hours.lowerBound)
    var memory = StirringMemory(counts.grid)
    var rates: [Double] = []
    rates.reserveCapacity(hours.count * counts.grid.cellCount)
    for hour in counts.hours.lowerBound..<max(counts.hours.lowerBound, hours.upperBound) {
      levels.advance(to: min(hour.midnight, counts.hours.upperBound), counts)
      let day = levels.rates(of: hour)
      if hours.contains(hour) { rates += memory.rates(day, weights: weights) }
      memory.learn(counts.hours.contains(hour) ? counts[hour] : nil, expected: day)
    }
    return HourlyRates(hours: hours, cellCount: counts.grid.cellCount, values: rates)
  }
}

/// What is remembered of the last hours.
package struct StirringMemory {
  private let kept: [Double]
  private let keptCity: [Double]
  private let neighbours: [[Int]]
  /// Counts of each cell per hour, by speed of forgetting.
  private var own: [[Double]]
  /// Observed and expected counts of the city per hour, by speed.
  private var city: [(observed: Double, expected: Double)]

  package init(_ grid: CellGrid) {
    kept = StirringParts.own.map(fading)
    keptCity = StirringParts.city.map(fading)
    neighbours = (0..<grid.cellCount).map(grid.neighbours)
    own = kept.map { _ in [Double](repeating: 0, count: grid.cellCount) }
    city = keptCity.map { _ in (0, 0) }
  }

  /// Takes in an hour; where nothing is known yet, what was expected stands for it.
  package mutating func learn(_ entries: ArraySlice<HourlyCounts.Entry>?, expected: [Double]) {
    let total = expected.reduce(0, +)
    let observed = entries?.reduce(0) { $0 + $1.count } ?? total
    for (speed, keep) in kept.enumerated() {
      for cell in own[speed].indices { own[speed][cell] *= keep }
      if let entries {
        for entry in entries { own[speed][entry.cell] += (1 - keep) * entry.count }
      } else {
        for (cell, rate) in expected.enumerated() { own[speed][cell] += (1 - keep) * rate }
      }
    }
    for (speed, keep) in keptCity.enumerated() {
      city[speed].observed = keep * city[speed].observed + (1 - keep) * observed
      city[speed].expected = keep * city[speed].expected + (1 - keep) * total
    }
  }

  /// Observed and expected incidents of the city per hour, by speed.
  var totalsOfCity: [(observed: Double, expected: Double)] { city }

  /// How far the city was above expectation, by speed.
  var surprises: [Double] { city.map { $0.expected > 0 ? $0.observed / $0.expected : 1 } }

  /// The parts of one cell's rate.
  package func parts(of cell: Int, day: Double) -> [Double] {
    own.map { $0[cell] } + StirringParts.around.map { around(cell, $0) }
      + surprises.map { $0 * day } + [day]
  }

  /// The sum of each part over all cells.
  package func totals(day: Double) -> [Double] {
    own.map { $0.reduce(0, +) }
      + StirringParts.around.map { speed in
        zip(own[speed], neighbours).reduce(0) { $0 + $1.0 * Double($1.1.count) }
      }
      + surprises.map { $0 * day } + [day]
  }

  /// The sum of all parts, by cell.
  package func rates(_ day: [Double], weights: [Double]) -> [Double] {
    let (aroundStart, cityStart) = (own.count, own.count + StirringParts.around.count)
    let daily =
      zip(surprises, weights[cityStart...]).reduce(weights[weights.count - 1]) {
        $0 + $1.0 * $1.1
      }
    var rates = day.map { $0 * daily }
    for (speed, counts) in own.enumerated() where weights[speed] > 0 {
      for cell in rates.indices { rates[cell] += weights[speed] * counts[cell] }
    }
    for (number, speed) in StirringParts.around.enumerated() {
      let weight = weights[aroundStart + number]
      // Too little to change any rate by a thousandth of the least one.
      guard weight > LeastRate.smooth / 1_000 else { continue }
      for cell in rates.indices { rates[cell] += weight * around(cell, speed) }
    }
    return rates
  }

  private func around(_ cell: Int, _ speed: Int) -> Double {
    neighbours[cell].reduce(0) { $0 + own[speed][$1] }
  }
}

/// The parts of the rate wherever something happened in the training, and their sums over all hours.
private struct StirringEvidence {
  private var parts: [Double] = []
  private var counts: [Double] = []
  private var sums = [Double](repeating: 0, count: StirringParts.count)

  init(_ base: DayAheadForecast, _ counts: HourlyCounts) {
    var levels = DailyLevels(base, start: counts.hours.lowerBound)
    var memory = StirringMemory(counts.grid)
    // Levels that have seen four weeks are as they will be later.
    let warm = counts.hours.lowerBound.advanced(by: 28 * 24)
    for hour in counts.hours {
      levels.advance(to: hour.midnight, counts)
      let (day, entries) = (levels.rates(of: hour), counts[hour])
      if hour >= warm { add(entries, at: hour, day, base.posterior, memory) }
      memory.learn(entries, expected: day)
    }
  }

  /// Adds an hour, as the day-ahead rates would have been without it.
  private mutating func add(
    _ entries: ArraySlice<HourlyCounts.Entry>, at hour: LocalHour, _ day: [Double],
    _ posterior: PosteriorTable, _ memory: StirringMemory
  ) {
    var total = day.reduce(0, +)
    for entry in entries {
      let rate = day[entry.cell]
      let without =
        rate
        * posterior.correctionWithout(
          entry.count, hourOfWeek: hour.hourOfWeek, cell: entry.cell)
      total += without - rate
      parts += memory.parts(of: entry.cell, day: without)
      counts.append(entry.count)
    }
    for (part, sum) in memory.totals(day: total).enumerated() { sums[part] += sum }
  }

  /// w ← w · Σ y f / λ / Σ f, which raises the Poisson likelihood in every round.
  package func weights(rounds: Int) -> [Double] {
    let width = StirringParts.count
    // Nearly all from the day-ahead rate, a little of everything: a weight of 0 would stay so.
    var weights = [Double](repeating: 0.02, count: width)
    weights[width - 1] = 0.8
    for _ in 0..<rounds {
      var gains = [Double](repeating: 0, count: width)
      for (event, count) in counts.enumerated() {
        let start = event * width
        var rate = 0.0
        for part in 0..<width { rate += weights[part] * parts[start + part] }
        let ratio = count / rate
        for part in 0..<width { gains[part] += ratio * parts[start + part] }
      }
      for part in 0..<width where sums[part] > 0 { weights[part] *= gains[part] / sums[part] }
    }
    return weights
  }
}
