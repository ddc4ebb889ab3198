package import RandomStreams

/// The nearest pair first, but a call waits for a busy car that will be there as soon.
///
/// A car on scene counts as one that is farther away by the time until it is free. Where that is not
/// known it is taken to be the mean, as the law has no memory. A busy car is waited for by one call.
package struct WaitRuleAnswer: AnswerRule {
  package init() {}

  package func assignments(
    _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) -> [JointAssignment] {
    var pairs: [CallPair] = []
    for (number, call) in state.waiting.enumerated() {
      for (car, place) in state.cars.enumerated() where place.duty != .driving {
        let isFree = place.duty == .free
        let delay =
          world.graph.distance(place.node, call.node) + (isFree ? 0 : world.knownRemaining(place))
        pairs.append(CallPair(delay: delay, isFree: isFree, call: number, car: car))
      }
    }
    return CallPair.matched(pairs)
  }
}

extension JointWorld {
  /// Ticks until a car on scene is free, as far as anybody knows.
  package func knownRemaining(_ car: JointCar) -> Int {
    setting.knowsService ? car.remaining : Int(setting.meanService.rounded())
  }
}
