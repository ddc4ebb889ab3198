import Forecasts
import Incidents
import Scenarios

/// Generates a list of incidents for each test hour, and matches it with what happened.
struct MatchRun {
  private let request: EvaluationRequest
  private let rates: HourlyRates
  private let dispersion: Double

  init(_ request: EvaluationRequest, _ rates: HourlyRates, dispersion: Double) {
    self.request = request
    self.rates = rates
    self.dispersion = dispersion
  }

  /// Matches by where generated incidents were put, and by tolerance.
  func matchings() -> [ScenarioPlaces: [IncidentMatching]] {
    let donors = Donors(
      request.incidents.records, on: request.grid, before: request.training.upperBound)
    let real = realByHour()
    return Dictionary(
      uniqueKeysWithValues: ScenarioPlaces.allCases.map { places in
        let generated = request.test.map { points(in: $0, donors, places) }
        return (places, MatchTolerance.usual.map { matching($0, generated, real) })
      })
  }

  private func matching(
    _ tolerance: MatchTolerance, _ generated: [[MatchPoint]], _ real: [[MatchPoint]]
  ) -> IncidentMatching {
    var matching = IncidentMatching(tolerance)
    if request.matchesAcrossHours {
      matching.add(generated: generated.flatMap(\.self), real: real.flatMap(\.self))
    } else {
      for (generated, real) in zip(generated, real) {
        matching.add(generated: generated, real: real)
      }
    }
    return matching
  }

  private func points(
    in hour: LocalHour, _ donors: Donors, _ places: ScenarioPlaces
  ) -> [MatchPoint] {
    let now = hour..<hour.advanced(by: 1)
    let sampler = ScenarioSampler(
      rates.of(now), donors: donors, model: request.model, places: places,
      dispersion: dispersion, seed: request.seed)
    return sampler.scenario(request.test.lowerBound.distance(to: hour)).map { MatchPoint($0) }
  }

  /// Incidents whose time is known, by hour of the test.
  private func realByHour() -> [[MatchPoint]] {
    var real = [[MatchPoint]](repeating: [], count: request.test.count)
    for incident in request.incidents.records
    where incident.span == 1 && request.test.contains(incident.time.hour) {
      real[request.test.lowerBound.distance(to: incident.time.hour)].append(MatchPoint(incident))
    }
    return real
  }
}
