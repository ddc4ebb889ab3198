import RandomStreams
package import Simulation

/// A stay that begins too early or too late for the travel from the stay before it (type 1).
package struct TravelDefect {
  package let car: Int
  /// The area of the stay before, and its last period.
  package let from: (area: Int, last: Int)
  /// The area of the stay after, its first period and its length.
  package let to: (area: Int, first: Int, length: Int)
  /// Periods of travel that lack, or below 0 that are too many.
  package let value: Int

  package init(
    car: Int, from: (area: Int, last: Int), to: (area: Int, first: Int, length: Int), value: Int
  ) {
    (self.car, self.from, self.to, self.value) = (car, from, to, value)
  }
}

/// Timetables under repair: all cells, and what follows from them, kept up to date by each change.
package struct ChainTable {
  package let region: Region
  /// The cells of all cars, row by row.
  package private(set) var cells: [Int]
  /// The first period of each car that may be changed: from the call on, and after all incidents.
  package private(set) var free: [Int]
  /// Effective periods of patrol of each area (n_a).
  package private(set) var counts: [Int]
  /// Changed cells of each sector.
  package private(set) var changed: [Int]
  /// Σ |value| of type-1 defects of each car.
  package private(set) var defects: [Int]
  /// Σ U(n_a) less that of the state.
  package private(set) var gain = 0.0
  /// A hash of all cells, for the tabu list: 64 bits, so that two tables of the at most 40 of a
  /// chain share one with a probability below 10⁻¹⁶.
  package private(set) var hash: UInt64 = 0

  private let utility: PresenceUtility
  private let initial: [Int]
  private let sectors: [Int]

  /// The timetables of a state at a call.
  package init(_ state: borrowing ShiftState, from period: Int) {
    (region, utility) = (state.region, state.utility)
    (cells, counts, changed) = (state.cells, state.patrol, state.changed)
    (initial, sectors) = (state.initial.cells, state.initial.sectors)
    defects = Array(repeating: 0, count: sectors.count)
    free = []
    for car in sectors.indices {
      var first = ShiftClock.periods
      while first > period, state.available[state.index(car, first - 1)] { first -= 1 }
      free.append(first)
    }
  }

  /// Σ |value| of type-1 defects of some cars.
  package func defects(of cars: [Int]) -> Int { cars.reduce(0) { $0 + defects[$1] } }

  // MARK: - Changes

  /// Changed cells of the car's sector if it were sent to an incident, without doing so.
  func changed(sending departure: Departure, to area: Int) -> Int {
    let row = departure.car * ShiftClock.periods
    return (departure.period..<departure.free).reduce(changed[sectors[departure.car]]) {
      count, period in
      let new = period < departure.arrival ? ShiftState.travelling : area
      let (old, start) = (cells[row + period], initial[row + period])
      return count + (new != start ? 1 : 0) - (old != start ? 1 : 0)
    }
  }

  /// Sends a car to an incident: travel, the incident, and free after it.
  package mutating func insert(_ departure: Departure, at area: Int) {
    let row = departure.car * ShiftClock.periods
    for period in departure.period..<departure.free {
      count(cells[row + period], by: -1)
      set(row + period, to: period < departure.arrival ? ShiftState.travelling : area)
    }
    free[departure.car] = departure.free
    defects[departure.car] =
      departure.free < ShiftClock.periods
      ? localDefects(departure.car, departure.free, ShiftClock.periods, nil) : 0
  }

  /// Changes a row.
  package mutating func apply(_ edit: RowEdit) {
    defects[edit.car] += change(of: edit)
    let row = edit.car * ShiftClock.periods
    for period in edit.start..<edit.end {
      let (old, new) = (cells[row + period], edit.cell(period))
      guard old != new else { continue }
      count(old, by: -1)
      count(new, by: 1)
      set(row + period, to: new)
    }
  }

  private mutating func set(_ cell: Int, to area: Int) {
    let sector = sectors[cell / ShiftClock.periods]
    changed[sector] += (area != initial[cell] ? 1 : 0) - (cells[cell] != initial[cell] ? 1 : 0)
    hash ^= Self.key(cell, cells[cell]) ^ Self.key(cell, area)
    cells[cell] = area
  }

  private mutating func count(_ area: Int, by change: Int) {
    guard area >= 0 else { return }
    gain -= utility(area: area, periods: counts[area])
    counts[area] += change
    gain += utility(area: area, periods: counts[area])
  }

  /// Zobrist keys (1970): one for each cell and content.
  private static func key(_ cell: Int, _ area: Int) -> UInt64 {
    var mixer = SplitMix64(seed: UInt64(cell) << 20 | UInt64(area + 1))
    return mixer.next()
  }

  // MARK: - What a change would bring

  /// How Σ U would change; the table is as before afterwards.
  package mutating func gain(of edit: RowEdit) -> Double {
    let (before, row) = (gain, edit.car * ShiftClock.periods)
    for period in edit.start..<edit.end {
      let (old, new) = (cells[row + period], edit.cell(period))
      guard old != new else { continue }
      count(old, by: -1)
      count(new, by: 1)
    }
    for period in edit.start..<edit.end {
      let (old, new) = (cells[row + period], edit.cell(period))
      guard old != new else { continue }
      if old >= 0 { counts[old] += 1 }
      if new >= 0 { counts[new] -= 1 }
    }
    defer { gain = before }
    return gain - before
  }

  /// How Σ |value| of type-1 defects would change.
  package func change(of edit: RowEdit) -> Int {
    defects(after: edit) - defects(before: edit)
  }

  /// Σ |value| of the pairs of stays that a change can touch, as they are.
  func defects(before edit: RowEdit) -> Int {
    localDefects(edit.car, edit.start, edit.end, nil)
  }

  /// Σ |value| of the same pairs once it is made.
  func defects(after edit: RowEdit) -> Int {
    localDefects(edit.car, edit.start, edit.end, edit)
  }

  /// Σ |value| of the pairs of stays that a change of these periods can touch.
  private func localDefects(_ car: Int, _ start: Int, _ end: Int, _ edit: RowEdit?) -> Int {
    let row = car * ShiftClock.periods
    var before = start - 1
    while before >= 0, cells[row + before] < 0 { before -= 1 }
    var place = before < 0 ? ShiftState.travelling : cells[row + before]
    var sum = 0
    for period in start..<ShiftClock.periods {
      let area = period < end ? edit?.cell(period) ?? cells[row + period] : cells[row + period]
      guard area >= 0 else { continue }
      let gap = period - before - 1
      if place >= 0, place != area || gap > 0 {
        sum += abs(region.periods(from: place, to: area) - gap)
      }
      (place, before) = (area, period)
      if period >= end { break }
    }
    return sum
  }

  // MARK: - Defects

  /// The first type-1 defect of a car's row, in the order of periods.
  package func firstDefect(of car: Int) -> TravelDefect? {
    guard defects[car] > 0 else { return nil }
    let row = car * ShiftClock.periods
    var before = free[car] - 1
    while before >= 0, cells[row + before] < 0 { before -= 1 }
    for period in free[car]..<ShiftClock.periods where cells[row + period] >= 0 {
      let (place, area) = (
        before < 0 ? ShiftState.travelling : cells[row + before], cells[row + period]
      )
      let gap = period - before - 1
      // A row that begins on the road has no stay before its first one.
      let value = place < 0 ? 0 : region.periods(from: place, to: area) - gap
      if place != area || gap > 0, value != 0 {
        return TravelDefect(
          car: car, from: (place, before), to: (area, period, stay(row, period)), value: value)
      }
      before = period
    }
    return nil
  }

  private func stay(_ row: Int, _ first: Int) -> Int {
    var end = first + 1
    while end < ShiftClock.periods, cells[row + end] == cells[row + first] { end += 1 }
    return end - first
  }

  /// The stays of a car from where it may be changed on; of one that has begun, what is left.
  package func freeStays(of car: Int) -> [(area: Int, periods: Range<Int>)] {
    let row = car * ShiftClock.periods
    var stays: [(area: Int, periods: Range<Int>)] = []
    var period = free[car]
    while period < ShiftClock.periods {
      let length = stay(row, period)
      if cells[row + period] >= 0 { stays.append((cells[row + period], period..<period + length)) }
      period += length
    }
    return stays
  }

  /// How many periods an area lacks (type 2), or below 0 has beyond its need.
  package func shortfall(of area: Int) -> Int { region.areas[area].requiredPeriods - counts[area] }
}
