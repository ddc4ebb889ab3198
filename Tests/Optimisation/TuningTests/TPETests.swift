import RandomStreams
import Testing
import Tuning

struct TPETests {
  @Test(
    "It finds better values than random search, together and apart",
    arguments: [
      TPE.Form.multivariate, .univariate,
    ])
  func beatsRandomSearch(form: TPE.Form) throws {
    var wins = 0
    for seed: UInt64 in 0..<20 {
      // A valley across the parameters for the form that sees them together, along one otherwise.
      let slope = form == .multivariate ? 1.0 : 0
      let ours = try best(TPE(form: form), slope: slope, seed: seed)
      let random = try best(RandomSampler(), slope: slope, seed: seed)
      if ours < random { wins += 1 }
    }
    // A fair coin wins 16 of 20 with probability 0.006.
    #expect(wins >= 16)
  }

  @Test("It keeps to the feasible region, where the objective alone would leave it")
  func constraints() throws {
    for seed: UInt64 in 0..<5 {
      var space = SearchSpace()
      let x = try space.logUniform("x", in: 1...1_000)
      let study = Study(space: space, seed: seed)
      for _ in 0..<40 {
        let trial = try study.ask()
        let shortfall = max(0, 30 - trial[x])
        try study.tell(trial, .complete(value: trial[x], violation: shortfall))
      }
      let best = try #require(try study.best())
      #expect(best.isFeasible && best[x] < 40, "seed \(seed)")
      let late = try study.trials().suffix(20)
      #expect(late.count { (20...60).contains($0[x]) } >= 12, "seed \(seed)")
    }
  }

  @Test("Where no trial is feasible it goes where violations are least")
  func infeasible() throws {
    var space = SearchSpace()
    let x = try space.uniform("x", in: -1...1)
    let study = Study(space: space, seed: 1)
    for _ in 0..<40 {
      let trial = try study.ask()
      try study.tell(trial, .complete(value: -trial[x], violation: 1 + abs(trial[x] + 0.5)))
    }
    let best = try #require(try study.best())
    #expect(!best.isFeasible && abs(best[x] + 0.5) < 0.05)
  }

  @Test("Start-up trials are Sobol's points")
  func startup() throws {
    var space = SearchSpace()
    _ = try space.uniform("x", in: 0...1)
    let ours = Study(space: space, sampler: TPE(startupTrials: 6), seed: 3)
    let sobol = Study(space: space, sampler: SobolSampler(), seed: 3)
    for number in 0..<12 {
      let (one, other) = (try ours.ask(), try sobol.ask())
      #expect((one.parameters == other.parameters) == (number < 6))
      try ours.tell(one, .complete(value: Double(number)))
      try sobol.tell(other, .complete(value: Double(number)))
    }
  }

  /// A narrow valley in parameters of all kinds.
  private func best(_ sampler: any Sampler, slope: Double, seed: UInt64) throws -> Double {
    var space = SearchSpace()
    let x = try space.uniform("x", in: -5...5)
    let y = try space.logUniform("y", in: 1e-3...1e3)
    let n = try space.integer("n", in: 0...30)
    let c = try space.categorical("c", of: [("a", 3.0), ("b", 0), ("c", 1)])
    let study = Study(space: space, sampler: sampler, seed: seed)
    for _ in 0..<40 {
      let trial = try study.ask()
      let distance = naturalLogarithm(trial[y]) - slope * trial[x]
      let value = distance * distance + Double(abs(trial[n] - 11)) + trial[c]
      try study.tell(trial, .complete(value: value + trial[x] * trial[x]))
    }
    return try #require(try study.best()?.value)
  }
}
