/// What a fixed policy is worth, V(i, w) = c_i · w + d_i, fitted to what it brings.
///
/// Values that choose moves average over all passages of a node in a round, and no single c and d is
/// exact for each of them. Here c and d are fitted to the returns of the policy's own runs instead
/// (Boyan, "Technical update: least-squares temporal difference learning", Machine Learning 49, 2002,
/// doi:10.1023/A:1017936530646, for λ = 1), so that the largest relative error is least: weighted
/// least squares, each weight multiplied by its error again and again (Lawson's algorithm; Rice &
/// Usow, "The Lawson algorithm and extensions", Mathematics of Computation 22, 1968), at first
/// e^(−βt). Of fits that are equally good it is the one nearest to the average first-visit slopes.
package struct RouteEvaluation: Sendable {
  /// A state of a run and what the run brought from there, discounted to then.
  private struct Sample {
    let node: Int
    let ages: [Double]
    let reward: Double
    /// e^(−βt) for the time since the start.
    let weight: Double
    /// φ_j e^(−βt_j) for the first visit of j after t_j.
    let slopes: [Double]
  }

  /// After 9/β a reward is worth 0.012 %: samples begin until then, and see so far ahead.
  private static let span = 9.0
  /// More starts would take memory by the gigabyte on the largest maps.
  private static let mostStarts = 64
  /// The weight of the average slopes, in units of the ages' sum of squares: enough to choose among
  /// fits that are equally good, and too little to be seen in them.
  private static let stiffness = 1e-5
  /// The rounds of Lawson's algorithm: on towns of four nodes errors change by less than a tenth after
  /// 30; on large maps, where each takes longer, fewer have to do.
  private static func rounds(nodeCount: Int) -> Int { max(4, 160 / nodeCount) }
  /// A worst error for which no better fit is looked for.
  private static let goal = 0.005

  /// The nodes whose runs the values were fitted to: all, or some spread over the list of nodes.
  package let starts: [Int]
  /// Those of nodes that no run passes are 0.
  package let values: LinearRouteValues

  /// Fits values to runs of a policy, each from a node where nothing waits.
  package init(_ policy: some RoutePolicy, in model: RoutingModel) {
    let count = min(Self.mostStarts, model.nodeCount)
    starts = (0..<count).map { $0 * model.nodeCount / count }
    let end = Self.span / model.discountRate
    let samples = starts.flatMap { start in
      Self.samples(policy, from: PatrolState(at: start, in: model), until: end, in: model)
    }
    let byNode = Dictionary(grouping: samples, by: \.node)
    var values = LinearRouteValues(nodeCount: model.nodeCount)
    for (node, samples) in byNode { values.set(Self.fit(samples), at: node) }
    self.values = values
  }

  /// The states of a run until a time, looked back on from its end.
  private static func samples(
    _ policy: some RoutePolicy, from start: PatrolState, until end: Double, in model: RoutingModel
  ) -> [Sample] {
    var state = start
    var steps: [(state: PatrolState, move: RoutingModel.Move, reward: Double)] = []
    while state.time < end + span / model.discountRate {
      let (before, move) = (state, model.moves[state.node][policy.choose(state, in: model)])
      steps.append((before, move, state.make(move, in: model)))
    }
    var (reward, slopes) = (0.0, Array(repeating: 0.0, count: model.nodeCount))
    var samples: [Sample] = []
    for step in steps.reversed() {
      // Backwards: what follows is worth less by the move's time, and its target is visited first.
      reward = step.move.discount * (step.reward + reward)
      for node in slopes.indices { slopes[node] *= step.move.discount }
      slopes[step.move.target] = model.weights[step.move.target] * step.move.discount
      guard step.state.time < end else { continue }
      samples.append(
        Sample(
          node: step.state.node, ages: (0..<model.nodeCount).map { step.state.age(of: $0) },
          reward: reward, weight: model.discount(of: step.state.time), slopes: slopes))
    }
    return samples
  }

  /// The c and d of the least largest relative error.
  private static func fit(_ samples: [Sample]) -> (slopes: [Double], constant: Double) {
    // Rewards of 0 have no relative errors, but are met by c = 0 and d = 0.
    let scales = samples.map { 1 / max($0.reward, 1e-9) }
    var weights = samples.map(\.weight)
    var best = (row: (slopes: [Double](), constant: 0.0), error: Double.infinity)
    for _ in 0..<rounds(nodeCount: samples[0].ages.count) {
      let row = leastSquares(samples, weights: zip(weights, scales).map { $0 * $1 * $1 })
      let errors = zip(samples, scales).map { sample, scale in
        abs(zip(row.slopes, sample.ages).reduce(row.constant) { $0 + $1.0 * $1.1 } - sample.reward)
          * scale
      }
      let worst = errors.max() ?? 0
      if worst < best.error { best = (row, worst) }
      guard worst > goal else { break }
      // A weight of 0 would stay so, whatever the error becomes.
      for index in weights.indices { weights[index] *= max(errors[index] / worst, 1e-3) }
      let sum = weights.reduce(0, +)
      for index in weights.indices { weights[index] /= sum }
    }
    return best.row
  }

  /// argmin over c and d of Σ weight (c · w + d − reward)² + ε Σ (c − c̄)²; ages are centred, so that
  /// d follows from c.
  private static func leastSquares(
    _ samples: [Sample], weights: [Double]
  ) -> (slopes: [Double], constant: Double) {
    let nodes = 0..<samples[0].ages.count
    let total = weights.reduce(0, +)
    func mean(_ value: (Sample) -> Double) -> Double {
      zip(samples, weights).reduce(0) { $0 + $1.1 * value($1.0) } / total
    }
    let ages = nodes.map { j in mean { $0.ages[j] } }
    let prior = nodes.map { j in mean { $0.slopes[j] } }
    let reward = mean(\.reward)
    // Row by row, the lower triangle.
    var square = Array(repeating: 0.0, count: nodes.count * nodes.count)
    var right = Array(repeating: 0.0, count: nodes.count)
    for (sample, weight) in zip(samples, weights) {
      let centred = nodes.map { sample.ages[$0] - ages[$0] }
      let left = nodes.reduce(sample.reward - reward) { $0 - prior[$1] * centred[$1] }
      for j in nodes where centred[j] != 0 {
        right[j] += weight * centred[j] * left
        let (row, factor) = (j * nodes.count, weight * centred[j])
        for k in 0...j { square[row + k] += factor * centred[k] }
      }
    }
    let trace = nodes.reduce(0) { $0 + square[$1 * (nodes.count + 1)] }
    for j in nodes { square[j * (nodes.count + 1)] += stiffness * max(trace, 1e-12 * total) }
    let change =
      Cholesky(square, size: nodes.count)?.solution(of: right)
      ?? Array(repeating: 0, count: nodes.count)
    let slopes = nodes.map { prior[$0] + change[$0] }
    return (slopes, nodes.reduce(reward) { $0 - slopes[$1] * ages[$1] })
  }
}

/// A symmetric positive definite matrix as L Lᵀ, row by row.
private struct Cholesky {
  private var lower: [Double]
  private let size: Int

  /// Reads the lower triangle; nil if the matrix is not positive definite.
  init?(_ matrix: [Double], size: Int) {
    lower = matrix
    self.size = size
    for j in 0..<size {
      for k in 0...j {
        let (a, b) = (j * size, k * size)
        var rest = matrix[a + k]
        for i in 0..<k { rest -= lower[a + i] * lower[b + i] }
        if k < j {
          lower[a + k] = rest / lower[b + k]
        } else {
          guard rest > 0 else { return nil }
          lower[a + j] = rest.squareRoot()
        }
      }
    }
  }

  /// x with L Lᵀ x = `right`, by substitution forwards and backwards.
  func solution(of right: [Double]) -> [Double] {
    var x = right
    for j in 0..<size {
      for i in 0..<j { x[j] -= lower[j * size + i] * x[i] }
      x[j] /= lower[j * size + j]
    }
    for j in (0..<size).reversed() {
      for i in j + 1..<size { x[j] -= lower[i * size + j] * x[i] }
      x[j] /= lower[j * size + j]
    }
    return x
  }
}
