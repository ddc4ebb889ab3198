import RandomStreams
import ScheduleFlows
import Testing

@Suite("A transportation problem")
struct TransportationProblemTests {
  @Test("costs what the best of all flows costs", arguments: 0..<300 as Range<UInt64>)
  func bruteForce(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let total = 1 + random.uniform(below: 7)
    let example = Case(total: total, most: 4, costs: -3...9, using: &random)
    var problem = example.problem
    let cost = example.solve(&problem)
    #expect(cost == example.leastCost(), "\(example)")
    #expect(example.cost(of: problem.flow) == cost, "\(example)")
    #expect(example.isFeasible(problem.flow), "\(example)")
  }

  @Test("with single units is an assignment", arguments: 0..<60 as Range<UInt64>)
  func assignment(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 1)
    let n = 1 + random.uniform(below: 6)
    let example = Case(
      supplies: Array(repeating: 1, count: n), demands: Array(repeating: 1, count: n),
      costs: (0..<n * n).map { _ in Int64(random.uniform(below: 30)) })
    var problem = example.problem
    let cost = example.solve(&problem)
    let least = Self.permutations(of: n).map { columns in
      columns.enumerated().reduce(Int64(0)) { $0 + example.costs[$1.offset * n + $1.element] }
    }.min()
    #expect(cost == least, "\(example)")
  }

  @Test(
    "of any size is proved by its potentials: no dual value is above a primal one",
    arguments: 0..<60 as Range<UInt64>)
  func duality(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 2)
    let example = Case(
      total: 40 + random.uniform(below: 300), most: 30, costs: 0...500, using: &random)
    var problem = example.problem
    let cost = example.solve(&problem)
    #expect(
      example.isFeasible(problem.flow) && example.cost(of: problem.flow) == cost, "\(example)")
    expectCertificate(problem, example, cost)
  }

  @Test("starts from the prices of a similar one", arguments: 0..<60 as Range<UInt64>)
  func warm(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 3)
    var example = Case(total: 30, most: 8, costs: 0...60, using: &random)
    var warm = example.problem
    for round in 0..<12 {
      // Some rounds move everything, some a single cost, some nothing.
      for index in example.costs.indices where round % 3 == 0 || random.uniform(below: 9) == 0 {
        example.costs[index] += Int64(random.uniform(below: 41)) - 20
      }
      var cold = example.problem
      let cost = example.solve(&warm)
      #expect(cost == example.solve(&cold), "round \(round): \(example)")
      #expect(example.isFeasible(warm.flow), "round \(round): \(example)")
      expectCertificate(warm, example, cost)
    }
  }

  @Test("takes costs so great that their sum is near the end of 64 bits")
  func greatCosts() {
    let great = Int64(1) << 58
    let example = Case(supplies: [3, 2], demands: [2, 3], costs: [great, 1, great, great - 1])
    var problem = example.problem
    #expect(example.solve(&problem) == 2 * great + 3)
  }

  /// Complementary slackness, and the dual value Σ u s + Σ v d.
  private func expectCertificate(_ problem: TransportationProblem, _ example: Case, _ cost: Int64) {
    let (u, v) = (problem.rowPotentials, problem.columnPotentials)
    for row in example.supplies.indices {
      for column in example.demands.indices {
        let index = row * example.demands.count + column
        let slack = example.costs[index] - u[row] - v[column]
        #expect(slack >= 0 && (problem.flow[index] == 0 || slack == 0), "\(example)")
      }
    }
    let dual =
      zip(u, example.supplies).reduce(0) { $0 + $1.0 * Int64($1.1) }
      + zip(v, example.demands).reduce(0) { $0 + $1.0 * Int64($1.1) }
    #expect(dual == cost, "\(example)")
  }

  private static func permutations(of n: Int) -> [[Int]] {
    n == 0
      ? [[]]
      : permutations(of: n - 1).flatMap { shorter in
        (0..<n).map { place in Array(shorter[..<place]) + [n - 1] + Array(shorter[place...]) }
      }
  }
}

/// The numbers of a problem, with a search of its own.
private struct Case: CustomStringConvertible {
  let supplies: [Int]
  let demands: [Int]
  var costs: [Int64]

  init(supplies: [Int], demands: [Int], costs: [Int64]) {
    (self.supplies, self.demands, self.costs) = (supplies, demands, costs)
  }

  /// So many units among at most so many rows and columns.
  init(total: Int, most: Int, costs: ClosedRange<Int64>, using random: inout RandomStream) {
    func parts() -> [Int] {
      var parts = Array(repeating: 0, count: 1 + random.uniform(below: most))
      for _ in 0..<total { parts[random.uniform(below: parts.count)] += 1 }
      return parts.filter { $0 > 0 }
    }
    (supplies, demands) = (parts(), parts())
    let span = Int(costs.upperBound - costs.lowerBound) + 1
    self.costs = (0..<supplies.count * demands.count).map { _ in
      costs.lowerBound + Int64(random.uniform(below: span))
    }
  }

  var description: String { "from \(supplies) to \(demands) at \(costs)" }
  var problem: TransportationProblem { .init(supplies: supplies, demands: demands) }

  func solve(_ problem: inout TransportationProblem) -> Int64 {
    costs.withUnsafeBufferPointer { problem.solve($0) }
  }

  func cost(of flow: [Int]) -> Int64 { zip(costs, flow).reduce(0) { $0 + $1.0 * Int64($1.1) } }

  func isFeasible(_ flow: [Int]) -> Bool {
    let (rows, columns) = (supplies.indices, demands.indices)
    return flow.allSatisfy { $0 >= 0 }
      && rows.allSatisfy { row in
        columns.reduce(0) { $0 + flow[row * columns.count + $1] } == supplies[row]
      }
      && columns.allSatisfy { column in
        rows.reduce(0) { $0 + flow[$1 * columns.count + column] } == demands[column]
      }
  }

  /// The cost of the best of all ways to send one unit after the other.
  func leastCost() -> Int64? {
    let units = supplies.indices.flatMap { Array(repeating: $0, count: supplies[$0]) }
    func least(from unit: Int, _ missing: [Int]) -> Int64? {
      guard unit < units.count else { return 0 }
      return demands.indices.filter { missing[$0] > 0 }.compactMap { column in
        var rest = missing
        rest[column] -= 1
        return least(from: unit + 1, rest).map {
          $0 + costs[units[unit] * demands.count + column]
        }
      }.min()
    }
    return least(from: 0, demands)
  }
}
