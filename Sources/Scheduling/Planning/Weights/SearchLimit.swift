import Synchronization

/// When searches have to end, and whether one had to.
final class SearchLimit: Sendable {
  private let deadline: ContinuousClock.Instant?
  private let isCancelled: @Sendable () -> Bool
  private let met = Mutex(WeightsOutcome.End.complete)

  /// Begins to count time.
  init(_ time: Duration?, isCancelled: @escaping @Sendable () -> Bool) {
    deadline = time.map { ContinuousClock.now + $0 }
    self.isCancelled = isCancelled
  }

  /// Whether a search has to end now; it then counts as cut short.
  var isOver: Bool {
    if isCancelled() {
      met.withLock { $0 = .cancelled }
    } else if let deadline, ContinuousClock.now >= deadline {
      met.withLock { if $0 == .complete { $0 = .time } }
    }
    return end != .complete
  }

  /// Why searches ended.
  var end: WeightsOutcome.End { met.withLock { $0 } }
}
