/// How often to explore: a share of decisions that falls in a straight line, then stays.
///
/// Mnih and others 2015, doi:10.1038/nature14236, table 1 of its extended data.
public struct EpsilonSchedule: Hashable, Sendable {
  /// The first share and the last, in 0...1.
  public let first, last: Double
  /// Where the last is reached.
  public let steps: Int

  /// Creates a schedule.
  public init(from first: Double, to last: Double, over steps: Int) {
    precondition((0...1).contains(first) && (0...1).contains(last), "shares are in 0...1")
    (self.first, self.last, self.steps) = (first, last, steps)
  }

  /// The share at a step, from 0.
  public func value(at step: Int) -> Double {
    step >= steps ? last : first + (last - first) * Double(step) / Double(steps)
  }
}
