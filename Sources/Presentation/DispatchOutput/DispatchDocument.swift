package import DispatchStudies
import Documents
import Figures
import Simulation

/// A comparison of policies as JSON, `temper-dispatch` version 1.
package struct DispatchDocument: JSONDocument, Sendable {
  struct Interval: Encodable {
    let mean: Double
    let low: Double
    let high: Double

    init(_ bootstrap: ScenarioBootstrap) {
      mean = bootstrap.mean
      low = bootstrap.interval.lowerBound
      high = bootstrap.interval.upperBound
    }
  }

  struct Served: Encodable {
    let minutes: Int
    let calls: Int
    let share: Double
  }

  struct Policy: Encodable {
    let name: String
    let measures: [String: Interval]
    let differences: [String: Interval]?
    let served: [Served]
    let millisecondsPerDecision: Double
    let milliseconds99: Double
    let planDefects: Int

    init(_ number: Int, of comparison: DispatchComparison) {
      let result = comparison.results[number]
      let figures = DayMeasure.allCases.map { ($0.rawValue, comparison.figure($0, of: number)) }
      name = result.policy
      measures = Dictionary(uniqueKeysWithValues: figures.map { ($0, Interval($1.value)) })
      let paired = figures.compactMap { name, figure in figure.difference.map { (name, $0) } }
      differences =
        number == 0
        ? nil : Dictionary(uniqueKeysWithValues: paired.map { ($0, Interval($1)) })
      let durations = Set(result.days.flatMap(\.incidents).map(\.incident.resolutionMinutes))
      served = durations.sorted().map {
        let served = result.served(minutes: $0)
        return Served(minutes: $0, calls: served.calls, share: served.share)
      }
      millisecondsPerDecision = result.millisecondsPerDecision
      milliseconds99 = result.milliseconds(ofShare: 0.99)
      planDefects = result.days.reduce(0) { $0 + $1.defects.count }
    }
  }

  /// A budget's results.
  struct Study: Encodable {
    let cap: Double
    let policies: [Policy]
  }

  private let format = "temper-dispatch"
  private let version = 1
  private let origin: StudyOrigin
  private let mayDecline: Bool
  private let shifts: Int
  private let calls: Int
  private let initialPresence: Double
  private let studies: [Study]
  private let seconds: Double

  /// Collects what is to be written: a comparison for each budget.
  package init(
    _ comparisons: [(cap: Double, comparison: DispatchComparison)], origin: StudyOrigin,
    initialPresence: Double, elapsed: Duration
  ) {
    let first = comparisons[0].comparison
    self.origin = origin
    mayDecline = first.mayDecline
    shifts = first.results[0].days.count
    calls = first.results[0].calls
    self.initialPresence = initialPresence
    studies = comparisons.map { study in
      Study(
        cap: study.cap,
        policies: study.comparison.results.indices.map { Policy($0, of: study.comparison) })
    }
    seconds = Figure.seconds(elapsed)
  }
}
