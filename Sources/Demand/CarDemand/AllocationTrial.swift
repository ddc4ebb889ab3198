import Dispatch

/// Plays allocations on scenarios: every allocation meets the same calls, so differences are paired.
///
/// Scenarios are divided among threads and results are kept by scenario: the same numbers for any number
/// of threads.
public struct AllocationTrial: Sendable {
  /// What came of a shift.
  public struct Outcome: Hashable, Sendable {
    /// Calls of the shift.
    public var calls = 0
    /// Calls that were answered late.
    public var late = 0
    /// The weights of late calls.
    public var lateWeight = 0.0
    /// Minutes until the last car needed was there, of all calls together.
    public var responseMinutes = 0.0

    /// What is minimised: late weights, and a little of the response.
    ///
    /// Without it late calls fall while the mean response rises. 200 minutes count as a late call of weight
    /// 1: a tenth of a minute for each of 80 calls is less than a twentieth of one.
    public var loss: Double { lateWeight + Self.lossPerMinute * responseMinutes }

    static let lossPerMinute = 0.005
  }

  /// The scenarios.
  public let scenarios: CallScenarios
  let dispatch: GreedyDispatch
  private let threads: Int

  /// Prepares to play.
  ///
  /// - Parameters:
  ///   - scenarios: What happens.
  ///   - posts: Where cars wait, by sector; at least one.
  ///   - travel: How they drive.
  ///   - blockMinutes: The length of a block, above 0.
  ///   - threads: At least 1; it changes nothing but the time.
  public init(
    _ scenarios: CallScenarios, posts: [PlanePoint], travel: StreetTravel, blockMinutes: Double,
    threads: Int = 1
  ) {
    precondition(threads >= 1, "somebody works")
    self.scenarios = scenarios
    dispatch = GreedyDispatch(posts: posts, travel: travel, blockMinutes: blockMinutes)
    self.threads = threads
  }

  /// What came of each scenario.
  public func outcomes(of allocation: Allocation) -> [Outcome] {
    play(allocation, scenarios: 0..<scenarios.count, zero: Outcome()) { calls, arrivals in
      var outcome = Outcome()
      for (call, arrival) in zip(calls, arrivals) { outcome.add(call, arrival: arrival) }
      return outcome
    }
  }

  /// The loss of each scenario of a range.
  func losses(of allocation: Allocation, in range: Range<Int>) -> [Double] {
    play(allocation, scenarios: range, zero: 0) { calls, arrivals in
      var (weight, minutes) = (0.0, 0.0)
      for index in calls.indices {
        let response = min(arrivals[index] - calls[index].minute, GreedyDispatch.never)
        minutes += Double(response)
        if response > calls[index].target { weight += Double(calls[index].weight) }
      }
      return weight + Outcome.lossPerMinute * minutes
    }
  }

  /// The mean loss.
  public func loss(of allocation: Allocation) -> Double {
    let losses = losses(of: allocation, in: 0..<scenarios.count)
    return losses.reduce(0, +) / Double(max(1, losses.count))
  }

  /// Plays scenarios and sums each up, given its calls and when the last car of each was there.
  func play<Summary: Sendable>(
    _ allocation: Allocation, scenarios range: Range<Int>, zero: Summary,
    _ summary:
      @escaping @Sendable (UnsafeBufferPointer<Call>, UnsafeBufferPointer<Float>) -> Summary
  ) -> [Summary] {
    let plan = dispatch.orders(allocation)
    var results = [Summary](repeating: zero, count: range.count)
    let parts = max(1, min(threads, range.count / Self.leastPart))
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      scenarios.calls.withUnsafeBufferPointer { calls in
        nonisolated(unsafe) let calls = calls
        let work: @Sendable (Int) -> Void = { part in
          let own = Self.part(part, of: parts, range)
          let most = own.reduce(0) { max($0, scenarios[$1].count) }
          var state = DispatchState(cars: plan.sectors.count, calls: most)
          for scenario in own {
            let shift = UnsafeBufferPointer(rebasing: calls[scenarios[scenario]])
            dispatch.play(shift, plan, &state)
            results[scenario - range.lowerBound] = summary(
              shift, UnsafeBufferPointer(start: state.arrivals, count: shift.count))
          }
        }
        if parts == 1 {
          work(0)
        } else {
          DispatchQueue.concurrentPerform(iterations: parts, execute: work)
        }
      }
    }
    return results
  }

  /// Fewer scenarios than this are not worth another thread: 16 take a tenth of a millisecond.
  private static let leastPart = 16

  private static func part(_ part: Int, of parts: Int, _ range: Range<Int>) -> Range<Int> {
    let first = range.lowerBound + range.count * part / parts
    return first..<range.lowerBound + range.count * (part + 1) / parts
  }
}

extension AllocationTrial.Outcome {
  mutating func add(_ call: Call, arrival: Float) {
    let response = min(arrival - call.minute, GreedyDispatch.never)
    calls += 1
    responseMinutes += Double(response)
    if response > call.target {
      late += 1
      lateWeight += Double(call.weight)
    }
  }
}
