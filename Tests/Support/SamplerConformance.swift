public import Tuning

/// What every ``Sampler`` promises, as checks that a sampler's tests run.
///
/// A check returns what it found broken, in words.
public enum SamplerConformance: String, CaseIterable, Sendable {
  /// All values are of the space, whatever the history.
  case domain
  /// The same request has the same answer, and its order of trials does not matter to the process.
  case memory
  /// A history of nothing but failures, of equal values or of infeasible trials is no obstacle.
  case degenerateHistories

  /// Runs the check with a seed.
  public func complaints(about sampler: any Sampler, seed: UInt64) throws -> [String] {
    let space = try Self.hostileSpace()
    return switch self {
    case .domain: try Self.domain(sampler, space, seed)
    case .memory: try Self.memory(sampler, space, seed)
    case .degenerateHistories: try Self.degenerateHistories(sampler, space, seed)
    }
  }

  /// All kinds of parameters, with ranges that are narrow, far out, huge or a single value.
  public static func hostileSpace() throws(SearchSpaceError) -> SearchSpace {
    var space = SearchSpace()
    _ = try space.uniform("narrow", in: 1e6...1e6.nextUp)
    _ = try space.uniform("huge", in: -8e307...8e307)
    _ = try space.uniform("tiny", in: 0...1e-300)
    _ = try space.logUniform("orders", in: 1e-300...1e300)
    _ = try space.logUniform("weight", in: 1...1.000_000_1)
    _ = try space.integer("one", in: 7...7)
    _ = try space.integer("few", in: -2...2)
    _ = try space.integer("many", in: -(1 << 52)...1 << 52)
    _ = try space.integer("ratio", in: 1...1 << 40, scale: .logarithmic)
    _ = try space.categorical("single", of: ["only"])
    _ = try space.categorical("choice", of: ["a", "b", "c"])
    return space
  }

  private static func domain(
    _ sampler: any Sampler, _ space: SearchSpace, _ seed: UInt64
  ) throws -> [String] {
    let study = Study(space: space, sampler: sampler, seed: seed)
    for number in 0..<40 {
      // The study checks that values are of the space.
      guard case .evaluate(let trial) = try study.suggestion() else { break }
      let value = Double((number * 7919) % 101)
      try study.tell(trial, .complete(value: value, violation: Double(number % 3)))
    }
    return try study.trials().isEmpty ? ["there is no first trial"] : []
  }

  private static func memory(
    _ sampler: any Sampler, _ space: SearchSpace, _ seed: UInt64
  ) throws -> [String] {
    let trials = try history(of: 30, space, seed) { .complete(value: Double(($0 * 31) % 17)) }
    let requests = [0, 1, 5, 30].map { count in
      SamplingRequest(
        number: count, seed: seed, space: space, finished: Array(trials.prefix(count)))
    }
    let first = requests.map { sampler.parameters(for: $0) }
    let second = requests.reversed().map { sampler.parameters(for: $0) }.reversed()
    return first.elementsEqual(second) ? [] : ["the answer depends on what was asked before"]
  }

  private static func degenerateHistories(
    _ sampler: any Sampler, _ space: SearchSpace, _ seed: UInt64
  ) throws -> [String] {
    let outcomes: [TrialOutcome] = [
      .failed(reason: "none"), .pruned, .complete(value: 0), .complete(value: 1, violation: 1e300),
      .complete(value: -.greatestFiniteMagnitude),
    ]
    return try outcomes.flatMap { outcome in
      let trials = try history(of: 25, space, seed) { _ in outcome }
      let request = SamplingRequest(
        number: 25, seed: seed, space: space, finished: trials, pending: trials)
      guard let values = sampler.parameters(for: request) else { return [String]() }
      do { try space.check(values) } catch { return ["after \(outcome): \(error)"] }
      return []
    }
  }

  private static func history(
    of count: Int, _ space: SearchSpace, _ seed: UInt64, _ outcome: (Int) -> TrialOutcome
  ) throws -> [Trial] {
    (0..<count).compactMap { number in
      let request = SamplingRequest(number: number, seed: ~seed, space: space)
      return RandomSampler().parameters(for: request).map {
        Trial(number: number, parameters: $0, outcome: outcome(number))
      }
    }
  }
}
