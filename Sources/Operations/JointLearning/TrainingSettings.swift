/// How long and how joint policies learn.
package struct TrainingSettings: Hashable, Sendable {
  /// What is learned.
  package enum Part: String, CaseIterable, Sendable {
    /// Patrol and dispatch in turn.
    case joint
    /// Patrol alone; calls are answered first come, first served.
    case patrol
    /// Dispatch alone; cars walk at random.
    case dispatch
  }

  package var part = Part.joint
  /// Iterations in all; the published plan has 40, five of dispatch and five of patrol in turn.
  package var iterations = 40
  /// Iterations of one kind before the other has its turn.
  package var turn = 5
  /// Ticks that an iteration of dispatch plays.
  package var dispatchTicks = 20_000
  /// Decisions of which an iteration of dispatch tries all sets of assignments.
  package var dispatchDecisions = 2_000
  /// Decisions that an iteration of patrol tries all moves of.
  package var patrolDecisions = 8_000
  /// How often each experience is learned from, on average; new ones are as cheap as another look.
  package var passes = 1
  /// Nodes of each of the two hidden layers.
  package var width = 64
  /// γ a tick: of dispatch, whose choices are felt for dozens of ticks, and of patrol.
  package var dispatchDiscount = 0.97
  package var patrolDiscount = 0.95
  /// Ticks that a turn is judged by.
  package var judgedTicks = 40_000
  /// How hard beats are made equal; 0 for not at all.
  package var fairness = 0.0
  package var seed: UInt64 = 1

  package init() {}

  /// Whether an iteration is one of dispatch.
  func isDispatch(_ iteration: Int) -> Bool {
    switch part {
    case .joint: iteration / turn % 2 == 0
    case .patrol: false
    case .dispatch: true
    }
  }

  /// A share of the step length: it falls to a tenth in a straight line, so that noise averages out.
  func rate(_ iteration: Int) -> Float {
    1 - 0.9 * Float(iteration) / Float(max(1, iterations - 1))
  }
}
