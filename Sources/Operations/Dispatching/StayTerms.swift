import Simulation

/// What stays and travel are worth, tabulated so that the recursion of a repair only adds.
struct StayTerms {
  /// Entries of a row: lengths, or ends of periods, 0 to the whole shift.
  let width = ShiftClock.periods + 1
  /// w (U_a(n_a + length) − U_a(n_a)) of each area, row by row.
  private(set) var gains: [Double] = []
  /// λ #(init ≠ a) before each period, of each area, row by row.
  private(set) var changes: [Double] = []
  /// λ #(init ≠ −1) before each period.
  private(set) var travelChanges: [Double] = []

  /// Fills the tables for a car that is free from a period on; earlier entries are not used.
  mutating func tabulate(
    _ areas: [Int], car: Int, from first: Int, _ price: Double, _ patrol: Double,
    _ state: borrowing ShiftState, _ counts: [Int]
  ) {
    if gains.count < areas.count * width {
      gains = Array(repeating: 0, count: areas.count * width)
      changes = gains
      travelChanges = Array(repeating: 0, count: width)
    }
    let row = state.index(car, 0)
    for (place, area) in areas.enumerated() {
      let before = state.utility(area: area, periods: counts[area])
      for length in 0...(ShiftClock.periods - first) {
        gains[place * width + length] =
          patrol * (state.utility(area: area, periods: counts[area] + length) - before)
      }
      Self.sum(&changes, at: place * width, area, price, state, row)
    }
    Self.sum(&travelChanges, at: 0, ShiftState.travelling, price, state, row)
  }

  /// λ times the initial cells before each period that are not an area.
  private static func sum(
    _ sums: inout [Double], at place: Int, _ area: Int, _ price: Double,
    _ state: borrowing ShiftState, _ row: Int
  ) {
    var changed = 0
    sums[place] = 0
    for period in 0..<ShiftClock.periods {
      changed += state.initial.cells[row + period] == area ? 0 : 1
      sums[place + period + 1] = price * Double(changed)
    }
  }
}
