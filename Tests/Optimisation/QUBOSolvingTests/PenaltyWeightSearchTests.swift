import Coefficients
import QUBOFiles
import QUBOSolving
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A search for the weight of a penalty")
struct PenaltyWeightSearchTests {
  /// A request of two groups of three bits, of which each is to have one, and the least value by trying
  /// all nine ways.
  private static func request(seed: UInt64) -> (text: String, least: Double) {
    var random = RandomStream(seed: seed, stream: 19)
    let prices = (0..<6).map { _ in random.uniform(below: 21) - 10 }
    let pairs = (0..<9).map { _ in random.uniform(below: 21) - 10 }
    func term(_ value: Int, _ bits: [Int]) -> String { "{\"c\":\(value),\"p\":\(bits)}" }
    var objective = prices.enumerated().map { term($1, [$0]) }
    var penalty = [term(2, [])]
    var least = Int.max
    for first in 0..<3 {
      penalty += [term(-1, [first]), term(-1, [3 + first])]
      for second in 0..<3 {
        let pair = pairs[3 * first + second]
        objective.append(term(pair, [first, 3 + second]))
        least = min(least, prices[first] + prices[3 + second] + pair)
        if first < second {
          penalty += [term(2, [first, second]), term(2, [3 + first, 3 + second])]
        }
      }
    }
    let text =
      "{\"binary_polynomial\":{\"terms\":[\(objective.joined(separator: ","))]},"
      + "\"penalty_binary_polynomial\":{\"terms\":[\(penalty.joined(separator: ","))]}}"
    return (text, Double(least))
  }

  private static func search(seed: UInt64, threads: Int) throws -> PenaltyWeightSearch {
    let file = try QUBOFile(Array(request(seed: seed).text.utf8), file: "f", penaltyWeight: nil)
    var search = PenaltyWeightSearch(file, seed: seed)
    (search.trials, search.runs, search.steps, search.threads) = (8, 2, 200, threads)
    return search
  }

  @Test(
    "begins with the certified one, and finds one no larger that is as good", arguments: seeds(8))
  func finds(seed: UInt64) throws {
    let search = try Self.search(seed: seed, threads: 1)
    let certified = try #require(search.problem.polynomials?.certifiedWeight)
    var told: [ExactDecimal] = []
    let trials = try search.run { told.append($0.weight) }
    let best = try #require(trials.first)
    #expect(told.first == certified && trials.count == 8)
    #expect(told.allSatisfy { $0.double > 0 && $0.double <= certified.double * 1.005 })
    #expect(best.isFeasible && best.weight.double <= certified.double * 1.005)
    #expect(best.meanObjective == Self.request(seed: seed).least, "weight \(best.weight)")
    for trial in trials where trial.weight == certified { #expect(trial.isFeasible) }
  }

  @Test("is the same for any number of threads")
  func threads() throws {
    let runs = try [1, 3].map { threads in
      try Self.search(seed: 5, threads: threads).run().map { "\($0.weight) \($0.feasibleRuns)" }
    }
    #expect(runs[0] == runs[1])
  }

  @Test("ends when it is asked to, with what was tried")
  func ends() throws {
    var search = try Self.search(seed: 5, threads: 1)
    search.isCancelled = { true }
    #expect(try search.run().count == 1)
  }
}
