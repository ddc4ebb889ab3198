import Districting
import LinearPrograms
import PatrolRouting
import Testing
import _TemperTestSupport

@Suite("Districts")
struct DistrictingTests {
  /// Rules on a small map; every third seed bounds drives, every other one asks for balance.
  private static func rules(_ seed: UInt64) throws -> DistrictRules {
    let nodes = 6 + Int(seed % 3)
    let graph = try GeneratedTown(nodeCount: nodes, seed: seed).graph()
    return DistrictRules(
      graph, count: 2 + Int(seed % 2), deviation: seed % 4 == 0 ? 0.1 : 0.35,
      diameter: seed % 3 == 0 ? 3.5 : .infinity,
      objective: seed % 5 < 3 ? .compactness : .balance)
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
      if check.keeps(deviation: rules.deviation, diameter: rules.diameter) {
        best = min(best ?? .infinity, cost(check, rules))
      }
    }
    return best
  }

  /// What the checker says districts cost.
  private static func cost(_ check: DistrictCheck, _ rules: DistrictRules) -> Double {
    rules.objective == .compactness ? check.cost : check.worstDeviation
  }

  @Test("enumerated are the best of all ways to divide a map", arguments: UInt64(0)..<100)
  func enumeration(seed: UInt64) throws {
    let rules = try Self.rules(seed)
    let expected = Self.bruteForce(rules)
    let outcome = DistrictEnumeration(rules).best()
    guard let districts = outcome.districts else {
      #expect(expected == nil && outcome.status == .infeasible, "seed \(seed)")
      return
    }
    let check = DistrictCheck(districts, of: rules.graph)
    #expect(check.keeps(deviation: rules.deviation, diameter: rules.diameter), "seed \(seed)")
    #expect(abs(Self.cost(check, rules) - (expected ?? 0)) < 1e-9, "seed \(seed)")
    #expect(outcome.status == .optimal && outcome.bound == outcome.cost, "seed \(seed)")
    #expect(abs((outcome.cost ?? 0) - (expected ?? 0)) < 1e-9, "seed \(seed)")
  }

  @Test("of the integer program equal those enumerated", .needsHiGHS, arguments: UInt64(0)..<100)
  func program(seed: UInt64) throws {
    let rules = try Self.rules(seed)
    let result = try DistrictProgram(rules).solve(with: HiGHSSolver(), options: SolverOptions())
    let best = DistrictEnumeration(rules).best()
    #expect(result.status == best.status, "seed \(seed)")
    guard let cost = best.cost else {
      #expect(result.districts == nil, "seed \(seed)")
      return
    }
    let districts = try #require(result.districts, "seed \(seed)")
    let check = DistrictCheck(districts, of: rules.graph)
    #expect(check.keeps(deviation: rules.deviation, diameter: rules.diameter), "seed \(seed)")
    #expect(abs(Self.cost(check, rules) - cost) < 1e-6, "seed \(seed)")
    #expect(result.bound <= cost + 1e-6, "seed \(seed)")
  }

  @Test("are few enough on 100 maps that some bounds can be kept and some cannot")
  func cases() throws {
    let found = try (0..<100).count { DistrictEnumeration(try Self.rules($0)).best().cost != nil }
    #expect((20...95).contains(found), "\(found)")
  }

  @Test("are not looked for any more once that is cancelled")
  func cancelled() throws {
    let rules = DistrictRules(
      try GeneratedTown(nodeCount: 24, seed: 1).graph(), count: 3, deviation: 0.2)
    let outcome = DistrictEnumeration(rules, isCancelled: { true }).best()
    #expect(outcome.status == .noneFound && outcome.bound == -.infinity)
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
    let whole = DistrictCheck(Districts([[0, 1, 2, 3]]), of: path)
    #expect(whole.diameters == [3] && whole.keeps(deviation: 0, diameter: 3))
    #expect(!whole.keeps(deviation: 0, diameter: 2.9))
  }
}
