import RandomStreams
import Testing
import Tuning

struct ParameterImportanceTests {
  @Test("What does not matter has next to no importance", arguments: 0..<6 as Range<UInt64>)
  func irrelevant(seed: UInt64) throws {
    let shares = try shares(seed: seed) { x, y, n, c in x }
    #expect(shares[0] > 0.9)
  }

  @Test("Importance follows the size of an effect", arguments: 0..<6 as Range<UInt64>)
  func ordered(seed: UInt64) throws {
    let shares = try shares(seed: seed) { x, y, n, c in 4 * x + 2 * y }
    #expect(shares[0] > 1.5 * shares[1] && shares[1] > 2 * max(shares[2], shares[3]))
  }

  @Test("Whole numbers and choices count like real numbers", arguments: 0..<6 as Range<UInt64>)
  func discrete(seed: UInt64) throws {
    let number = try shares(seed: seed) { x, y, n, c in (n - 4) * (n - 4) + 0.1 * x }
    #expect(number[2] > 0.7)
    let choice = try shares(seed: seed) { x, y, n, c in c == 1 ? x : x + 10 }
    #expect(choice[3] > 0.5 && choice[0] > max(choice[1], choice[2]))
  }

  @Test("Equal effects have equal importance, and shares add up to 1")
  func symmetric() throws {
    var sums = [0.0, 0, 0, 0]
    for seed: UInt64 in 0..<8 {
      let shares = try shares(seed: seed) { x, y, n, c in x + y }
      #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
      for index in 0..<4 { sums[index] += shares[index] / 8 }
    }
    #expect(abs(sums[0] - sums[1]) < 0.1)
  }

  @Test("Too few trials tell nothing")
  func tooFew() throws {
    var space = SearchSpace()
    _ = try space.uniform("x", in: 0...1)
    let trials = (0..<7).map {
      Trial(number: $0, parameters: [.real(0.5)], outcome: .complete(value: 0))
    }
    #expect(ParameterImportance.all(of: space, in: trials) == nil)
    #expect(ParameterImportance.all(of: space, in: []) == nil)
  }

  private func shares(
    seed: UInt64, _ objective: (Double, Double, Double, Int) -> Double
  ) throws -> [Double] {
    var space = SearchSpace()
    let x = try space.uniform("x", in: 0...1)
    let y = try space.uniform("y", in: 0...1)
    let n = try space.integer("n", in: 0...9)
    let c = try space.categorical("c", of: [("0", 0), ("1", 1), ("2", 2)])
    let study = Study(space: space, sampler: RandomSampler(), seed: seed)
    for _ in 0..<200 {
      let trial = try study.ask()
      let value = objective(trial[x], trial[y], Double(trial[n]), trial[c])
      try study.tell(trial, .complete(value: value))
    }
    let importance = try #require(ParameterImportance.all(of: space, in: try study.trials()))
    #expect(importance.map(\.name) == ["x", "y", "n", "c"])
    return importance.map(\.share)
  }
}
