/// All ways to forecast, a line each.
public enum Forecasters {
  /// The ways to forecast, the default first.
  public static let all: [any Forecaster] = [
    DayAhead(),
    HourAhead(),
    NetworkForecaster.offset(),
    NetworkForecaster.ensemble(),
    NetworkForecaster.poisson(),
    NetworkForecaster.printed(),
    NetworkForecaster.biased(),
    EmpiricalBayes(),
    LowRank(),
    Separable(),
    HourOfWeekAverage(),
    LastWeek(),
    PreviousHour(),
    Uniform(),
  ]

  /// The forecaster of a name, or the mixture of several whose names are joined by `+`.
  ///
  /// - Parameters:
  ///   - name: The name, or names.
  ///   - others: What is known beside ``all``.
  /// - Returns: The forecaster.
  /// - Throws: ``ForecastError/unknownMethod(_:known:)``.
  public static func named(
    _ name: String, or others: [any Forecaster] = []
  ) throws(ForecastError) -> any Forecaster {
    let all = all + others
    var parts: [any Forecaster] = []
    for part in name.split(separator: "+", omittingEmptySubsequences: false) {
      guard let known = all.first(where: { $0.name == part }) else {
        throw .unknownMethod(String(part), known: all.map(\.name))
      }
      parts.append(known)
    }
    return parts.count == 1 ? parts[0] : Mixture(of: parts)
  }
}
