import RandomStreams
import Testing
import Tuning
import _TemperTestSupport

struct StudyTests {
  @Test("The best trial is feasible if any is, else the least infeasible one")
  func feasibleFirst() throws {
    let (study, x) = try study()
    for outcome in [
      TrialOutcome.complete(value: -100, violation: 2), .failed(reason: "broken"),
      .complete(value: 50, violation: 1),
    ] { try study.tell(try study.ask(), outcome) }
    #expect(try study.best()?.number == 2)
    for value in [7.0, 5, 5, 6] { try study.tell(try study.ask(), .complete(value: value)) }
    let best = try #require(try study.best())
    #expect(best.number == 4 && best.isFeasible)
    #expect((0...1).contains(best[x]))
  }

  @Test("Ranks order feasible, pruned and infeasible trials; failed ones have none")
  func ranks() {
    func trial(_ number: Int, _ outcome: TrialOutcome?, _ reports: [IntermediateValue] = [])
      -> Trial
    {
      Trial(number: number, parameters: [], reports: reports, outcome: outcome)
    }
    let trials = [
      trial(0, .complete(value: 9)), trial(1, nil), trial(2, .failed(reason: "")),
      trial(3, .complete(value: -9, violation: 0.5)), trial(4, .complete(value: 3)),
      trial(5, .pruned, [.init(step: 10, value: 1)]),
      trial(6, .pruned, [.init(step: 20, value: 5)]),
      trial(7, .pruned, [.init(step: 20, value: 4)]), trial(8, .pruned),
      trial(9, .complete(value: -99, violation: 0.75)), trial(10, .complete(value: 3)),
      trial(11, .pruned, [.init(step: 30, value: -9, violation: 0.6)]),
    ]
    #expect(TrialRank.ranked(trials).map(\.number) == [4, 10, 0, 7, 6, 5, 3, 11, 9])
    #expect(TrialRank.ranked(trials.reversed()).map(\.number) == [4, 10, 0, 7, 6, 5, 3, 11, 9])
  }

  @Test("Numbers that are none are refused, and the trial still runs")
  func invalidNumbers() throws {
    let (study, _) = try study()
    let trial = try study.ask()
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(throws: StudyError.self) { try study.tell(trial, .complete(value: bad)) }
      #expect(throws: StudyError.self) {
        try study.tell(trial, .complete(value: 0, violation: bad))
      }
      #expect(throws: StudyError.self) {
        try study.tell(trial, .complete(value: 0), measurements: ["rate": bad])
      }
      #expect(throws: StudyError.self) { try study.isHopeless(trial, reporting: bad, at: 1) }
      #expect(throws: StudyError.self) {
        try study.isHopeless(trial, reporting: 0, violation: bad, at: 1)
      }
    }
    #expect(
      throws: StudyError.invalidNumber(trial: 0, what: "violation", found: "-1.0")
    ) { try study.tell(trial, .complete(value: 0, violation: -1)) }
    try study.tell(trial, .complete(value: 1), measurements: ["rate": 0.5])
    #expect(try study.trials()[0].measurements == ["rate": 0.5])
    #expect(throws: StudyError.store(.alreadyFinished(0))) { try study.tell(trial, .pruned) }
  }

  @Test("A study goes on where another one in the same store was left")
  func resumption() throws {
    let whole = try run(trials: 30, seed: 4, store: InMemoryTrialStore())
    let store = InMemoryTrialStore()
    for count in [1, 12, 13, 30] { _ = try run(trials: count, seed: 4, store: store) }
    #expect(store.trials() == whole)
    #expect(try run(trials: 30, seed: 5, store: InMemoryTrialStore()) != whole)
  }

  @Test("Trials of another space are refused by number")
  func foreignTrials() throws {
    let store = InMemoryTrialStore([
      Trial(number: 0, parameters: [.real(0.5)]), Trial(number: 1, parameters: [.integer(3)]),
    ])
    let (study, _) = try study(store: store)
    #expect(
      throws: StudyError.foreignTrial(
        number: 1,
        reason: .outOfDomain(name: "x", value: "3", expected: "0.0...1.0, linear"))
    ) { try study.ask() }
  }

  @Test("Settings of another space are refused before they become a trial")
  func foreignSettings() throws {
    var other = SearchSpace()
    _ = try other.integer("n", in: 0...9)
    let list = try ListSampler([[.integer(3)]], in: other)
    let (study, _) = try study(sampler: list)
    #expect(throws: StudyError.self) { try study.ask() }
    #expect(try study.trials().isEmpty)
  }

  private func study(
    sampler: any Sampler = RandomSampler(), store: InMemoryTrialStore = InMemoryTrialStore()
  ) throws -> (Study, Parameter<Double>) {
    var space = SearchSpace()
    let x = try space.uniform("x", in: 0...1)
    return (Study(space: space, sampler: sampler, seed: 1, store: store), x)
  }

  private func run(trials: Int, seed: UInt64, store: InMemoryTrialStore) throws -> [Trial] {
    var space = SearchSpace()
    let x = try space.uniform("x", in: -1...1)
    let study = Study(space: space, sampler: TPE(), seed: seed, store: store)
    while try study.trials().count < trials {
      let trial = try study.ask()
      try study.tell(trial, .complete(value: trial[x] * trial[x]))
    }
    return try study.trials()
  }
}
