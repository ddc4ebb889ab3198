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
  /// 32 bytes, so that two share a cache line.
  private struct Label {
    var value = -Double.infinity
    /// The areas visited: bits 0..<64 and 64..<128.
    var visited: (low: UInt64, high: UInt64) = (0, 0)
    /// The period in which the stay that ends here began, or in which travel to here began.
    var since: Int16 = 0
    /// The area before, for arrivals.
    var from: Int16 = 0

    func hasVisited(_ place: Int) -> Bool {
      place < 64
        ? visited.low >> UInt64(place) & 1 == 1 : visited.high >> UInt64(place - 64) & 1 == 1
    }

    mutating func visit(_ place: Int) {
      if place < 64 {
        visited.low |= 1 << UInt64(place)
      } else {
        visited.high |= 1 << UInt64(place - 64)
      }
    }
  }

  private var ground = RepairGround()
  private var terms = StayTerms()
  private var arrivals: [Label] = []
  private var leaves: [Label] = []

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
    let size = (ShiftClock.periods + 1) * ground.areas.count
    if arrivals.count < size {
      arrivals = Array(repeating: Label(), count: size)
      leaves = arrivals
    }
    for index in (first * ground.areas.count)..<size {
      arrivals[index] = Label()
      leaves[index] = Label()
    }
  }

  private mutating func solve(from first: Int) {
    let (ground, terms) = (ground, terms)
    let (width, end) = (ground.areas.count, ShiftClock.periods)
    var root = Label()
    (root.value, root.since, root.from) = (0, -1, Int16(ground.root))
    root.visit(ground.root)
    arrivals.withUnsafeMutableBufferPointer { arrivals in
      leaves.withUnsafeMutableBufferPointer { leaves in
        arrivals[first * width + ground.root] = root
        // Leaving the incident at once is the one stay without a period.
        root.since = Int16(first)
        leaves[first * width + ground.root] = root
        for period in first...end {
          for place in 0..<width {
            Self.depart(
              leaves[period * width + place], place, period, ground, terms, to: arrivals)
            guard period < end else { continue }
            Self.stay(arrivals[period * width + place], place, period, width, terms, to: leaves)
          }
        }
      }
    }
  }

  /// Extends the arrival at a place by stays of every length.
  private static func stay(
    _ start: Label, _ place: Int, _ period: Int, _ width: Int, _ terms: StayTerms,
    to leaves: UnsafeMutableBufferPointer<Label>
  ) {
    guard start.value > -.infinity else { return }
    var label = start
    (label.since, label.from) = (Int16(period), Int16(place))
    terms.gains.withUnsafeBufferPointer { gains in
      terms.changes.withUnsafeBufferPointer { changes in
        let (row, before) = (place * terms.width, changes[place * terms.width + period])
        var target = period * width + place
        for length in 1...(ShiftClock.periods - period) {
          target += width
          // What is fixed to the period is a difference of two sums from the start of the shift.
          let value = start.value + gains[row + length] - changes[row + period + length] + before
          guard value > leaves[target].value else { continue }
          label.value = value
          leaves[target] = label
        }
      }
    }
  }

  /// Extends the end of a stay by travel to every area that was not visited.
  private static func depart(
    _ start: Label, _ place: Int, _ period: Int, _ ground: RepairGround, _ terms: StayTerms,
    to arrivals: UnsafeMutableBufferPointer<Label>
  ) {
    guard start.value > -.infinity else { return }
    let width = ground.areas.count
    ground.travel.withUnsafeBufferPointer { travel in
      terms.travelChanges.withUnsafeBufferPointer { changes in
        for next in 0..<width {
          let arrival = period + travel[place * width + next]
          guard arrival < ShiftClock.periods else { continue }
          let value = start.value - changes[arrival] + changes[period]
          guard value > arrivals[arrival * width + next].value, !start.hasVisited(next) else {
            continue
          }
          var label = start
          label.visit(next)
          (label.value, label.since, label.from) = (value, Int16(period), Int16(place))
          arrivals[arrival * width + next] = label
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
    var period = ShiftClock.periods
    let last = period * width
    var place = (0..<width).max { leaves[last + $0].value < leaves[last + $1].value } ?? 0
    while period > departure.free {
      let since = Int(leaves[period * width + place].since)
      for at in since..<period { cells[at - departure.period] = areas[place] }
      let arrival = arrivals[since * width + place]
      guard arrival.since >= 0 else { break }
      (period, place) = (Int(arrival.since), Int(arrival.from))
    }
    return CarPlan(
      car: departure.car, start: departure.period, busy: departure.busy, cells: cells)
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
