import ArgumentParser
import CommandSupport
import Documents
import JointOutput
import JointPatrol
import JointStudies
import Synchronization

/// Plays episodes until they are done, the time is up, or a signal asks to end.
struct EpisodeRun {
  let study: JointStudy
  let voice: StudyVoice
  var timeLimit: Double?

  /// The results; at least one episode is played.
  ///
  /// - Throws: ``Failure`` if there was no time for a single one.
  func results(of policies: [JointPolicy], threads: Int) throws -> [JointResult] {
    let last = Mutex(Duration.zero)
    let limit = timeLimit
    let results = study.results(
      of: policies, threads: threads,
      shouldStop: {
        Interrupt.isRequested || limit.map { RunningTime.elapsed > .seconds($0) } ?? false
      },
      progress: { done in
        Interrupt.keepResult()
        voice.note(done, of: study.episodes, "episodes", last)
      })
    guard let first = results.first, !first.tallies.isEmpty else {
      throw Failure(
        Interrupt.isRequested ? ExitCode(Interrupt.status) : .noneFound,
        "no episode was played in time; give more with --time-limit")
    }
    return results
  }
}

/// Where a comparison is told.
struct JointDelivery {
  let report: String?
  let json: Bool

  func deliver(_ comparison: JointComparison, origin: JointOrigin, posts: Set<Int>) throws {
    if let report {
      try Console.deliver(
        JointPage(comparison, origin: origin, posts: posts).html, to: report)
    }
    if json {
      let document = JointDocument(comparison, origin: origin, elapsed: RunningTime.elapsed)
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else {
      try Console.output(JointText(comparison, origin: origin).text)
    }
  }
}
