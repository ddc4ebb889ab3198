import Incidents

/// A few patterns of the week, and how much of each a cell has: the table of averages at low rank.
///
/// Nonnegative factors W (hours of the week × patterns) and H (patterns × cells) that make counts
/// V ~ Poisson(diag(e) W H) most likely, where e is how often each hour came, by the multiplicative
/// updates of Lee & Seung, "Algorithms for non-negative matrix factorization", NIPS 2000, eq. (5).
/// Each update raises the likelihood (their Theorem 2).
public struct LowRank: Forecaster {
  /// What users call it.
  public let name = "low-rank"
  /// What it does, in a line.
  public let summary = "three patterns of the week, in shares of each cell"
  /// The number of patterns.
  public let rank: Int
  /// Updates; on a year of a large city the deviance of the next half year is flat from 300 on.
  public let updates: Int

  /// Creates the forecaster; rank is in 1...20, updates at least 1.
  public init(rank: Int = 3, updates: Int = 300) {
    precondition((1...20).contains(rank) && updates >= 1, "a factorisation has a rank")
    self.rank = rank
    self.updates = updates
  }

  /// Factors the table of counts.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    return TableForecast(rates(of: HourOfWeekTable(counting: counts)), least: LeastRate.smooth)
  }

  /// The rates W H; a whole week was counted.
  package func rates(of counts: HourOfWeekTable) -> HourOfWeekTable {
    var factors = Factors(counts, rank: rank)
    for _ in 0..<updates {
      factors.updatePatterns()
      factors.updateCells()
    }
    return counts.mapped { _, hour, cell in factors.rate(hour, cell) }
  }
}

/// The two factors while they are fitted: both with the rank as the inner index.
private struct Factors {
  let rank: Int
  package let exposure: [Double]
  /// Cells that were not empty at an hour of the week, hour by hour.
  let entries: [[HourlyCounts.Entry]]
  var patterns: [Double]
  var cells: [Double]

  /// Starts from the separable rates: each pattern is a part of the day, as no update can tell equal
  /// patterns apart.
  init(_ counts: HourOfWeekTable, rank: Int) {
    self.rank = rank
    exposure = counts.exposure
    entries = (0..<168).map { hour in
      (0..<counts.cellCount).compactMap { cell in
        let count = counts.values[hour * counts.cellCount + cell]
        return count > 0 ? HourlyCounts.Entry(cell: cell, count: count) : nil
      }
    }
    let shares = counts.cellTotals
    let total = shares.reduce(0, +)
    patterns = zip(counts.hourTotals, counts.exposure).enumerated().flatMap { hour, level in
      (0..<rank).map { pattern in
        // A part of the day has three times the weight in its own pattern.
        let isOwn = hour % 24 * rank / 24 == pattern
        return level.0 / level.1 * (isOwn ? 1.5 : 0.5) / Double(rank)
      }
    }
    cells = shares.flatMap { [Double](repeating: $0 / total, count: rank) }
  }

  func rate(_ hour: Int, _ cell: Int) -> Double {
    var rate = 0.0
    for k in 0..<rank { rate += patterns[hour * rank + k] * cells[cell * rank + k] }
    return rate
  }

  /// W ← W ∘ (V / WH) Hᵀ / 1 Hᵀ; the exposure cancels.
  mutating func updatePatterns() {
    var sums = [Double](repeating: 0, count: rank)
    for (index, value) in cells.enumerated() { sums[index % rank] += value }
    for hour in 0..<168 {
      var gains = [Double](repeating: 0, count: rank)
      for entry in entries[hour] {
        let ratio = entry.count / (exposure[hour] * rate(hour, entry.cell))
        for k in 0..<rank { gains[k] += ratio * cells[entry.cell * rank + k] }
      }
      for k in 0..<rank where sums[k] > 0 { patterns[hour * rank + k] *= gains[k] / sums[k] }
    }
  }

  /// H ← H ∘ Wᵀ (V / WH) / (eᵀ W)ᵀ.
  mutating func updateCells() {
    var sums = [Double](repeating: 0, count: rank)
    for hour in 0..<168 {
      for k in 0..<rank { sums[k] += exposure[hour] * patterns[hour * rank + k] }
    }
    var gains = [Double](repeating: 0, count: cells.count)
    for hour in 0..<168 {
      for entry in entries[hour] {
        let ratio = entry.count / rate(hour, entry.cell)
        for k in 0..<rank {
          gains[entry.cell * rank + k] += ratio * patterns[hour * rank + k]
        }
      }
    }
    for index in cells.indices {
      let k = index % rank
      if sums[k] > 0 { cells[index] *= gains[index] / sums[k] }
    }
  }
}
