import Annealing
package import ExactScheduling
import Figures
package import Foundation
package import PatrolModel
import PenaltyModel
package import Planning
package import Rosters

/// What happens in a run, as a line of JSON: format `temper-progress`, version 1.
public struct ProgressRecord: Encodable, Sendable {
  private let format = "temper-progress"
  private let version = 1
  /// When it happened, as `2026-07-01T08:00:00.123Z`.
  private let time: String
  private let event: String
  private var elapsedSeconds: Double?
  private var minutes: Double?
  private var boundMinutes: Double?
  private var broken: Int?
  private var steps: Int?
  private var nodes: Int?
  private var changePrice: Double?
  private var words: String?
  private var code: String?
  private var values: [String: String]?
  private var parts: [Sentence]?
  private var status: String?
  private var gapPercent: Double?

  private init(_ event: String, at time: Date) {
    self.event = event
    self.time = time.formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
  }

  /// A run that begins, or that ended in these words.
  package init(_ event: String, words: String, at time: Date) {
    self.init(event, at: time)
    self.words = words
  }

  /// A reason why a run has no plan.
  package init(_ reason: Sentence, at time: Date) {
    self.init("reason", at: time)
    words = reason.description
    code = reason.kind.rawValue
    values = reason.values.isEmpty ? nil : reason.values
    parts = reason.parts.isEmpty ? nil : reason.parts
  }

  /// A run that ended as its document says.
  package init(_ document: ResultDocument, at time: Date) {
    self.init("ended", words: document.verdict ?? document.status, at: time)
    status = document.status
    gapPercent = document.provenGap.map { 100 * $0 }
  }

  /// A plan that was made again, or was not.
  package init(_ words: String, status: String, at time: Date) {
    self.init("ended", words: words, at: time)
    self.status = status
  }

  /// An event of the annealer; `nil` if it says nothing about the plan.
  package init?(_ event: SolveEvent, at time: Date) {
    switch event {
    case .bounded(let bound):
      self.init("bound", at: time)
      boundMinutes = bound.travel.value
      elapsedSeconds = Figure.seconds(bound.time)
    case .incumbent(let standing): self.init("better", standing, at: time)
    case .round(let standing): self.init("progress", standing, at: time)
    case .built, .started: return nil
    }
  }

  private init(_ event: String, _ standing: SolveEvent.Standing, at time: Date) {
    self.init(event, at: time)
    minutes = standing.energy.value
    broken = standing.violation
    steps = standing.progress.steps
    elapsedSeconds = Figure.seconds(standing.progress.elapsed)
  }

  /// An event of the exact method; `nil` if it says nothing about the plan.
  package init?(_ event: ExactEvent, at time: Date) {
    switch event {
    case .relaxed(let bound, let elapsed):
      self.init("bound", at: time)
      boundMinutes = bound.value
      elapsedSeconds = Figure.seconds(elapsed)
    case .progress(let incumbent, let bound, let nodes, let elapsed):
      self.init("progress", at: time)
      minutes = incumbent?.value
      boundMinutes = bound?.value
      self.nodes = nodes
      elapsedSeconds = Figure.seconds(elapsed)
    case .built, .restricted: return nil
    }
  }

  /// An event of a roster's planning.
  package init(_ event: RosterEvent, at time: Date) {
    switch event {
    case .way(let words): self.init("way", words: words, at: time)
    case .better(let thousandths, let broken, let elapsed):
      self.init("better", at: time)
      minutes = Double(thousandths) / 1000
      self.broken = broken
      elapsedSeconds = Figure.seconds(elapsed)
    }
  }

  /// An event of planning again, at one of several prices; time counts from the first.
  package init(_ event: Replan.Event, at time: Date) {
    self.init(event.event, at: time)
    changePrice = event.price.value
    elapsedSeconds = elapsedSeconds.map { $0 + Figure.seconds(event.earlier) }
  }

  /// The record on one line, keys sorted.
  package var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
