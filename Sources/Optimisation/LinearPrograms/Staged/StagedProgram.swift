/// A program whose columns come in stages, as the moves of a shift do, and whose rows span few of them.
///
/// So a part of it, the columns of some stages with all others settled, is a small program of its own.
package struct StagedProgram: Sendable {
  /// The whole program.
  package let program: LinearProgram
  /// How many stages there are.
  package let stageCount: Int
  /// The columns of each stage.
  let columns: [[Int]]
  /// The first and last stage of each row's columns.
  private let spans: [ClosedRange<Int>]
  /// The rows that begin at each stage.
  private let rows: [[Int]]
  /// How many stages the longest row goes on after its first.
  let longestSpan: Int

  /// Creates a staged program of a program and the stage of each of its columns, from 0 on.
  package init(_ program: LinearProgram, stages: [Int]) {
    precondition(stages.count == program.columnCount, "a stage for each column")
    precondition(stages.allSatisfy { $0 >= 0 }, "stages from 0 on")
    self.program = program
    stageCount = (stages.max() ?? -1) + 1
    var columns = [[Int]](repeating: [], count: stageCount)
    for (column, stage) in stages.enumerated() { columns[stage].append(column) }
    self.columns = columns
    var rows = [[Int]](repeating: [], count: stageCount)
    // A row without columns belongs to no part.
    spans = (0..<program.rowCount).map { row in
      let own = program.terms(ofRow: row).lazy.map { stages[$0.column.rawValue] }
      guard let first = own.min(), let last = own.max() else { return 0...0 }
      rows[first].append(row)
      return first...last
    }
    self.rows = rows
    longestSpan = spans.map(\.count).max().map { $0 - 1 } ?? 0
  }

  /// Some columns as a program; its rows are those of the whole, less what is settled.
  package struct Part {
    /// The program, with costs that may carry the prices of rows beyond it.
    package var program = LinearProgram()
    /// The places of its columns in the whole program.
    package var columns: [Int] = []
    /// Whether what is settled breaks a row by itself.
    package var isBroken = false
  }

  /// The program of a window of stages, all other columns as they are settled.
  ///
  /// - Parameters:
  ///   - window: The stages whose columns are free.
  ///   - whole: The stages of the window whose columns take whole numbers only.
  ///   - settled: The values of all other columns.
  ///   - duals: Prices of the rows that reach beyond the window, where what comes after is not yet
  ///     settled; without them, later stages are settled, too.
  ///   - isOpen: Whether a column of the window is free; else it is settled, too.
  /// - Returns: The program, and which columns it has.
  package func part(
    of window: Range<Int>, whole: Range<Int>, settled: [Double], pricing duals: [Double]? = nil,
    isOpen: (Int) -> Bool
  ) -> Part {
    var part = Part()
    var places: [Int: Int] = [:]
    var costs: [Double] = []
    for stage in window {
      for column in columns[stage] where isOpen(column) {
        places[column] = part.columns.count
        part.columns.append(column)
        costs.append(program.costs[column])
        _ = part.program.addColumn(
          cost: 0, in: program.lowerBounds[column]...program.upperBounds[column],
          isInteger: program.isInteger[column] && whole.contains(stage))
      }
    }
    for stage in max(0, window.lowerBound - longestSpan)..<window.upperBound {
      for row in rows[stage] where spans[row].upperBound >= window.lowerBound {
        var (terms, rest) = ([LinearProgram.Term](), 0.0)
        for term in program.terms(ofRow: row) {
          if let place = places[term.column.rawValue] {
            terms.append(.init(.init(place), times: term.coefficient))
          } else {
            rest += term.coefficient * settled[term.column.rawValue]
          }
        }
        if let duals, spans[row].upperBound >= window.upperBound {
          for term in terms { costs[term.column.rawValue] -= duals[row] * term.coefficient }
          continue
        }
        let sides = program.rowLowerBounds[row] - rest...program.rowUpperBounds[row] - rest
        guard !terms.isEmpty else {
          part.isBroken = part.isBroken || !sides.contains(0)
          continue
        }
        part.program.addRow(terms, in: sides)
      }
    }
    part.program = part.program.replacing(costs: costs)
    return part
  }
}

extension LinearProgram {
  /// The terms of a row.
  func terms(ofRow row: Int) -> some Sequence<Term> {
    (Int(rowStarts[row])..<Int(rowStarts[row + 1])).lazy.map {
      Term(ColumnIndex(Int(termColumns[$0])), times: coefficients[$0])
    }
  }
}
