/// A simulation that learns c and d from each return to a node.
///
/// Between two visits of node i, at t0 with ages w0 and at T, lies a sample of its value: with first
/// visits t_j in between, c_ij is φ_j e^(−β(t_j − t0)), or α c_ij for j without visit, α =
/// e^(−β(T − t0)); d_i is the discounted rewards in between + α (c_i · w_T + d_i) − c_i · w0.
///
/// Exact where a route passes each node once a round. A node that it passes more than once a round
/// has one c and d for all passages; as its policy goes first where much waits, slopes and ages vary
/// together, and d falls short by their covariance: by up to 22 % of the value on towns of four nodes.
/// With the estimate of c_i in place of the sample's in c_i · w0 values come within 7 %, but the
/// policies that they choose bring 1.02 times what greed does on the research maps, instead of 1.15.
/// So moves are chosen by these values, and what the policy is worth is fitted apart
/// (``RouteEvaluation``).
package struct SimilarStates {
  /// Estimates never weigh less than this share of what is new, so that early ones are forgotten.
  private static let leastShare = 0.01

  private struct Step {
    let node: Int
    let discount: Double
    let reward: Double
  }

  package private(set) var state: PatrolState
  package private(set) var values: LinearRouteValues
  /// All moves, and the number of them after which each node was last visited.
  private var steps: [Step] = []
  private var lastVisit: [Int?]
  /// What was last cleared when, and the time, at the last visit of each node.
  private var clearedThen: [[Double]]
  private var timeThen: [Double]
  private var visits: [Int]
  /// Room for a sample of c_i, and the nodes seen in it.
  private var sample: [Double]
  private var seen: [Int]
  private var sampleNumber = 0

  /// A unit at a node, nothing waiting, and values of 0.
  package init(at node: Int, in model: RoutingModel) {
    let count = model.nodeCount
    state = PatrolState(at: node, in: model)
    values = LinearRouteValues(nodeCount: count)
    lastVisit = Array(repeating: nil, count: count)
    clearedThen = Array(repeating: [], count: count)
    timeThen = Array(repeating: 0, count: count)
    visits = Array(repeating: 0, count: count)
    sample = Array(repeating: 0, count: count)
    seen = Array(repeating: 0, count: count)
    remember()
  }

  /// Drives a move, and learns if its target was visited before.
  package mutating func make(_ move: RoutingModel.Move, in model: RoutingModel) {
    let reward = state.make(move, in: model)
    steps.append(Step(node: state.node, discount: move.discount, reward: reward))
    if let since = lastVisit[state.node] { learn(from: steps[since...], model) }
    remember()
  }

  private mutating func remember() {
    let node = state.node
    lastVisit[node] = steps.count
    clearedThen[node] = state.cleared
    timeThen[node] = state.time
  }

  private mutating func learn(from stretch: ArraySlice<Step>, _ model: RoutingModel) {
    let node = state.node
    let row = node * model.nodeCount
    sampleNumber += 1
    var (discount, rewards) = (1.0, 0.0)
    for step in stretch {
      discount *= step.discount
      rewards += discount * step.reward
      if seen[step.node] != sampleNumber {
        seen[step.node] = sampleNumber
        sample[step.node] = model.weights[step.node] * discount
      }
    }
    var before = 0.0
    for j in sample.indices {
      if seen[j] != sampleNumber { sample[j] = discount * values.slopes[row + j] }
      before += sample[j] * (timeThen[node] - clearedThen[node][j])
    }
    let constant = rewards + discount * values.value(of: state) - before
    visits[node] += 1
    let share = max(1 / Double(visits[node]), Self.leastShare)
    for j in sample.indices {
      values.slopes[row + j] += share * (sample[j] - values.slopes[row + j])
    }
    values.constants[node] += share * (constant - values.constants[node])
  }
}
