public import Forecasts
public import Incidents
import RandomStreams

/// Draws lists of incidents that a shift may bring.
///
/// All models walk along the cumulated rates Λ of the shift, hour by hour and cell by cell, and differ
/// in where they stop: a Poisson process stops at the arrivals of rate 1; a negative binomial one, too,
/// after Λ was stretched by the level of the shift; systematic resampling stops at equal steps.
public struct ScenarioSampler: Sendable {
  private let rates: HourlyRates
  private let donors: Donors
  private let model: ScenarioModel
  private let places: ScenarioPlaces
  private let dispersion: Double
  private let seed: UInt64

  /// Creates a sampler.
  ///
  /// - Parameters:
  ///   - rates: Of the hours of the shift.
  ///   - donors: Where places, minutes and types come from.
  ///   - model: How numbers are drawn.
  ///   - places: Whether donors' places and minutes are taken, or uniform ones.
  ///   - dispersion: Of shift totals, for the negative binomial; at least 0.
  ///   - seed: Of everything that is drawn.
  public init(
    _ rates: HourlyRates, donors: Donors, model: ScenarioModel = .negativeBinomial,
    places: ScenarioPlaces = .empirical, dispersion: Double, seed: UInt64
  ) {
    precondition(dispersion >= 0, "dispersion is not negative")
    self.rates = rates
    self.donors = donors
    self.model = model
    self.places = places
    self.dispersion = dispersion
    self.seed = seed
  }

  /// A scenario by its number, in order of time; each has a stream of random numbers of its own.
  public func scenario(_ number: Int) -> [Incident] {
    precondition(number >= 0, "scenarios are numbered from 0")
    var random = RandomStream(seed: seed, stream: UInt64(number))
    return sample(rates.hours, &random).sorted {
      ($0.time, $0.latitude, $0.longitude, $0.type)
        < ($1.time, $1.latitude, $1.longitude, $1.type)
    }
  }

  private func sample(_ hours: Range<LocalHour>, _ random: inout RandomStream) -> [Incident] {
    switch model {
    case .negativeBinomial:
      let level = dispersion > 0 ? random.gammaWithMeanOne(shape: 1 / dispersion) : 1
      return arrivals(level, &random)
    case .poisson: return arrivals(1, &random)
    case .systematic:
      let total = rates.values.reduce(0, +)
      let count = Int(total.rounded())
      guard count > 0 else { return [] }
      let step = total / Double(count)
      let first = random.unit() * step
      return walk(&random) { stops, _ in first + Double(stops) * step }
    case .rounding:
      return rates.values.indices.flatMap { index in
        (0..<Int(rates.values[index].rounded())).map { _ in incident(at: index, &random) }
      }
    }
  }

  private func arrivals(_ level: Double, _ random: inout RandomStream) -> [Incident] {
    guard level > 0 else { return [] }
    var next = 0.0
    return walk(&random) { _, random in
      next += random.exponential() / level
      return next
    }
  }

  /// Walks along the cumulated rates; `next` tells where to stop after so many stops.
  private func walk(
    _ random: inout RandomStream, _ next: (Int, inout RandomStream) -> Double
  ) -> [Incident] {
    var (incidents, walked) = ([Incident](), 0.0)
    var stop = next(0, &random)
    for (index, rate) in rates.values.enumerated() {
      walked += rate
      while stop < walked {
        incidents.append(incident(at: index, &random))
        stop = next(incidents.count, &random)
      }
    }
    return incidents
  }

  private func incident(at index: Int, _ random: inout RandomStream) -> Incident {
    let (hour, cell) = index.quotientAndRemainder(dividingBy: rates.cellCount)
    return donors.incident(
      in: cell, rates.hours.lowerBound.advanced(by: hour), places, &random)
  }
}
