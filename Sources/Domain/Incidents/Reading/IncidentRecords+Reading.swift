import DurableFiles
import Texts

extension IncidentRecords {
  /// Reads tables of incidents, plain or packed by gzip, and joins them.
  ///
  /// - Parameters:
  ///   - files: Paths; `-` is standard input.
  ///   - format: Names of columns and the meaning of times.
  ///   - filter: Which incidents are wanted.
  /// - Throws: ``IncidentFileError`` if a file is no table of incidents, or no record is left.
  public init(
    contentsOf files: [String], format: IncidentFormat = IncidentFormat(),
    filter: IncidentFilter = IncidentFilter()
  ) throws(IncidentFileError) {
    var tables: [(name: String, bytes: [UInt8])] = []
    for file in files {
      do { tables.append((file, try DurableFile.read(file, limit: TextSize.most))) } catch {
        throw .file(error)
      }
    }
    try self.init(tables, format: format, filter: filter)
  }

  /// Reads tables of incidents from bytes, with the names that errors and the log call them.
  ///
  /// - Throws: ``IncidentFileError`` if a table is none of incidents, or no record is left.
  public init(
    _ tables: [(name: String, bytes: [UInt8])], format: IncidentFormat = IncidentFormat(),
    filter: IncidentFilter = IncidentFilter()
  ) throws(IncidentFileError) {
    let clock = format.timeZone.map { WallClock(zone: $0) }
    if let zone = format.timeZone, case .some(.none) = clock { throw .unknownZone(zone) }
    var log = IncidentLog()
    var types = TypeNames()
    var records: [IncidentTable.Record] = []
    for (number, source) in tables.enumerated() {
      let text = try Self.text(of: source)
      var table = try IncidentTable(
        text, name: source.name, number: number, format: format, clock: clock ?? nil)
      let (read, count) = table.read(types: &types, log: &log)
      log.sources.append(
        IncidentLog.Source(
          file: source.name, fingerprint: Fingerprint.text(of: source.bytes), records: count,
          timeFormat: table.detectedFormat))
      records += read
    }
    let names = tables.map(\.name)
    TimeCheck().apply(to: &records, files: names, log: &log)
    PlaceCheck().apply(to: &records, files: names, log: &log)
    if let clock = clock ?? nil {
      ZoneCheck(clock).apply(to: records, files: names, log: &log)
    }
    filter.apply(to: &records, types: types.names, files: names, log: &log)
    RepeatedRecords(dropsIdentical: filter.dropsIdentical)
      .sort(&records, files: names, log: &log)
    guard !records.isEmpty else {
      throw .noRecords(files: names, read: log.read, reasons: log.reasons)
    }
    log.emptyMonths = Self.emptyMonths(in: records)
    self.init(records.map(\.incident), types: types.names, log: log)
  }

  private static func text(
    of source: (name: String, bytes: [UInt8])
  ) throws(IncidentFileError) -> [UInt8] {
    guard Gzip.isPacked(source.bytes) else { return source.bytes }
    guard let text = Gzip.unpacked(source.bytes) else { throw .damagedArchive(file: source.name) }
    return text
  }

  /// Months without a record between the first and the last one.
  private static func emptyMonths(in records: [IncidentTable.Record]) -> [String] {
    func month(_ record: IncidentTable.Record) -> Int {
      let date = record.incident.time.hour.date
      return date.year * 12 + date.month - 1
    }
    var (empty, last) = ([String](), records.first.map(month) ?? 0)
    var lastHour: LocalHour?
    for record in records where record.incident.time.hour.midnight != lastHour {
      lastHour = record.incident.time.hour.midnight
      let next = month(record)
      for missing in (last + 1)..<max(last + 1, next) {
        empty.append("\(missing / 12)-\(missing % 12 < 9 ? "0" : "")\(missing % 12 + 1)")
      }
      last = next
    }
    return empty
  }
}
