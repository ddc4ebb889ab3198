/// What is risked in each sector and block, with the cars that wait there and with fewer.
public struct CellRisks: Sendable {
  /// A number of cars in a cell, and what comes of it while all other cells have theirs.
  public struct Step: Hashable, Sendable {
    /// Cars in the cell.
    public let cars: Int
    /// The share of the cell's calls that are late; 0 without calls.
    public let lateShare: Double
    /// What the shift loses more than with one car more in the cell, in units of loss; 0 for the plan's
    /// own number.
    public let price: PairedDifference
  }

  /// A sector in a block.
  public struct Cell: Hashable, Sendable {
    /// Calls of a shift.
    public let calls: Double
    /// The plan's number of cars, then one less, and so on down to none.
    public let steps: [Step]

    /// The cars that the plan has here.
    public var cars: Int { steps[0].cars }
  }

  /// Cells by block and sector.
  public let cells: [[Cell]]

  /// Plays the plan, and with each cell one car short, two cars short, and so on.
  ///
  /// - Parameters:
  ///   - plan: Where cars wait.
  ///   - trial: Scenarios that the plan was not chosen by.
  public init(_ plan: Allocation, on trial: AllocationTrial) {
    let counts = CellCounts(plan, trial)
    let whole = counts.play(plan)
    cells = (0..<plan.blockCount).map { block in
      (0..<plan.sectorCount).map { sector in
        let cell = block * plan.sectorCount + sector
        let calls = counts.calls[cell]
        func share(_ late: Int) -> Double { calls == 0 ? 0 : Double(late) / Double(calls) }
        var steps = [
          Step(
            cars: plan.cars[block][sector], lateShare: share(whole.late[cell]),
            price: PairedDifference([], []))
        ]
        var (fewer, before) = (plan, whole.losses)
        while steps[steps.count - 1].cars > 0 {
          fewer = fewer.adding(-1, to: sector, in: block..<block + 1)
          let played = counts.play(fewer)
          steps.append(
            Step(
              cars: fewer.cars[block][sector], lateShare: share(played.late[cell]),
              price: PairedDifference(played.losses, before)))
          before = played.losses
        }
        return Cell(
          calls: Double(calls) / Double(max(1, trial.scenarios.count)), steps: steps)
      }
    }
  }

  /// The mean price of the first car that is missing, over cells that have one.
  public var meanPrice: Double {
    let prices = cells.joined().compactMap {
      $0.steps.count > 1 ? max(0, $0.steps[1].price.mean) : nil
    }
    return prices.reduce(0, +) / Double(max(1, prices.count))
  }
}

/// Late calls by cell.
private struct CellCounts {
  private let trial: AllocationTrial
  private let cellCount: Int
  /// The cell of each call, in the order of all calls.
  private let cells: [Int]
  /// The calls of each cell, of all scenarios.
  let calls: [Int]

  init(_ plan: Allocation, _ trial: AllocationTrial) {
    self.trial = trial
    cellCount = plan.blockCount * plan.sectorCount
    let dispatch = trial.dispatch
    cells = trial.scenarios.calls.map { call in
      let block = Int(Double(call.minute) / dispatch.blockMinutes)
      return min(max(0, block), plan.blockCount - 1) * plan.sectorCount
        + PatrolSectors.nearest(dispatch.posts, to: call.point, dispatch.travel)
    }
    calls = cells.reduce(into: [Int](repeating: 0, count: cellCount)) { $0[$1] += 1 }
  }

  /// Late calls by cell of all scenarios, and the loss of each scenario.
  func play(_ plan: Allocation) -> (late: [Int], losses: [Double]) {
    let range = 0..<trial.scenarios.count
    let played = trial.play(plan, scenarios: range, zero: ([Int](), 0.0)) { calls, arrivals in
      var (late, outcome) = ([Int](), AllocationTrial.Outcome())
      for index in calls.indices {
        let before = outcome.late
        outcome.add(calls[index], arrival: arrivals[index])
        if outcome.late > before { late.append(index) }
      }
      return (late, outcome.loss)
    }
    var counts = [Int](repeating: 0, count: cellCount)
    for scenario in range {
      let first = trial.scenarios[scenario].lowerBound
      for index in played[scenario].0 { counts[cells[first + index]] += 1 }
    }
    return (counts, played.map(\.1))
  }
}
