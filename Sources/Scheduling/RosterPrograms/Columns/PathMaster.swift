import LinearPrograms
import PatrolModel

/// The linear program over the paths that are known: which of them, in parts, keep all rules at least
/// cost.
///
/// Where they cannot, artificial columns stand in for cars that lack or are too many. Costs are
/// minutes, and so are the duals.
struct PathMaster {
  /// A path of a group of cars.
  struct Column: Hashable, Sendable {
    let group: Int
    let path: CarPath
  }

  /// What the program asks for.
  enum Aim {
    /// Least cost, with a price for each artificial unit.
    case cost(artificial: Double)
    /// The fewest artificial units.
    case feasibility
  }

  private let rows: CoverRows
  private let counts: [Int]
  private let program: GrowingProgram
  /// The columns that come before the paths: units of priced rows, then artificial ones.
  private let unitCosts: [Double]
  private let artificialCount: Int
  private(set) var columns: [Column] = []
  private var known: Set<Column> = []
  private var aim: Aim

  /// What the rows cost at their least numbers, in thousandths of minutes.
  private let baseCost: Int

  init(
    _ rows: CoverRows, counts: [Int], aim: Aim, seed: Int32
  ) throws(SolverError) {
    self.rows = rows
    self.counts = counts
    self.aim = aim
    var start = LinearProgram()
    var terms = [[LinearProgram.Term]](repeating: [], count: rows.rows.count + counts.count)
    for (place, row) in rows.rows.enumerated() where row.price != nil {
      for cars in row.range.dropFirst() {
        let step = row.cost(of: cars) - row.cost(of: cars - 1)
        let unit = start.addColumn(cost: Double(step) / 1000, in: 0...1)
        terms[place].append(.init(unit, times: -1))
      }
    }
    unitCosts = start.costs
    baseCost = rows.rows.reduce(0) { $0 + $1.cost(of: $1.range.lowerBound) }
    let cars = counts.reduce(0, +)
    for place in terms.indices {
      let range =
        place < rows.rows.count
        ? rows.rows[place].range : counts[place - rows.rows.count]...counts[place - rows.rows.count]
      if range.lowerBound > 0 {
        terms[place].append(.init(start.addColumn(cost: aim.artificialCost, in: 0...Double(cars))))
      }
      if range.upperBound < cars, place < rows.rows.count {
        let excess = start.addColumn(cost: aim.artificialCost, in: 0...Double(cars))
        terms[place].append(.init(excess, times: -1))
      }
    }
    artificialCount = start.columnCount - unitCosts.count
    for (place, row) in rows.rows.enumerated() {
      let least = Double(row.range.lowerBound)
      start.addRow(
        terms[place], in: least...(row.price == nil ? Double(row.range.upperBound) : least))
    }
    for (group, count) in counts.enumerated() {
      start.addRow(terms[rows.rows.count + group], in: Double(count)...Double(count))
    }
    program = try GrowingProgram(start, seed: seed)
  }

  /// Adds a path, unless it is there.
  ///
  /// - Returns: Whether it is new.
  mutating func add(_ path: CarPath, of group: Int) throws(SolverError) -> Bool {
    let column = Column(group: group, path: path)
    guard known.insert(column).inserted else { return false }
    columns.append(column)
    try program.addColumn(
      cost: aim.cost(of: path),
      rows: rows.rows(of: path, group: group) + [Int32(rows.rows.count + group)])
    return true
  }

  /// Asks for something else of the same columns.
  mutating func turn(to aim: Aim) throws(SolverError) {
    self.aim = aim
    let units = unitCosts.map { aim.isFeasibility ? 0 : $0 }
    let artificial = [Double](repeating: aim.artificialCost, count: artificialCount)
    try program.replaceCosts(units + artificial + columns.map { aim.cost(of: $0.path) })
  }

  /// Solves; `nil` if the solver found no optimum.
  func solve() throws(SolverError) -> PathStanding? {
    guard let standing = try program.solve() else { return nil }
    let first = unitCosts.count + artificialCount
    return PathStanding(
      objective: standing.objective + (aim.isFeasibility ? 0 : Double(baseCost) / 1000),
      artificial: standing.values[unitCosts.count..<first].reduce(0, +),
      values: Array(standing.values[first...]),
      duals: standing.rowDuals.prefix(rows.rows.count).map { Int(($0 * 1e6).rounded()) },
      groupDuals: standing.rowDuals.suffix(counts.count).map { Int(($0 * 1e6).rounded()) })
  }
}

/// Where the program over known paths stands.
struct PathStanding {
  /// Minutes, prices and artificial units; in minutes.
  let objective: Double
  /// Artificial units.
  let artificial: Double
  /// A value for each path.
  let values: [Double]
  /// A dual for each rule that joins cars, in millionths of minutes.
  let duals: [Int]
  /// A dual for each group of cars, in millionths of minutes.
  let groupDuals: [Int]

  /// Whether each path is used by a whole number of cars, and nothing is artificial.
  var isWhole: Bool {
    artificial < 1e-6 && values.allSatisfy { abs($0 - $0.rounded()) < 1e-6 }
  }
}

extension PathMaster.Aim {
  var isFeasibility: Bool { if case .feasibility = self { true } else { false } }

  /// The minutes of an artificial unit.
  var artificialCost: Double {
    switch self {
    case .cost(let artificial): artificial
    case .feasibility: 1
    }
  }

  /// The minutes of a path.
  func cost(of path: CarPath) -> Double { isFeasibility ? 0 : Double(path.cost) / 1000 }
}
