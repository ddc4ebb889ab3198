import Texts

/// What became of every record that was read: the data statement of all that is made of them.
public struct IncidentLog: Sendable {
  /// A file that was read.
  public struct Source: Hashable, Sendable {
    /// The file as the caller named it.
    public let file: String
    /// The fingerprint of its bytes.
    public let fingerprint: String
    /// The records in it, the header not counted.
    public let records: Int
    /// How its times are written.
    public let timeFormat: TimeFormat

    /// Creates the account of a file.
    public init(file: String, fingerprint: String, records: Int, timeFormat: TimeFormat) {
      self.file = file
      self.fingerprint = fingerprint
      self.records = records
      self.timeFormat = timeFormat
    }
  }

  /// Records of one file that have something in common.
  public struct Entry: Hashable, Sendable {
    /// The file as the caller named it.
    public let file: String
    /// How many records.
    public var count: Int
    /// The lines on which the first of them begin, counted from one; at most ``linesShown``.
    public var lines: [Int]
  }

  /// So many lines are told of each kind: enough to look at, few enough to read.
  public static let linesShown = 5

  /// The files.
  public internal(set) var sources: [Source] = []
  /// Records that were left out, by reason.
  public private(set) var exclusions: [ExclusionReason: [Entry]] = [:]
  /// Records that are odd, by what is odd; it is told when they are read, whatever becomes of them.
  public private(set) var notices: [IncidentNotice: [Entry]] = [:]
  /// Months between the first and the last record that hold none, as in `2016-03`.
  public internal(set) var emptyMonths: [String] = []
  /// The filters, in words.
  public internal(set) var filters: [String] = []

  /// Creates an empty log.
  public init() {}

  /// The records in all files.
  public var read: Int { sources.reduce(0) { $0 + $1.records } }

  /// The records that were left out.
  public var excluded: Int {
    exclusions.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
  }

  /// The reasons why records were left out, in words, with files and lines.
  var reasons: [String] {
    ExclusionReason.allCases.flatMap { reason in
      (exclusions[reason] ?? []).map { entry in
        "\(entry.count) with \(reason.words) (\(entry.file.escaped), line "
          + entry.lines.map { "\($0)" }.joined(separator: ", ")
          + (entry.count > entry.lines.count ? ", …)" : ")")
      }
    }
  }

  mutating func exclude(_ reason: ExclusionReason, file: String, line: Int) {
    Self.add(file, line, to: &exclusions[reason, default: []])
  }

  mutating func note(_ notice: IncidentNotice, file: String, line: Int) {
    Self.add(file, line, to: &notices[notice, default: []])
  }

  private static func add(_ file: String, _ line: Int, to entries: inout [Entry]) {
    guard let index = entries.lastIndex(where: { $0.file == file }) else {
      entries.append(Entry(file: file, count: 1, lines: [line]))
      return
    }
    entries[index].count += 1
    if entries[index].lines.count < linesShown { entries[index].lines.append(line) }
  }
}

/// Why a record was left out.
public enum ExclusionReason: String, CaseIterable, Sendable {
  /// Another number of cells than the header, or quotes that do not close.
  case damagedLine = "damaged-line"
  /// No time.
  case noTime = "no-time"
  /// A time that is in none of the formats.
  case unreadableTime = "unreadable-time"
  /// A time in another format than the file's.
  case otherTimeFormat = "other-time-format"
  /// A time of UTC, where no zone says what the clock showed.
  case unknownZone = "unknown-zone"
  /// A time whose offset from UTC is not that of the file, where no zone says what the clock showed.
  case otherZone = "other-zone"
  /// A time that the clock skips in spring.
  case skippedHour = "skipped-hour"
  /// An end before its beginning, or more than a week after it.
  case badSpan = "bad-span"
  /// A time decades from all others.
  case farTime = "far-time"
  /// No coordinates.
  case noPlace = "no-place"
  /// Coordinates that are no numbers, or not on Earth.
  case unreadablePlace = "unreadable-place"
  /// Latitude and longitude that changed places.
  case swappedPlace = "swapped-place"
  /// A place far from all others.
  case farPlace = "far-place"
  /// The identifier of an earlier record.
  case repeatedIdentifier = "repeated-identifier"
  /// The same record as one of another file.
  case inOtherFile = "in-other-file"
  /// Identical to an earlier record, where that was asked for.
  case identical
  /// A type that was not asked for.
  case filteredType = "filtered-type"
  /// A time that was not asked for.
  case filteredPeriod = "filtered-period"

  /// The reason in words.
  public var words: String {
    switch self {
    case .damagedLine: "another number of cells than the header, or a quote that never closes"
    case .noTime: "no time"
    case .unreadableTime: "a time in no known format"
    case .otherTimeFormat: "a time in another format than the rest of the file"
    case .unknownZone: "a time in UTC, without a time zone to tell local time by"
    case .otherZone:
      "a time in another zone than the rest of the file, without a time zone to tell local time by"
    case .skippedHour: "a time that the clock skips in spring"
    case .badSpan: "an end before the beginning, or more than a week after it"
    case .farTime: "a time decades from all others"
    case .noPlace: "no coordinates"
    case .unreadablePlace: "coordinates that are no numbers, or not on Earth"
    case .swappedPlace: "latitude and longitude that changed places"
    case .farPlace: "a place far from all others"
    case .repeatedIdentifier: "the identifier of an earlier record"
    case .inOtherFile: "the same record in another file"
    case .identical: "identical to an earlier record"
    case .filteredType: "a type that was filtered out"
    case .filteredPeriod: "a time that was filtered out"
    }
  }
}

/// What is odd about a record, though no reason to leave it out.
public enum IncidentNotice: String, CaseIterable, Sendable {
  /// Identical to an earlier record: two incidents on one block in one minute, or one entered twice.
  case identical
  /// A time that the clock shows twice in autumn.
  case repeatedHour = "repeated-hour"
  /// A date without a clock time, or an interval: it counts in every hour in which it may have been.
  case unknownClock = "unknown-clock"
  /// A priority that is no whole number in 1...9.
  case unreadablePriority = "unreadable-priority"
  /// Day and month may have changed places, in a file where that happened elsewhere.
  case ambiguousDate = "ambiguous-date"
  /// Day and month may have changed places, in a file in which no date tells how they stand.
  case undecidedDate = "undecided-date"
  /// A place where the sun is hours off the time zone that was given.
  case farZone = "far-zone"

  /// The notice in words.
  public var words: String {
    switch self {
    case .identical: "identical to an earlier record, and kept"
    case .repeatedHour: "a time that the clock shows twice in autumn"
    case .unknownClock: "no exact time: counted in every hour in which it may have been"
    case .unreadablePriority: "a priority that is no whole number from 1 to 9, and left out"
    case .ambiguousDate: "a date whose day and month may have changed places, as others have"
    case .undecidedDate: "a date that could be either way round, in a file in which all could"
    case .farZone: "a place more than three hours of sunlight from the time zone that was given"
    }
  }
}
