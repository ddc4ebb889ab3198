import Foundation
import Synchronization

/// SIGINT and SIGTERM: the first asks the run to end, the second ends the process at once.
package enum Interrupt {
  /// The signal received, or 0.
  private static let received = Atomic<Int32>(0)

  /// Whether a signal has asked the run to end.
  package static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// The exit status of a process ended by the received signal: 130 or 143.
  package static var status: Int32 { 128 + received.load(ordering: .relaxed) }

  /// Starts to listen.
  package static func listen() {
    for number in [SIGINT, SIGTERM] {
      // Only an atomic and _exit: nothing here that a signal handler must not do.
      signal(number) { number in
        if Interrupt.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
    }
  }
}
