import LinearPrograms
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A bound in whole numbers from duals")
struct WholeBoundTests {
  /// min c·x over boxes and rows of whole numbers, and the least cost of whole values.
  private static func random(seed: UInt64) -> (program: LinearProgram, least: Int?) {
    var random = RandomStream(seed: seed, stream: 51)
    func number(_ most: Int) -> Int { random.uniform(below: 2 * most + 1) - most }
    let (columns, rows) = (1 + random.uniform(below: 4), random.uniform(below: 5))
    let scale = [1, 1_000, 1_000_000_007][random.uniform(below: 3)]
    var program = LinearProgram()
    var (costs, uppers, table) = ([Int](), [Int](), [(terms: [Int], range: ClosedRange<Int>)]())
    for _ in 0..<columns {
      costs.append(number(20) * scale + number(3))
      uppers.append(1 + random.uniform(below: 3))
      _ = program.addColumn(
        cost: Double(costs.last ?? 0), in: 0...Double(uppers.last ?? 0), isInteger: true)
    }
    for _ in 0..<rows {
      let terms = (0..<columns).map { _ in number(2) }
      let low = number(4)
      let isOpen = random.uniform(below: 2) == 0
      let range = low...(isOpen ? 1_000 : low + random.uniform(below: 4))
      table.append((terms, range))
      program.addRow(
        terms.enumerated().map { .init(.init($0), times: Double($1)) },
        in: Double(range.lowerBound)...(isOpen ? .infinity : Double(range.upperBound)))
    }
    var (values, least) = (Array(repeating: 0, count: columns), Int?.none)
    while true {
      if table.allSatisfy({ row in
        row.range.contains(zip(row.terms, values).reduce(0) { $0 + $1.0 * $1.1 })
      }) {
        let cost = zip(costs, values).reduce(0) { $0 + $1.0 * $1.1 }
        least = min(least ?? cost, cost)
      }
      guard let next = values.indices.first(where: { values[$0] < uppers[$0] }) else { break }
      values[next] += 1
      for index in 0..<next { values[index] = 0 }
    }
    return (program, least)
  }

  @Test(
    "is never above what whole values cost, whatever the duals", arguments: 0..<200 as Range<UInt64>
  )
  func any(seed: UInt64) {
    let (program, least) = Self.random(seed: seed)
    var random = RandomStream(seed: seed, stream: 52)
    for _ in 0..<20 {
      let duals = (0..<program.rowCount).map { _ in
        (Double(random.next() >> 11) * 0x1p-52 - 1) * [1, 40, 1e10][random.uniform(below: 3)]
      }
      if let least, let bound = program.wholeBound(rowDuals: duals) {
        #expect(bound <= least, "seed \(seed)")
      }
    }
  }

  @Test(
    "is the linear program's, rounded up, with a solver's duals", .needsHiGHS,
    arguments: 0..<100 as Range<UInt64>)
  func solved(seed: UInt64) throws {
    let (program, least) = Self.random(seed: seed)
    let outcome = try HiGHSSolver().solve(program.relaxed)
    guard outcome.status == .optimal, let root = outcome.solution else { return }
    let bound = try #require(program.wholeBound(rowDuals: root.rowDuals), "seed \(seed)")
    #expect(bound <= least ?? .max, "seed \(seed)")
    // No more is lost than what the duals' own digits cost.
    #expect(Double(bound) >= root.objective - 1e-6 * max(1, abs(root.objective)), "seed \(seed)")
  }

  @Test("is none for numbers that are not whole")
  func fractions() {
    var program = LinearProgram()
    let x = program.addColumn(cost: 0.5, in: 0...1)
    program.addRow([.init(x)], in: 0...1)
    #expect(program.wholeBound(rowDuals: [0]) == nil)
    #expect(program.wholeBound(rowDuals: []) == nil)
  }
}
