public import PatrolModel

/// A lower bound on the travel of every feasible schedule, proven without an LP solver.
///
/// The presence rows Σ f ≤ r of a ``FlowNetwork`` get prices λ ≥ 0 and move into the costs, which
/// leaves an independent transportation problem per move:
///
///     L(λ) = Σ_t min { Σ (W[a][b] + Σ λ) f : f meets the demand of move t } − Σ λ r ≤ optimum.
///
/// Prices and costs are whole numbers of a fixed fraction of a tenth of a minute, so L(λ) is exact
/// and rounding up to the next tenth is safe, whatever λ. Transportation problems have integral
/// LPs, so the best such bound is that of the flow model's LP (Geoffrion 1974,
/// doi:10.1007/BFb0120690). Prices follow the subgradient with Polyak's step towards a target above
/// the best bound (Held, Wolfe & Crowder 1974, doi:10.1007/BF01580223; the target is adapted as in
/// Goffin & Kiwiel 1999, doi:10.1007/s101070050024) and half of the last direction as inertia.
///
/// Moves that are past have the flow that they had, which costs what it costs.
///
/// Legs that are not allowed cost more than any detour, which keeps the bound valid: no schedule
/// pays for them.
///
/// Its floating-point arithmetic is sums and products in a fixed order: the same on any machine.
public struct LagrangianBound: Sendable {
  /// The network whose schedules are bounded.
  public let network: FlowNetwork
  private let moves: [FlowNetwork.Move]
  private var problems: [TransportationProblem]
  /// The arcs of moves that are past, whose flow does not change.
  private let givenArcs: [Int]
  /// The flow at the present prices.
  private var flow: [Int]
  /// W and λ in units, arc by arc.
  private var costs: [Int64]
  private let unitsPerTenth: Int64
  private let largestPrice: Int64
  private var prices: [Int64]
  /// L(λ) of the best prices so far, in units.
  private var bestValue: Int64
  private var bestPrices: [Int64]

  /// Prepares the bound with all prices zero, where it is the cheapest way to meet the demand.
  ///
  /// - Precondition: The network has one group, or its groups are merged.
  public init(_ network: FlowNetwork) {
    precondition(network.groups.count == 1, "groups of cars share the demand")
    self.network = network
    moves = network.moves[0]
    problems = moves.map(network.problem)
    flow = Array(repeating: 0, count: network.arcs.count)
    givenArcs = moves.filter(\.isGiven).flatMap(\.arcs)
    for arc in givenArcs { flow[arc] = network.arcs[arc].capacity }
    let longest = max(1, Int64(network.instance.travel.longest.tenths))
    unitsPerTenth = Self.unitsPerTenth(of: network)
    // A detour costs at most two legs, so that prices above a few legs are never needed.
    largestPrice = 8 * longest * unitsPerTenth
    costs = []
    prices = Array(repeating: 0, count: network.presenceRows.count)
    bestPrices = prices
    bestValue = .min
    bestValue = evaluate().value
  }

  /// No schedule that meets the demand and keeps the presence rule travels less.
  public var travel: Minutes {
    let (quotient, remainder) = bestValue.quotientAndRemainder(dividingBy: unitsPerTenth)
    return Minutes(tenths: max(0, Int(quotient + (remainder > 0 ? 1 : 0))))
  }

  /// The price of each presence row at the best bound, in minutes, not negative.
  public var rowPrices: [Double] {
    bestPrices.map { Double($0) / Double(10 * unitsPerTenth) }
  }

  /// Improves the prices by a number of subgradient steps.
  ///
  /// - Parameters:
  ///   - iterations: The most steps; some hundreds come within 0.1 % of the LP's bound.
  ///   - ceiling: The travel of a known schedule, if there is one; reaching it ends the search.
  ///   - isCancelled: Asked at each step; `true` ends the search.
  public mutating func improve(
    iterations: Int, ceiling: Minutes? = nil, isCancelled: () -> Bool = { false }
  ) {
    guard !prices.isEmpty, unitsPerTenth > 1 else { return }
    var ascent = Ascent(start: bestPrices, value: bestValue)
    prices = bestPrices
    for _ in 0..<iterations where !isCancelled() {
      if let ceiling, travel >= ceiling { return }
      let (value, excess) = evaluate()
      if value > bestValue { (bestValue, bestPrices) = (value, prices) }
      // All rows kept at no cost: these flows are an optimal schedule.
      guard ascent.step(value: value, excess: excess) else { return }
      prices = ascent.prices(upTo: largestPrice)
    }
  }

  /// L(λ) of the present prices, and by how much each row is exceeded: a subgradient.
  private mutating func evaluate() -> (value: Int64, excess: [Int]) {
    costs = network.arcs.map { arc in
      arc.capacity > 0 ? Int64(arc.travel.tenths) * unitsPerTenth : largestPrice
    }
    for (row, price) in zip(network.presenceRows, prices) where price > 0 {
      for arc in row.arcs { costs[arc.rawValue] += price }
    }
    var value = givenArcs.reduce(0) { $0 + costs[$1] * Int64(flow[$1]) }
    costs.withUnsafeBufferPointer { costs in
      for (index, move) in moves.enumerated() where !move.isGiven {
        value += problems[index].solve(UnsafeBufferPointer(rebasing: costs[move.arcs]))
        flow.replaceSubrange(move.arcs, with: problems[index].flow)
      }
    }
    let excess = zip(network.presenceRows, prices).map { row, price in
      value -= price * Int64(row.limit)
      return row.arcs.reduce(-row.limit) { $0 + flow[$1.rawValue] }
    }
    return (value, excess)
  }

  /// How finely prices are measured: 4096ths of a tenth, or less where sums might overflow.
  private static func unitsPerTenth(of network: FlowNetwork) -> Int64 {
    let instance = network.instance
    let rowsPerArc = if case .maxStay(let limit) = instance.presence { limit } else { 2 }
    let largest =
      Double(instance.carCount) * Double(instance.stepCount)
      * Double(max(1, instance.travel.longest.tenths)) * Double(1 + 8 * rowsPerArc)
    return largest * 4096 < 0x1p62 ? 4096 : 1
  }
}
