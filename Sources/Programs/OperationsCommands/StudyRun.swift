import ArgumentParser
import CommandSupport
import DispatchStudies
import Dispatching
import Figures
import Foundation
import PlanOutput
import Simulation
import Synchronization

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
    of policies: [any DispatchPolicy], in study: DispatchStudy,
    checkpoint: StudyCheckpoint? = nil
  ) throws -> [PolicyResult] {
    let last = Mutex(Duration.zero)
    let results = study.results(
      of: policies, threads: shifts.processor.count, checkpoint: checkpoint,
      shouldStop: { isOver },
      shouldAbandon: { Interrupt.isRequested },
      progress: { done in
        Interrupt.keepResult()
        voice.note(done, of: study.scenarios.count, "shifts", last)
      })
    try checkpoint?.finish()
    guard let first = results.first, !first.days.isEmpty else {
      throw Failure(
        Interrupt.isRequested ? ExitCode(Interrupt.status) : .noneFound,
        "no shift was played in time; give more with --time-limit")
    }
    return results
  }
}
