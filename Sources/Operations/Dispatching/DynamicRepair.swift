import Simulation

/// Repairs a timetable by dynamic programming over its stays, with a price for each changed cell.
///
/// S[t][a] is the best value of arriving at a in period t, E[t][a] that of leaving then:
/// E[t][a] = max_s S[s][a] + w (U_a(n_a+t−s) − U_a(n_a)) − λ #(init ≠ a in s..<t),
/// S[t+P_ab][b] = max_a E[t][a] − λ #(init ≠ −1 over the travel). Labels keep the areas visited, as
/// U is concave: an area visited twice would count twice.
///
/// Its tables are made once and used again for every plan of a decision.
struct DynamicRepair {
  /// The areas visited: bits 0..<64 and 64..<128.
  private struct Visits {
    var (low, high): (UInt64, UInt64) = (0, 0)

    func contains(_ place: Int) -> Bool {
      place < 64 ? low >> UInt64(place) & 1 == 1 : high >> UInt64(place - 64) & 1 == 1
    }

    mutating func insert(_ place: Int) {
      if place < 64 { low |= 1 << UInt64(place) } else { high |= 1 << UInt64(place - 64) }
    }
  }

  /// An arrival; 32 bytes, so that two share a cache line.
  private struct Arrival {
    var value = -Double.infinity
    var visited = Visits()
    /// The period in which travel to here began, and the area before.
    var (since, from): (Int16, Int16) = (0, 0)
  }

  private var ground = RepairGround()
  private var terms = StayTerms()
  /// By period, then place.
  private var arrivals: [Arrival] = []
  /// What an arrival that was stayed at had visited, by period, then place.
  private var stays: [Visits] = []
  /// E, and the period in which the stay that ends began: by place, then period, as stays of every
  /// length are extended at once, several numbers in a step of the processor.
  private var (leaves, begins): ([Double], [Double]) = ([], [])

  /// The plan of a car that goes to an incident, best by a price of changes.
  mutating func plan(
    _ departure: Departure, to area: Int, price: Double, patrol: Double,
    in state: borrowing ShiftState, counts: inout [Int]
  ) -> CarPlan {
    let cells = state.cells(of: departure.car, from: departure.period)
    for cell in cells where state.cells[cell] >= 0 && state.available[cell] {
      counts[state.cells[cell]] -= 1
    }
    ground.lay(state.initial.sectors[departure.car], with: area, state.region)
    terms.tabulate(
      ground.areas, car: departure.car, from: departure.free, price, patrol, state, counts)
    for cell in cells where state.cells[cell] >= 0 && state.available[cell] {
      counts[state.cells[cell]] += 1
    }
    clear(from: departure.free)
    solve(from: departure.free)
    return plan(departure, at: area)
  }

  /// Forgets the labels of the periods that are solved.
  private mutating func clear(from first: Int) {
    let (width, ends) = (ground.areas.count, ShiftClock.periods + 1)
    if arrivals.count < ends * width {
      arrivals = Array(repeating: Arrival(), count: ends * width)
      stays = Array(repeating: Visits(), count: ends * width)
      leaves = Array(repeating: -.infinity, count: ends * width)
      begins = leaves
    }
    for index in (first * width)..<(ends * width) { arrivals[index].value = -.infinity }
    for place in 0..<width {
      for period in first..<ends { leaves[place * ends + period] = -.infinity }
    }
  }

  private mutating func solve(from first: Int) {
    let (width, root) = (ground.areas.count, ground.root)
    var start = Arrival(value: 0, visited: Visits(), since: -1, from: Int16(root))
    start.visited.insert(root)
    arrivals[first * width + root] = start
    // Leaving the incident at once is the one stay without a period.
    stays[first * width + root] = start.visited
    leaves[root * (ShiftClock.periods + 1) + first] = 0
    begins[root * (ShiftClock.periods + 1) + first] = Double(first)
    for period in first..<ShiftClock.periods {
      for place in 0..<width {
        depart(from: place, period)
        stay(at: place, period)
      }
    }
  }

  /// Extends the arrival at a place by stays of every length.
  private mutating func stay(at place: Int, _ period: Int) {
    let start = arrivals[period * ground.areas.count + place]
    guard start.value > -.infinity else { return }
    stays[period * ground.areas.count + place] = start.visited
    let (row, end) = (place * terms.width, ShiftClock.periods)
    terms.gains.withUnsafeBufferPointer { gains in
      terms.changes.withUnsafeBufferPointer { changes in
        leaves.withUnsafeMutableBufferPointer { leaves in
          begins.withUnsafeMutableBufferPointer { begins in
            StayRun(
              start: start.value, before: changes[row + period], since: Double(period),
              place: row + period + 1, end: row + end + 1, gain: row + 1
            ).extend(gains, changes, leaves, begins)
          }
        }
      }
    }
  }

  /// Extends the end of a stay by travel to every area that was not visited.
  private mutating func depart(from place: Int, _ period: Int) {
    let width = ground.areas.count
    let leave = place * (ShiftClock.periods + 1) + period
    let start = leaves[leave]
    guard start > -.infinity else { return }
    let visited = stays[Int(begins[leave]) * width + place]
    arrivals.withUnsafeMutableBufferPointer { arrivals in
      ground.travel.withUnsafeBufferPointer { travel in
        terms.travelChanges.withUnsafeBufferPointer { changes in
          for next in 0..<width {
            let arrival = period + travel[place * width + next]
            guard arrival < ShiftClock.periods else { continue }
            let value = start - changes[arrival] + changes[period]
            guard value > arrivals[arrival * width + next].value, !visited.contains(next) else {
              continue
            }
            var label = Arrival(
              value: value, visited: visited, since: Int16(period), from: Int16(place))
            label.visited.insert(next)
            arrivals[arrival * width + next] = label
          }
        }
      }
    }
  }

  /// Reads the best labels backwards.
  private func plan(_ departure: Departure, at area: Int) -> CarPlan {
    let (width, areas) = (ground.areas.count, ground.areas)
    var cells = Array(
      repeating: ShiftState.travelling, count: ShiftClock.periods - departure.period)
    for period in departure.arrival..<departure.free { cells[period - departure.period] = area }
    let ends = ShiftClock.periods + 1
    var period = ShiftClock.periods
    var place =
      (0..<width).max { leaves[$0 * ends + period] < leaves[$1 * ends + period] } ?? 0
    while period > departure.free {
      let since = Int(begins[place * ends + period])
      for at in since..<period { cells[at - departure.period] = areas[place] }
      let arrival = arrivals[since * width + place]
      guard arrival.since >= 0 else { break }
      (period, place) = (Int(arrival.since), Int(arrival.from))
    }
    return CarPlan(
      car: departure.car, start: departure.period, busy: departure.busy, cells: cells)
  }
}

/// Stays of every length that begin with an arrival.
private struct StayRun {
  let start: Double
  /// λ #(init ≠ a) before the arrival, which is taken from the same at the end.
  let before: Double
  let since: Double
  /// Where the end of the shortest stay is in the tables, and that of the longest.
  let (place, end): (Int, Int)
  /// Where the gain of the shortest stay is.
  let gain: Int

  /// Takes over each stay that is better than what is known of its end.
  func extend(
    _ gains: UnsafeBufferPointer<Double>, _ changes: UnsafeBufferPointer<Double>,
    _ leaves: UnsafeMutableBufferPointer<Double>, _ begins: UnsafeMutableBufferPointer<Double>
  ) {
    var place = place
    while place + 4 <= end {
      // What is fixed to the period is a difference of two sums from the start of the shift.
      let value = start + gains.four(gain + place - self.place) - changes.four(place) + before
      var (known, begun) = (
        UnsafeBufferPointer(leaves).four(place), UnsafeBufferPointer(begins).four(place)
      )
      let isBetter = value .> known
      known.replace(with: value, where: isBetter)
      begun.replace(with: since, where: isBetter)
      leaves.store(known, place)
      begins.store(begun, place)
      place += 4
    }
    while place < end {
      let value = start + gains[gain + place - self.place] - changes[place] + before
      if value > leaves[place] { (leaves[place], begins[place]) = (value, since) }
      place += 1
    }
  }
}

extension UnsafeBufferPointer<Double> {
  /// Four numbers from a place on.
  fileprivate func four(_ place: Int) -> SIMD4<Double> {
    UnsafeRawBufferPointer(self).loadUnaligned(
      fromByteOffset: place * MemoryLayout<Double>.stride, as: SIMD4<Double>.self)
  }
}

extension UnsafeMutableBufferPointer<Double> {
  /// Replaces four numbers from a place on.
  fileprivate func store(_ values: SIMD4<Double>, _ place: Int) {
    UnsafeMutableRawBufferPointer(self).storeBytes(
      of: values, toByteOffset: place * MemoryLayout<Double>.stride, as: SIMD4<Double>.self)
  }
}

/// The areas that a repair may use, and travel among them.
private struct RepairGround {
  /// The areas of the car's sector, and that of the incident.
  private(set) var areas: [Int] = []
  /// Periods of travel among the areas, row by row.
  private(set) var travel: [Int] = []
  /// Where the incident's area is among them.
  private(set) var root = 0
  private var sector = -1

  /// Takes the areas of a sector and an incident; nothing is to be done for the same ones again.
  mutating func lay(_ sector: Int, with area: Int, _ region: Region) {
    if sector == self.sector, areas[root] == area { return }
    self.sector = sector
    let own = region.sectors[sector].areas
    let all = own.contains(area) ? own : own + [area]
    areas = all
    root = all.firstIndex(of: area) ?? 0
    travel = all.flatMap { start in all.map { region.periods(from: start, to: $0) } }
  }
}
