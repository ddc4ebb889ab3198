import JointPatrol
import LinearPrograms
import Networks
import RandomStreams
import Reinforcement

/// Sends the cars that a network of what states cost says to send.
struct ValuedAnswer: AnswerRule {
  /// How the best set of assignments is found.
  enum Choice: Sendable {
    /// Changes of single assignments are added; all sets are looked at.
    case enumeration
    /// The same sum, by an integer program.
    case program(any LinearSolver)
    /// The network looks at what each set leads to; nothing is added.
    case exact
  }

  let features: JointFeatures
  let network: Network
  let discount: Double
  var choice = Choice.enumeration
  /// The share of decisions that are drawn from all sets.
  var epsilon = 0.0

  func assignments(
    _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) -> [JointAssignment] {
    if epsilon > 0, random.unit() < epsilon {
      let ways = JointAssignments.all(state, in: world)
      return ways[random.uniform(below: ways.count)]
    }
    switch choice {
    case .enumeration: return additive(state, world).byEnumeration()
    case .program(let solver):
      let additive = additive(state, world)
      // A solver that fails on a program of a dozen columns has run out of memory: all sets are few.
      return (try? additive.byProgram(solver)) ?? additive.byEnumeration()
    case .exact:
      let ways = JointAssignments.all(state, in: world)
      let costs = costs(ways, state, world)
      return costs.indices.min { costs[$0] < costs[$1] }.map { ways[$0] } ?? []
    }
  }

  /// m of each pair: V after the assignment less V without, and the drive.
  func additive(_ state: JointState, _ world: JointWorld) -> AdditiveAssignment {
    let pairs = state.freeCars.flatMap { car in
      state.waiting.indices.map { JointAssignment(car: car, call: $0) }
    }
    let costs = costs([[]] + pairs.map { [$0] }, state, world)
    return AdditiveAssignment(
      pairs: zip(pairs, costs.dropFirst()).map { .init(assignment: $0, change: $1 - costs[0]) })
  }

  /// The drives of each way and what the network says of the state after it.
  private func costs(
    _ ways: [[JointAssignment]], _ state: JointState, _ world: JointWorld
  ) -> [Double] {
    let views = ways.map { way in
      var after = state
      after.send(way)
      return features.dispatch(after, discount: discount)
    }
    let values = network.output(of: Tensor(stacking: views.map(\.features))).values
    return ways.indices.map { way in
      features.law.drives(ways[way], state, world.graph)
        + Double(values[way] + views[way].prior[0]) * ValueScale.dispatch
    }
  }
}

/// How many ticks a network's 1 means: decisions then differ by tenths, which Adam's steps can hit.
enum ValueScale {
  static let dispatch = 5.0
  static let patrol = 1.0
}
