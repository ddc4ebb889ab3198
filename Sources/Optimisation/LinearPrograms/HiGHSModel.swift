import CHiGHS

/// A HiGHS object that holds one program: calls, checked, and nothing of their meaning.
struct HiGHSModel: ~Copyable {
  private let library: CHiGHSFunctions
  private let model: UnsafeMutableRawPointer

  init(_ library: CHiGHSFunctions) throws(SolverError) {
    // A thread keeps its scheduler, and refuses another number of threads, until it is told.
    library.resetGlobalScheduler(1)
    guard let model = library.create() else { throw .refused(call: "Highs_create") }
    self.library = library
    self.model = model
  }

  deinit { library.destroy(model) }

  func set(_ option: String, _ value: Bool) throws(SolverError) {
    try check(library.setBool(model, option, value ? 1 : 0), "option \(option)")
  }

  func set(_ option: String, _ value: Int32) throws(SolverError) {
    try check(library.setInt(model, option, value), "option \(option)")
  }

  func set(_ option: String, _ value: Double) throws(SolverError) {
    try check(library.setDouble(model, option, value), "option \(option)")
  }

  func set(_ option: String, _ value: String) throws(SolverError) {
    try check(library.setString(model, option, value), "option \(option)")
  }

  /// Adds a column, at least 0, that counts once in each of its rows.
  func addColumn(cost: Double, rows: [Int32]) throws(SolverError) {
    let ones = [Double](repeating: 1, count: rows.count)
    let status = library.addColumn(model, cost, 0, .infinity, Int32(rows.count), rows, ones)
    try check(status, "a column")
  }

  /// Replaces the costs of all columns.
  func setCosts(_ costs: [Double]) throws(SolverError) {
    try check(library.setCosts(model, 0, Int32(costs.count) - 1, costs), "costs")
  }

  func pass(_ program: LinearProgram) throws(SolverError) {
    let status = library.passProgram(
      model, Int32(program.columnCount), Int32(program.rowCount), Int32(program.termCount),
      kHighsMatrixFormatRowwise, kHighsObjSenseMinimize, 0, program.costs, program.lowerBounds,
      program.upperBounds,
      program.rowLowerBounds, program.rowUpperBounds, program.rowStarts, program.termColumns,
      program.coefficients, program.isInteger.map { $0 ? 1 : 0 })
    try check(status, "the program")
  }

  func start(from values: [Double]) throws(SolverError) {
    try check(library.setSolution(model, values, nil, nil, nil), "the solution to start from")
  }

  /// Solves; `monitor` is told of what happens, and asked whether to go on.
  ///
  /// - Returns: The model status.
  func run(_ monitor: HiGHSMonitor) throws(SolverError) -> Int32 {
    let context = Unmanaged.passUnretained(monitor).toOpaque()
    try check(library.setCallback(model, HiGHSMonitor.callback, context), "a callback")
    for kind in HiGHSMonitor.kinds {
      try check(library.startCallback(model, kind), "a callback of kind \(kind)")
    }
    let status = withExtendedLifetime(monitor) { library.run(model) }
    // An interrupted run is a warning, and so is one that met its time limit.
    try check(status, "to run")
    return library.modelStatus(model)
  }

  /// Solves to the end; returns the model status.
  func run() throws(SolverError) -> Int32 {
    try check(library.run(model), "to run")
    return library.modelStatus(model)
  }

  /// Whether the solver holds values that it takes for feasible.
  var hasSolution: Bool {
    var status: Int32 = 0
    return library.intInfo(model, "primal_solution_status", &status) != kHighsStatusError
      && status == kHighsSolutionStatusFeasible
  }

  func number(_ name: String) -> Double? {
    var value = 0.0
    return library.doubleInfo(model, name, &value) == kHighsStatusError ? nil : value
  }

  /// Nodes of the search tree; -1 is how HiGHS says that there was none.
  var nodes: Int {
    var value: Int64 = 0
    let status = library.longInfo(model, "mip_node_count", &value)
    return status == kHighsStatusError ? 0 : max(0, Int(value))
  }

  func solution(
    of program: LinearProgram
  ) throws(SolverError) -> (values: [Double], reducedCosts: [Double], rowDuals: [Double]) {
    try solution(columns: program.columnCount, rows: program.rowCount)
  }

  func solution(
    columns: Int, rows: Int
  ) throws(SolverError) -> (values: [Double], reducedCosts: [Double], rowDuals: [Double]) {
    var values = [Double](repeating: 0, count: columns)
    var reducedCosts = values
    var activities = [Double](repeating: 0, count: rows)
    var rowDuals = activities
    try check(
      library.solution(model, &values, &reducedCosts, &activities, &rowDuals), "the solution")
    return (values, reducedCosts, rowDuals)
  }

  private func check(_ status: Int32, _ call: String) throws(SolverError) {
    if status == kHighsStatusError { throw .refused(call: call) }
  }
}
