import Figures
import ForecastMetrics
import Forecasts
import Incidents
import Scenarios

extension EvaluationReport {
  /// The result for people.
  package var text: String {
    let head =
      DataStatement(request.incidents).lines + [
        "Grid       \(request.grid.rows) × \(request.grid.columns) cells of "
          + "\(request.grid.resolution)°",
        "Training   \(request.training.lowerBound.date) until \(request.training.upperBound.date)",
        "Test       \(request.test.lowerBound.date) until \(request.test.upperBound.date)"
          + refitting,
        "Method     \(method); rates are made \(result.lead.words)",
      ]
    return (head + scoreLines + matchLines + shiftLines).joined(separator: "\n") + "\n"
  }

  /// Where the method learns anew.
  var refitting: String {
    request.refitDays.map {
      "; learned anew after every \($0) days, \(result.fits) times in all"
    } ?? ""
  }

  private var scoreLines: [String] {
    let own = DayBootstrap(result.scores.meanDeviances, seed: request.seed)
    var lines = [
      "Deviance   \(Figure.fixed(result.scores.meanDeviance, 5)) per cell and hour "
        + Self.shown(own.interval),
      "Log score  \(Figure.fixed(result.scores.meanLogScore, 5))",
      "RMSE       \(Figure.fixed(result.scores.rmse, 4))",
    ]
    if let other {
      let pairs = result.scores.differences(from: other.result.scores)
      let difference = DayBootstrap(pairs.deviance, seed: request.seed)
      lines.append(
        "Against    \(other.method): \(Figure.fixed(other.result.scores.meanDeviance, 5)), deviance "
          + "differs by \(Figure.fixed(difference.mean, 5)) \(Self.shown(difference.interval))")
    }
    return lines
  }

  private var matchLines: [String] {
    ScenarioPlaces.allCases.reversed().flatMap { places in
      let matchings = result.matchings[places] ?? []
      let scores = matchings.map {
        "\(Figure.fixed($0.f1, 3)) (\(Int($0.tolerance.metres)) m, \($0.tolerance.minutes) min)"
      }
      return ["F1         \(places.rawValue) places: " + scores.joined(separator: ", ")]
    } + ["           generated less real incidents: \(predictedMinusActual)"]
  }

  private var shiftLines: [String] {
    [
      "Shifts     \(result.calibration.shifts) of \(request.shiftHours) h; dispersion "
        + "\(Figure.fixed(result.dispersion, 4)) from the training",
      "           90 % intervals hold \(Figure.percent(coverage, decimals: 1)); log score "
        + "\(Figure.fixed(result.calibration.logScore, 3)), Poisson "
        + Figure.fixed(result.poissonCalibration.logScore, 3),
      "Hot spots  "
        + result.hotSpots.map {
          "PAI \(Figure.fixed($0.accuracy, 2)) PEI \(Figure.fixed($0.efficiency, 2)) on "
            + Figure.percent($0.area, decimals: 0)
        }.joined(separator: ", "),
      "Time       read \(Figure.clock(reading)), fit \(Figure.clock(result.durations.fit)), "
        + "forecast \(Figure.clock(result.durations.forecast)), score "
        + Figure.clock(result.durations.score),
    ]
  }

  private static func shown(_ interval: ClosedRange<Double>) -> String {
    "[\(Figure.fixed(interval.lowerBound, 5)), \(Figure.fixed(interval.upperBound, 5))]"
  }
}
