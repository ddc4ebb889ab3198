/// The median of some numbers and how far it is certain, without assumptions on their distribution.
public struct MedianInterval: Sendable, Equatable {
  /// The median.
  public let median: Double
  /// The order statistics that hold the true median with a probability of 95 % or more.
  public let range: ClosedRange<Double>

  /// The median of numbers, of which there is at least one.
  ///
  /// Of n draws, fewer than k lie below the true median with the probability of fewer than k heads
  /// of n fair coins. The interval goes from the k-th smallest to the k-th largest for the greatest
  /// k with a probability of at most 2.5 %; if there is none, from the smallest to the largest.
  public init(of values: [Double]) {
    precondition(!values.isEmpty, "a median needs a value")
    let sorted = values.sorted()
    let count = sorted.count
    let upper = sorted[count / 2]
    median = count.isMultiple(of: 2) ? (sorted[count / 2 - 1] + upper) / 2 : upper
    var skipped = 0
    var term = 1.0
    for _ in 0..<count { term /= 2 }
    var tail = term
    while tail <= 0.025 && skipped < (count - 1) / 2 {
      skipped += 1
      term *= Double(count - skipped + 1) / Double(skipped)
      tail += term
    }
    // `skipped` values are left out at either end: fewer than skipped heads had at most 2.5 %.
    let left = max(0, skipped - 1)
    range = sorted[left]...sorted[count - 1 - left]
  }
}
