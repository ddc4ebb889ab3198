public import Incidents
import RandomStreams

/// Many lists of calls that a shift may bring, one after the other, and whose they are.
public struct CallScenarios: Sendable {
  /// All calls, scenario by scenario, each in order of time; of one minute the more urgent first.
  public let calls: [Call]
  /// Where each scenario's calls begin, and where the last one's end.
  let starts: [Int]

  /// Takes lists of calls.
  public init(_ scenarios: [[Call]]) {
    var (calls, starts) = ([Call](), [0])
    for scenario in scenarios {
      calls += scenario.enumerated().sorted {
        ($0.element.minute, $0.element.priority, $0.offset)
          < ($1.element.minute, $1.element.priority, $1.offset)
      }.map(\.element)
      starts.append(calls.count)
    }
    self.calls = calls
    self.starts = starts
  }

  /// Makes calls of incidents; what records do not say is drawn for each scenario by itself.
  ///
  /// - Parameters:
  ///   - scenarios: Lists of incidents.
  ///   - starts: The minute from which minutes are counted, for each list.
  ///   - rules: What calls ask for.
  ///   - plane: The city.
  ///   - seed: Of what is drawn; list number k has stream k.
  public init(
    _ scenarios: [[Incident]], starts: [LocalMinute], rules: CallRules, on plane: CityPlane,
    seed: UInt64
  ) {
    precondition(scenarios.count == starts.count, "each list has a beginning")
    self.init(
      scenarios.indices.map { index in
        var random = RandomStream(seed: seed, stream: UInt64(index))
        return scenarios[index].map {
          rules.call($0, start: starts[index], on: plane, &random)
        }
      })
  }

  /// The number of scenarios.
  public var count: Int { starts.count - 1 }

  /// The places in ``calls`` of a scenario's calls.
  public subscript(scenario: Int) -> Range<Int> { starts[scenario]..<starts[scenario + 1] }

  /// Minutes that calls of a shift keep cars busy on average, without driving.
  public var workload: Double {
    calls.reduce(0) { $0 + Double($1.service) * Double($1.cars) } / Double(max(1, count))
  }
}
