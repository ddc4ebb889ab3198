import ArgumentParser
import CommandSupport
import DispatchStudies
import Dispatching
import Figures
import Foundation
import PlanOutput
import Simulation
import Synchronization

/// How a study tells how far it is.
struct StudyVoice: ParsableArguments {
  @Flag(name: [.short, .long], help: "Say nothing but the result.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "json: lines of JSON with timestamps on standard error, instead of words.",
      valueName: "form"))
  var progress: ProgressForm?

  func validate() throws {
    if quiet && progress != nil { throw ValidationError("--quiet leaves no room for --progress.") }
  }

  /// Tells that so many things of all are done; a line a second is enough.
  func note(_ done: Int, of all: Int, _ things: String, _ last: borrowing Mutex<Duration>) {
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

/// Plays a study until it is done, its time is up, or a signal asks to end.
struct StudyRun {
  let shifts: ShiftOptions
  let voice: StudyVoice

  /// Whether no more shifts are to be begun.
  var isOver: Bool {
    Interrupt.isRequested
      || shifts.timeLimit.map { RunningTime.elapsed > .seconds($0) } ?? false
  }

  /// The results; at least one shift is played.
  ///
  /// - Throws: ``Failure`` if there was no time for a single shift.
  func results(
    of policies: [any DispatchPolicy], in study: DispatchStudy
  ) throws -> [PolicyResult] {
    let last = Mutex(Duration.zero)
    let results = study.results(
      of: policies, threads: shifts.processor.count,
      shouldStop: { isOver },
      progress: { done in
        Interrupt.keepResult()
        voice.note(done, of: study.scenarios.count, "shifts", last)
      })
    guard let first = results.first, !first.days.isEmpty else {
      throw Failure(
        Interrupt.isRequested ? ExitCode(Interrupt.status) : .noneFound,
        "no shift was played in time; give more with --time-limit")
    }
    return results
  }

  /// How a run that has a result ends.
  static var status: ExitCode {
    Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
  }
}
