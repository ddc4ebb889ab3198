import Foundation
import Synchronization

/// SIGINT and SIGTERM: the first asks the run to end, the second ends the process at once.
///
/// A run asks between its steps, and some steps take seconds, such as building a large model. As long
/// as there is no result that could be lost, the process ends without waiting for them.
package enum Interrupt {
  /// The signal received, or 0.
  private static let received = Atomic<Int32>(0)
  /// Whether there is a result that would be lost.
  private static let hasResult = Atomic(false)
  /// How long a run may take to end without a result: most of half a second, the promise to users.
  private static let patience = Duration.milliseconds(350)
  /// Counts signals for the thread that watches.
  nonisolated(unsafe) private static let signals: UnsafeMutablePointer<sem_t> = {
    let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
    return semaphore
  }()

  /// Whether a signal has asked the run to end.
  package static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// The exit status of a process ended by the received signal: 130 or 143.
  package static var status: Int32 { 128 + received.load(ordering: .relaxed) }

  /// Says that there is a result from now on, which is worth waiting for.
  package static func keepResult() { hasResult.store(true, ordering: .relaxed) }

  /// Starts to listen.
  package static func listen() {
    // Made here, as a signal handler must not make it.
    _ = signals
    let watch = Thread {
      while sem_wait(signals) != 0 {}
      endWithoutResult()
    }
    watch.start()
    for number in [SIGINT, SIGTERM] {
      // Only an atomic, sem_post and _exit: nothing here that a signal handler must not do.
      signal(number) { number in
        if Interrupt.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
        sem_post(Interrupt.signals)
      }
    }
  }

  /// Ends the process if it is still there after a while and has nothing to lose.
  private static func endWithoutResult() {
    Thread.sleep(forTimeInterval: patience / .seconds(1))
    if hasResult.load(ordering: .relaxed) { return }
    Console.error("temper: error: interrupted before there was a result")
    _exit(status)
  }
}
