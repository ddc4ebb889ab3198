import Dispatch

/// Where work of seconds is done, one piece after the other: the threads that serve everybody, and renew the
/// leases of runs, are as many as there are cores, and must never wait for it.
enum Bench {
  private static let queue = DispatchQueue(label: "workbench.bench", qos: .userInitiated)

  /// Does some work on the bench.
  static func work<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }
}
