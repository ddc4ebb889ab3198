/// A transportation problem in whole numbers: min Σ c x with given row and column sums.
///
/// Successive shortest augmenting paths with potentials: the Hungarian method for rows and columns
/// of more than one unit (Ahuja, Magnanti & Orlin, *Network Flows*, 1993, section 9.7). Any column
/// potentials are a valid start, and those of a similar problem leave little to do.
package struct TransportationProblem: Sendable {
  private let supplies: [Int]
  private let demands: [Int]
  /// x, row by row.
  package private(set) var flow: [Int]
  /// u, one per row: with v below, u + v ≤ c everywhere and u + v = c wherever x > 0.
  package private(set) var rowPotentials: [Int64]
  /// v, one per column.
  package private(set) var columnPotentials: [Int64]
  /// What each column still needs.
  private var missing: [Int]

  // The tree of shortest paths from one row, along u + v − c; −1 is nowhere.
  private var columnDistances: [Int64]
  private var columnIsDone: [Bool]
  private var rowBefore: [Int]
  private var rowDistances: [Int64]
  private var columnBefore: [Int]
  private var reachedRows: [Int] = []

  /// Creates a problem; supplies and demands are positive and have the same sum.
  package init(supplies: [Int], demands: [Int]) {
    self.supplies = supplies
    self.demands = demands
    flow = Array(repeating: 0, count: supplies.count * demands.count)
    rowPotentials = Array(repeating: 0, count: supplies.count)
    columnPotentials = Array(repeating: 0, count: demands.count)
    missing = demands
    columnDistances = columnPotentials
    columnIsDone = Array(repeating: false, count: demands.count)
    rowBefore = Array(repeating: -1, count: demands.count)
    rowDistances = rowPotentials
    columnBefore = Array(repeating: -1, count: supplies.count)
  }

  /// Finds the cheapest flow for costs given row by row; returns its cost.
  package mutating func solve(_ costs: UnsafeBufferPointer<Int64>) -> Int64 {
    precondition(costs.count == flow.count, "one cost per row and column")
    missing = demands
    for index in flow.indices { flow[index] = 0 }
    for row in supplies.indices {
      var rest = fillCheapest(row, costs)
      while rest > 0 { rest -= augment(from: row, by: rest, costs) }
    }
    return zip(costs, flow).reduce(0) { $0 + $1.0 * Int64($1.1) }
  }

  /// Sets u of a row to the greatest valid value and sends what fits where u + v = c.
  ///
  /// - Returns: What is left of the row's supply.
  private mutating func fillCheapest(_ row: Int, _ costs: UnsafeBufferPointer<Int64>) -> Int {
    let first = row * demands.count
    var least = Int64.max
    for column in demands.indices {
      least = min(least, costs[first + column] - columnPotentials[column])
    }
    rowPotentials[row] = least
    var rest = supplies[row]
    for column in demands.indices where rest > 0 && missing[column] > 0 {
      guard costs[first + column] - columnPotentials[column] == least else { continue }
      let units = min(rest, missing[column])
      flow[first + column] = units
      missing[column] -= units
      rest -= units
    }
    return rest
  }

  /// Sends units from a row along a shortest path to a column that misses some; returns how many.
  private mutating func augment(
    from source: Int, by most: Int, _ costs: UnsafeBufferPointer<Int64>
  ) -> Int {
    for column in demands.indices {
      columnDistances[column] = .max
      columnIsDone[column] = false
    }
    for row in supplies.indices { columnBefore[row] = -1 }
    reachedRows.removeAll(keepingCapacity: true)
    reach(source, at: 0, costs)
    while true {
      let column = nearestColumn()
      if missing[column] > 0 {
        updatePotentials(end: columnDistances[column])
        return push(from: source, to: column, by: min(most, missing[column]))
      }
      columnIsDone[column] = true
      // Units that other rows have here may go elsewhere: on those arcs u + v = c.
      for row in 0...source where row != source && columnBefore[row] < 0 {
        guard flow[row * demands.count + column] > 0 else { continue }
        columnBefore[row] = column
        reach(row, at: columnDistances[column], costs)
      }
    }
  }

  private mutating func reach(
    _ row: Int, at distance: Int64, _ costs: UnsafeBufferPointer<Int64>
  ) {
    rowDistances[row] = distance
    reachedRows.append(row)
    let first = row * demands.count
    let base = distance - rowPotentials[row]
    for column in demands.indices where !columnIsDone[column] {
      let through = base + costs[first + column] - columnPotentials[column]
      if through < columnDistances[column] {
        columnDistances[column] = through
        rowBefore[column] = row
      }
    }
  }

  private func nearestColumn() -> Int {
    var (nearest, least) = (0, Int64.max)
    for column in demands.indices where !columnIsDone[column] && columnDistances[column] < least {
      (nearest, least) = (column, columnDistances[column])
    }
    return nearest
  }

  private mutating func updatePotentials(end: Int64) {
    for row in reachedRows { rowPotentials[row] += end - rowDistances[row] }
    for column in demands.indices where columnIsDone[column] {
      columnPotentials[column] -= end - columnDistances[column]
    }
  }

  /// Moves units along the path found, as many as all its arcs allow.
  private mutating func push(from source: Int, to sink: Int, by most: Int) -> Int {
    let width = demands.count
    var (units, column) = (most, sink)
    while rowBefore[column] != source {
      let row = rowBefore[column]
      column = columnBefore[row]
      units = min(units, flow[row * width + column])
    }
    column = sink
    missing[sink] -= units
    while true {
      let row = rowBefore[column]
      flow[row * width + column] += units
      guard row != source else { return units }
      column = columnBefore[row]
      flow[row * width + column] -= units
    }
  }
}
