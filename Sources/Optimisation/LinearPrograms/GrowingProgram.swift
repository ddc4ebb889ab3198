import CHiGHS

/// A linear program that grows by columns, each solution found from the one before.
///
/// The master of a column generation: some hundred runs of milliseconds, each of which starts from the
/// last basis. Its values and duals are claims of the solver; whoever uses them computes bounds and
/// plans again. It runs on the calling thread, and cannot be interrupted.
///
/// Lübbecke & Desrosiers, "Selected Topics in Column Generation", Operations Research 53 (2005),
/// doi:10.1287/opre.1050.0234.
package final class GrowingProgram {
  /// Where the program stands after a run.
  package struct Standing {
    /// The objective of the values.
    package let objective: Double
    /// One value per column, in the order in which they came.
    package let values: [Double]
    /// One dual per row: the change of the objective for a unit more on its side.
    package let rowDuals: [Double]
  }

  private let model: HiGHSModel
  private let library: CHiGHSFunctions
  private let rowCount: Int
  private var columnCount: Int

  /// Begins with the columns and rows of a program, all of them continuous.
  ///
  /// - Throws: ``SolverError`` if there is no HiGHS, or it refuses the program.
  package init(_ program: LinearProgram, seed: Int32) throws(SolverError) {
    if let defect = program.defect { throw .invalidProgram(defect) }
    library = try HiGHSLibrary.shared.get().functions
    model = try HiGHSModel(library)
    try model.set("output_flag", false)
    try model.set("threads", Int32(1))
    try model.set("random_seed", max(0, seed))
    // Presolve would throw the basis away.
    try model.set("presolve", "off")
    try model.pass(program.relaxed)
    rowCount = program.rowCount
    columnCount = program.columnCount
  }

  /// Adds a column, which is at least 0, with the rows in which it counts once.
  package func addColumn(cost: Double, rows: [Int32]) throws(SolverError) {
    try model.addColumn(cost: cost, rows: rows)
    columnCount += 1
  }

  /// Changes the costs of all columns.
  ///
  /// - Precondition: One cost per column.
  package func replaceCosts(_ costs: [Double]) throws(SolverError) {
    precondition(costs.count == columnCount, "a cost for each column")
    try model.setCosts(costs)
  }

  /// Solves from the last basis.
  ///
  /// - Returns: An optimum by the solver's word, or `nil` if it found none.
  package func solve() throws(SolverError) -> Standing? {
    chighs_begin_run()
    defer { chighs_end_run() }
    guard try model.run() == kHighsModelStatusOptimal, model.hasSolution else { return nil }
    let found = try model.solution(columns: columnCount, rows: rowCount)
    return Standing(
      objective: model.number("objective_function_value") ?? .nan, values: found.values,
      rowDuals: found.rowDuals)
  }
}
