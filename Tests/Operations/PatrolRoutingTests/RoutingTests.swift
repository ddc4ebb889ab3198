import Foundation
import PatrolRouting
import RandomStreams
import Testing
import Texts

@Suite("Patrol routes")
struct RoutingTests {
  private func town(_ seed: UInt64, nodes: Int = 12) throws -> RoutingModel {
    RoutingModel(try GeneratedTown(nodeCount: nodes, seed: seed).graph(), discountRate: 0.1)
  }

  @Test("have values linear in the ages, to 1e-9", arguments: UInt64(0)..<10)
  func linearity(seed: UInt64) throws {
    let model = try town(seed)
    let still = PatrolState(at: 0, in: model)
    let route = PatrolRoute(OneStepGreedy(), from: still, until: 80, in: model)
    let nodes = route.visits.map(\.node)
    let values = LinearRouteValues(of: route, in: model)
    #expect(abs(values.value(of: still) - route.discountedReward) < 1e-9, "seed \(seed)")
    for j in 1..<model.nodeCount {
      var ages = Array(repeating: 0.0, count: model.nodeCount)
      ages[j] = 1
      let aged = PatrolRoute(
        along: nodes, from: PatrolState(at: 0, in: model, ages: ages), in: model)
      let first = route.visits.first { $0.node == j }?.time
      let expected = first.map { model.weights[j] * exp(-0.1 * $0) } ?? 0
      let gain = aged.discountedReward - route.discountedReward
      #expect(abs(gain - expected) < 1e-9, "seed \(seed), node \(j)")
      let state = PatrolState(at: 0, in: model, ages: ages)
      #expect(abs(values.value(of: state) - aged.discountedReward) < 1e-9, "seed \(seed)")
    }
  }

  @Test(
    "on 4 nodes bring 95 % of what the best short cycle does",
    arguments: UInt64(0)..<4)
  func exactness(seed: UInt64) throws {
    let model = try town(seed, nodes: 4)
    let start = PatrolState(at: 0, in: model)
    let learned = SSEULearner(model, horizon: 400).learn(seed: 1).values
    // The best of all routes that repeat a closed walk of at most 8 moves.
    var best = 0.0
    func extend(_ walk: [Int]) {
      if walk.count > 1, walk.last == 0 {
        var nodes: [Int] = []
        while nodes.count < 200 { nodes += walk.dropFirst() }
        best = max(best, PatrolRoute(along: nodes, from: start, in: model).discountedReward)
      }
      guard walk.count <= 8, let last = walk.last else { return }
      for move in model.moves[last] { extend(walk + [move.target]) }
    }
    extend([0])
    let shipped = ShippedRoute(learned, from: start, horizon: 400, in: model)
    #expect(best > 0)
    #expect(shipped.route.discountedReward > 0.95 * best, "seed \(seed)")
  }

  @Test(
    "on 4 nodes have values within 2 % of what they bring, at the start and in the long run",
    arguments: UInt64(0)..<10)
  func worth(seed: UInt64) throws {
    let model = try town(seed, nodes: 4)
    let learned = SSEULearner(model, horizon: 400).learn(seed: 1).values
    let worth = RouteEvaluation(learned, in: model).values
    for start in 0..<model.nodeCount {
      var state = PatrolState(at: start, in: model)
      for _ in 0..<60 {
        let ages = (0..<model.nodeCount).map { state.age(of: $0) }
        let brought = PatrolRoute(
          learned, from: PatrolState(at: state.node, in: model, ages: ages), until: 200, in: model
        ).discountedReward
        let error = worth.value(of: state) / brought - 1
        #expect(abs(error) < 0.02, "seed \(seed), start \(start), time \(state.time)")
        state.make(model.moves[state.node][learned.choose(state, in: model)], in: model)
      }
    }
  }

  @Test("that go round a ring have learned values that are what they bring, to 1e-6")
  func ring() throws {
    let nodes = (0..<4).map {
      PatrolNode(id: "\($0)", x: 0, y: 0, rate: Double($0 + 1), importance: 1)
    }
    let edges = (0..<4).map { PatrolEdge($0, ($0 + 1) % 4, distance: 1 + 0.3 * Double($0)) }
    let model = RoutingModel(
      try PatrolGraph(name: "ring", nodes: nodes, edges: edges), discountRate: 0.1)
    var states = SimilarStates(at: 0, in: model)
    for _ in 0..<20_000 {
      let next = (states.state.node + 1) % 4
      let move = try #require(model.moves[states.state.node].first { $0.target == next })
      states.make(move, in: model)
    }
    let node = states.state.node
    let ages = (0..<4).map { states.state.age(of: $0) }
    let here = PatrolState(at: node, in: model, ages: ages)
    let rounds = (1...1_000).map { (node + $0) % 4 }
    let brought = PatrolRoute(along: rounds, from: here, in: model).discountedReward
    #expect(abs(states.values.value(of: here) - brought) < 1e-6 * brought)
  }

  @Test("are learned alike on any number of threads")
  func threads() throws {
    let model = try town(3)
    var schedule = SSEULearner.Schedule()
    (schedule.greedySteps, schedule.rounds, schedule.roundSteps) = (500, 3, 200)
    let learner = SSEULearner(model, horizon: 100, schedule: schedule)
    let one = learner.learn(seed: 7, threads: 1)
    for threads in [2, 4] {
      let other = learner.learn(seed: 7, threads: threads)
      #expect(other.values == one.values && other.rewards == one.rewards)
    }
  }

  @Test("are less foreseeable and bring less as the temperature rises", arguments: UInt64(0)..<5)
  func softmax(seed: UInt64) throws {
    let model = try town(seed, nodes: 20)
    let start = PatrolState(at: 0, in: model)
    let best = PatrolRoute(Lookahead(depth: 2), from: start, until: 120, in: model)
    let lots = [0, 0.02, 0.1, 0.5].map { share in
      RouteLottery(
        12, SoftmaxRoutes(Lookahead(depth: 2), temperature: share * best.discountedReward),
        from: start, until: 120, in: model, seed: seed)
    }
    #expect(lots[0].draws.allSatisfy { $0.route == best } && lots[0].meanEntropy == 0)
    for (colder, hotter) in zip(lots, lots.dropFirst()) {
      #expect(hotter.meanEntropy > colder.meanEntropy, "seed \(seed)")
      #expect(hotter.meanReward < 1.01 * colder.meanReward, "seed \(seed)")
    }
    #expect(lots[0].predictability(within: 0.5, in: model) == 1)
    #expect(lots[3].predictability(within: 0.5, in: model) < 0.9)
  }

  @Test("of several temperatures are measured alike on any number of threads")
  func sweep() throws {
    let model = try town(4)
    let start = PatrolState(at: 0, in: model)
    let sweeps = [1, 2, 4].map { threads in
      TemperatureSweep(
        [0, 1, 4, 20], count: 6, OneStepGreedy(), from: start, horizon: 100, tolerance: 1,
        in: model, seed: 3, threads: threads)
    }
    #expect(sweeps[1].points == sweeps[0].points && sweeps[2].points == sweeps[0].points)
    let points = sweeps[0].points
    #expect(points[0].entropy == 0 && points[0].predictability == 1)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.entropy < $1.entropy })
    #expect(points.allSatisfy { $0.callDelay > 0 && $0.idleness > 0 })
  }

  @Test("of a learner that is ended early are those learned so far")
  func cancelled() throws {
    let model = try town(4)
    let result = SSEULearner(model, horizon: 100, isCancelled: { true }).learn(seed: 1)
    #expect(!result.isComplete && result.rewards.count == 8)
  }

  @Test("planned by a beam bring at least what greed does", arguments: UInt64(0)..<5)
  func beam(seed: UInt64) throws {
    let model = try town(seed)
    let start = PatrolState(at: 0, in: model)
    var plan = BeamPlan()
    plan.width = 40
    let greedy = PatrolRoute(OneStepGreedy(), from: start, until: 90, in: model)
    let reward = plan.route(from: start, in: model).discountedReward
    #expect(reward > greedy.discountedReward, "seed \(seed)")
  }

  @Test("measure idleness as a sum over small times would")
  func idleness() throws {
    let model = try town(1)
    let route = PatrolRoute(
      OneStepGreedy(), from: PatrolState(at: 0, in: model), until: 60, in: model)
    let step = 0.001
    var (sum, cleared, next) = (0.0, Array(repeating: 0.0, count: model.nodeCount), 0)
    for time in stride(from: step / 2, to: 60, by: step) {
      while next < route.visits.count, route.visits[next].time <= time {
        cleared[route.visits[next].node] = route.visits[next].time
        next += 1
      }
      guard time > 30 else { continue }
      for j in cleared.indices { sum += model.weights[j] * (time - cleared[j]) * step }
    }
    let naive = sum / (model.graph.totalWeight * 30)
    let measured = RouteMeasures(route, horizon: 60, in: model).idleness
    #expect(abs(measured - naive) < 1e-3 * naive)
  }

  @Test("break off for a call by the shortest way, and go on from the plan")
  func call() throws {
    let model = try town(2)
    let paths = ShortestPaths(model.graph)
    let plan = PatrolRoute(
      OneStepGreedy(), from: PatrolState(at: 0, in: model), until: 60, in: model)
    for node in 0..<model.nodeCount {
      let response = CallResponse(
        to: .init(node: node, time: 20, service: 5), on: plan, policy: OneStepGreedy(), until: 60,
        paths: paths, in: model)
      let left = response.before.last?.node ?? 0
      #expect(response.arrival >= 20)
      #expect(response.end == response.arrival + 5)
      let driven = 20 - (response.before.last?.time ?? 0)
      #expect(response.arrival <= 20 + driven + paths.times[left][node] + 1e-9)
      #expect(
        plan.visits.dropFirst(response.before.count).contains { $0.node == response.resumption })
      #expect(response.after.allSatisfy { $0.time > response.end })
    }
  }
}

@Suite("Calls on patrol")
struct CallTests {
  private func town(_ seed: UInt64) throws -> RoutingModel {
    RoutingModel(try GeneratedTown(nodeCount: 12, seed: seed).graph(), discountRate: 0.1)
  }

  @Test("are answered one after another, and patrol goes on", arguments: UInt64(0)..<5)
  func several(seed: UInt64) throws {
    let model = try town(seed)
    let plan = PatrolRoute(
      OneStepGreedy(), from: PatrolState(at: 0, in: model), until: 80, in: model)
    // The second comes while the first is served, the third on patrol.
    let calls = [(3, 50.0), (7, 20.0), (5, 21.0)].map {
      CallResponse.Call(node: $0.0, time: $0.1, service: 4)
    }
    let responses = CallResponse.answers(
      to: calls, on: plan, policy: OneStepGreedy(), until: 80, paths: ShortestPaths(model.graph),
      in: model)
    #expect(responses.map(\.call.node) == [7, 5, 3])
    #expect(responses[0].departure == 20 && responses[1].departure == responses[0].end)
    #expect(responses[2].departure == 50)
    let visits = responses.flatMap(\.before) + (responses.last?.after ?? [])
    let times = visits.map(\.time)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "seed \(seed)")
    for response in responses {
      #expect(response.arrival >= response.departure && response.end == response.arrival + 4)
      #expect(!visits.contains { $0.time > response.departure && $0.time < response.end })
    }
    #expect((times.last ?? 0) >= 80)
  }

  @Test("wait as long as trying every time and node says", arguments: UInt64(0)..<3)
  func delay(seed: UInt64) throws {
    let model = try town(seed)
    let paths = ShortestPaths(model.graph)
    let plan = PatrolRoute(
      OneStepGreedy(), from: PatrolState(at: 0, in: model), until: 40, in: model)
    let rates = model.graph.nodes.map(\.rate)
    var (waits, sum) = (0.0, 0.0)
    for time in stride(from: 0.005, to: 40, by: 0.01) {
      let left = plan.visits.last { $0.time <= time }
      let next = plan.visits.first { $0.time > time }
      for node in rates.indices {
        let back = 2 * time - (left?.time ?? 0) + paths.times[left?.node ?? 0][node]
        let on = next.map { $0.time + paths.times[$0.node][node] } ?? .infinity
        waits += rates[node] * (min(back, on) - time)
        sum += rates[node]
      }
    }
    let delay = CallDelay(plan, horizon: 40, paths: paths, in: model)
    #expect(abs(delay.mean - waits / sum) < 0.005 * delay.mean, "seed \(seed)")
    #expect(delay.ninetieth > delay.mean)
  }
}

@Suite("Files of graphs to patrol")
struct PatrolGraphFileTests {
  private func read(_ text: String) throws -> PatrolGraph {
    try PatrolGraph(json: Array(text.utf8), file: "g.json")
  }

  @Test("read back what was written", arguments: UInt64(0)..<5)
  func roundTrip(seed: UInt64) throws {
    let graph = try GeneratedTown(seed: seed).graph()
    #expect(graph.nodes.count == 43)
    #expect(try read(graph.jsonText) == graph, "seed \(seed)")
  }

  private static let head = "{\"id\":\"g\",\"nodes\":"
  private static let three = """
    [{"id":0,"x":0,"y":0,"rate":1},{"id":1,"x":1,"y":0,"rate":1},{"id":2,"x":2,"y":0,"rate":1}]
    """

  @Test(
    "that are wrong are refused with file and place",
    arguments: [
      (
        "\(three),\"edges\":[{\"a\":0,\"b\":1,\"distance\":1},{\"a\":1,\"b\":0,\"distance\":2}]}",
        "$.edges[1]", "asymmetric adjacency"
      ),
      ("\(three),\"edges\":[{\"a\":0,\"b\":1,\"distance\":1}]}", "$.nodes[2]", "has no edge"),
      (
        "\(three),\"edges\":[{\"a\":0,\"b\":7,\"distance\":1}]}", "$.edges[0].b",
        "unknown neighbour"
      ),
      ("[{\"id\":0,\"x\":0,\"y\":0,\"rate\":-1}]}", "$.nodes[0].rate", "not negative"),
      (
        """
        [{"id":0,"x":0,"y":0,"rate":1,"neighbours":[{"to":1,"distance":1}]},
         {"id":1,"x":1,"y":0,"rate":1}]}
        """, "$.nodes[0].neighbours[0]", "asymmetric adjacency"
      ),
      (
        """
        [{"id":0,"x":0,"y":0,"rate":1},{"id":1,"x":1,"y":0,"rate":1},
         {"id":2,"x":0,"y":0,"rate":1},{"id":3,"x":1,"y":0,"rate":1}],
         "edges":[{"a":0,"b":1,"distance":1},{"a":2,"b":3,"distance":1}]}
        """, "$.nodes[2]", "cannot be reached"
      ),
    ])
  func refused(text: String, place: String, problem: String) throws {
    let error = #expect(throws: JSONError.self) { try read(Self.head + text) }
    #expect(error?.file == "g.json")
    #expect(error?.path == place)
    #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
  }

  @Test("take neighbours that name each other for streets")
  func neighbours() throws {
    let graph = try read(
      Self.head + """
        [{"id":"a","x":0,"y":0,"rate":1,"neighbours":[{"to":"b","distance":1.5}]},
         {"id":"b","x":1,"y":0,"rate":1,"neighbours":[{"to":"a","distance":1.5}]}]}
        """)
    #expect(graph.edges == [PatrolEdge(0, 1, distance: 1.5)])
  }
}
