import Documents
import Foundation
import PatrolModel
import PenaltyModel
import PlanOutput
import Planning
import QUBOModel
import RandomStreams
import Synchronization
import Testing
import _TemperTestSupport

@Suite("Weights")
struct WeightsRunTests {
  @Test(
    "that are certified have feasible optima, and counter-examples hold", arguments: 0..<samples(10)
  )
  func certificates(group: Int) throws {
    for seed in group * 20..<group * 20 + 20 {
      let example = try TinyExample(seed: UInt64(seed))
      let request = example.request
      let outcome = try WeightsRun(request).run()
      guard let optimum = ExhaustiveSearch(example.instance).leastTravel() else {
        #expect(!outcome.conflicts.isEmpty && outcome.verdict == nil, "seed \(seed)")
        continue
      }
      #expect(outcome.conflicts.isEmpty)
      #expect(outcome.bounds.allSatisfy { $0.travel <= optimum }, "seed \(seed)")
      for proof in outcome.proofs {
        #expect(proof.covers(proof.smallest.weights))
        try example.expectOptimalMinima(proof.smallest.weights, optimum, "\(proof.theorem)")
      }
      switch try #require(outcome.verdict) {
      case .proven(let proof):
        #expect(outcome.proofs.contains(proof))
        try example.expectOptimalMinima(example.weights, optimum, "given")
      case .refuted(let state):
        example.expectBroken(state, atMost: optimum)
      case .open(let state):
        if let state { example.expectBroken(state, atMost: try #require(outcome.plan)) }
      }
    }
  }

  @Test("below the needed ones are refuted, mostly")
  func power() throws {
    var (broken, refuted) = (0, 0)
    for seed in 2_000..<2_200 as Range<UInt64> {
      let example = try TinyExample(seed: seed)
      guard let optimum = ExhaustiveSearch(example.instance).leastTravel() else { continue }
      let least = try example.leastEnergy()
      guard least < optimum.tenths else { continue }
      broken += 1
      if case .refuted = try WeightsRun(example.request).run().verdict { refuted += 1 }
    }
    // What is below the optimum but above the bound stays open.
    #expect(broken >= 40 && refuted * 10 >= broken * 9, "\(refuted) of \(broken)")
  }

  @Test("are the same for any number of threads, and whoever finds the plan")
  func deterministic() throws {
    var request = WeightsRequest(instance: try Examples.instance("presence-13x11x12"))
    request.steps = 2_000
    request.weights = PenaltyWeights(
      demand: Minutes(40), oneLocation: Minutes(40), presence: Minutes(5))
    let first = try WeightsDocument(WeightsRun(request).run(), of: request).bytes()
    request.threads = 3
    #expect(try WeightsDocument(WeightsRun(request).run(), of: request).bytes() == first)
    request.plan = try SolveRun(try Examples.request("presence-13x11x12")).run().plan?.schedule
    let given = try WeightsRun(request).run()
    #expect(given.proofs.map(\.theorem) == [.figures, .gap, .multipliers])
    #expect(given.smallest?.theorem == .multipliers)
  }

  @Test("are not called open where the search for a counter-example was cut short")
  func cutShort() throws {
    for name in ["tiny-4x5x5", "presence-13x11x12"] {
      var request = WeightsRequest(instance: try Examples.instance(name))
      request.weights = PenaltyWeights(
        demand: Minutes(1), oneLocation: Minutes(1), presence: Minutes(1))
      for (limit, isCancelled, end) in [
        (Duration?.some(.zero), false, WeightsOutcome.End.time), (nil, true, .cancelled),
      ] {
        request.timeLimit = limit
        request.isCancelled = { isCancelled }
        let outcome = try WeightsRun(request).run()
        #expect(outcome.end == end)
        guard case .open(nil) = outcome.verdict else {
          Issue.record("\(name): nothing has been found out yet")
          continue
        }
        let text = outcome.text(request)
        #expect(text.contains("the search for a counter-example was cut short"))
        #expect(!text.contains("no counter-example found"))
        let json = try String(
          decoding: WeightsDocument(outcome, of: request).bytes(), as: UTF8.self)
        #expect(json.contains("\"cutShortBy\" : \"\(end.rawValue)\""), "\(json)")
        let lines = text.split(separator: "\n")
        #expect(Set(lines).count == lines.count, "\(text)")
      }
    }
  }

  @Test("are cut short at any moment, and say so; what is said by then is said once")
  func cutAnywhere() throws {
    let asked = Mutex(0)
    for moment in [1, 2, 5, 20, 50, 100, 200, 500] {
      var request = WeightsRequest(instance: try Examples.instance("tiny-4x5x5"))
      request.steps = 500
      request.weights = PenaltyWeights(
        demand: Minutes(1), oneLocation: Minutes(1), presence: Minutes(1))
      asked.withLock { $0 = 0 }
      request.isCancelled = {
        asked.withLock {
          $0 += 1
          return $0 >= moment
        }
      }
      let outcome = try WeightsRun(request).run()
      #expect((outcome.end == .cancelled) == (asked.withLock { $0 } >= moment))
      #expect(Set(outcome.bounds).count == outcome.bounds.count, "at the look number \(moment)")
    }
  }

  @Test("are not judged by a plan that breaks rules")
  func brokenPlan() throws {
    var request = WeightsRequest(instance: try Examples.instance("tiny-3x3x3"))
    request.plan = Schedule(carCount: 3, stepCount: 3)
    #expect {
      _ = try WeightsRun(request).run()
    } throws: {
      "\($0)".hasPrefix("the plan given is not feasible: ")
    }
  }
}

/// A shift of so few bits that all assignments can be tried, with weights to judge.
private struct TinyExample {
  let instance: PatrolInstance
  let weights: PenaltyWeights
  let request: WeightsRequest

  init(seed: UInt64) throws {
    let shapes = [(2, 2, 3), (2, 3, 2), (3, 2, 2), (2, 2, 4), (1, 3, 4), (3, 2, 3), (2, 2, 5)]
    let (cars, sectors, steps) = shapes[Int(seed / 5) % shapes.count]
    let draws = (0..<100 as Range<UInt64>).lazy.map { draw in
      PatrolInstance.random(
        seed: seed &+ draw << 32, cars: cars, sectors: sectors, steps: steps,
        presence: PresenceRule.samples[Int(seed % 5)], longest: 60)
    }
    instance = try #require(draws.first { ScheduleQUBOSize($0).bits <= 14 })
    var random = RandomStream(seed: seed, stream: 2)
    let least = PenaltyBounds(instance).sufficient.weights
    // Around the proven weights, or less than legs are long; A and B are not alike.
    func share(_ weight: Minutes) -> Minutes {
      Minutes(
        tenths: seed % 2 == 0
          ? weight.tenths * random.uniform(below: 13) / 10 : random.uniform(below: 20))
    }
    weights = PenaltyWeights(
      demand: share(least.demand), oneLocation: share(least.oneLocation),
      presence: share(least.presence))
    var request = WeightsRequest(instance: instance)
    request.weights = weights
    request.seed = seed
    request.steps = 200
    self.request = request
  }

  func expectOptimalMinima(
    _ weights: PenaltyWeights, _ optimum: Minutes, _ comment: String
  ) throws {
    let model = try ScheduleQUBO(instance)
    let qubo = try model.qubo(weights: weights)
    for word in PlainQUBO(qubo).minimisers() {
      let assignment = BitVector((0..<qubo.variableCount).map { word >> UInt32($0) & 1 == 1 })
      #expect(model.decode(assignment).breaches.isEmpty, "\(instance.name), \(comment)")
      #expect(
        qubo.energy(of: assignment) == Int64(optimum.tenths), "\(instance.name), \(comment)")
    }
  }

  /// The least energy under the weights to judge, in tenths.
  func leastEnergy() throws -> Int64 {
    PlainQUBO(try ScheduleQUBO(instance).qubo(weights: weights)).minimum()
  }

  func expectBroken(_ state: CounterExample, atMost travel: Minutes) {
    #expect(!state.breaches.isEmpty, "\(instance.name)")
    #expect(state.energy.total.tenths == energy(state.places), "\(instance.name)")
    #expect(state.energy.total <= travel, "\(instance.name)")
  }

  /// The energy of the bits that are 1, from its definition, in tenths.
  private func energy(_ places: [PlanningRules.Assignment]) -> Int {
    let bits = Set(places)
    func bit(_ step: Int, _ car: CarIndex, _ sector: SectorIndex) -> Int {
      bits.contains(.init(car: car, step: StepIndex(step), sector: sector)) ? 1 : 0
    }
    let (cars, sectors) = (instance.carIndices, instance.sectorIndices)
    var energy = 0
    for step in 0..<instance.stepCount {
      for sector in sectors {
        let present = cars.reduce(0) { $0 + bit(step, $1, sector) }
        let missing = present - instance.demand[StepIndex(step), sector]
        energy += weights.demand.tenths * missing * missing
      }
      for car in cars {
        let count = sectors.reduce(0) { $0 + bit(step, car, $1) } - 1
        energy += weights.oneLocation.tenths * count * count
        for sector in sectors where bit(step, car, sector) == 1 {
          if isBroken(endingAt: step, { bit($0, car, sector) == 1 }) {
            energy += weights.presence.tenths
          }
          for before in sectors where step > 0 && bit(step - 1, car, before) == 1 {
            energy += instance.travel[from: before, to: sector].tenths
          }
        }
      }
    }
    return energy
  }

  private func isBroken(endingAt step: Int, _ isThere: (Int) -> Bool) -> Bool {
    switch instance.presence {
    case .none: false
    case .noReturn: step >= 2 && isThere(step - 2)
    case .maxStay(let limit): step >= limit && (step - limit..<step).allSatisfy(isThere)
    }
  }
}
