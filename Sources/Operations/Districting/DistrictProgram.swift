package import LinearPrograms
import PatrolRouting

/// The best districts by an integer program, with a flow from each centre to all of its nodes.
///
/// x_ij: node i belongs to centre j. The model is Hess's (1965), contiguity Shirabe's: a commodity
/// per centre, "Districting modeling with exact contiguity constraints", Environment and Planning B
/// 36 (2009), doi:10.1068/b34104.
package struct DistrictProgram: Sendable {
  /// What came of it.
  package struct Result: Sendable {
    package let status: LinearStatus
    /// None if there are none, or no time was left to find them.
    package let districts: Districts?
    package let cost: Double?
    /// No districts cost less.
    package let bound: Double
  }

  private typealias Column = LinearProgram.ColumnIndex
  private typealias Term = LinearProgram.Term

  private let rules: DistrictRules
  private var program = LinearProgram()
  private var belongs: [[Column]] = []

  package init(_ rules: DistrictRules) {
    self.rules = rules
    let nodes = rules.graph.nodes.indices
    for i in nodes {
      belongs.append(
        nodes.map { j in
          program.addColumn(cost: rules.cost(of: i, centre: j), in: 0...1, isInteger: true)
        })
    }
    addAssignment()
    addBalance()
    for centre in nodes { addFlow(from: centre) }
  }

  /// Σ_j x_ij = 1; Σ_j x_jj = r; x_ij ≤ x_jj.
  private mutating func addAssignment() {
    let nodes = rules.graph.nodes.indices
    for i in nodes { program.addRow(belongs[i].map { Term($0) }, in: 1...1) }
    let count = Double(rules.count)
    program.addRow(nodes.map { Term(belongs[$0][$0]) }, in: count...count)
    for i in nodes {
      for j in nodes where i != j {
        program.addRow(
          [Term(belongs[i][j]), Term(belongs[j][j], times: -1)], in: -Double.infinity...0)
      }
    }
  }

  /// (1 − a) S/r x_jj ≤ Σ_i φ_i x_ij ≤ (1 + a) S/r x_jj.
  private mutating func addBalance() {
    let nodes = rules.graph.nodes.indices
    let limits = rules.weights
    for j in nodes {
      func terms(less limit: Double) -> [Term] {
        nodes.map { i in
          let weight = rules.graph.nodes[i].weight
          return Term(belongs[i][j], times: i == j ? weight - limit : weight)
        }
      }
      program.addRow(terms(less: limits.lowerBound), in: 0...Double.infinity)
      program.addRow(terms(less: limits.upperBound), in: -Double.infinity...0)
    }
  }

  /// Each node of a centre takes in one more unit than it lets out, and takes in nothing unless it
  /// belongs to the centre.
  private mutating func addFlow(from centre: Int) {
    let graph = rules.graph
    let most = Double(graph.nodes.count - 1)
    var incoming = Array(repeating: [Term](), count: graph.nodes.count)
    var balance = incoming
    for node in graph.nodes.indices {
      for arc in graph.arcs[node] where arc.target != centre {
        let flow = program.addColumn(cost: 0, in: 0...most)
        incoming[arc.target].append(Term(flow))
        balance[arc.target].append(Term(flow))
        balance[node].append(Term(flow, times: -1))
      }
    }
    for node in graph.nodes.indices where node != centre {
      program.addRow(balance[node] + [Term(belongs[node][centre], times: -1)], in: 0...0)
      program.addRow(
        incoming[node] + [Term(belongs[node][centre], times: -most)], in: -Double.infinity...0)
    }
  }

  /// Solves the program.
  ///
  /// - Throws: ``SolverError`` if the solver fails, or gives an answer that cannot be trusted.
  package func solve(
    with solver: any LinearSolver, options: SolverOptions
  ) throws(SolverError) -> Result {
    let outcome = try solver.solve(program, options: options) { _ in }
    let districts = outcome.solution.map { solution in
      let nodes = rules.graph.nodes.indices
      let members = nodes.map { j in
        nodes.filter { solution.values[belongs[$0][j].rawValue] > 0.5 }
      }
      return Districts(members.filter { !$0.isEmpty })
    }
    return Result(
      status: outcome.status, districts: districts, cost: outcome.solution?.objective,
      bound: outcome.bound)
  }
}
