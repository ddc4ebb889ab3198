/// An event of a calendar: what stands in it, and which revision of it this is (RFC 5545, 3.6.1).
struct CalendarEvent: Hashable, Sendable {
  /// The properties of a revision; all others are its content.
  private static let revisionNames: Set = ["DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS"]
  /// The properties that say where to be and when: another value of one is a new sequence number
  /// (RFC 5546, 2.1.4), another text is not.
  private static let significantNames: Set = ["DTSTART", "DTEND", "SUMMARY", "LOCATION"]

  /// What tells the event from all others, in every revision.
  let uid: String
  /// The content as unfolded lines, without what belongs to a revision.
  let content: [String]
  /// How often a stay was changed, from 0.
  var sequence = 0
  /// When the event was changed last, in seconds since 1970.
  var modified: Int
  /// Whether the stay is no longer planned.
  var isCancelled = false

  /// Creates the first revision of an event.
  init(uid: String, content: [String], modified: Int) {
    self.uid = uid
    self.content = content
    self.modified = modified
  }

  /// Reads an event's lines; `nil` without an identifier.
  init?(lines: [String]) {
    let uids = lines.filter { Self.name(of: $0) == "UID" }
    guard let uid = uids.first.map(Self.value) else { return nil }
    self.uid = uid
    content = lines.filter {
      let name = Self.name(of: $0)
      return name != "UID" && !Self.revisionNames.contains(name)
    }
    func revision(_ name: String) -> String? {
      lines.first { Self.name(of: $0) == name }.map(Self.value)
    }
    sequence = min(Self.mostSequence, max(0, revision("SEQUENCE").flatMap { Int($0) } ?? 0))
    modified =
      [revision("DTSTAMP"), revision("LAST-MODIFIED")]
      .compactMap { $0.flatMap(ZonedClock.instant) }.max() ?? 0
    isCancelled = revision("STATUS")?.uppercased() == "CANCELLED"
  }

  /// The largest number that every reader takes, less room for the next ones (3.3.8).
  private static let mostSequence = Int(Int32.max) - 1

  /// This event as the next revision of an earlier one.
  ///
  /// An event that says the same is the earlier revision; another text is a later one, and another
  /// place or time has the next sequence number.
  func following(_ earlier: CalendarEvent) -> CalendarEvent {
    guard content != earlier.content || isCancelled != earlier.isCancelled else { return earlier }
    var next = self
    next.sequence = earlier.sequence
    if significant != earlier.significant || isCancelled != earlier.isCancelled {
      next.sequence += 1
    }
    next.modified = max(modified, earlier.modified + 1)
    return next
  }

  /// The event as one that is no longer planned, as from an instant.
  func cancelled(at instant: Int) -> CalendarEvent {
    var next = self
    next.isCancelled = true
    next.modified = instant
    return next.following(self)
  }

  /// Appends the event to a calendar.
  func append(to calendar: inout CalendarText) {
    let stamp = ZonedClock.compact(modified) + "Z"
    calendar.append("BEGIN", "VEVENT")
    calendar.append("UID", uid)
    calendar.append("DTSTAMP", stamp)
    calendar.append("LAST-MODIFIED", stamp)
    calendar.append("SEQUENCE", "\(sequence)")
    calendar.append("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
    for line in content { calendar.append(line: line) }
    calendar.append("END", "VEVENT")
  }

  private var significant: [String] {
    content.filter { Self.significantNames.contains(Self.name(of: $0)) }
  }

  /// The name of a line's property, before its parameters.
  private static func name(of line: String) -> String {
    String(line.prefix { $0 != ":" && $0 != ";" }).uppercased()
  }

  private static func value(of line: String) -> String {
    String(line.drop { $0 != ":" }.dropFirst())
  }
}
