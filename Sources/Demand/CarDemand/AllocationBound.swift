public import LinearPrograms

/// A loss that no allocation for the whole shift goes below on some scenarios, whatever dispatch does.
///
/// Cars here know all calls beforehand, wait anywhere on their way, and are busy only as long as they
/// must be, so greedy dispatch is one of the things they could do. A car of sector j that is at call r in
/// time drives d minutes at least: from its post, or from an earlier call that it can have come from. It
/// is busy at least from t + τ − d, when it must have left, until t + d + h. At no moment may more calls
/// need cars of j than wait there. Columns: y cars of a sector, x cars of a sector that are at a call in
/// time, z whether the call is late.
public struct AllocationBound: Sendable {
  /// The program; its optimum and ``base`` are the bound.
  public let program: LinearProgram
  /// The loss that is there whatever is done: the least response of each call.
  public let base: Double
  private let scenarioCount: Int

  /// Writes the program.
  ///
  /// - Parameters:
  ///   - trial: The scenarios; few, as each call has a column for each sector.
  ///   - rules: What allocations keep; cars on duty are those of the first block, all blocks alike.
  public init(_ trial: AllocationTrial, rules: AllocationRules) {
    precondition(Set(rules.cars).count == 1, "a shift with as many cars all the time")
    var program = LinearProgram()
    let cars = Double(rules.cars[0])
    let stations = (0..<rules.sectorCount).map { sector in
      program.addColumn(
        cost: 0, in: Double(rules.least[sector])...min(cars, Double(rules.most[sector])),
        isInteger: true)
    }
    program.addRow(stations.map { LinearProgram.Term($0) }, in: cars...cars)
    var base = 0.0
    for scenario in 0..<trial.scenarios.count {
      let shift = ShiftBound(
        calls: Array(trial.scenarios.calls[trial.scenarios[scenario]]), dispatch: trial.dispatch)
      shift.add(to: &program, stations: stations)
      base += shift.leastResponse * AllocationTrial.Outcome.lossPerMinute
    }
    self.program = program
    self.base = base
    scenarioCount = max(1, trial.scenarios.count)
  }

  /// The bound on the mean loss of a scenario, given one on the program's optimum.
  public func loss(programBound: Double) -> Double {
    (max(0, programBound) + base) / Double(scenarioCount)
  }

  /// Solves the program as far as time allows.
  ///
  /// - Returns: The bound on the mean loss of a scenario.
  /// - Throws: ``SolverError`` if the solver fails.
  public func solve(
    _ solver: some LinearSolver, options: SolverOptions
  ) throws(SolverError) -> Double {
    loss(programBound: try solver.solve(program, options: options, report: { _ in }).bound)
  }
}

/// The calls of a scenario, as the bound sees them.
private struct ShiftBound {
  let calls: [Call]
  /// The least minutes that a car of each sector drives to each call, by call; infinite beyond its target.
  private let drives: [[Double]]

  init(calls: [Call], dispatch: GreedyDispatch) {
    self.calls = calls
    let travel = dispatch.travel
    // The evaluator counts in 32 bits: a bound must not be above it by rounding.
    let slack = 1e-3
    drives = calls.map { call in
      let limit = Double(call.minute + call.target)
      let fromCalls = calls.filter { $0.minute <= call.minute }.compactMap { earlier -> Double? in
        let minutes = travel.minutes(from: earlier.point, to: call.point) - slack
        // Whoever was there left at this time at the earliest.
        let left = Double(earlier.minute) + travel.turnout + Double(earlier.service) - slack
        let isOther = earlier != call
        return isOther && left + minutes <= limit ? minutes : nil
      }.min()
      return dispatch.posts.map { post in
        let minutes = min(
          travel.minutes(from: post, to: call.point) - slack, fromCalls ?? .infinity)
        return minutes <= Double(call.target) ? minutes : .infinity
      }
    }
  }

  /// The sum over calls of the least minutes to each; a late call takes more than its target.
  var leastResponse: Double {
    zip(calls, drives).reduce(0) { $0 + min($1.1.min() ?? .infinity, Double($1.0.target)) }
  }

  /// Adds the columns and rows of the scenario.
  func add(to program: inout LinearProgram, stations: [LinearProgram.ColumnIndex]) {
    var served: [[LinearProgram.ColumnIndex?]] = []
    for (call, drives) in zip(calls, drives) {
      let least = min(drives.min() ?? .infinity, Double(call.target))
      let cost =
        Double(call.weight)
        + AllocationTrial.Outcome.lossPerMinute * (Double(call.target) - least)
      let late = program.addColumn(cost: cost, in: 0...1, isInteger: true)
      let columns = drives.map { drive in
        drive.isFinite ? program.addColumn(cost: 0, in: 0...Double(call.cars)) : nil
      }
      // All cars that are needed are there in time, or it is late.
      program.addRow(
        columns.compactMap { $0.map { LinearProgram.Term($0) } }
          + [LinearProgram.Term(late, times: Double(call.cars))],
        in: Double(call.cars)...(.infinity))
      served.append(columns)
    }
    for sector in stations.indices {
      addCapacity(of: sector, served.map { $0[sector] }, stations[sector], to: &program)
    }
  }

  /// At each moment at which a car has to be busy from, no more are busy than wait in the sector.
  private func addCapacity(
    of sector: Int, _ columns: [LinearProgram.ColumnIndex?], _ station: LinearProgram.ColumnIndex,
    to program: inout LinearProgram
  ) {
    let busy = calls.indices.compactMap {
      index -> (from: Double, to: Double, column: LinearProgram.ColumnIndex)? in
      guard let column = columns[index] else { return nil }
      let (call, drive) = (calls[index], drives[index][sector])
      let from = Double(call.minute + call.target) - drive
      let to = Double(call.minute) + drive + Double(call.service)
      return from < to ? (from, to, column) : nil
    }
    for moment in busy.map(\.from) {
      let terms = busy.filter { $0.from <= moment && moment < $0.to }.map {
        LinearProgram.Term($0.column)
      }
      program.addRow(
        terms + [LinearProgram.Term(station, times: -1)], in: -Double.infinity...0)
    }
  }
}
