import BenchmarkStatistics
import Foundation
import Testing

@Suite struct TimeToTargetTests {
  @Test("the posterior is Jeffreys' prior plus the counts")
  func posterior() {
    let posterior = SuccessProbability(successes: 3, runs: 10).posterior
    #expect(posterior == BetaDistribution(alpha: 3.5, beta: 7.5))
    #expect(posterior.mean == 3.5 / 11)
  }

  @Test("R99 is 1 at 99 %, about 6.64 at a half, and infinite without success")
  func runsToSucceed() {
    #expect(abs(SuccessProbability.runsToSucceed(at: 0.99) - 1) < 1e-12)
    #expect(abs(SuccessProbability.runsToSucceed(at: 0.5) - 6.643856189774724) < 1e-12)
    #expect(SuccessProbability.runsToSucceed(at: 0) == .infinity)
  }

  @Test("the time to solution of ten runs of 2 s, five of which succeed, is 2 R99(½)")
  func timeToSolution() {
    let solution = TimeToSolution(
      runSeconds: 2, success: SuccessProbability(successes: 5, runs: 10))
    #expect(abs(solution.seconds() - 2 * 6.643856189774724) < 1e-9)
    #expect(solution.seconds(atQuantile: 0.975) < solution.seconds())
  }

  @Test("the best length of a run is the one with the least time to solution")
  func bestLength() throws {
    // 1 s with 2 of 4: θ median ½, 6.64 s; 100 s with 3 of 4 is far worse.
    let times: [TimeToTarget] = [
      .reached(1), .reached(100), .notReached(after: 200), .reached(1),
    ]
    let best = try #require(TimeToSolution.best(of: times))
    #expect(best.runSeconds == 1)
    #expect(best.success == SuccessProbability(successes: 2, runs: 4))
    #expect(TimeToSolution.best(of: [.notReached(after: 60)]) == nil)
  }

  @Test("the median counts censored runs as later than all that reached their targets")
  func median() {
    #expect(TimeToTarget.median(of: [.reached(3), .reached(1), .notReached(after: 60)]) == 3)
    #expect(TimeToTarget.median(of: [.reached(3), .reached(1)]) == 2)
    #expect(
      TimeToTarget.median(of: [.reached(3), .notReached(after: 60)]) == .infinity)
  }

  @Test("the bootstrap interval of equal times is that time, of censored runs infinite")
  func degenerateIntervals() {
    #expect(TimeToTarget.medianInterval(of: [.reached(2), .reached(2)]) == 2...2)
    let censored = TimeToTarget.medianInterval(of: [.notReached(after: 5), .notReached(after: 5)])
    #expect(censored.lowerBound == .infinity)
  }

  @Test(
    "the bootstrap interval of the median of three is that of its exact law",
    arguments: UInt64(1)...5)
  func exactLaw(seed: UInt64) {
    // Of three draws from {1, 2, 3} the median is 1 with probability 7/27, so both ends are hit;
    // 5,000 resamples miss 2.5 % by less than one in 10^100.
    let times: [TimeToTarget] = [.reached(1), .reached(2), .reached(3)]
    #expect(TimeToTarget.medianInterval(of: times, seed: seed) == 1...3)
  }

  @Test("the bootstrap interval holds the median, and is the same for the same seed")
  func interval() {
    let times = (1...11).map { TimeToTarget.reached(Double($0 * $0)) }
    let interval = TimeToTarget.medianInterval(of: times, seed: 7)
    #expect(interval.contains(TimeToTarget.median(of: times)))
    #expect(interval == TimeToTarget.medianInterval(of: times, seed: 7))
    // The exact bootstrap law of a median of 11: at most rank 3 with 2.0 %, 3.9 % at rank 3 incl.
    #expect([9, 16].contains(interval.lowerBound))
    #expect([64, 81].contains(interval.upperBound))
  }
}
