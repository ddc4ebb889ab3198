import ForecastMetrics
import Forecasts
import Foundation
import Incidents
import RandomStreams
import Testing

@Suite("Matching")
struct MatchingTests {
  /// The size of a largest matching, by trying everything.
  private func exhaustive(_ neighbours: [[Int]], from left: Int = 0, used: Set<Int> = []) -> Int {
    guard left < neighbours.count else { return 0 }
    let without = exhaustive(neighbours, from: left + 1, used: used)
    return neighbours[left].filter { !used.contains($0) }.reduce(without) { best, right in
      max(best, 1 + exhaustive(neighbours, from: left + 1, used: used.union([right])))
    }
  }

  @Test(
    "fixtures have the pairs that they are known to have",
    arguments: [
      // Greedy gives the first its first choice and finds one pair.
      ([[0, 1], [0]], 2, 2),
      // Each greedy choice is the worst: a chain that has to be turned over as a whole.
      ([[1, 0], [2, 1], [3, 2], [3]], 4, 4),
      // Hall's condition fails: three want the same two.
      ([[0, 1], [0, 1], [0, 1]], 3, 2), ([[], []], 2, 0), ([], 0, 0), ([[0, 0, 0]], 1, 1),
      ([[2, 0], [2], [0, 2], [1, 2]], 3, 3),
    ])
  func fixtures(neighbours: [[Int]], rightCount: Int, pairs: Int) {
    #expect(BipartiteMatching(neighbours, rightCount: rightCount).count == pairs)
  }

  @Test("is as large as any, and valid", arguments: 0..<300 as Range<UInt64>)
  func oracle(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let (left, right) = (random.uniform(below: 8), 1 + random.uniform(below: 7))
    let neighbours = (0..<left).map { _ in
      (0..<right).filter { _ in random.uniform(below: 3) == 0 }
    }
    let matching = BipartiteMatching(neighbours, rightCount: right)
    #expect(matching.count == exhaustive(neighbours), "seed \(seed): \(neighbours)")
    #expect(matching.pairs.allSatisfy { neighbours[$0.left].contains($0.right) })
    #expect(Set(matching.pairs.map(\.right)).count == matching.count)
  }

  @Test("a long chain needs no stack")
  func chain() {
    let count = 20_000
    let neighbours = (0..<count).map { $0 == 0 ? [0] : [$0 - 1, $0] }
    #expect(BipartiteMatching(neighbours.reversed(), rightCount: count).count == count)
  }

  private func incidents(_ count: Int, _ random: inout RandomStream) -> [Incident] {
    (0..<count).map { _ in
      Incident(
        time: LocalMinute(index: random.uniform(below: 120)),
        latitude: 41.8 + 0.05 * random.unit(), longitude: -87.7 + 0.05 * random.unit(), type: 0)
    }.sorted { $0.time < $1.time }
  }

  /// Great-circle distance by the haversine formula, in metres.
  private func metres(_ a: Incident, _ b: Incident) -> Double {
    let (p, q) = (a.latitude * .pi / 180, b.latitude * .pi / 180)
    let half = { (x: Double) in sin(x / 2) * sin(x / 2) }
    let h = half(q - p) + cos(p) * cos(q) * half((b.longitude - a.longitude) * .pi / 180)
    return 2 * 6_371_008.8 * asin(h.squareRoot())
  }

  @Test(
    "pairs incidents that are near in place and time, in either direction alike",
    arguments: 0..<30 as Range<UInt64>)
  func near(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let (a, b) = (incidents(25, &random), incidents(20, &random))
    for tolerance in MatchTolerance.usual {
      let neighbours = a.map { first in
        b.indices.filter {
          metres(first, b[$0]) <= tolerance.metres
            && abs(first.time.index - b[$0].time.index) <= tolerance.minutes
        }
      }
      var forward = IncidentMatching(tolerance)
      forward.add(generated: a.map { MatchPoint($0) }, real: b.map { MatchPoint($0) })
      var backward = IncidentMatching(tolerance)
      backward.add(generated: b.map { MatchPoint($0) }, real: a.map { MatchPoint($0) })
      #expect(forward.matched == BipartiteMatching(neighbours, rightCount: b.count).count)
      #expect(forward.f1 == backward.f1)
      #expect(forward.precision == backward.recall)
    }
  }

  @Test("F1 is the harmonic mean, and 0 of nothing")
  func score() {
    var random = RandomStream(seed: 1)
    let few = incidents(6, &random)
    var matching = IncidentMatching(MatchTolerance(metres: 1, minutes: 0))
    #expect(matching.f1 == 0 && matching.precision == 0 && matching.recall == 0)
    matching.add(generated: few.map { MatchPoint($0) }, real: few.map { MatchPoint($0) })
    #expect(matching.f1 == 1)
    matching.add(generated: [], real: few.map { MatchPoint($0) })
    let (p, r) = (matching.precision, matching.recall)
    #expect(abs(matching.f1 - 2 * p * r / (p + r)) < 1e-12)
  }
}
