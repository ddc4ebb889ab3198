import Polynomials
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds certified weights against all assignments of small problems.
struct PenaltyCertificateTests {
  @Test(
    "With the certified weight the least states are the best feasible ones", arguments: seeds(400))
  func leastStates(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 61)
    let bits = 8
    let objective = try RandomPolynomial.draw(
      &random, bits: bits, degree: 1 + Int(seed % 3), terms: 14, largest: 20)
    let penalty = try Self.penalty(&random, bits: bits)
    let certificate = PenaltyCertificate(objective: objective, penalty: penalty)
    let states = RandomPolynomial.states(bits)
    let least = try #require(states.map(penalty.value).min())
    switch certificate.ground {
    case .proven, .assumed: #expect(least == 0, "seed \(seed)")
    case .unsatisfiable(let told): #expect(least == told && told > 0, "seed \(seed)")
    case .negative(let told): #expect(least == told && told < 0, "seed \(seed)")
    }
    guard least == 0 else { return }
    let sum = try objective.plus(try penalty.times(certificate.weight))
    let best = try #require(states.map(sum.value).min())
    let feasible = states.filter { penalty.value(of: $0) == 0 }
    let bestFeasible = try #require(feasible.map(objective.value).min())
    #expect(best == bestFeasible, "seed \(seed)")
    for state in states where sum.value(of: state) == best {
      #expect(penalty.value(of: state) == 0, "seed \(seed), state \(state)")
    }
  }

  /// Squares of sums, conflicts, cubic ones and mixtures; about one in eight has no state without penalty.
  private static func penalty(_ random: inout RandomStream, bits: Int) throws -> BitPolynomial {
    var terms: [(bits: [Int], coefficient: Int64)] = []
    let groups = Int.random(in: 1...3, using: &random)
    let order = (0..<bits).shuffled(using: &random)
    let overlapping = Bool.random(using: &random)
    for group in 0..<groups {
      let size = Int.random(in: 2...3, using: &random)
      let start =
        overlapping ? Int.random(in: 0...bits - size, using: &random) : min(group * 3, bits - size)
      let members = Array(order[start..<start + size])
      let factor = Int64.random(in: 1...3, using: &random)
      switch Int.random(in: 0...2, using: &random) {
      case 0: terms += square(members, Int64.random(in: 1...2, using: &random), factor)
      case 1: terms.append((bits: members, coefficient: factor))
      default: terms += square(members, Int64(size) / 2, factor)
      }
    }
    if Int.random(in: 0..<8, using: &random) == 0 { terms.append((bits: [], coefficient: 1)) }
    return try BitPolynomial(variableCount: bits, terms: terms)
  }

  /// factor · (Σx − total)².
  private static func square(
    _ members: [Int], _ total: Int64, _ factor: Int64
  ) -> [(bits: [Int], coefficient: Int64)] {
    var terms = [(bits: [Int](), coefficient: factor * total * total)]
    for (place, i) in members.enumerated() {
      terms.append((bits: [i], coefficient: factor * (1 - 2 * total)))
      for j in members[..<place] { terms.append((bits: [i, j], coefficient: 2 * factor)) }
    }
    return terms
  }

  @Test("Groups of any size are weighed by flips, far below the objective's range")
  func groups() throws {
    let objective = try BitPolynomial(
      variableCount: 60, terms: (0..<60).map { (bits: [$0], coefficient: Int64($0 % 7) - 3) })
    var terms: [(bits: [Int], coefficient: Int64)] = []
    for start in stride(from: 0, to: 60, by: 30) {
      terms += Self.square(Array(start..<start + 30), 1, 1)
    }
    let penalty = try BitPolynomial(variableCount: 60, terms: terms)
    let certificate = PenaltyCertificate(objective: objective, penalty: penalty)
    #expect(certificate.ground == .proven && certificate.method == .repairs)
    // Setting the cheapest bit of an empty group adds −3 at worst for the dearest left, so 3 at most.
    #expect(certificate.weight == 4)
    #expect(certificate.rangeWeight > 100)
  }

  @Test("A penalty of overlapping groups is weighed by the range, on the word of who wrote it")
  func overlapping() throws {
    let n = 5
    var terms: [(bits: [Int], coefficient: Int64)] = []
    for k in 0..<n {
      let row = Array(k * n..<k * n + n)
      let column = Array(stride(from: k, to: n * n, by: n))
      terms.append(contentsOf: Self.square(row, 1, 1))
      terms.append(contentsOf: Self.square(column, 1, 1))
    }
    let penalty = try BitPolynomial(variableCount: n * n, terms: terms)
    let objective = try BitPolynomial(
      variableCount: n * n, terms: [(bits: [0], coefficient: 4), (bits: [7, 8], coefficient: -5)])
    let certificate = PenaltyCertificate(objective: objective, penalty: penalty)
    #expect(certificate.ground == .assumed && certificate.method == .range)
    // Rows and columns have the same number of ones, so that the penalty is even: 9 / 2, and one more.
    #expect(certificate.weight == 5)
  }

  @Test("Without an objective, or without a penalty, the weight is one unit")
  func degenerate() throws {
    let zero = try BitPolynomial(variableCount: 3, terms: [])
    let one = try BitPolynomial(variableCount: 3, terms: Self.square([0, 1, 2], 1, 1))
    #expect(PenaltyCertificate(objective: zero, penalty: one).weight == 1)
    #expect(PenaltyCertificate(objective: one, penalty: zero).weight == 1)
    let never = try BitPolynomial(variableCount: 3, terms: [(bits: [], coefficient: 2)])
    #expect(
      PenaltyCertificate(objective: one, penalty: never).ground == .unsatisfiable(least: 2))
    let wrong = try BitPolynomial(variableCount: 3, terms: [(bits: [0], coefficient: -2)])
    #expect(PenaltyCertificate(objective: one, penalty: wrong).ground == .negative(least: -2))
  }
}
