extension QUBO {
  /// How strongly and how widely variables interact, on average over variables.
  public struct CouplingSpread: Hashable, Sendable {
    /// The mean of Σⱼ b_ij², in units squared.
    public let meanSquare: Double
    /// The mean number of variables that one interacts with.
    public let meanNeighbours: Double
  }

  /// How strongly and how widely variables interact.
  ///
  /// - Complexity: O(number of couplings).
  public var couplingSpread: CouplingSpread {
    // A switch, so that each storage has a loop of its own type.
    switch interactions {
    case .dense8(let rows): spread(rows)
    case .dense16(let rows): spread(rows)
    case .dense32(let rows): spread(rows)
    case .denseFloat(let rows): spread(rows)
    case .sparse32(let rows): spread(rows)
    case .sparse64(let rows): spread(rows)
    }
  }

  private func spread(_ rows: some InteractionRows) -> CouplingSpread {
    var (squares, neighbours) = (0.0, 0)
    for i in 0..<rows.variableCount {
      rows.forEachCoupling(of: i) { _, coefficient in
        squares += Double(coefficient) * Double(coefficient)
        neighbours += 1
      }
    }
    let variables = Double(max(1, rows.variableCount))
    return CouplingSpread(
      meanSquare: squares / variables, meanNeighbours: Double(neighbours) / variables)
  }
}
