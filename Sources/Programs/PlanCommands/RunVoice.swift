import CommandSupport
import Figures
import Foundation
import PlanOutput
import Temper

/// What a run tells on standard error: nothing, what planners need, the log, or lines of JSON.
final class RunVoice {
  private let isQuiet: Bool
  private let isVerbose: Bool
  private let isData: Bool
  private let progress: ProgressForm?
  /// When the last line of mere progress was written; one a second is enough.
  private var lastProgress: Date?

  init(_ result: ResultOptions) {
    (isQuiet, isVerbose) = (result.quiet, result.verbose)
    (isData, progress) = (result.json, result.progress)
  }

  /// A voice that has no words of its own.
  init(_ progress: ProgressForm?) {
    (isQuiet, isVerbose, isData) = (true, false, false)
    self.progress = progress
  }

  /// A line of the log for those who know the method.
  func log(_ line: String) {
    if isVerbose { Console.error(line) }
  }

  /// A line for everybody.
  func tell(_ line: String) {
    if !isQuiet && progress == nil { Console.error(line) }
  }

  /// Says what is planned.
  func begin(_ patrol: PatrolInstance) {
    note(ProgressRecord("started", words: patrol.name, at: Date()))
    guard !isVerbose else { return }
    for line in patrol.openingLines { tell(line) }
  }

  /// Says why there is no plan, which is the answer, not a matter of logging.
  func explain(_ words: @autoclosure () -> String, _ reasons: [Sentence]) {
    if progress == .json {
      for reason in reasons { note(ProgressRecord(reason, at: Date())) }
      return
    }
    if progress != nil || isVerbose || (isQuiet && isData) { return }
    Console.error(words())
  }

  /// Says in words, and in one for programs, how the run ended.
  func end(_ words: String, status: String) {
    note(ProgressRecord(words, status: status, at: Date()))
  }

  /// Says what the document says of how the run ended.
  func end(_ document: ResultDocument) { note(ProgressRecord(document, at: Date())) }

  func note(_ event: SolveEvent) {
    if case .round = event {
      guard lastProgress.map({ Date().timeIntervalSince($0) >= 1 }) ?? true else { return }
      lastProgress = Date()
    }
    ProgressRecord(event, at: Date()).map(note)
  }

  func note(_ event: ExactEvent) { ProgressRecord(event, at: Date()).map(note) }

  func note(_ event: Replan.Event) { note(ProgressRecord(event, at: Date())) }

  func note(_ event: RosterEvent) { note(ProgressRecord(event, at: Date())) }

  private func note(_ record: ProgressRecord) {
    if progress == .json { Console.error(record.line) }
  }

  /// Whether a bar shows how far the run is.
  var hasBar: Bool { !isQuiet && progress == nil && Console.hasTerminal }
}
