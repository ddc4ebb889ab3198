// The demand of an instance file: numbers, or ranges around targets.

import Failures
import Texts

extension JSONNode {
  /// The cars of each step and sector, not yet added up; a range without a maximum ends at `all`.
  func demand(sectors: [Sector], all: Int) throws(JSONError) -> Demand {
    let problem = "expected a list of 1 to 10000 rows, one per step"
    let advice: Remedy = "write one row of cars per step: [[1, 2, 0], …]"
    let nodes = try longList(expecting: problem, advice)
    guard (1...10_000).contains(nodes.count) else { throw failure(problem, advice) }
    var targets: [Int32] = []
    var ranges: [Int: DemandRange] = [:]
    for node in nodes {
      let cells = try node.row(of: sectors, expecting: "whole numbers of cars")
      for (sector, cell) in cells.enumerated() {
        let range = try cell.demandRange(of: sectors[sector], all: all)
        if !range.isExact { ranges[targets.count] = range }
        targets.append(Int32(range.target))
      }
    }
    return Demand(
      stepCount: nodes.count, sectorCount: sectors.count, cars: targets, ranges: ranges)
  }

  private func demandRange(of sector: Sector, all: Int) throws(JSONError) -> DemandRange {
    guard case .object = value else {
      return DemandRange(
        exactly: try integer(
          in: 0...100_000,
          expecting: "expected the number of cars \(sector.id.rawValue.escaped) needs",
          "write 0 where none is needed"))
    }
    let example = "{\"min\": 1, \"target\": 2, \"max\": 3}"
    let range = try object(expecting: "expected a range of cars", "write \(example)")
    try range.allow(only: ["min", "target", "max"])
    let minimum = try range["min"]?.cars("expected the cars that are needed", atLeast: 0) ?? 0
    let target =
      try range["target"]?.cars("expected the cars wanted, at least the minimum", atLeast: minimum)
      ?? minimum
    let maximum = try range["max"]?
      .cars("expected the cars that may be there, at least the target", atLeast: target)
    return DemandRange(minimum: minimum, target: target, maximum: maximum ?? max(all, target))
  }

  private func cars(_ problem: String, atLeast least: Int) throws(JSONError) -> Int {
    try integer(
      in: least...100_000, expecting: problem, "write min, target and max in ascending order")
  }

  /// Checks that every car in service has a place at every step, and every place a car.
  func check(_ demand: Demand, addUpTo fleet: Fleet, in shift: Shift) throws(JSONError) {
    for (step, cars) in zip(shift.steps, fleet.inService(during: shift)) {
      let sum = demand[step].reduce(0, +)
      guard sum != cars else { continue }
      let off = fleet.count - cars
      let rest = off == 0 ? "" : " in service, \(off) \(off == 1 ? "is" : "are") off"
      let change: Remedy =
        sum > cars
        ? """
        lower the demand by \(sum - cars), or say what a missing car costs: \
        "shortage": {"price": 30}
        """
        : "raise it by \(cars - sum), or give cells a range: {\"min\": 1, \"max\": 2}"
      throw JSONError(
        file: file, path: JSONPath.index(step.rawValue, of: path).description,
        problem: """
          step \(step.number) (\(shift.clock(step))): the sectors need \(sum) \
          \(sum == 1 ? "car" : "cars") in total but there \(cars == 1 ? "is" : "are") \(cars)\(rest)
          """,
        found: nil, advice: change)
    }
  }
}
