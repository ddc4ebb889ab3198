import JointPatrol

/// What episodes are judged by: a ratio of two sums over episodes.
package enum JointMeasure: Hashable, Sendable {
  /// Ticks from call to arrival, the mean of answered calls.
  case response
  /// The share of calls that were lost to a full queue.
  case overflow
  /// Unanswered calls at a time, with what lost calls cost: what policies minimise.
  case cost
  /// ``response`` to the calls of a beat.
  case beatResponse(Int)

  /// The two sums' parts of an episode.
  func parts(_ tally: EpisodeTally, _ setting: JointSetting) -> (above: Double, below: Double) {
    switch self {
    case .response: (Double(tally.allResponseTicks), Double(tally.allAnswered))
    case .overflow: (Double(tally.overflows), Double(tally.calls))
    case .cost: (tally.cost(setting), Double(setting.ticks))
    case .beatResponse(let beat):
      (Double(tally.responseTicks[beat]), Double(tally.answered[beat]))
    }
  }
}
