import Glibc

/// What is known of the probability that one run succeeds, after some runs.
///
/// With Jeffreys' prior Beta(½, ½), r runs of which y succeed leave Beta(½ + y, ½ + r − y): Aramon
/// et al. 2019, §4, doi:10.3389/fphy.2019.00048.
public struct SuccessProbability: Sendable, Equatable {
  /// How many runs succeeded.
  public let successes: Int
  /// How many runs there were.
  public let runs: Int

  /// What `runs` runs tell, of which `successes` succeeded.
  public init(successes: Int, runs: Int) {
    precondition(0 <= successes && successes <= runs, "successes are among the runs")
    self.successes = successes
    self.runs = runs
  }

  /// The distribution of the probability, given the runs.
  public var posterior: BetaDistribution {
    BetaDistribution(alpha: 0.5 + Double(successes), beta: 0.5 + Double(runs - successes))
  }

  /// R99: how many runs it takes to succeed once with 99 % certainty, at probability `theta` each.
  ///
  /// Below 1 when a run succeeds more often than that; infinite at 0.
  public static func runsToSucceed(at theta: Double) -> Double { log(0.01) / log1p(-theta) }
}

/// The time to solution of a solver that is started anew after each run of a fixed length.
public struct TimeToSolution: Sendable, Equatable {
  /// The length of a run, in seconds.
  public let runSeconds: Double
  /// What is known of the probability that one run succeeds.
  public let success: SuccessProbability

  /// The time to solution of runs of `runSeconds` each.
  public init(runSeconds: Double, success: SuccessProbability) {
    self.runSeconds = runSeconds
    self.success = success
  }

  /// TTS = τ R99 in seconds, at a quantile of the success probability: the median unless told.
  public func seconds(atQuantile quantile: Double = 0.5) -> Double {
    let theta = success.posterior.quantile(quantile)
    return runSeconds * SuccessProbability.runsToSucceed(at: theta)
  }

  /// The time to solution with the best length of a run, given runs that stopped at their target.
  ///
  /// Each time a target was reached is tried as the length τ: the runs that reached theirs by then
  /// are its successes. Nil if no run reached its target.
  public static func best(of times: [TimeToTarget]) -> TimeToSolution? {
    let reached = times.compactMap(\.reachedSeconds).sorted()
    return reached.enumerated()
      .map { index, seconds in
        TimeToSolution(
          runSeconds: seconds,
          success: SuccessProbability(successes: index + 1, runs: times.count))
      }
      .min { $0.seconds() < $1.seconds() }
  }
}
