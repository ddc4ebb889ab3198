import Foundation

/// The wall clock of a time zone: which times it skips, and which it shows twice.
package struct WallClock {
  /// What a time on the clock face means.
  package enum Meaning {
    case once, never, twice
  }

  private struct Change {
    let utc: Int
    let before: Int
    let after: Int
  }

  private let firstOffset: Int
  private let changes: [Change]

  /// The clock of a zone such as `America/Chicago`, from 1970 to 2100; `nil` if there is none.
  package init?(zone name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    var date = Date(timeIntervalSince1970: 0)
    firstOffset = zone.secondsFromGMT(for: date) / 60
    var (changes, offset) = ([Change](), firstOffset)
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
      let after = zone.secondsFromGMT(for: next) / 60
      let utc = Int((next.timeIntervalSince1970 / 60).rounded(.down))
      changes.append(Change(utc: utc, before: offset, after: after))
      (date, offset) = (next, after)
    }
    self.changes = changes
  }

  /// What the clock shows, given minutes since 1970 in UTC.
  package func local(utc: Int) -> LocalMinute {
    let offset = changes.last { $0.utc <= utc }?.after ?? firstOffset
    return LocalMinute(index: utc + offset)
  }

  /// How far the clock is usually ahead of UTC, in minutes: the least offset of the last year, which is
  /// that of winter.
  package var standardOffset: Int {
    let last = changes.suffix(2).map(\.after)
    return last.min() ?? firstOffset
  }

  /// Whether the clock ever shows a time.
  package func meaning(of minute: LocalMinute) -> Meaning {
    for change in changes {
      let (before, after) = (change.utc + change.before, change.utc + change.after)
      if before <= minute.index && minute.index < after { return .never }
      if after <= minute.index && minute.index < before { return .twice }
    }
    return .once
  }
}
