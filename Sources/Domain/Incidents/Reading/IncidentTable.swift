import Texts

/// The records of one file, as they are read: what can be judged of each alone is judged.
struct IncidentTable {
  /// A record with where it stands.
  struct Record {
    var incident: Incident
    let file: Int
    package let line: Int
  }

  private let name: String
  private let number: Int
  private let format: IncidentFormat
  private let clock: WallClock?
  /// Where each column is, by its place among all columns; nil if the table has none.
  private let places: [Int?]
  private let width: Int
  private let timeFormat: TimeFormat
  private var scanner: RecordScanner

  /// Opens a table; its header and first records tell how to read it.
  init(
    _ text: [UInt8], name: String, number: Int, format: IncidentFormat, clock: WallClock?
  ) throws(IncidentFileError) {
    let headerEnd = text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    guard let table = try? DelimitedTable(parsing: Array(text[..<headerEnd])),
      let header = table.records.first?.values
    else { throw .noHeader(file: name) }
    self.name = name
    self.number = number
    self.format = format
    self.clock = clock
    let found = try format.places(in: header, file: name)
    places = IncidentFormat.Column.allCases.map { found[$0] }
    width = header.count
    scanner = RecordScanner(text, delimiter: table.delimiter.byte)
    var cells: [ArraySlice<UInt8>] = []
    _ = scanner.next(into: &cells)
    timeFormat = try Self.timeFormat(scanner, found[.time] ?? 0, format, file: name)
  }

  /// The format in which most of the first records' times can be read; of equals, that listed first.
  private static func timeFormat(
    _ scanner: RecordScanner, _ place: Int, _ format: IncidentFormat, file: String
  ) throws(IncidentFileError) -> TimeFormat {
    // Enough to meet a 13th of the month, but for one file in 10^200 whose days are independent.
    let sampleSize = 1_000
    var (scanner, cells) = (scanner, [ArraySlice<UInt8>]())
    var (sample, lines) = ([ArraySlice<UInt8>](), [Int]())
    while sample.count < sampleSize, scanner.next(into: &cells) != nil {
      guard cells.indices.contains(place), !cells[place].isEmpty else { continue }
      sample.append(cells[place])
      lines.append(scanner.line)
    }
    let formats = format.timeFormat.map { [$0] } ?? TimeFormat.allCases
    let counts = formats.map { known in
      sample.count { known.read($0, origin: format.origin) != nil }
    }
    guard let most = counts.max(), let best = counts.firstIndex(of: most) else { return .iso }
    if most == 0, let first = sample.first {
      throw .unknownTimes(
        file: file, example: String(decoding: first, as: UTF8.self), line: lines[0],
        asked: format.timeFormat)
    }
    return formats[best]
  }

  /// Reads all records.
  package mutating func read(
    types: inout TypeNames, log: inout IncidentLog
  ) -> (records: [Record], count: Int) {
    var (records, cells, count) = ([Record](), [ArraySlice<UInt8>](), 0)
    var identifiers = Set<ArraySlice<UInt8>>()
    var ambiguous: [Int] = []
    var zones = ZoneOffsets()
    while let isWhole = scanner.next(into: &cells) {
      count += 1
      guard isWhole, cells.count == width else {
        log.exclude(.damagedLine, file: name, line: scanner.line)
        continue
      }
      switch incident(in: cells, types: &types, log: &log) {
      case .failure(let exclusion): log.exclude(exclusion.reason, file: name, line: scanner.line)
      case .success((let incident, let offset)):
        if let identifier = cell(.identifier, in: cells), !identifier.isEmpty,
          !identifiers.insert(identifier).inserted
        {
          log.exclude(.repeatedIdentifier, file: name, line: scanner.line)
          continue
        }
        if isAmbiguous(incident.time) { ambiguous.append(scanner.line) }
        records.append(Record(incident: incident, file: number, line: scanner.line))
        if clock == nil { zones.note(offset) }
      }
    }
    // Where some dates are the other way round, those of which nobody can tell are in doubt, too.
    if log.exclusions[.otherTimeFormat]?.contains(where: { $0.file == name }) == true {
      for line in ambiguous { log.note(.ambiguousDate, file: name, line: line) }
    } else if format.timeFormat == nil, areAllEitherWay(records) {
      for line in ambiguous { log.note(.undecidedDate, file: name, line: line) }
    }
    zones.leaveOutStrangers(among: &records, file: name, log: &log)
    return (records, count)
  }

  /// How times are written in the file.
  var detectedFormat: TimeFormat { timeFormat }

  private struct Exclusion: Error {
    let reason: ExclusionReason
  }

  private func incident(
    in cells: [ArraySlice<UInt8>], types: inout TypeNames, log: inout IncidentLog
  ) -> Result<(incident: Incident, offset: Int?), Exclusion> {
    let reading: TimeFormat.Reading
    switch time(.time, in: cells) {
    case .failure(let exclusion): return .failure(exclusion)
    case .success(let time): reading = time
    }
    var span = reading.hasNoClock ? 1_440 : 1
    if let end = cell(.end, in: cells), !end.isEmpty {
      switch time(.end, in: cells) {
      case .failure(let exclusion): return .failure(exclusion)
      case .success(let end):
        // Longer than a week, a record says next to nothing of the hour of the week.
        span = end.minute.index - reading.minute.index + (end.hasNoClock ? 1_440 : 1)
        guard (1...10_080 + 1_440).contains(span) else {
          return .failure(Exclusion(reason: .badSpan))
        }
      }
    }
    if span > 1 { log.note(.unknownClock, file: name, line: scanner.line) }
    switch clock?.meaning(of: reading.minute) {
    case .never where span == 1: return .failure(Exclusion(reason: .skippedHour))
    case .twice: log.note(.repeatedHour, file: name, line: scanner.line)
    case .never, .once, nil: break
    }
    guard let north = cell(.latitude, in: cells), let east = cell(.longitude, in: cells),
      !north.isEmpty, !east.isEmpty
    else { return .failure(Exclusion(reason: .noPlace)) }
    guard let latitude = decimal(north), let longitude = decimal(east),
      abs(latitude) <= 180, abs(longitude) <= 180
    else { return .failure(Exclusion(reason: .unreadablePlace)) }
    let incident = Incident(
      time: reading.minute, span: span, latitude: latitude, longitude: longitude,
      type: types.index(of: cell(.type, in: cells) ?? []),
      priority: priority(in: cells, log: &log))
    return .success((incident, reading.offset))
  }

  private func time(
    _ column: IncidentFormat.Column, in cells: [ArraySlice<UInt8>]
  ) -> Result<TimeFormat.Reading, Exclusion> {
    guard let cell = cell(column, in: cells), !cell.isEmpty else {
      return .failure(Exclusion(reason: .noTime))
    }
    guard var reading = timeFormat.read(cell, origin: format.origin) else {
      let isOther = TimeFormat.allCases.contains { $0.read(cell, origin: format.origin) != nil }
      return .failure(Exclusion(reason: isOther ? .otherTimeFormat : .unreadableTime))
    }
    if let offset = reading.offset {
      if let clock {
        reading.minute = clock.local(utc: reading.minute.index - offset)
      } else if offset == 0 {
        return .failure(Exclusion(reason: .unknownZone))
      }
    }
    return .success(reading)
  }

  private func priority(in cells: [ArraySlice<UInt8>], log: inout IncidentLog) -> Int? {
    guard let cell = cell(.priority, in: cells), !cell.isEmpty else { return nil }
    if cell.count == 1, let digit = cell.first, (0x31...0x39).contains(digit) {
      return Int(digit) - 0x30
    }
    log.note(.unreadablePriority, file: name, line: scanner.line)
    return nil
  }

  private func cell(
    _ column: IncidentFormat.Column, in cells: [ArraySlice<UInt8>]
  ) -> ArraySlice<UInt8>? {
    places[column.index].map { cells[$0] }
  }

  /// Whether no date of the file tells which number is its day: all are at most 12.
  private func areAllEitherWay(_ records: [Record]) -> Bool {
    [.monthFirst, .dayFirst].contains(timeFormat)
      && records.allSatisfy { $0.incident.time.hour.date.day <= 12 }
  }

  private func isAmbiguous(_ time: LocalMinute) -> Bool {
    guard timeFormat == .monthFirst || timeFormat == .dayFirst else { return false }
    let date = time.hour.date
    return date.day <= 12 && date.day != date.month
  }
}

/// The names of types as they come, each once.
struct TypeNames {
  private(set) var names: [String] = []
  private var indices: [ArraySlice<UInt8>: Int] = [:]
  /// Neighbours are often of one type, and comparing is faster than hashing.
  private var last: (cell: ArraySlice<UInt8>, index: Int)?

  mutating func index(of cell: ArraySlice<UInt8>) -> Int {
    if let last, last.cell == cell { return last.index }
    let index = indices[cell] ?? names.count
    if index == names.count {
      indices[cell] = index
      names.append(String(decoding: cell, as: UTF8.self))
    }
    last = (cell, index)
    return index
  }
}
