package import ForecastMetrics
import Scenarios

/// A method's result with all that belongs to it.
package struct EvaluationReport: Sendable {
  package let method: String
  package let request: EvaluationRequest
  package let result: ForecastEvaluation
  /// Another method on the same days, to compare with.
  package var other: (method: String, result: ForecastEvaluation)?
  /// The time to read incidents and count them.
  package let reading: Duration
  /// The time from the start of the program.
  package let elapsed: Duration
  /// The program and its version.
  package let program: String

  package init(
    method: String, request: EvaluationRequest, result: ForecastEvaluation,
    other: (method: String, result: ForecastEvaluation)?, reading: Duration, elapsed: Duration,
    program: String
  ) {
    self.method = method
    self.request = request
    self.result = result
    self.other = other
    self.reading = reading
    self.elapsed = elapsed
    self.program = program
  }

  /// The share of shift totals in the 90 % interval of the negative binomial distribution.
  var coverage: Double {
    result.calibration.coverage.first { $0.probability == 0.9 }?.covered ?? 0
  }

  /// Generated less real incidents, with uniform places.
  var predictedMinusActual: Int {
    result.matchings[.uniform]?.first.map { $0.generated - $0.real } ?? 0
  }
}
