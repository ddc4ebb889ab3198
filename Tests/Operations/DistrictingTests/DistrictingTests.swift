import Districting
import LinearPrograms
import PatrolRouting
import Testing
import _TemperTestSupport

@Suite("Districts")
struct DistrictingTests {
  private static func rules(_ seed: UInt64) throws -> DistrictRules {
    let nodes = 6 + Int(seed % 3)
    let graph = try GeneratedTown(nodeCount: nodes, seed: seed).graph()
    return DistrictRules(graph, count: 2 + Int(seed % 2), deviation: seed % 4 == 0 ? 0.1 : 0.35)
  }

  /// All ways to give each node a district, judged by the checker.
  private static func bruteForce(_ rules: DistrictRules) -> Double? {
    let nodes = rules.graph.nodes.count
    var best: Double?
    var total = 1
    for _ in 0..<nodes { total *= rules.count }
    for code in 0..<total {
      var (rest, members) = (code, Array(repeating: [Int](), count: rules.count))
      for node in 0..<nodes {
        members[rest % rules.count].append(node)
        rest /= rules.count
      }
      guard members[0].first == 0 else { continue }
      let check = DistrictCheck(Districts(members), of: rules.graph)
      if check.keeps(deviation: rules.deviation), check.cost < best ?? .infinity {
        best = check.cost
      }
    }
    return best
  }

  @Test("enumerated are the best of all ways to divide a map", arguments: UInt64(0)..<100)
  func enumeration(seed: UInt64) throws {
    let rules = try Self.rules(seed)
    let expected = Self.bruteForce(rules)
    guard let districts = DistrictEnumeration(rules).best() else {
      #expect(expected == nil, "seed \(seed)")
      return
    }
    let check = DistrictCheck(districts, of: rules.graph)
    #expect(check.keeps(deviation: rules.deviation), "seed \(seed)")
    #expect(abs(check.cost - (expected ?? 0)) < 1e-9, "seed \(seed)")
  }

  @Test("of the integer program equal those enumerated", .needsHiGHS, arguments: UInt64(0)..<100)
  func program(seed: UInt64) throws {
    let rules = try Self.rules(seed)
    let result = try DistrictProgram(rules).solve(with: HiGHSSolver(), options: SolverOptions())
    guard let best = DistrictEnumeration(rules).best() else {
      #expect(result.districts == nil, "seed \(seed)")
      return
    }
    let districts = try #require(result.districts, "seed \(seed)")
    let check = DistrictCheck(districts, of: rules.graph)
    #expect(check.keeps(deviation: rules.deviation), "seed \(seed)")
    #expect(
      abs(check.cost - DistrictCheck(best, of: rules.graph).cost) < 1e-6, "seed \(seed)")
  }

  @Test("that break a rule are told apart")
  func broken() throws {
    let nodes = (0..<4).map {
      PatrolNode(id: "\($0)", x: Double($0), y: 0, rate: 1, importance: 1)
    }
    let path = try PatrolGraph(
      name: "path", nodes: nodes, edges: (0..<3).map { PatrolEdge($0, $0 + 1, distance: 1) })
    #expect(DistrictCheck(Districts([[0, 1], [2, 3]]), of: path).keeps(deviation: 0))
    #expect(DistrictCheck(Districts([[0, 2], [1, 3]]), of: path).broken == [0, 1])
    #expect(!DistrictCheck(Districts([[0], [1, 2, 3]]), of: path).keeps(deviation: 0.4))
    #expect(!DistrictCheck(Districts([[0, 1], [2]]), of: path).isPartition)
  }
}
