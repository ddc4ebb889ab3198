import Documents
package import JointPatrol

/// An episode as JSON, `temper-episode` version 1: every call, and what became of it.
package struct EpisodeDocument: JSONDocument, Sendable {
  struct Call: Encodable {
    let tick: Int
    let node: Int
    let beat: Int
    let serviceTicks: Int
    let answer: String
    let car: Int?
    let sentTick: Int?
    let responseTicks: Int?
  }

  private let format = "temper-episode"
  private let version = 1
  private let origin: JointOrigin
  private let policy: String
  private let episode: Int
  private let calls: [Call]
  /// The nodes of all cars, tick by tick.
  private let positions: [[Int]]
  private let defects: Int

  /// Collects what is to be written.
  package init(
    _ log: EpisodeLog, of world: JointWorld, policy: String, episode: Int, origin: JointOrigin
  ) {
    (self.origin, self.policy, self.episode) = (origin, policy, episode)
    let nodes = world.graph.nodes
    calls = log.fates.map { fate in
      Call(
        tick: fate.call.tick, node: nodes[fate.call.node].id, beat: nodes[fate.call.node].beat,
        serviceTicks: fate.call.service,
        answer: fate.isLost ? "lost" : fate.response == nil ? "open" : "answered",
        car: fate.car.map { $0 + 1 }, sentTick: fate.car == nil ? nil : fate.sent,
        responseTicks: fate.response)
    }
    positions = log.states.map { $0.cars.map { nodes[$0.node].id } }
    defects = EpisodeCheck.defects(log, in: world).count
  }
}
