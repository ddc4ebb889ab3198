package import Incidents

/// What a result was made of: files, span, filters, and every record that was left out, with why.
public struct DataStatement: Codable, Sendable {
  struct Source: Codable {
    let file: String
    let fingerprint: String
    let records: Int
    let timeFormat: String
  }

  /// Records that have something in common.
  struct Group: Codable {
    let reason: String
    let words: String
    let file: String
    let count: Int
    /// The lines of the first of them.
    let lines: [Int]
  }

  let sources: [Source]
  let read: Int
  let kept: Int
  let excluded: Int
  let first: String
  let last: String
  let filters: [String]
  let exclusions: [Group]
  let notices: [Group]
  let emptyMonths: [String]

  /// Says what incidents were made of.
  package init(_ incidents: IncidentRecords) {
    let log = incidents.log
    sources = log.sources.map {
      Source(
        file: $0.file, fingerprint: $0.fingerprint, records: $0.records,
        timeFormat: $0.timeFormat.rawValue)
    }
    read = log.read
    kept = incidents.records.count
    excluded = log.excluded
    first = incidents.records.first?.time.description ?? ""
    last = incidents.records.last?.time.description ?? ""
    filters = log.filters
    exclusions = ExclusionReason.allCases.flatMap { reason in
      Self.groups(reason.rawValue, reason.words, log.exclusions[reason] ?? [])
    }
    notices = IncidentNotice.allCases.flatMap { notice in
      Self.groups(notice.rawValue, notice.words, log.notices[notice] ?? [])
    }
    emptyMonths = log.emptyMonths
  }

  private static func groups(
    _ reason: String, _ words: String, _ entries: [IncidentLog.Entry]
  ) -> [Group] {
    entries.map {
      Group(reason: reason, words: words, file: $0.file, count: $0.count, lines: $0.lines)
    }
  }
}
