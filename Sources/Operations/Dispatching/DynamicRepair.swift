import Simulation

/// Repairs a timetable by dynamic programming over its stays, with a price for each changed cell.
///
/// S[t][a] is the best value of arriving at a in period t, E[t][a] that of leaving then:
/// E[t][a] = max_s S[s][a] + w (U_a(n_a+t−s) − U_a(n_a)) − λ #(init ≠ a in s..<t),
/// S[t+P_ab][b] = max_a E[t][a] − λ #(init ≠ −1 over the travel). Labels keep the areas visited, as
/// U is concave: an area visited twice would count twice.
struct DynamicRepair {
  private struct Label {
    var value = -Double.infinity
    var visited: UInt128 = 0
    /// The period in which the stay that ends here began, or in which travel to here began.
    var since = 0
    /// The area before, for arrivals.
    var from = 0
  }

  private let areas: [Int]
  private let width: Int
  /// Periods of travel among the areas, row by row.
  private let travel: [Int]
  private var arrivals: [Label]
  private var leaves: [Label]

  private init(areas: [Int], region: Region) {
    self.areas = areas
    width = areas.count
    travel = areas.flatMap { start in areas.map { region.periods(from: start, to: $0) } }
    arrivals = Array(repeating: Label(), count: (ShiftClock.periods + 1) * width)
    leaves = arrivals
  }

  /// The plan of a car that goes to an incident, best by a price of changes.
  static func plan(
    _ departure: Departure, to area: Int, price: Double, patrol: Double,
    in state: borrowing ShiftState, counts: inout [Int]
  ) -> CarPlan {
    let cells = state.cells(of: departure.car, from: departure.period)
    for cell in cells where state.cells[cell] >= 0 && state.available[cell] {
      counts[state.cells[cell]] -= 1
    }
    defer {
      for cell in cells where state.cells[cell] >= 0 && state.available[cell] {
        counts[state.cells[cell]] += 1
      }
    }
    let own = state.region.sectors[state.initial.sectors[departure.car]].areas
    var repair = DynamicRepair(areas: own.contains(area) ? own : own + [area], region: state.region)
    repair.solve(departure, at: area, price, patrol, state, counts)
    return repair.plan(departure, at: area)
  }

  private mutating func solve(
    _ departure: Departure, at area: Int, _ price: Double, _ patrol: Double,
    _ state: borrowing ShiftState, _ counts: [Int]
  ) {
    let terms = StayTerms(areas, car: departure.car, price, patrol, state, counts)
    let root = areas.firstIndex(of: area) ?? 0
    let end = ShiftClock.periods
    var label = Label()
    (label.value, label.visited, label.since, label.from) = (0, 1 << UInt128(root), -1, root)
    arrivals[departure.free * width + root] = label
    for period in departure.free...end {
      for place in 0..<width {
        // Leaving the incident at once is the one stay without a period.
        if period == departure.free, place == root {
          leaves[period * width + place] = label
          leaves[period * width + place].since = period
        }
        depart(from: place, at: period, by: terms)
        guard period < end else { continue }
        stay(at: place, from: period, by: terms)
      }
    }
  }

  /// Extends the arrival at a place by stays of every length.
  private mutating func stay(at place: Int, from period: Int, by terms: StayTerms) {
    let start = arrivals[period * width + place]
    guard start.value > -.infinity else { return }
    var target = period * width + place
    let lengths = ShiftClock.periods - period
    for length in 1...lengths {
      target += width
      // What is fixed to the period is a difference of two sums from the start of the shift.
      let value =
        start.value + terms.gains[place * terms.width + length]
        - terms.changes[place * terms.width + period + length]
        + terms.changes[place * terms.width + period]
      if value > leaves[target].value {
        leaves[target] = Label(value: value, visited: start.visited, since: period, from: place)
      }
    }
  }

  /// Extends the end of a stay by travel to every area that was not visited.
  private mutating func depart(from place: Int, at period: Int, by terms: StayTerms) {
    let start = leaves[period * width + place]
    guard start.value > -.infinity else { return }
    for next in 0..<width where (start.visited >> UInt128(next)) & 1 == 0 {
      let arrival = period + travel[place * width + next]
      guard arrival < ShiftClock.periods else { continue }
      let value = start.value - terms.travelChanges[arrival] + terms.travelChanges[period]
      let target = arrival * width + next
      if value > arrivals[target].value {
        arrivals[target] = Label(
          value: value, visited: start.visited | 1 << UInt128(next), since: period, from: place)
      }
    }
  }

  /// Reads the best labels backwards.
  private func plan(_ departure: Departure, at area: Int) -> CarPlan {
    var cells = Array(
      repeating: ShiftState.travelling, count: ShiftClock.periods - departure.period)
    for period in departure.arrival..<departure.free { cells[period - departure.period] = area }
    var period = ShiftClock.periods
    let last = period * width
    var place = (0..<width).max { leaves[last + $0].value < leaves[last + $1].value } ?? 0
    while period > departure.free {
      let stay = leaves[period * width + place]
      for at in stay.since..<period { cells[at - departure.period] = areas[place] }
      let arrival = arrivals[stay.since * width + place]
      guard arrival.since >= 0 else { break }
      (period, place) = (arrival.since, arrival.from)
    }
    return CarPlan(
      car: departure.car, start: departure.period, busy: departure.busy, cells: cells)
  }
}

/// What stays and travel are worth, tabulated so that the recursion only adds.
private struct StayTerms {
  /// Entries of a row: lengths, or ends of periods, 0 to the whole shift.
  let width = ShiftClock.periods + 1
  /// w (U_a(n_a + length) − U_a(n_a)) of each area, row by row.
  let gains: [Double]
  /// λ #(init ≠ a) before each period, of each area, row by row.
  let changes: [Double]
  /// λ #(init ≠ −1) before each period.
  let travelChanges: [Double]

  init(
    _ areas: [Int], car: Int, _ price: Double, _ patrol: Double, _ state: borrowing ShiftState,
    _ counts: [Int]
  ) {
    let initial = Array(state.initial.cells[state.cells(of: car, from: 0)])
    var (gains, changes): ([Double], [Double]) = ([], [])
    gains.reserveCapacity(areas.count * width)
    changes.reserveCapacity(areas.count * width)
    for area in areas {
      let before = state.utility(area: area, periods: counts[area])
      for length in 0..<width {
        gains.append(
          patrol * (state.utility(area: area, periods: counts[area] + length) - before))
      }
      changes += Self.sums(initial, area, price)
    }
    (self.gains, self.changes) = (gains, changes)
    travelChanges = Self.sums(initial, ShiftState.travelling, price)
  }

  private static func sums(_ initial: [Int], _ area: Int, _ price: Double) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(initial.count + 1)
    var changed = 0
    for cell in initial {
      changed += cell == area ? 0 : 1
      sums.append(price * Double(changed))
    }
    return sums
  }
}
