package import QUBOModel
package import RandomStreams
package import Tempering

/// A walker over states in which every row has one label per layer.
///
/// Energies are never computed from bits: each move knows its change from a few look-ups, which is
/// why these moves are fast at any number of variables.
package final class LayeredReplica: Replica {
  private let arena = Arena()
  let model: LayeredModel
  let moves: LayeredMoves
  /// Labels, row-major: row · `layerCount` + layer.
  let labels: UnsafeMutablePointer<UInt16>
  /// Rows per label in each layer, less the wanted total: layer · `labelCount` + label.
  let surplus: UnsafeMutablePointer<Int32>
  /// The labels wanted in each layer, the only ones a row may change to.
  let wanted: [[Int]]
  // Unchecked: one thread at a time advances a walker, and no accesses overlap. Checking them took a
  // third of the time of a move.
  @exclusivity(unchecked) package private(set) var cost: LayeredCost
  @exclusivity(unchecked) var random: RandomStream
  @exclusivity(unchecked) var factors: BoltzmannFactors
  let chain: OrderChain
  /// What the heat bath of restricted models remembers; allocated only for these.
  let arrangements: ArrangementChain?
  /// The rows of each group; allocated only where groups have shares.
  let tally: GroupTally?
  /// The most that the transitions of a row should add up to, if there is a limit.
  let longestRow: Int?
  package private(set) var acceptedMoves = 0
  package private(set) var best: Incumbent<LayeredState>
  private var bestRank: Rank
  private var isUnsaved = false

  /// Whether states that keep totals and rule come before all others, or energy alone counts.
  private let isConstrained: Bool

  /// Creates a walker at a state, with moves and random numbers of its own.
  package init(
    _ model: LayeredModel, start: LayeredState, moves: LayeredMoves, isConstrained: Bool = true,
    random: RandomStream
  ) {
    self.model = model
    self.moves = moves
    self.isConstrained = isConstrained
    self.random = random
    wanted = model.totals.map { totals in totals.indices.filter { totals[$0] > 0 } }
    let arena = arena
    factors = BoltzmannFactors(in: arena)
    chain = OrderChain(layerCount: model.layerCount, in: arena)
    arrangements = model.restrictions.map { ArrangementChain(model, $0, in: arena) }
    tally = model.restrictions?.groups.map { GroupTally(model, $0, at: start, in: arena) }
    longestRow = model.restrictions?.longestRow
    labels = arena.allocate(model.rowCount * model.layerCount, filledWith: 0)
    surplus = arena.allocate(model.layerCount * model.labelCount, filledWith: 0)
    for row in 0..<model.rowCount {
      for layer in 0..<model.layerCount {
        labels[row * model.layerCount + layer] = UInt16(start[row, layer])
      }
    }
    for (layer, totals) in model.totals.enumerated() {
      let counts = start.counts(inLayer: layer, labelCount: model.labelCount)
      for label in totals.indices {
        surplus[layer * model.labelCount + label] = Int32(counts[label] - totals[label])
      }
    }
    cost = model.cost(of: start)
    best = Incumbent(
      state: start, energy: Int64(model.energy(cost)),
      violation: isConstrained ? Int64(cost.violation) : 0)
    bestRank = best.rank
  }

  package var energy: Int64 { Int64(model.energy(cost)) }

  /// Whether rows are redrawn together; else single moves are tried.
  private var isHeatBath: Bool { moves == .exchange && hasShortRule }

  /// Steps between exchanges: each row is redrawn 15 times, or each label tried ten times.
  ///
  /// That is a few relaxation times of a replica, and about half a millisecond, which is worth the
  /// while of a thread.
  package var stepsPerRound: Int {
    isHeatBath ? 5 * model.rowCount : 10 * model.rowCount * model.layerCount
  }

  /// The chances of crossing that the ends of the ladder follow from.
  ///
  /// Single moves cross the median barrier once in a hundred tries at the hottest rung, the Digital
  /// Annealer's own setting, and a low one once in a million at the coldest, which is never in a
  /// round. A heat bath passes barriers inside three rows at any temperature, so it needs less heat,
  /// once in ten thousand; and it still moves where single moves are frozen, down to the smallest
  /// differences between schedules: 10⁻¹⁸ < 2⁻⁵³ is below what a draw can tell from 0.
  package var crossing: (cold: Double, hot: Double) {
    isHeatBath ? (1e-18, 1e-4) : (1e-6, 0.01)
  }

  /// The current state.
  package var state: LayeredState {
    var state = LayeredState(rowCount: model.rowCount, layerCount: model.layerCount)
    for row in 0..<model.rowCount {
      for layer in 0..<model.layerCount {
        state[row, layer] = Int(labels[row * model.layerCount + layer])
      }
    }
    return state
  }

  package func advance(steps: Int, temperature: Double) {
    switch moves {
    case .exchange where !canExchange, .oneHot where model.firstFreeLayer == model.layerCount:
      // Labels have nowhere to go.
      return
    case .exchange where isHeatBath:
      factors.prepare(for: temperature)
      if let arrangements {
        for _ in 0..<steps { resampleRows(arrangements) }
      } else {
        for _ in 0..<steps { resampleRows() }
      }
    case .exchange, .oneHot:
      for _ in 0..<steps { _ = tryMove(temperature) }
    }
    saveIfBest()
  }

  /// Whether exchanges lead anywhere: alike rows of one layer are the same in any order.
  private var canExchange: Bool {
    model.rowCount >= 2 && (model.layerCount >= 2 || model.restrictions != nil)
      && model.firstFreeLayer < model.layerCount
  }

  /// Tries one move of the move set; returns its energy change, accepted or not.
  private func tryMove(_ temperature: Double) -> Int {
    if moves == .oneHot { return tryCellChange(temperature) }
    return model.layerCount >= 2 && random.uniform(below: 10) < Self.tailsOfTenExchanges
      ? tryTailExchange(temperature) : tryCellExchange(temperature)
  }

  /// Of ten exchanges so many are of tails, the others of cells.
  ///
  /// Tails alone and seven tails in ten came equally near to proven optima, 0.2–0.5 % on shifts of
  /// 20 sectors and 18 steps after ten seconds; cells alone 3–5 %. Some cells there must be: no tail
  /// starts at layer 0, which matters where rows are not alike.
  private static let tailsOfTenExchanges = 7

  /// Whether a move with an energy change is accepted at a temperature (Metropolis).
  func accepts(_ change: Int, _ temperature: Double) -> Bool {
    change <= 0 || Double(change) <= temperature * random.exponential()
  }

  /// Books an accepted move; call it before the labels change.
  func willMove(_ change: LayeredCost) {
    var next = cost
    next += change
    let rank = Rank(violation: violation(next), energy: Int64(model.energy(next)))
    if bestRank < rank { saveIfBest() }
    if rank < bestRank {
      bestRank = rank
      isUnsaved = true
    }
    cost = next
    acceptedMoves += 1
  }

  /// Positive changes of random moves at the local minimum that descent by random moves reaches.
  package func sampledBarriers() -> [Int64] {
    guard model.firstFreeLayer < model.layerCount, moves == .oneHot || canExchange else {
      return []
    }
    let cells = model.rowCount * model.layerCount
    // Each of n rows meets each other in a layer 400 / n times, or each of k labels 200 / k times:
    // several times at the sizes of shifts. No rise by 1 or more is accepted: 37 T < 1.
    for _ in 0..<200 * cells { _ = tryMove(Self.coldestOfAll) }
    // Percentiles of 2,000 are off by √(¼ / 2,000), a percent of the rank.
    let changes = (0..<max(2_000, 10 * cells)).map { _ in Int64(tryMove(Self.coldestOfAll)) }
    saveIfBest()
    return changes.filter { $0 > 0 }.sorted()
  }

  /// A temperature > 0 at which only descents are accepted.
  private static let coldestOfAll = 1e-9

  /// Copies the current state to `best` if it is the best and was not copied yet.
  private func saveIfBest() {
    guard isUnsaved else { return }
    isUnsaved = false
    best = Incumbent(state: state, energy: energy, violation: violation(cost))
  }

  private func violation(_ cost: LayeredCost) -> Int64 {
    isConstrained ? Int64(cost.violation) : 0
  }
}
