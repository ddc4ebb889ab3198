import JointPatrol
import RandomStreams
import Reinforcement

/// States after cars were sent, and what they cost until the next one.
struct DispatchExperience: JointRecord {
  private let features: JointFeatures
  private let discount: Double
  private let meanCost: Double
  private(set) var states: [[Float]] = []
  private(set) var priors: [Float] = []
  private(set) var costs: [Double] = []
  private var arrivals = 0.0
  private var waiting = 0.0
  /// Responses by beat, which fairness looks at.
  private(set) var tally: EpisodeTally

  init(_ features: JointFeatures, discount: Double, meanCost: Double) {
    (self.features, self.discount, self.meanCost) = (features, discount, meanCost)
    tally = EpisodeTally(features.world.graph)
  }

  mutating func receive(_ call: JointCall, isLost: Bool) {
    tally.receive(call, isLost: isLost)
    if isLost { arrivals += features.law.overflow }
  }

  mutating func send(_ car: Int, _ state: JointState) {
    let call = state.cars[car].call
    arrivals += features.law.drive(from: state.cars[car].node, to: call.node, features.world.graph)
  }

  /// c = what waits now + γ (calls lost and cars sent in the next tick), less the mean of a tick.
  mutating func wait(_ state: JointState) {
    tally.wait(state)
    if !states.isEmpty { costs.append(waiting + discount * arrivals - meanCost) }
    let view = features.dispatch(state, discount: discount)
    states.append(view.features)
    priors.append(view.prior[0])
    waiting = state.waiting.reduce(0) {
      $0 + features.law.weights[features.world.graph.nodes[$1.node].beat]
    }
    arrivals = 0
  }

  mutating func arrive(_ car: Int, _ state: JointState) { tally.arrive(car, state) }

  /// The states with n-step targets less the prior; of what is new in a target a share is learned,
  /// the step of temporal differences.
  func samples(_ learner: ValueLearner, steps: Int, share: Double) -> [ValueLearner.Sample] {
    let targets = MultiStepTargets(steps: steps, discount: discount)
    let values = zip(learner.targetValues(states), priors).map { $0 + Double($1) }
    let returns = targets.returns(costs.map { $0 / ValueScale.dispatch }, values: values)
    return returns.indices.map {
      ValueLearner.Sample(
        state: states[$0],
        value: Float(values[$0] + share * (returns[$0] - values[$0])) - priors[$0])
    }
  }
}
