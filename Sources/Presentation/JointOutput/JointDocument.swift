import DispatchStudies
import Documents
import Figures
import JointPatrol
package import JointStudies

/// A comparison of policies as JSON, `temper-joint` version 1.
package struct JointDocument: JSONDocument, Sendable {
  struct Interval: Encodable {
    let mean: Double
    let low: Double
    let high: Double

    init(_ bootstrap: ScenarioBootstrap) {
      mean = bootstrap.mean
      (low, high) = (bootstrap.interval.lowerBound, bootstrap.interval.upperBound)
    }
  }

  struct Measures: Encodable {
    let response: Interval
    let overflow: Interval
    let cost: Interval

    init(_ figure: (JointMeasure) -> ScenarioBootstrap) {
      response = Interval(figure(.response))
      overflow = Interval(figure(.overflow))
      cost = Interval(figure(.cost))
    }
  }

  struct Policy: Encodable {
    let name: String
    let measures: Measures
    /// Shares of the first policy's values; none for the first.
    let changes: Measures?
    let beatResponses: [Interval]
    let calls: Int
    let answered: Int
    let overflows: Int
    let open: Int
    let seconds: Double

    init(_ number: Int, of comparison: JointComparison) {
      let result = comparison.results[number]
      name = result.policy
      measures = Measures { comparison.figure($0, of: number).value }
      changes =
        number == 0
        ? nil
        : Measures {
          let figure = comparison.figure($0, of: number)
          return figure.change ?? figure.value
        }
      beatResponses = (0..<comparison.world.graph.beats).map {
        Interval(comparison.figure(.beatResponse($0), of: number).value)
      }
      calls = result.calls
      answered = result.tallies.reduce(0) { $0 + $1.allAnswered }
      overflows = result.tallies.reduce(0) { $0 + $1.overflows }
      open = result.tallies.reduce(0) { $0 + $1.open }
      seconds = Figure.seconds(result.time)
    }
  }

  private let format = "temper-joint"
  private let version = 1
  private let origin: JointOrigin
  private let episodes: Int
  private let policies: [Policy]
  private let seconds: Double

  /// Collects what is to be written.
  package init(_ comparison: JointComparison, origin: JointOrigin, elapsed: Duration) {
    self.origin = origin
    episodes = comparison.results[0].tallies.count
    policies = comparison.results.indices.map { Policy($0, of: comparison) }
    seconds = Figure.seconds(elapsed)
  }
}
