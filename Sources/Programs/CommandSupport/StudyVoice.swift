package import ArgumentParser
import Figures
import Foundation
import PlanOutput
package import Synchronization

/// How a study tells how far it is.
package struct StudyVoice: ParsableArguments {
  package init() {}

  @Flag(name: [.short, .long], help: "Say nothing but the result.")
  package var quiet = false

  @Option(
    help: ArgumentHelp(
      "json: lines of JSON with timestamps on standard error, instead of words.",
      valueName: "form"))
  package var progress: ProgressForm?

  package func validate() throws {
    if quiet && progress != nil { throw ValidationError("--quiet leaves no room for --progress.") }
  }

  /// Tells that so many things of all are done; a line a second is enough.
  package func note(_ done: Int, of all: Int, _ things: String, _ last: borrowing Mutex<Duration>) {
    let now = RunningTime.elapsed
    let isDue = last.withLock { last in
      guard now - last >= .seconds(1) || done == all else { return false }
      last = now
      return true
    }
    guard isDue, !quiet else { return }
    let words = "\(done) of \(all) \(things)"
    if progress == .json {
      Console.error(ProgressRecord("progress", words: words, at: Date()).line)
    } else if Console.hasTerminal {
      Console.transient(done == all ? "" : "\(words), \(Figure.clock(now))")
    }
  }
}

extension Interrupt {
  /// How a run that has a result ends.
  package static var ending: ExitCode { isRequested ? ExitCode(status) : .success }
}
