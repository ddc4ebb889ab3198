import GRDB

/// Somebody at work, and what he or she may do.
package struct Person: Codable, Hashable, Sendable {
  package let name: String
  package let role: Role

  package init(name: String, role: Role) {
    self.name = name
    self.role = role
  }
}

/// What somebody may do; each role may do what those before it may.
package enum Role: String, Codable, CaseIterable, Comparable, Sendable {
  case read, edit, publish

  package static func < (a: Role, b: Role) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}

package struct InstanceRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  package let name: String
  package let shift: Int
  package let remarks: String
  package let author: String
  package let at: Double
}

package struct PlanRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  package let name: String
  package let instance: Int
  /// The version that is worked on.
  package let head: Int
  /// The version that was published last.
  package let published: Int?
  /// Counts what has happened to the plan; edits name the one they saw.
  package let revision: Int
  package let author: String
  package let at: Double
}

/// A version without its bytes.
package struct VersionRow: Codable, FetchableRecord, Sendable {
  package let plan: Int
  package let n: Int
  package let parent: Int?
  package let shift: Int
  package let words: String
  package let fact: String?
  package let minutes: Double?
  package let broken: Int?
  package let author: String
  package let at: Double
  /// The note it was published with, by whom and when.
  package let note: String?
  package let publisher: String?
  package let publishedAt: Double?
}

/// The bytes of a version, as the command line reads them.
package struct VersionFiles: Sendable {
  package let shift: Int
  package let instance: [UInt8]
  package let schedule: [UInt8]?
}

package struct RunRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  /// The plan and the version that it began from; or else the demand that it is to find.
  package let plan: Int?
  package let base: Int?
  package let demand: Int?
  package let request: String
  package let state: RunState
  package let attempt: Int
  package let worker: String?
  package let pid: Int?
  package let cancel: Bool
  /// Why it came to nothing, if it did.
  package let reason: RunFailure?
  package let words: String?
  /// How it ended as a JSON object, for pages of any language.
  package let outcome: String?
  package let options: String?
  package let version: Int?
  package let author: String
  package let created: Double
  package let started: Double?
  package let ended: Double?
}

package enum RunState: String, Codable, Sendable {
  case queued, running, done, failed

  package var isOver: Bool { self == .done || self == .failed }
}

/// Why a run came to nothing.
package enum RunFailure: String, Codable, Sendable {
  /// The program found nothing, or refused what it was given, in its own words.
  case refused
  /// Somebody stopped it before there was a result.
  case stopped
  /// It needed more memory than a run may have.
  case memory
  /// Its process died again and again.
  case died
}

/// Records of incidents that were uploaded together.
package struct IncidentsRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  package let name: String
  /// The names of the files, a line each.
  package let files: String
  package let author: String
  package let at: Double
}

/// What a shift needs, by records of incidents.
package struct DemandRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  package let name: String
  package let incidents: Int
  /// The shift whose cars, hours and sectors it is for, if there was one.
  package let shift: Int?
  /// The plan that was made of it, still empty.
  package let plan: Int?
  package let author: String
  package let at: Double
}

/// A study, comparison or result with a page to look at.
package struct StudyRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  package let name: String
  package let author: String
  package let at: Double
}

package struct EventRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  package let plan: Int?
  package let run: Int?
  package let kind: String
  package let json: String
  package let at: Double
}

package struct AuditRow: Codable, FetchableRecord, Sendable {
  package let id: Int
  package let at: Double
  package let author: String
  package let role: String
  package let action: String
  package let plan: Int?
  package let n: Int?
  package let words: String
}
