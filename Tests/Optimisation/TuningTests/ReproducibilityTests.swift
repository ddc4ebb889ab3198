import RandomStreams
import Testing
import Tuning
import _TemperTestSupport

/// Simulated workers that take turns, and finish, in an order drawn at random.
struct ReproducibilityTests {
  @Test(
    "1, 2 and 4 workers make the same study, whoever is faster",
    arguments: 0..<6 as Range<UInt64>)
  func workersDoNotMatter(seed: UInt64) throws {
    for window in [0, 1, 3, 6] {
      let reference = try study(workers: 1, window: window, seed: seed, order: 0)
      for workers in [1, 2, 4] {
        // One worker takes trials one by one, whatever the order.
        for order: UInt64 in 1...(workers == 1 ? 1 : 3) {
          let trials = try study(workers: workers, window: window, seed: seed, order: order)
          #expect(trials == reference, "window \(window), \(workers) workers, order \(order)")
        }
      }
    }
  }

  @Test("A trial waits for those below its window, and for no others")
  func waiting() throws {
    let (space, _, _) = try space()
    let study = Study(space: space, mode: .reproducible(window: 2), seed: 1)
    let trials = try study.ask(count: 9)
    #expect(trials.map(\.number) == [0, 1, 2])
    try study.tell(trials[1], .complete(value: 1))
    #expect(try study.suggestion() == .wait(on: [0]))
    #expect(throws: StudyError.mustWait(trial: 3, on: [0])) { try study.ask() }
    try study.tell(trials[0], .failed(reason: "broken"))
    #expect(try study.ask().number == 3)
    #expect(try study.ask().number == 4)
    #expect(try study.suggestion() == .wait(on: [2]))
  }

  @Test("Results within the window do not matter, those below it do")
  func horizon() throws {
    func next(_ changed: Int) throws -> [ParameterValue] {
      let (space, x, _) = try space()
      let study = Study(space: space, mode: .reproducible(window: 3), seed: 2)
      for number in 0..<24 {
        let trial = try study.ask()
        let value = trial[x] * trial[x]
        // A trial past number 20 has no successor that sees it.
        try study.tell(trial, .complete(value: number == changed ? -100 : value))
      }
      return try study.ask().parameters
    }
    let reference = try next(-1)
    #expect(try next(21) == reference && next(22) == reference && next(23) == reference)
    #expect(try next(20) != reference)
  }

  @Test("Running trials keep others away: a batch repeats none of its settings")
  func constantLiar() throws {
    // Of ten numbers, all alike but one: without the lie, most of a batch would be that one.
    func distinct(seed: UInt64, isTold: Bool) throws -> Int {
      let (space, _, n) = try space()
      let study = Study(space: space, mode: .opportunistic, seed: seed)
      for _ in 0..<20 {
        let trial = try study.ask()
        try study.tell(trial, .complete(value: trial[n] == 6 ? 0 : 1))
      }
      guard !isTold else { return Set(try study.ask(count: 6).map { $0[n] }).count }
      let finished = try study.trials()
      let alone = try (20..<26).map { number in
        let request = SamplingRequest(number: number, seed: seed, space: space, finished: finished)
        let values = try #require(TPE().parameters(for: request))
        return Trial(number: number, parameters: values)[n]
      }
      return Set(alone).count
    }
    let seeds = 0..<10 as Range<UInt64>
    let told = try seeds.reduce(0) { $0 + (try distinct(seed: $1, isTold: true)) }
    let alone = try seeds.reduce(0) { $0 + (try distinct(seed: $1, isTold: false)) }
    #expect(told > alone)
  }

  private func space() throws -> (SearchSpace, Parameter<Double>, Parameter<Int>) {
    var space = SearchSpace()
    let x = try space.uniform("x", in: -1...1)
    let n = try space.integer("n", in: 0...9)
    return (space, x, n)
  }

  /// A study of 40 trials, reports and pruning included, by workers in a random order.
  private func study(
    workers: Int, window: Int, seed: UInt64, order: UInt64
  ) throws -> [Trial] {
    let (space, x, n) = try space()
    let study = Study(
      space: space, pruner: SuccessiveHalving(firstRung: 1, reductionFactor: 2),
      mode: .reproducible(window: window), seed: seed)
    var random = RandomStream(seed: seed, stream: order)
    var running: [(trial: Trial, step: Int)] = []
    while try study.trials().count < 40 || !running.isEmpty {
      let mayStart = try running.count < workers && study.trials().count < 40
      if mayStart && (running.isEmpty || random.uniform(below: 2) == 0),
        case .evaluate(let trial) = try study.suggestion()
      {
        running.append((trial, 0))
      } else if !running.isEmpty {
        let index = random.uniform(below: running.count)
        let (trial, step) = running[index]
        let value = trial[x] * trial[x] + Double(abs(trial[n] - 6)) / Double(step + 1)
        if try study.isHopeless(trial, reporting: value, at: step) {
          try study.tell(trial, .pruned)
          running.remove(at: index)
        } else if step == 4 {
          try study.tell(trial, .complete(value: value, violation: max(0, trial[x])))
          running.remove(at: index)
        } else {
          running[index].step += 1
        }
      }
    }
    return try study.trials()
  }
}
