import Foundation
import StudyStore
import Synchronization
import Tuning

/// Begins studies PREFIX0.sqlite and so on, on several threads at once, and says "f" and how many it
/// began, or "e" and the error of each that it could not begin.
struct Begin {
  let prefix: String
  let threads: Int
  let studies: Int

  func run() throws {
    let record = fixtureRecord(try fixtureSpace())
    let next = Atomic(0)
    let begun = Atomic(0)
    let group = DispatchGroup()
    for _ in 0..<threads {
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        while case let number = next.add(1, ordering: .relaxed).oldValue, number < studies {
          do {
            try StudyFile("\(prefix)\(number).sqlite", goingOnWith: record).close()
            begun.add(1, ordering: .relaxed)
          } catch { say("e \(error)") }
        }
      }
    }
    group.wait()
    say("f \(begun.load(ordering: .relaxed))")
  }
}
