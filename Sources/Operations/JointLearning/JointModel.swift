package import JointPatrol
package import LinearPrograms
import Networks
import Reinforcement

/// What was learned: a network of patrol, a network of dispatch, and what they are for.
package struct JointModel: Sendable {
  let features: JointFeatures
  let patrol: Network
  let dispatch: Network
  let settings: TrainingSettings

  /// How a model answers calls: see ``AnswerRule``.
  package enum Choice: String, CaseIterable, Sendable {
    /// Changes of single assignments are added, all sets are looked at.
    case enumeration
    /// The same by an integer program (HiGHS).
    case program
    /// The network judges what each set leads to.
    case exact
  }

  /// The policy of the model; what it has not learned is a random walk, or first come, first served.
  ///
  /// - Throws: `SolverError` if an integer program is asked for and there is no solver.
  package func policy(
    named name: String, choice: Choice = .exact
  ) throws(SolverError) -> JointPolicy {
    let patrolRule: any PatrolRule =
      settings.part == .dispatch
      ? RandomPatrol()
      : LearnedPatrol(
        features: features, network: patrol, discount: settings.patrolDiscount)
    var answer = ValuedAnswer(
      features: features, network: dispatch, discount: settings.dispatchDiscount)
    switch choice {
    case .enumeration: answer.choice = .enumeration
    case .program: answer.choice = .program(try HiGHSSolver())
    case .exact: answer.choice = .exact
    }
    return JointPolicy(
      name, patrol: patrolRule, answer: settings.part == .patrol ? FirstCallAnswer() : answer)
  }
}
