/// The time since the program was started, which time limits are counted from.
package enum RunningTime {
  private static let start = ContinuousClock.now

  /// Begins to count.
  package static func begin() { _ = start }

  /// The time so far.
  package static var elapsed: Duration { start.duration(to: .now) }

  /// What a search may take of a time limit, asked when its input has been read.
  ///
  /// What follows a search, such as evening out, checking, writing, and the end of the process, grows
  /// with the input as reading it does. Measured on shifts of all sizes it takes one to two times as
  /// long as all up to the search, and a page five times as long; so much, rounded up, is kept back,
  /// but half of the limit at most.
  ///
  /// - Parameters:
  ///   - limit: The time from the start of the program to its end.
  ///   - ending: What the search takes to end when its time is up.
  ///   - hasPage: Whether a page is written of the result.
  /// - Returns: The rest of the time, at least a millisecond.
  package static func forSearch(
    of limit: Duration, ending: Duration = .zero, hasPage: Bool = false
  ) -> Duration {
    let spent = elapsed
    let reserve = min(spent * (hasPage ? 9 : 3) + ending, limit / 2)
    return max(.milliseconds(1), limit - spent - reserve)
  }
}
