import PatrolModel
import Tables
import Texts

/// A table of minutes between sectors: a square, half of one, or a line per pair.
struct TravelTable {
  /// The sectors that it knows.
  let sectors: [Sector.ID]
  private let layout: Layout

  private enum Layout {
    case square(TravelSquare)
    case pairs(TravelPairs)
  }

  init(
    parsing file: InstanceImport.File, _ journal: ImportJournal
  ) throws(ImportError) {
    let table = try ImportTable(parsing: file, of: .travel, journal)
    if let pairs = try TravelPairs(table) {
      layout = .pairs(pairs)
      sectors = pairs.sectors
    } else {
      let square = try TravelSquare(table)
      layout = .square(square)
      sectors = square.sectors
    }
  }

  /// The legs between sectors; `nil` if some are missing or none, which is reported.
  func times(for ids: [Sector.ID]) throws(ImportError) -> TravelTimes? {
    switch layout {
    case .square(let square): try square.times(for: ids)
    case .pairs(let pairs): try pairs.times(for: ids)
    }
  }
}

/// Minutes in a square, which may list origins and destinations in any order.
private struct TravelSquare {
  let table: ImportTable
  let origins: [Sector.ID]
  let destinations: [Sector.ID]

  init(_ table: ImportTable) throws(ImportError) {
    self.table = table
    destinations = table.header.dropFirst().map { Sector.ID($0) }
    try table.checkSectors(destinations) { _ in table.headerLine }
    origins = table.lines.map { Sector.ID($0[0]) }
    try table.checkSectors(origins) { table.lines[$0].line }
    guard table.lines.count <= ImportTable.largestSide else {
      throw ImportError(
        table.file, .file, found: "\(table.lines.count) lines of \(table.header.count) cells",
        expected: "at most \(ImportTable.largestSide) sectors and steps are possible")
    }
    try table.checkDecimalMarks(columns: 1..<table.header.count)
  }

  /// The sectors that have a line, and the one that has only a column where half of the square is
  /// written without its empty line and column.
  var sectors: [Sector.ID] {
    let (lines, columns) = (Set(origins), Set(destinations))
    let isTriangle = lines.subtracting(columns).count == 1 && columns.subtracting(lines).count == 1
    return origins + (isTriangle ? destinations.filter { !lines.contains($0) } : [])
  }

  func times(for ids: [Sector.ID]) throws(ImportError) -> TravelTimes? {
    if let half = triangle(of: ids) { return half }
    guard let lines = table.places(of: ids, in: origins, as: "line"),
      let columns = table.places(of: ids, in: destinations, as: "column")
    else { return nil }
    table.notePassedOver(Set(origins + destinations), but: ids)
    let isHalf = isHalf(lines: lines, columns: columns)
    if isHalf {
      table.journal.note(
        table.file, "half of the table is empty; legs are taken to be as long both ways")
    }
    var legs = LegReader(table)
    var tenths: [Int32] = []
    tenths.reserveCapacity(ids.count * ids.count)
    for (from, line) in lines.enumerated() {
      for (to, column) in columns.enumerated() {
        let isOther = isHalf && from != to && ImportTable.isNothing(table.lines[line][column + 1])
        let leg =
          isOther
          ? legs.leg(line: lines[to], column: columns[from] + 1, stays: false)
          : legs.leg(line: line, column: column + 1, stays: from == to)
        tenths.append(leg)
      }
    }
    return legs.times(sectorCount: ids.count, tenths)
  }

  /// The legs of half a square that leaves out its empty line and column: one sector has only a
  /// line, one only a column, and of the two cells between any two sectors one is there and filled.
  private func triangle(of ids: [Sector.ID]) -> TravelTimes? {
    let (lines, columns) = (Self.places(origins), Self.places(destinations))
    let known = ids.allSatisfy { lines[$0] != nil || columns[$0] != nil }
    guard known, ids.count > 1, ids.count(where: { lines[$0] == nil }) == 1,
      ids.count(where: { columns[$0] == nil }) == 1
    else { return nil }
    func cell(_ from: Sector.ID, _ to: Sector.ID) -> (line: Int, column: Int)? {
      guard let line = lines[from], let column = columns[to],
        !ImportTable.isNothing(table.lines[line][column + 1])
      else { return nil }
      return (line, column + 1)
    }
    var legs = LegReader(table)
    var tenths: [Int32] = []
    for from in ids {
      for to in ids {
        let (there, back) = (cell(from, to), cell(to, from))
        guard from != to else {
          tenths.append(
            there.map { legs.leg(line: $0.line, column: $0.column, stays: true) } ?? 0)
          continue
        }
        guard (there == nil) != (back == nil), let place = there ?? back else { return nil }
        tenths.append(legs.leg(line: place.line, column: place.column, stays: false))
      }
    }
    table.journal.note(
      table.file, "half of the table is empty; legs are taken to be as long both ways")
    return legs.times(sectorCount: ids.count, tenths)
  }

  private static func places(_ ids: [Sector.ID]) -> [Sector.ID: Int] {
    Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }

  /// Whether of every two cells between two sectors exactly one is filled.
  private func isHalf(lines: [Int], columns: [Int]) -> Bool {
    guard lines.count > 1 else { return false }
    for (one, line) in lines.enumerated() {
      for other in 0..<one {
        let there = ImportTable.isNothing(table.lines[line][columns[other] + 1])
        let back = ImportTable.isNothing(table.lines[lines[other]][columns[one] + 1])
        if there == back { return false }
      }
    }
    return true
  }
}

/// Minutes in a line per pair, with columns such as `from`, `to` and `minutes`.
private struct TravelPairs {
  let table: ImportTable
  let sectors: [Sector.ID]
  private let columns: (from: Int, to: Int, time: Int)
  private let isInSeconds: Bool

  /// The pairs of a table with such columns; `nil` if it has none.
  init?(_ table: ImportTable) throws(ImportError) {
    guard table.header.count >= 3,
      let from = try table.column(Self.ends(["from", "origin", "source", "start"])),
      let to = try table.column(Self.ends(["to", "destination", "target", "end"]))
    else { return nil }
    let minutes = try table.column(Self.titles(ofUnits: ["minutes", "min", "mins"], alone: true))
    let seconds = try table.column(
      Self.titles(ofUnits: ["seconds", "sec", "secs", "s"], alone: false))
    // Sectors could be called so: then the first column has their names.
    if minutes == nil, seconds == nil {
      guard !table.lines.map({ $0[0] }).contains("to") else { return nil }
      throw ImportError(
        table.file, .line(table.headerLine), found: "columns from and to without the minutes",
        expected: "name a third column minutes, or seconds")
    }
    guard let time = minutes ?? seconds, minutes == nil || seconds == nil else {
      throw ImportError(
        table.file, .line(table.headerLine), found: "columns of minutes and of seconds",
        expected: "keep one of them")
    }
    self.table = table
    columns = (from, to, time)
    isInSeconds = minutes == nil
    var seen: Set<Sector.ID> = []
    var sectors: [Sector.ID] = []
    for line in table.lines {
      for id in [Sector.ID(line[from]), Sector.ID(line[to])] where seen.insert(id).inserted {
        sectors.append(id)
      }
    }
    try table.checkSectors(sectors) { _ in table.headerLine }
    try table.checkDecimalMarks(columns: [time])
    table.noteUnused([from, to, time])
    self.sectors = sectors
  }

  /// What stands above one end of a leg: the words, alone or with what is there behind them.
  private static func ends(_ words: [String]) -> [String] {
    words + words.flatMap { word in ["sector", "id", "beat", "zone"].map { "\(word) \($0)" } }
  }

  /// What stands above times in a unit: the unit, or words for travel with the unit behind them;
  /// where `alone`, those words mean it without the unit, too.
  private static func titles(ofUnits units: [String], alone: Bool) -> [String] {
    let words = [
      "travel", "time", "travel time", "travel_time", "traveltime", "drive time", "driving time",
    ]
    let measured = words + ["duration"]
    return units + (alone ? words : [])
      + measured.flatMap { word in
        units.flatMap {
          [
            "\(word) \($0)", "\(word) (\($0))", "\(word) [\($0)]", "\(word)_\($0)",
            "\(word), \($0)",
          ]
        }
      }
  }

  func times(for ids: [Sector.ID]) throws(ImportError) -> TravelTimes? {
    guard table.places(of: ids, in: sectors, as: "line") != nil else { return nil }
    table.notePassedOver(Set(sectors), but: ids)
    if isInSeconds { table.journal.note(table.file, "times are read as seconds") }
    let places = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    var legs = LegReader(table)
    var known: [Int: (leg: Int32, line: Int)] = [:]
    for line in table.lines.indices {
      guard let from = places[Sector.ID(table.lines[line][columns.from])],
        let to = places[Sector.ID(table.lines[line][columns.to])]
      else { continue }
      let leg = legs.leg(
        line: line, column: columns.time, stays: from == to, unit: isInSeconds ? 60 : 1)
      if let before = known[from * ids.count + to], before.leg != leg {
        table.journal.report(
          table.error(
            line: line, column: columns.time,
            expected: "write each leg once; line \(table.lines[before.line].line) has another"))
      }
      known[from * ids.count + to] = (leg, line)
    }
    return legs.times(sectorCount: ids.count, filled(known.mapValues(\.leg), ids))
  }

  /// All legs; where each pair has one of the two, it serves both ways.
  private func filled(_ known: [Int: Int32], _ ids: [Sector.ID]) -> [Int32] {
    let pairs = ids.indices.flatMap { one in (0..<one).map { (one, $0) } }
    let isHalf =
      !pairs.isEmpty
      && pairs.allSatisfy { one, other in
        (known[one * ids.count + other] == nil) != (known[other * ids.count + one] == nil)
      }
    if isHalf {
      table.journal.note(
        table.file, "each pair has one line; legs are taken to be as long both ways")
    }
    var tenths: [Int32] = []
    for from in ids.indices {
      for to in ids.indices {
        let there = known[from * ids.count + to]
        guard
          let leg = there ?? (isHalf ? known[to * ids.count + from] : nil) ?? (from == to ? 0 : nil)
        else {
          table.journal.report(
            ImportError(
              table.file, .file, found: "no line from sector \"\(ids[from])\" to \"\(ids[to])\"",
              expected: "add one"))
          tenths.append(0)
          if table.journal.isFull { return [] }
          continue
        }
        tenths.append(leg)
      }
    }
    return tenths
  }
}

/// Reads legs; cells that are none are reported.
private struct LegReader {
  private let table: ImportTable
  private var isRounded = false
  private var isWrong = false

  init(_ table: ImportTable) { self.table = table }

  /// A leg in tenths of a minute.
  mutating func leg(line: Int, column: Int, stays: Bool, unit: Double = 1) -> Int32 {
    if table.journal.isFull { return 0 }
    if stays, ImportTable.isCrossedOut(table.lines[line][column]) { return 0 }
    guard let number = table.decimal(line: line, column: column).map({ $0 / unit }),
      let minutes = Minutes(leg: number)
    else { return refuse(line, column, Minutes.legInWords) }
    if stays, minutes != .zero { return refuse(line, column, "write 0 from a sector to itself") }
    // What differs by less is how computers write tenths.
    if abs(number * 10 - Double(minutes.tenths)) > 1e-6 { isRounded = true }
    return Int32(minutes.tenths)
  }

  private mutating func refuse(_ line: Int, _ column: Int, _ expected: String) -> Int32 {
    table.journal.report(table.error(line: line, column: column, expected: expected))
    isWrong = true
    return 0
  }

  /// The legs, unless some are missing or wrong.
  func times(sectorCount: Int, _ tenths: [Int32]) -> TravelTimes? {
    guard !isWrong, tenths.count == sectorCount * sectorCount else { return nil }
    if isRounded { table.journal.note(table.file, "legs are rounded to tenths of a minute") }
    return TravelTimes(sectorCount: sectorCount, tenths: tenths)
  }
}

extension ImportTable {
  /// Says which sectors of a table of travel times are not needed.
  fileprivate func notePassedOver(_ listed: Set<Sector.ID>, but ids: [Sector.ID]) {
    let extra = listed.subtracting(ids).map(\.rawValue).sorted()
    guard !extra.isEmpty else { return }
    let names = extra.prefix(5).map(\.quoted).joined(separator: ", ")
    journal.note(
      file,
      "\(extra.count) \(extra.count == 1 ? "sector" : "sectors") without demand passed over: \(names)"
        + (extra.count > 5 ? " and others" : ""))
  }
}

extension Minutes {
  /// What a leg may be, for errors.
  static let legInWords =
    "write the minutes of travel, such as 7.5, from 0 to \(TravelTimes.longestLeg)"

  /// The leg nearest to a number of minutes, or `nil` if no leg is that long.
  init?(leg minutes: Double) {
    guard let leg = Minutes(rounding: minutes), minutes >= 0, leg <= TravelTimes.longestLeg
    else { return nil }
    self = leg
  }
}
