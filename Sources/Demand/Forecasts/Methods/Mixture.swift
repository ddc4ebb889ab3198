import Incidents
import RandomStreams

/// The geometric mean of several forecasts: a logarithmic opinion pool with equal weights.
///
/// It is at least as good as the average member in log score, up to the normalisation (Genest & Zidek
/// 1986, doi:10.1214/ss/1177013825).
public struct Mixture: Forecaster {
  private let parts: [any Forecaster]

  /// Joins forecasters, at least one.
  public init(of parts: [any Forecaster]) {
    precondition(!parts.isEmpty, "a mixture has parts")
    self.parts = parts
  }

  /// The names of the parts, joined by `+`.
  public var name: String { parts.map(\.name).joined(separator: "+") }
  /// What it does, in a line.
  public var summary: String {
    "the geometric mean of \(parts.map(\.name).joined(separator: ", "))"
  }

  /// Fits all parts to the same counts.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    var forecasts: [any Forecast] = []
    for part in parts { forecasts.append(try part.fit(counts)) }
    return MixedForecast(parts: forecasts)
  }
}

extension Mixture: TrainedForecaster {
  package var trainsNetworks: Bool { parts.contains { $0.hasNetworks } }

  /// The same mixture, its parts trained under conditions.
  package func under(_ conditions: TrainingConditions) -> any Forecaster {
    Mixture(of: parts.map { $0.trained(under: conditions) })
  }

  /// The same mixture, its networks with batch normalisation.
  package func normalising(over samples: Int) -> any Forecaster {
    Mixture(of: parts.map { $0.normalised(over: samples) })
  }
}

struct MixedForecast: Forecast {
  package let parts: [any Forecast]

  var lead: ForecastLead { parts.map(\.lead).reduce(.fixed) { $0.shorter($1) } }

  package func rates(
    of hours: Range<LocalHour>, given counts: HourlyCounts
  ) throws(ForecastError) -> HourlyRates {
    var all: [[Double]] = []
    for part in parts { all.append(try part.rates(of: hours, given: counts).values) }
    let share = 1 / Double(parts.count)
    let values = all[0].indices.map { index in
      naturalExponential(all.reduce(0) { $0 + share * naturalLogarithm($1[index]) })
    }
    return HourlyRates(hours: hours, cellCount: counts.grid.cellCount, values: values)
  }
}
