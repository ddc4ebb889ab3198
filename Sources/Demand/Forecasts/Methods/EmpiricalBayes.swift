import Incidents

/// The low-rank rates, corrected where a cell's own counts speak against them.
///
/// Of a rate λ = p θ the low-rank value p is known and θ ~ Gamma(A, A) has mean 1. After n incidents
/// in e hours its mean is (A + n) / (A + e p): Clayton & Kaldor 1987, doi:10.2307/2532003.
public struct EmpiricalBayes: Forecaster {
  /// What users call it.
  public let name = "empirical-bayes"
  /// What it does, in a line.
  public let summary = "low-rank, corrected by each cell's own counts"
  /// What the low-rank rate counts for, in incidents: 128 by rolling origin over Chicago's 2016.
  public let priorIncidents: Double
  private let prior: LowRank

  /// Creates the forecaster.
  ///
  /// - Parameters:
  ///   - priorIncidents: Above 0; the larger, the closer to the prior.
  ///   - prior: Where the rates without correction come from.
  public init(priorIncidents: Double = 128, prior: LowRank = LowRank()) {
    precondition(priorIncidents > 0, "the prior counts for something")
    self.priorIncidents = priorIncidents
    self.prior = prior
  }

  /// Factors the table of counts, and corrects it.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    return TableForecast(posterior(of: counts).rates, least: LeastRate.smooth)
  }

  package func posterior(of counts: HourlyCounts) -> PosteriorTable {
    let table = HourOfWeekTable(counting: counts)
    let floored = prior.rates(of: table).mapped { value, _, _ in max(value, LeastRate.smooth) }
    return PosteriorTable(counts: table, prior: floored, priorIncidents: priorIncidents)
  }
}

/// Mean rates after counts, which can also be had as if one hour had not been counted.
package struct PosteriorTable: Sendable {
  package let rates: HourOfWeekTable
  private let counts: HourOfWeekTable
  private let prior: HourOfWeekTable
  private let priorIncidents: Double

  init(counts: HourOfWeekTable, prior: HourOfWeekTable, priorIncidents: Double) {
    self.counts = counts
    self.prior = prior
    self.priorIncidents = priorIncidents
    let cells = counts.cellCount
    rates = prior.mapped { rate, hour, cell in
      rate * (priorIncidents + counts.values[hour * cells + cell])
        / (priorIncidents + counts.exposure[hour] * rate)
    }
  }

  /// By what to multiply the rate of an hour that was counted, with `count` incidents, to have the
  /// rate without it: a baseline that has seen the answer would teach that surprises never come.
  package func correctionWithout(_ count: Double, hourOfWeek: Int, cell: Int) -> Double {
    let index = hourOfWeek * counts.cellCount + cell
    let (seen, expected) = (counts.values[index], counts.exposure[hourOfWeek] * prior.values[index])
    return (priorIncidents + seen - count) / (priorIncidents + seen)
      * (priorIncidents + expected) / (priorIncidents + expected - prior.values[index])
  }
}
