import CarDemand
import Testing

@Suite("Greedy dispatch")
struct DispatchTests {
  @Test("is what its rule says, event by event", arguments: UInt64(0)..<60)
  func oracle(seed: UInt64) {
    let blocks = 1 + Int(seed % 4)
    let cars = 1 + Int(seed % 7)
    var city = RandomCity(sectors: 1 + Int(seed % 5), seed: seed)
    let scenarios = city.scenarios(4, calls: 5 + Int(seed % 40))
    let allocation = city.allocation(cars: cars, blocks: blocks)
    let naive = NaiveDispatch(city)
    for (scenario, outcome) in city.trial(scenarios, blocks: blocks).outcomes(of: allocation)
      .enumerated()
    {
      let calls = Array(scenarios.calls[scenarios[scenario]])
      naive.play(calls, allocation)
      let responses = zip(calls, naive.arrivals).map { min(1_440, $1 - $0.minute) }
      let late = zip(calls, responses).filter { $1 > $0.target }.map(\.0)
      #expect(outcome.calls == calls.count, "seed \(seed)")
      #expect(outcome.late == late.count, "seed \(seed)")
      #expect(outcome.lateWeight == late.reduce(0) { $0 + Double($1.weight) }, "seed \(seed)")
      #expect(
        abs(outcome.responseMinutes - responses.reduce(0) { $0 + Double($1) }) < 1e-6,
        "seed \(seed)")
    }
  }

  @Test("knows cars that go off duty and come back", arguments: UInt64(0)..<20)
  func breaks(seed: UInt64) {
    var city = RandomCity(sectors: 3, seed: seed)
    let scenarios = city.scenarios(3, calls: 30)
    let blocks = [3, 2, 4].map { city.allocation(cars: $0, blocks: 1).cars[0] }
    let allocation = Allocation(blocks: blocks)
    let naive = NaiveDispatch(city)
    for (scenario, outcome) in city.trial(scenarios, blocks: 3).outcomes(of: allocation)
      .enumerated()
    {
      let calls = Array(scenarios.calls[scenarios[scenario]])
      naive.play(calls, allocation)
      let sum = zip(calls, naive.arrivals).reduce(0) { $0 + Double(min(1_440, $1.1 - $1.0.minute)) }
      #expect(abs(outcome.responseMinutes - sum) < 1e-6, "seed \(seed)")
    }
  }

  @Test("answers by hand: the near car, the far one, then whoever is free first")
  func byHand() {
    let posts = [PlanePoint(x: 0, y: 0), PlanePoint(x: 6, y: 0)]
    func call(_ minute: Double, _ x: Double) -> Call {
      Call(
        minute: minute, at: PlanePoint(x: x, y: 0), target: 5, weight: 2, service: 20, priority: 2,
        cars: 1)
    }
    // 36 km/h are 0.6 km a minute: the first arrives after 1 + 1/0.6 min, the second after 1 + 5/0.6,
    // the third waits until 2.67 + 20 and is driven to from the first scene, 1 min.
    let scenarios = CallScenarios([[call(0, 1), call(1, 1), call(2, 1)]])
    let trial = AllocationTrial(
      scenarios, posts: posts, travel: StreetTravel(), blockMinutes: 480)
    let outcome = trial.outcomes(of: Allocation([1, 1], blocks: 1))[0]
    let first = 1 + 1 / 0.6
    #expect(abs(outcome.responseMinutes - (first + (1 + 5 / 0.6) + (first + 20 + 1 - 2))) < 1e-4)
    #expect(outcome.late == 2 && outcome.lateWeight == 4)
  }

  @Test("without any car leaves every call for a day")
  func noCar() {
    var city = RandomCity(sectors: 2, seed: 1)
    let trial = city.trial(city.scenarios(2, calls: 3))
    for outcome in trial.outcomes(of: Allocation([0, 0], blocks: 1)) {
      #expect(outcome.late == 3 && outcome.responseMinutes == 3 * 1_440)
    }
  }

  @Test("gives the same numbers for any number of threads", arguments: [2, 3, 4, 7])
  func threads(count: Int) {
    var city = RandomCity(sectors: 4, seed: 5)
    let scenarios = city.scenarios(150, calls: 20)
    let allocation = city.allocation(cars: 6, blocks: 2)
    let alone = city.trial(scenarios, blocks: 2).outcomes(of: allocation)
    #expect(city.trial(scenarios, blocks: 2, threads: count).outcomes(of: allocation) == alone)
  }
}
