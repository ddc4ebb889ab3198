import Figures
package import JointPatrol

/// What was played: where, by how many cars, which calls, what was taken for granted.
package struct JointOrigin: Encodable, Sendable {
  package let beats: String
  package let nodes: Int
  package let beatCount: Int
  package let cars: Int
  package let callProbability: Double
  package let meanService: Double
  package let queueLimit: Int
  package let episodes: Int
  package let ticks: Int
  package let overflowCost: Double
  /// Whether a car on scene knows when it will be free.
  package let knowsService: Bool
  /// Whether a service time belongs to its call.
  package let serviceByCall: Bool
  package let seed: UInt64
  /// The program and its version.
  package let program: String

  package init(_ world: JointWorld, episodes: Int, seed: UInt64, program: String) {
    let (graph, setting) = (world.graph, world.setting)
    (beats, nodes, beatCount) = (graph.name, graph.nodes.count, graph.beats)
    (cars, callProbability) = (setting.cars, setting.callProbability)
    (meanService, queueLimit) = (setting.meanService, setting.queueLimit)
    (self.episodes, ticks, overflowCost) = (episodes, setting.ticks, setting.overflowCost)
    (knowsService, serviceByCall) = (setting.knowsService, setting.isServiceByCall)
    (self.seed, self.program) = (seed, program)
  }

  /// What was played, a line each.
  func lines(played: Int, calls: Int) -> [String] {
    [
      "Beats      \(beats): \(nodes) nodes, \(beatCount) beats, \(cars) cars",
      "Calls      \(calls) in \(played) episodes of \(ticks) ticks: one a tick with probability "
        + "\(callProbability), service of \(Figure.fixed(meanService, 1)) ticks, queue of "
        + "\(queueLimit)",
      "Granted    the end of a service is \(knowsService ? "known on scene" : "not known"); "
        + "service times belong to \(serviceByCall ? "calls" : "the order of arrivals")",
    ]
      + (played < episodes
        ? ["Left out   \(episodes - played) more episodes were asked for and not played"] : [])
  }

  /// How results were made, for pages.
  var facts: [(label: String, value: String)] {
    [
      ("beats", "\(beats), \(nodes) nodes"), ("cars", "\(cars)"),
      ("calls", "\(callProbability) a tick, service \(meanService) ticks, queue \(queueLimit)"),
      ("episodes", "\(episodes) of \(ticks) ticks"),
      ("end of service", knowsService ? "known on scene" : "not known"),
      ("service times", serviceByCall ? "of calls" : "in the order of arrivals"),
      ("cost of a lost call", "\(overflowCost) ticks"), ("seed", "\(seed)"),
      ("program", program),
    ]
  }
}
