import LinearPrograms
import PatrolModel
import Tempering

/// The best that paths of cars can do in parts, and a bound that holds for whole ones.
///
/// The master program prices cells, the pricing finds paths that are worth more than they cost, until
/// there are none. After each round the Lagrangian relaxation of the rules that join cars gives a bound,
/// in whole numbers: no tolerance of a solver enters it. Prices are taken between those of the master
/// and those of the best bound, which steadies them (Wentges, "Weighted Dantzig–Wolfe decomposition for
/// linear mixed-integer programming", 1997, doi:10.1111/j.1475-3995.1997.tb00080.x).
struct ColumnGeneration {
  let instance: PatrolInstance
  let networks: [PathNetwork]
  let rows: CoverRows
  let pricings: [PathPricing]
  private let team: WorkerTeam
  private var master: PathMaster
  private var aim: PathMaster.Aim

  /// No plan costs less, in millionths of minutes.
  private(set) var bound = Int.min
  /// The prices that prove the bound.
  private(set) var center: [Int]
  private(set) var standing: PathStanding?
  private(set) var rounds = 0

  /// How it ended.
  enum End {
    /// No path is worth more than it costs, or the bound is as high as asked for.
    case done
    /// No plan keeps the rules; that is proven.
    case infeasible
    /// The time was up, or the solver found no optimum.
    case stopped
  }

  /// How much the prices of the best bound weigh beside the master's: chosen, not tuned.
  private static let steadiness = (best: 7, now: 3)
  /// How many paths of a group are taken from a round.
  private static let pathsPerRound = 12

  init(
    _ instance: PatrolInstance, changes: PlanChanges?, cap: Minutes? = nil, threads: Int,
    seed: Int32
  ) throws(SolverError) {
    self.instance = instance
    let groups = CarGroup.poolable(in: instance, single: changes != nil)
    networks = groups.map { PathNetwork($0, instance, changes) }
    pricings = networks.map { PathPricing($0, instance, cap: cap) }
    rows = CoverRows(instance, networks)
    team = WorkerTeam(threads: threads)
    // Above what any cell is worth: dropping it moves a car there and back, and changes each step.
    let farthest = instance.longestDrive.tenths
    let change = changes?.price.tenths ?? 0
    aim = .cost(artificial: Double(3 * change + 2 * farthest) / 10 + 100)
    master = try PathMaster(rows, counts: groups.map(\.count), aim: aim, seed: seed)
    center = Array(repeating: 0, count: rows.rows.count)
  }

  var columns: [PathMaster.Column] { master.columns }
  var groupCount: Int { networks.count }

  /// Whether a path of the same groups keeps the cap.
  func keepsCap(_ column: PathMaster.Column) -> Bool {
    pricings[column.group].keepsCap(column.path)
  }

  /// Adds paths of the same groups that keep the cap.
  mutating func add(_ known: [PathMaster.Column]) throws(SolverError) {
    for column in known where keepsCap(column) {
      _ = try master.add(column.path, of: column.group)
    }
  }

  /// Adds the ways of a plan's cars, where they keep the rules.
  mutating func add(_ plan: Schedule) throws(SolverError) {
    for (group, network) in networks.enumerated() {
      for car in network.group.cars {
        try add(instance.shift.steps.map { plan[$0, car] }, of: group)
      }
    }
  }

  /// Adds a way of a car, if it keeps the rules.
  mutating func add(_ way: [SectorIndex?], of group: Int) throws(SolverError) {
    guard let path = pricings[group].path(through: way) else { return }
    _ = try master.add(path, of: group)
  }

  // MARK: - Rounds

  /// Generates columns until none helps, the bound reaches `enough` thousandths of minutes, or the end
  /// is asked for.
  mutating func run(
    unit: Int, enough: Int? = nil, mustStop: () -> Bool
  ) throws(SolverError) -> End {
    if rows.isEmpty { return .infeasible }
    while true {
      switch try rounds(unit, enough, mustStop) {
      case .done where (standing?.artificial ?? 0) > 1e-6:
        let end = try becomeFeasible(mustStop)
        if end != .done { return end }
      case let end: return end
      }
    }
  }

  /// Looks for paths that keep all rules together, whatever they cost; artificial units are dear then.
  private mutating func becomeFeasible(_ mustStop: () -> Bool) throws(SolverError) -> End {
    guard case .cost(let artificial) = aim else { return .stopped }
    let known = (bound, center)
    try turn(to: .feasibility)
    let end = try rounds(1, 1, mustStop)
    let isProven = bound > 0
    (bound, center) = known
    try turn(to: .cost(artificial: 10 * artificial))
    guard end != .infeasible && !isProven else { return .infeasible }
    // Beyond that, a cell is worth more than all minutes of a shift.
    return artificial > 1e7 ? .stopped : end
  }

  /// Whether paths keep all rules together, at least in parts.
  mutating func isPossible(mustStop: () -> Bool) throws(SolverError) -> End {
    if rows.isEmpty { return .infeasible }
    try turn(to: .feasibility)
    let end = try rounds(1, 1, mustStop)
    return end == .done && bound > 0 ? .infeasible : end
  }

  private mutating func turn(to aim: PathMaster.Aim) throws(SolverError) {
    self.aim = aim
    bound = .min
    center = Array(repeating: 0, count: rows.rows.count)
    try master.turn(to: aim)
  }

  private mutating func rounds(
    _ unit: Int, _ enough: Int?, _ mustStop: () -> Bool
  ) throws(SolverError) -> End {
    while true {
      guard !mustStop(), let standing = try master.solve() else { return .stopped }
      self.standing = standing
      rounds += 1
      if aim.isFeasibility && standing.artificial < 1e-7 { return .done }
      let steady = bound == .min ? standing.duals : between(center, standing.duals)
      var (isNew, isWhole) = try price(steady, standing)
      guard isWhole else { return .infeasible }
      if isTight(standing, unit, enough) { return .done }
      if !isNew && steady != standing.duals {
        (isNew, isWhole) = try price(standing.duals, standing)
        if isTight(standing, unit, enough) { return .done }
      }
      if !isNew { return .done }
    }
  }

  private func between(_ best: [Int], _ now: [Int]) -> [Int] {
    let (b, n) = Self.steadiness
    return zip(best, now).map { ($0 * b + $1 * n) / (b + n) }
  }

  /// Whether the bound, rounded up to what plans can cost, is what the master came to, or enough.
  private func isTight(_ standing: PathStanding, _ unit: Int, _ enough: Int?) -> Bool {
    guard bound > .min else { return false }
    if let enough, roundedBound(unit) >= enough { return true }
    let value = Int((standing.objective * 1000 - 0.5).rounded(.up))
    return roundedBound(unit) >= roundedUp(value, unit)
  }

  /// The bound in thousandths of minutes, rounded up to a multiple of a unit.
  func roundedBound(_ unit: Int) -> Int { roundedUp(roundedUp(bound, 1000) / 1000, unit) }

  private func roundedUp(_ value: Int, _ unit: Int) -> Int {
    let rest = value % unit
    return rest == 0 ? value : value - rest + (value > 0 ? unit : 0)
  }

  // MARK: - Pricing

  /// Prices all groups: adds paths that are worth more than they cost by the master's own duals, and
  /// takes the bound if it is better.
  private mutating func price(
    _ duals: [Int], _ standing: PathStanding
  ) throws(SolverError) -> (isNew: Bool, isWhole: Bool) {
    let found = cheapest(duals)
    var isNew = false
    var total = rowBound(duals)
    for (group, paths) in found.enumerated() {
      guard let best = paths.first else { return (false, false) }
      total += networks[group].group.count * best.cost
      let own = prices(standing.duals, group)
      for (path, _) in paths where own.cost(of: path) - standing.groupDuals[group] < -1 {
        if try master.add(path, of: group) { isNew = true }
      }
    }
    if total > bound { (bound, center) = (total, duals) }
    return (isNew, true)
  }

  private func cheapest(_ duals: [Int]) -> [[(path: CarPath, cost: Int)]] {
    var found = [[(path: CarPath, cost: Int)]](repeating: [], count: networks.count)
    found.withUnsafeMutableBufferPointer { found in
      nonisolated(unsafe) let found = found
      team.forEach(networks.count) { group in
        let count = networks[group].group.count
        found[group] = pricings[group].cheapest(
          count == 1 ? 2 : Self.pathsPerRound, prices(duals, group))
      }
    }
    return found
  }

  /// What nodes and gaps cost a group under duals of the rows.
  func prices(_ duals: [Int], _ group: Int) -> PathPrices {
    var prices = PathPrices(
      nodes: rows.ofNode[group].map { $0.reduce(0) { $0 - duals[Int($1)] } },
      gaps: rows.ofGap[group].map { $0.reduce(0) { $0 - duals[Int($1)] } })
    prices.weight = aim.isFeasibility ? 0 : 1
    return prices
  }

  /// What the rows add to the bound: for each the number that costs least with its dual.
  private func rowBound(_ duals: [Int]) -> Int {
    zip(rows.rows, duals).reduce(0) { sum, next in
      let (row, dual) = next
      let least = row.range.lazy.map { cars in
        (aim.isFeasibility ? 0 : row.cost(of: cars) * PathPrices.perThousandth) + dual * cars
      }.min()
      return sum + (least ?? 0)
    }
  }
}

extension CarGroup {
  /// Cars that may share paths: all that are alike, as rules that add up over the shift hold for each
  /// path; cars of pairs, of named crews, and near a known plan are told apart.
  static func poolable(in instance: PatrolInstance, single: Bool) -> [CarGroup] {
    var named = Set(instance.roster.pairs.flatMap { [$0.first, $0.second] })
    for window in instance.roster.breakWindows {
      if case .cars(let cars) = window.crew { named.formUnion(cars) }
    }
    let pools =
      single
      ? instance.carIndices.map { [$0] }
      : instance.likeCars.flatMap { cars in
        cars.filter(named.contains).map { [$0] } + [cars.filter { !named.contains($0) }]
      }
    return pools.filter { !$0.isEmpty }.map { whole($0, instance) }
  }
}

extension PatrolInstance {
  /// The longest leg between two sectors.
  var longestDrive: Minutes {
    let tables = [travel] + roster.laterTravel.map(\.minutes)
    return tables.flatMap { table in
      sectorIndices.flatMap { from in sectorIndices.map { table[from: from, to: $0] } }
    }.max() ?? .zero
  }
}
