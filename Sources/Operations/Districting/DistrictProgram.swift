package import LinearPrograms
import PatrolRouting

/// The best districts by an integer program, with a flow from each centre to all of its nodes.
///
/// x_ij: node i belongs to centre j. The model is Hess's (1965), contiguity Shirabe's: a commodity
/// per centre, "Districting modeling with exact contiguity constraints", Environment and Planning B
/// 36 (2009), doi:10.1068/b34104.
package struct DistrictProgram: Sendable {
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
          program.addColumn(
            cost: rules.objective == .compactness ? rules.cost(of: i, centre: j) : 0,
            in: 0...(mayBelong(i, to: j) ? 1 : 0), isInteger: true)
        })
    }
    addAssignment()
    addBalance()
    if rules.diameter < .infinity { addDiameter() }
    if rules.objective == .balance { addWorstDeviation() }
    for centre in nodes { addFlow(from: centre) }
  }

  /// Whether i may be in j's district: it is near enough; and for balance, where any node would do
  /// as the centre, the centre is the lowest node, so that no districts are counted twice.
  private func mayBelong(_ i: Int, to j: Int) -> Bool {
    !rules.areApart(i, j) && (rules.objective == .compactness || i >= j)
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
    let limits = rules.weights
    for j in rules.graph.nodes.indices {
      program.addRow(excess(of: j, over: limits.lowerBound), in: 0...Double.infinity)
      program.addRow(excess(of: j, over: limits.upperBound), in: -Double.infinity...0)
    }
  }

  /// z ≥ |Σ_i φ_i x_ij − S/r x_jj| / (S/r), which is to be least.
  private mutating func addWorstDeviation() {
    let mean = rules.meanWeight
    guard mean > 0 else { return }
    let worst = program.addColumn(cost: 1, in: 0...Double.infinity)
    for j in rules.graph.nodes.indices {
      let terms = excess(of: j, over: mean)
      program.addRow(terms + [Term(worst, times: mean)], in: 0...Double.infinity)
      program.addRow(terms + [Term(worst, times: -mean)], in: -Double.infinity...0)
    }
  }

  /// Σ_i φ_i x_ij − limit x_jj.
  private func excess(of j: Int, over limit: Double) -> [Term] {
    rules.graph.nodes.indices.map { i in
      let weight = rules.graph.nodes[i].weight
      return Term(belongs[i][j], times: i == j ? weight - limit : weight)
    }
  }

  /// x_ij + x_kj ≤ x_jj for nodes i and k that are too far apart.
  private mutating func addDiameter() {
    let nodes = rules.graph.nodes.indices
    for i in nodes {
      for k in nodes where k > i && rules.areApart(i, k) {
        for j in nodes where mayBelong(i, to: j) && mayBelong(k, to: j) {
          program.addRow(
            [Term(belongs[i][j]), Term(belongs[k][j]), Term(belongs[j][j], times: -1)],
            in: -Double.infinity...0)
        }
      }
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
  /// - Parameters:
  ///   - solver: The solver.
  ///   - options: How long and how exactly to solve.
  ///   - report: Told of better districts and bounds on the way.
  /// - Returns: The districts, or that there are none.
  /// - Throws: ``SolverError`` if the solver fails, or gives an answer that cannot be trusted.
  package func solve(
    with solver: any LinearSolver, options: SolverOptions,
    report: @escaping (SolverProgress) -> Void = { _ in }
  ) throws(SolverError) -> DistrictOutcome {
    let outcome = try solver.solve(program, options: options, report: report)
    let districts = outcome.solution.map { solution in
      let nodes = rules.graph.nodes.indices
      let members = nodes.map { j in
        nodes.filter { solution.values[belongs[$0][j].rawValue] > 0.5 }
      }
      return Districts(members.filter { !$0.isEmpty })
    }
    return DistrictOutcome(
      districts, cost: outcome.solution?.objective, bound: outcome.bound,
      isComplete: [.optimal, .infeasible, .infeasibleOrUnbounded].contains(outcome.status))
  }
}
