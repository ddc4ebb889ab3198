import Temper

/// A dense random QUBO of Palubeckis' sets p3000 to p7000, defined by its generator.
///
/// Palubeckis, "Iterated tabu search for the unconstrained binary quadratic optimization problem",
/// Informatica 17 (2006). Temper draws the entries, all in −100...100. The published sense is the
/// maximum of xᵀQx, with each pair counted twice.
public struct PalubeckisProblem: Sendable, Equatable {
  /// The number of variables.
  public let variables: Int
  /// The percentage of pairs that have a coefficient.
  public let density: Double
  /// The seed of the generator.
  public let seed: UInt64

  /// A problem of the sets, or a smaller one of the same kind.
  public init(variables: Int, density: Double, seed: UInt64) {
    self.variables = variables
    self.density = density
    self.seed = seed
  }

  /// Writes the problem as a qbsolv file, which asks for a minimum: all coefficients are negated.
  public func write(to emit: (String) throws -> Void) rethrows {
    var pairs = 0
    forEachEntry { row, column, value in if row != column && value != 0 { pairs += 1 } }
    try emit("p qubo 0 \(variables) \(variables) \(pairs)\n")
    var nodes = ""
    forEachEntry { row, column, value in
      if row == column { nodes += "\(row) \(row) \(-value)\n" }
    }
    try emit(nodes)
    var row = ""
    var couplers: [String] = []
    forEachEntry { line, column, value in
      if line == column {
        couplers.append(row)
        row = ""
      } else if value != 0 {
        row += "\(line) \(column) \(-2 * value)\n"
      }
    }
    for text in couplers { try emit(text) }
  }

  /// Calls `body` with row, column and value of each entry drawn, the upper triangle row by row.
  public func forEachEntry(_ body: (Int, Int, Int) -> Void) {
    QUBORecipe(.palubeckis, variables: variables, density: density, seed: seed)
      .forEachPalubeckisEntry { body($0, $1, Int($2)) }
  }
}
