import Testing
import Tuning
import WeightTuning
import _TemperTestSupport

struct WeightTrialsTests {
  private static func trials(_ steps: Int) throws -> WeightTrials {
    var request = TuneRequest(instance: try Examples.instance("tiny-3x3x3"))
    (request.steps, request.runs) = (steps, 2)
    return try WeightTrials(request)
  }

  @Test("Equal weights come to the same, and more steps to no worse a plan")
  func outcome() throws {
    let (few, many) = (try Self.trials(100), try Self.trials(1_000))
    let middle = try Self.middle(of: few.space)
    let outcome = try few.outcome(of: middle)
    #expect(try few.outcome(of: middle) == outcome)
    guard case .complete(let long, 0) = try many.outcome(of: middle) else {
      Issue.record("no plan of a tiny shift in 1,000 steps")
      return
    }
    if case .complete(let short, 0) = outcome { #expect(long <= short) }
    // The proven optimum, from instances/optima.json.
    #expect(long >= 18.3)
  }

  @Test("Weights out of range and too few of them are refused")
  func refusals() throws {
    let trials = try Self.trials(10)
    #expect(throws: TuneError.self) { try trials.outcome(of: []) }
    let wild = trials.space.entries.map { _ in ParameterValue.real(1e9) }
    #expect(throws: TuneError.self) { try trials.outcome(of: wild) }
  }

  private static func middle(of space: SearchSpace) throws -> [ParameterValue] {
    try space.entries.map { entry in
      guard case .real(let range, _) = entry.domain else {
        throw UnexpectedDomain(name: entry.name)
      }
      return .real((range.lowerBound * range.upperBound).squareRoot())
    }
  }

  private struct UnexpectedDomain: Error { let name: String }
}
