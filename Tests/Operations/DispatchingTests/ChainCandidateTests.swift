import Dispatching
import RandomStreams
import Simulation
import Testing

/// Type-1 values and every generator of candidates, on rows by hand.
struct ChainCandidateTests {
  /// Areas 0...3 of one sector and 4 of another; 0 → 1 takes two periods, 1 → 0 one, 2 is beside 0,
  /// 3 is three periods from everywhere.
  private static func region() throws -> Region {
    let minutes: [[Double]] = [
      [0, 20, 10, 30, 40], [10, 0, 10, 30, 40], [10, 20, 0, 30, 40], [30, 30, 30, 0, 40],
      [40, 40, 40, 40, 0],
    ]
    return try Region(
      areas: (0..<5).map {
        PatrolArea(id: $0, sector: $0 < 4 ? 0 : 1, minPatrolMinutes: $0 == 3 ? 40 : 100)
      },
      sectors: [
        PatrolSector(id: "E", areas: [0, 1, 2, 3], neighbours: [1]),
        PatrolSector(id: "F", areas: [4], neighbours: [0]),
      ], minutes: minutes.flatMap { $0 })
  }

  /// A table of one car whose row begins so, and goes on in its last area.
  private static func table(_ cells: [Int], from period: Int = 0) throws -> ChainTable {
    let region = try region()
    let rest = Array(repeating: cells[cells.count - 1], count: ShiftClock.periods - cells.count)
    let start = InitialTimetables(sectors: [0], rows: [cells + rest])
    let state = ShiftState(
      start, region: region, utility: PresenceUtility(region, cars: 1), cap: 1)
    return ChainTable(state, from: period)
  }

  /// The first cells of a row after a change.
  private static func row(_ cells: [Int], _ edit: RowEdit, _ count: Int) throws -> [Int] {
    var table = try table(cells)
    table.apply(edit)
    return Array(table.cells.prefix(count))
  }

  @Test(arguments: [
    ([0, 0, 1, 1], 2), ([0, 0, -1, 1], 1), ([0, 0, -1, -1, -1, 1], -1), ([0, -1, 0], -1),
    ([1, 0], 1), ([1, 1, -1, -1, 0], -1),
  ]) func valuesAreNeededTravelLessThatInTheRow(cells: [Int], value: Int) throws {
    var changed = try Self.table([cells[0]])
    for (period, area) in cells.enumerated() {
      changed.apply(RowEdit(0, from: period, stay: (area, period + 1)))
    }
    let last = cells[cells.count - 1]
    changed.apply(RowEdit(0, from: cells.count, stay: (last, ShiftClock.periods)))
    #expect(changed.firstDefect(of: 0)?.value == value, "\(cells)")
    #expect(changed.defects(of: [0]) == abs(value), "\(cells)")
  }

  @Test func rowsInOrderHaveNoDefect() throws {
    var table = try Self.table([0])
    table.apply(RowEdit(0, from: 3, travelUntil: 5, stay: (1, 10)))
    table.apply(RowEdit(0, from: 10, travelUntil: 11, stay: (0, ShiftClock.periods)))
    #expect(table.defects(of: [0]) == 0 && table.firstDefect(of: 0) == nil)
  }

  private let short = TravelDefect(
    car: 0, from: (area: 0, last: 3), to: (area: 1, first: 4, length: 4), value: 2)
  private let cells = [0, 0, 0, 0, 1, 1, 1, 1]

  @Test func ejectsIntoEitherSide() throws {
    let edits = TravelCandidates.eject(short, free: 0)
    #expect(
      try edits.map { try Self.row(cells, $0, 8) } == [
        [0, 0, 0, 0, -1, -1, 1, 1], [0, 0, 0, -1, -1, 1, 1, 1], [0, 0, -1, -1, 1, 1, 1, 1],
      ])
  }

  @Test func ejectsNothingOfThePast() throws {
    #expect(TravelCandidates.eject(short, free: 2).count == 2)
    #expect(TravelCandidates.eject(short, free: 4).count == 1)
  }

  @Test func fillsFromEitherSide() throws {
    let long = TravelDefect(
      car: 0, from: (area: 0, last: 1), to: (area: 1, first: 6, length: 2), value: -2)
    let cells = [0, 0, -1, -1, -1, -1, 1, 1]
    #expect(
      try TravelCandidates.fill(long, free: 0).map { try Self.row(cells, $0, 8) } == [
        [0, 0, -1, -1, 1, 1, 1, 1], [0, 0, 0, -1, -1, 1, 1, 1], [0, 0, 0, 0, -1, -1, 1, 1],
      ])
    let same = TravelDefect(
      car: 0, from: (area: 0, last: 1), to: (area: 0, first: 4, length: 2), value: -2)
    #expect(
      try TravelCandidates.fill(same, free: 0).map { try Self.row([0, 0, -1, -1, 0], $0, 5) }
        == [[0, 0, 0, 0, 0]])
  }

  @Test func replacesByAreasThatCanBeReachedLater() throws {
    let edits = TravelCandidates.replaceLater(short, try Self.region(), [0, 1, 2, 3])
    // j = 0: 0 itself; j = 1: 0 and 2 are at most one period away; j = 2 adds 1; j = 3 adds 3.
    #expect(edits.count == 1 + 2 + 3 + 4)
    #expect(try Self.row(cells, edits[0], 8) == [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(try Self.row(cells, edits[2], 8) == [0, 0, 0, 0, -1, 2, 2, 2])
    #expect(try Self.row(cells, edits[9], 8) == [0, 0, 0, 0, -1, -1, -1, 3])
  }

  @Test func replacesByAreasThatCanBeReachedSooner() throws {
    let long = TravelDefect(
      car: 0, from: (area: 0, last: 1), to: (area: 1, first: 5, length: 2), value: -1)
    let cells = [0, 0, -1, -1, -1, 1, 1]
    let edits = TravelCandidates.replaceSooner(long, try Self.table(cells), [0, 1, 2, 3])
    // s = 0: all four within three periods; s = 1: three within two.
    #expect(edits.count == 4 + 3)
    #expect(try Self.row(cells, edits[3], 7) == [0, 0, -1, -1, -1, 3, 3])
    #expect(try Self.row(cells, edits[6], 7) == [0, 0, 0, -1, -1, 2, 2])
  }

  @Test func shortAreasTakeStaysThatCanBeSpared() throws {
    // Area 3 needs 4 periods and has none; 0 has 53 and needs 10, 1 has 20 and needs 10.
    var table = try Self.table([0])
    table.apply(RowEdit(0, from: 40, stay: (1, 60)))
    let edits = ShortAreaCandidates.edits(3, cars: [0], in: table)
    #expect(edits.map(\.start) == [0, 40, 60] && edits.map(\.end) == [40, 60, 73])
    #expect(edits.allSatisfy { $0.cell($0.start) == 3 })
    // Area 2 needs 10, which area 1 has just to spare.
    #expect(ShortAreaCandidates.edits(2, cars: [0], in: table).map(\.start) == [0, 40, 60])
    table.apply(RowEdit(0, from: 40, stay: (0, 41)))
    #expect(ShortAreaCandidates.edits(2, cars: [0], in: table).allSatisfy { $0.start != 41 })
  }

  /// Sums that follow each change, against sums counted anew.
  @Test(arguments: 1..<11) func sumsFollowEachChange(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    var table = try Self.table([0])
    let region = try Self.region()
    for _ in 0..<60 {
      let start = random.uniform(below: 70)
      let ends = (0..<3).map { _ in start + 1 + random.uniform(below: 8) }.sorted()
      let areas = (0..<3).map { _ in random.uniform(below: 6) - 1 }
      let edit = RowEdit(
        0, from: start, (areas[0], ends[0]), (areas[1], ends[1]), (areas[2], ends[2]))
      let (before, defects) = (table.gain, table.defects(of: [0]))
      let (gain, change) = (table.gain(of: edit), table.change(of: edit))
      #expect(table.gain == before)
      table.apply(edit)
      #expect(abs(table.gain - before - gain) < 1e-9, "seed \(seed)")
      #expect(table.defects(of: [0]) == defects + change, "seed \(seed)")
      #expect(table.defects(of: [0]) == Self.defects(table.cells, region), "seed \(seed)")
      for area in 0..<5 {
        #expect(table.counts[area] == table.cells.count { $0 == area }, "seed \(seed)")
      }
      #expect(table.changed[0] == table.cells.count { $0 != 0 }, "seed \(seed)")
    }
  }

  private static func defects(_ cells: [Int], _ region: Region) -> Int {
    let places = cells.indices.filter { cells[$0] >= 0 }
    return zip(places, places.dropFirst()).reduce(0) { sum, pair in
      let (a, b) = (cells[pair.0], cells[pair.1])
      let gap = pair.1 - pair.0 - 1
      return a == b && gap == 0 ? sum : sum + abs(region.periods(from: a, to: b) - gap)
    }
  }
}
