import CommandSupport
import Figures
import Foundation
import PlanOutput
import Temper

/// What a run tells on standard error: nothing, what planners need, the log, or lines of JSON.
final class RunVoice {
  private let result: ResultOptions
  /// When the last line of mere progress was written; one a second is enough.
  private var lastProgress: Date?

  init(_ result: ResultOptions) { self.result = result }

  /// A line of the log for those who know the method.
  func log(_ line: String) {
    if result.verbose { Console.error(line) }
  }

  /// A line for everybody.
  func tell(_ line: String) {
    if !result.quiet && result.progress == nil { Console.error(line) }
  }

  /// Says what is planned.
  func begin(_ patrol: PatrolInstance) {
    note(ProgressRecord("started", words: patrol.name, at: Date()))
    guard !result.verbose else { return }
    for line in patrol.openingLines { tell(line) }
  }

  /// Says why there is no plan, which is the answer, not a matter of logging.
  func explain(_ words: @autoclosure () -> String) {
    if result.progress != nil || result.verbose || (result.quiet && result.json) { return }
    Console.error(words())
  }

  /// Says what the document says of how the run ended.
  func end(_ document: ResultDocument) {
    note(ProgressRecord("ended", words: document.verdict ?? document.status, at: Date()))
  }

  func note(_ event: SolveEvent) {
    if case .round = event {
      guard lastProgress.map({ Date().timeIntervalSince($0) >= 1 }) ?? true else { return }
      lastProgress = Date()
    }
    ProgressRecord(event, at: Date()).map(note)
  }

  func note(_ event: ExactEvent) { ProgressRecord(event, at: Date()).map(note) }

  func note(_ event: RosterEvent) { note(ProgressRecord(event, at: Date())) }

  private func note(_ record: ProgressRecord) {
    if result.progress == .json { Console.error(record.line) }
  }

  /// Whether a bar shows how far the run is.
  var hasBar: Bool { !result.quiet && result.progress == nil && Console.hasTerminal }
}
