import RandomStreams
import Reinforcement

/// A line of nodes with one car, one call at a time, and a queue of one: small enough to be solved.
///
/// In each tick the car stays or goes a step. A call comes to an empty queue with probability
/// `calls`, at one of the ends mostly, and is served as soon as the car is there; a waiting call
/// costs 1 a tick.
struct LineWorld {
  let length = 6
  let calls = 0.2
  let discount = 0.9
  /// How often calls come from each node.
  let shares = [0.5, 0.05, 0.05, 0.05, 0.05, 0.3]

  /// States: the car's node, and the call's node or none.
  struct State: Hashable {
    let car: Int
    let call: Int?
  }

  var states: [State] {
    (0..<length).flatMap { car in
      [State(car: car, call: nil)]
        + (0..<length).filter { $0 != car }.map { State(car: car, call: $0) }
    }
  }

  /// Where a move leads; moves are −1, 0 and +1 by their number.
  func node(_ state: State, _ action: Int) -> Int {
    min(length - 1, max(0, state.car + action - 1))
  }

  /// All that may come of a move, with probabilities and the reward.
  func outcomes(_ state: State, _ action: Int) -> [(share: Double, next: State, reward: Double)] {
    let car = node(state, action)
    if let call = state.call {
      return [(1, State(car: car, call: call == car ? nil : call), -1)]
    }
    return [(1 - calls, State(car: car, call: nil), 0)]
      + (0..<length).map { node in
        (calls * shares[node], State(car: car, call: node == car ? nil : node), 0)
      }
  }

  /// One of them, drawn.
  func step(
    _ state: State, _ action: Int, _ random: inout RandomStream
  ) -> (next: State, reward: Double) {
    var rest = random.unit()
    let all = outcomes(state, action)
    for outcome in all {
      rest -= outcome.share
      if rest < 0 { return (outcome.next, outcome.reward) }
    }
    return (all[0].next, all[0].reward)
  }

  /// The optimal values by value iteration (Bellman 1957): 400 rounds leave 0.9⁴⁰⁰ of an error.
  var optimum: [State: Double] {
    var values = Dictionary(uniqueKeysWithValues: states.map { ($0, 0.0) })
    for _ in 0..<400 {
      values = Dictionary(
        uniqueKeysWithValues: states.map { state in
          (state, (0..<3).map { value(of: $0, in: state, values) }.max() ?? 0)
        })
    }
    return values
  }

  func value(of action: Int, in state: State, _ values: [State: Double]) -> Double {
    outcomes(state, action).reduce(0) {
      $0 + $1.share * ($1.reward + discount * (values[$1.next] ?? 0))
    }
  }

  /// What a policy is worth, by the same sums.
  func values(of policy: (State) -> Int) -> [State: Double] {
    var values = Dictionary(uniqueKeysWithValues: states.map { ($0, 0.0) })
    for _ in 0..<400 {
      values = Dictionary(
        uniqueKeysWithValues: states.map { ($0, value(of: policy($0), in: $0, values)) })
    }
    return values
  }

  /// What a network is shown: one number a node for the car, and one for the call.
  func features(_ state: State) -> [Float] {
    (0..<length).map { $0 == state.car ? 1 : 0 } + (0..<length).map { $0 == state.call ? 1 : 0 }
  }
}
