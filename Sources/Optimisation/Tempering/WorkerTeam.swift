import Dispatch
import Synchronization

/// Runs the members of a group of tasks on a number of threads.
///
/// Members are handed out one by one, so a slow one delays only itself. Which thread runs a member
/// never matters to its result: members share nothing.
package struct WorkerTeam {
  /// The number of threads, at least 1.
  package let threads: Int

  /// Makes a team of so many threads, at least 1.
  package init(threads: Int) { self.threads = threads }

  /// Calls `body` once for each index in 0..<`count` and returns when all calls have returned.
  package func forEach(_ count: Int, _ body: (Int) -> Void) {
    guard threads > 1 && count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    withoutActuallyEscaping(body) { body in
      let task = SharedTask(body: body)
      let next = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < count else { return }
          task.body(index)
        }
      }
    }
  }
}

/// A closure that several threads may call at once, each with an index of its own.
private struct SharedTask: @unchecked Sendable {
  // Unchecked: callers touch only what belongs to their index, and forEach outlives all calls.
  let body: (Int) -> Void
}
