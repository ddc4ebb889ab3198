import LinearPrograms
import Testing

@Suite("A linear program")
struct LinearProgramTests {
  @Test("counts its parts and computes its objective")
  func parts() {
    let program = Examples.knapsack(values: [5, 4, 3], weights: [4, 3, 2], capacity: 6)
    #expect(program.columnCount == 3 && program.rowCount == 1 && program.termCount == 3)
    #expect(program.hasIntegers && !program.relaxed.hasIntegers)
    #expect(program.objective(of: [1, 0, 1]) == -8)
  }

  @Test("names what values break", arguments: Self.broken)
  func violations(values: [Double], words: String) {
    let program = Examples.knapsack(values: [5, 4, 3], weights: [4, 3, 2], capacity: 6)
    #expect(program.violation(of: values)?.description == words)
  }

  private static let broken: [([Double], String)] = [
    ([2, 0, 0], "column 0 is 2.0, not in 0.0...1.0"),
    ([0, -0.1, 0], "column 1 is -0.1, not in 0.0...1.0"),
    ([0, 0, .nan], "column 2 is nan, not in 0.0...1.0"),
    ([0, 0.5, 0], "column 1 is 0.5, not a whole number"),
    ([1, 1, 0], "row 0 is 7.0, not in -inf...6.0"),
  ]

  @Test("lets values pass that a solver's tolerance explains")
  func tolerance() {
    let program = Examples.knapsack(values: [5, 4, 3], weights: [4, 3, 2], capacity: 6)
    #expect(program.violation(of: [1, 1e-9, 1]) == nil)
    #expect(program.violation(of: [1, 1e-3, 1], tolerance: 1e-2) == nil)
    #expect(program.violation(of: [1, 1e-3, 1]) != nil)
  }
}

/// Programs for tests.
enum Examples {
  /// The most value that a knapsack holds, as a minimum.
  static func knapsack(values: [Int], weights: [Int], capacity: Int) -> LinearProgram {
    var program = LinearProgram()
    let items = values.map { program.addColumn(cost: -Double($0), in: 0...1, isInteger: true) }
    program.addRow(
      zip(items, weights).map { LinearProgram.Term($0, times: Double($1)) },
      in: -.infinity...Double(capacity))
    return program
  }

  /// min 2x + 3y with x + y ≥ 4, x ≤ 3: x = 3, y = 1, and the row is worth 3.
  static var diet: LinearProgram {
    var program = LinearProgram()
    let x = program.addColumn(cost: 2, in: 0...3)
    let y = program.addColumn(cost: 3, in: 0 ... .infinity)
    program.addRow([.init(x), .init(y)], in: 4 ... .infinity)
    return program
  }
}
