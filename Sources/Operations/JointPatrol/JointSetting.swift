package import RandomStreams

/// How many cars there are, how calls come, and what is taken for granted.
///
/// The environment is a reconstruction after arXiv 2409.02246, of which no program is public; what
/// its summary leaves open is a property here.
package struct JointSetting: Hashable, Sendable {
  /// The most cars: sets of cars are words of 64 bits.
  package static let mostCars = 64

  /// Cars on duty, at most ``mostCars``; car i belongs to beat i modulo the number of beats.
  package var cars = 2
  /// The probability of a call in a tick, above 0 and below 1.
  package var callProbability = 0.08
  /// The mean of a service time, in ticks; at least 1.
  package var meanService = 10.0
  /// Calls that can wait for a car; one that comes to a full queue is lost (an overflow).
  package var queueLimit = 3
  /// The length of an episode.
  package var ticks = 2_000
  /// What a lost call costs, in ticks of response.
  package var overflowCost = 25.0
  /// Whether a car on scene knows when it will be free.
  package var knowsService = true
  /// Whether a service time belongs to its call; else to the order in which calls are reached.
  package var isServiceByCall = true

  package init() {}
}

/// Where cars drive and by what law calls come.
package struct JointWorld: Sendable {
  package let graph: BeatGraph
  package let setting: JointSetting
  /// How far the next call is from cars.
  package let coverage: CallCoverage
  /// Running sums of the nodes' weights.
  private let sums: [Double]

  package init(_ graph: BeatGraph, _ setting: JointSetting) {
    (self.graph, self.setting) = (graph, setting)
    coverage = CallCoverage(graph, weights: Array(repeating: 1, count: graph.beats))
    var sum = 0.0
    sums = graph.nodes.map { node in
      sum += node.weight
      return sum
    }
  }

  /// All cars free at the medians of their beats, nobody waiting.
  package var start: JointState {
    JointState(
      cars: (0..<setting.cars).map { car in
        let beat = car % graph.beats
        return JointCar(beat: beat, node: graph.median(of: beat))
      })
  }

  /// The calls of some ticks: in each, one with the setting's probability.
  package func calls(_ ticks: Range<Int>, _ random: inout RandomStream) -> [JointCall] {
    // The gap between calls is geometric: the whole part of an exponential variate of this rate.
    let rate = -naturalLogarithm(1 - setting.callProbability)
    var calls: [JointCall] = []
    var tick = Double(ticks.lowerBound) + (random.exponential() / rate).rounded(.down)
    while tick < Double(ticks.upperBound) {
      calls.append(
        JointCall(tick: Int(tick), node: node(&random), service: service(&random)))
      tick += 1 + (random.exponential() / rate).rounded(.down)
    }
    return calls
  }

  /// A service time, 1 + ⌊Exp(mean s − ½)⌋ ticks.
  ///
  /// What is left of one that has not ended has the
  /// same law, as it is geometric.
  package func service(_ random: inout RandomStream) -> Int {
    1 + Int(random.exponential() * (setting.meanService - 0.5))
  }

  private func node(_ random: inout RandomStream) -> Int {
    let share = random.unit() * (sums.last ?? 0)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > share { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
