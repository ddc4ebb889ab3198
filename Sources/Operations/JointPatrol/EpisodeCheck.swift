/// Judges an episode from the words of its rules, by streets alone; knows no policy and no tally.
package enum EpisodeCheck {
  /// What an episode must not have.
  package enum Defect: Hashable, Sendable {
    /// Answered, open and lost calls do not add up to those that came.
    case calls(came: Int, accounted: Int)
    /// A call was reached sooner than streets allow.
    case tooSoon(callTick: Int, response: Int, distance: Int)
    /// A car moved farther than one street.
    case jump(car: Int, tick: Int)
    /// A free car left its beat.
    case leftBeat(car: Int, tick: Int)
    /// More calls wait than can.
    case queue(tick: Int)
    /// A car is on scene at another node than its call's.
    case wrongScene(car: Int, tick: Int)
  }

  /// All defects, in the order of time.
  package static func defects(_ log: EpisodeLog, in world: JointWorld) -> [Defect] {
    balance(log, world) + responses(log, world) + motion(log, world)
  }

  private static func balance(_ log: EpisodeLog, _ world: JointWorld) -> [Defect] {
    let answered = log.fates.count { $0.response != nil }
    let lost = log.fates.count(where: \.isLost)
    // Calls that are open after the last tick: waiting, or driven to and not reached in it.
    let open = log.states.last.map { state in
      state.waiting.count
        + state.cars.count { car in
          car.duty == .driving
            && log.fates.contains { $0.call.tick == car.call.tick && $0.response == nil }
        }
    }
    let accounted = answered + lost + (open ?? 0)
    let queue = log.states.filter { $0.waiting.count > world.setting.queueLimit }
      .map { Defect.queue(tick: $0.tick) }
    return accounted == log.fates.count
      ? queue : [.calls(came: log.fates.count, accounted: accounted)] + queue
  }

  private static func responses(_ log: EpisodeLog, _ world: JointWorld) -> [Defect] {
    log.fates.compactMap { fate in
      guard let response = fate.response else { return nil }
      let distance = world.graph.distance(fate.origin, fate.call.node)
      let least = max(1, fate.sent - fate.call.tick + distance)
      return response >= least
        ? nil : .tooSoon(callTick: fate.call.tick, response: response, distance: distance)
    }
  }

  private static func motion(_ log: EpisodeLog, _ world: JointWorld) -> [Defect] {
    let streets = Set(world.graph.edges.flatMap { [[$0.a, $0.b], [$0.b, $0.a]] })
    return zip(log.states, log.states.dropFirst()).flatMap { before, after in
      before.cars.indices.compactMap { number -> Defect? in
        let (car, later) = (before.cars[number], after.cars[number])
        let beat = world.graph.nodes[car.node].beat
        if car.node != later.node, !streets.contains([car.node, later.node]) {
          return .jump(car: number, tick: before.tick)
        }
        if car.duty == .free, beat == car.beat, world.graph.nodes[later.node].beat != beat {
          return .leftBeat(car: number, tick: before.tick)
        }
        return later.duty == .serving && later.node != later.call.node
          ? .wrongScene(car: number, tick: after.tick) : nil
      }
    }
  }
}
