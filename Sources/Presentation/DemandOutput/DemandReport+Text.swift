import CarDemand
import Figures
import PatrolModel

extension DemandReport {
  /// Cells whose missing cars cost most come first, so many of them.
  private static let shownCells = 8

  /// The result for people.
  package var text: String {
    (opening + comparisons + cellLines).joined(separator: "\n") + "\n"
  }

  private var opening: [String] {
    let shift = instance.shift
    let when =
      "\(shift.clock(StepIndex(0))) to \(shift.clock(StepIndex(shift.stepCount)))"
      + (request.days > 1 ? ", \(request.days) days from" : ",") + " \(request.start.prefix(10))"
    let blocks =
      result.allocation.isStatic
      ? "the same all shift" : "\(result.allocation.moveCount) cars move between blocks"
    return [
      "Demand     \(instance.carCount) cars in \(instance.sectorCount) sectors, \(when); \(blocks)",
      "Risk       \(Figure.percent(totals.share, decimals: 1)) of "
        + "\(Figure.fixed(totals.calls, 1)) calls late, weights "
        + "\(Figure.fixed(totals.lateWeight, 2)) a shift, response "
        + "\(Figure.fixed(totals.response, 1)) min (\(Figure.grouped(outcomes.count)) fresh "
        + "scenarios)",
    ]
  }

  private var comparisons: [String] {
    var lines = [
      "Against    in proportion to workload: "
        + "\(Figure.percent(proportionalTotals.share, decimals: 1)) late, weights "
        + "\(Figure.fixed(proportionalTotals.lateWeight, 2)); promised gain "
        + "\(Self.shown(result.promisedGain)), real \(Self.shown(result.realGain))",
      "Search     \(Figure.count(result.descents.count, "descent")), "
        + "\(Figure.count(result.candidates, "allocation")) "
        + "on \(Figure.count(request.scenarios, "scenario"))"
        + (result.isComplete ? "" : "; ended early"),
    ]
    if let gate = result.byBlocks {
      lines.append(
        "Blocks     of \(Figure.hours(ofMinutes: request.blockMinutes)) h: loss \(Self.shown(gate)) with moves, "
          + (result.changesByBlock
            ? "better by more than chance: taken" : "not better by more than chance: left"))
    }
    if let policy {
      lines.append("Policy     limits of sectors cost \(Self.shown(policy)) a shift")
    }
    if let real = realDays {
      lines.append(
        "Real days  \(real.days), \(Figure.fixed(real.callsPerShift, 1)) calls a shift: "
          + "\(Figure.percent(real.late, decimals: 2)) late, weights "
          + "\(Figure.fixed(real.lateWeight, 2)); "
          + "in proportion \(Figure.percent(real.proportionalLate, decimals: 2)), "
          + Figure.fixed(real.proportionalLateWeight, 2))
      lines.append(
        "           weights \(Self.shown(real.againstProportional)) against proportional, "
          + "\(Self.shown(real.againstUniform)) against uniform")
    }
    if let bound {
      lines.append(
        "Bound      no allocation loses less than \(Figure.fixed(bound.bound, 3)) on "
          + "\(bound.scenarios) scenarios; found \(Figure.fixed(bound.found, 3)), gap "
          + Figure.percent(bound.gap, decimals: 0))
    }
    return lines
  }

  private var cellLines: [String] {
    let cells = risks.cells.indices.flatMap { block in
      risks.cells[block].indices.map { (block, $0) }
    }.filter { risks.cells[$0.0][$0.1].steps.count > 1 }
    let dearest = cells.sorted {
      price($0) != price($1) ? price($0) > price($1) : $0 < $1
    }
    return dearest.prefix(Self.shownCells).map { block, sector in
      "Cell       \(words(block, sector))"
    }
  }

  private func price(_ cell: (Int, Int)) -> Double {
    risks.cells[cell.0][cell.1].steps[1].price.mean
  }

  /// The risk of a cell, as in `2 cars in F-03 at 14:00: 8 % of calls late; 1 car: 19 %`.
  func words(_ block: Int, _ sector: Int) -> String {
    let steps = risks.cells[block][sector].steps
    func cars(_ step: CellRisks.Step) -> String { Figure.count(step.cars, "car") }
    let first =
      "\(cars(steps[0])) in \(instance.sectors[sector].id) at \(clock(ofBlock: block)): "
      + "\(Figure.percent(steps[0].lateShare, decimals: 0)) of calls late"
    return first
      + steps.dropFirst().map {
        "; \(cars($0)): \(Figure.percent($0.lateShare, decimals: 0))"
      }.joined()
  }

  private static func shown(_ difference: PairedDifference) -> String {
    "\(Figure.fixed(difference.mean, 3)) ± \(Figure.fixed(difference.standardError, 3))"
  }

  private static func shown(_ gain: DayGain) -> String {
    "\(Figure.percent(gain.change, decimals: 1)) "
      + "[\(Figure.percent(gain.interval.lowerBound, decimals: 1)), "
      + "\(Figure.percent(gain.interval.upperBound, decimals: 1))]"
  }
}
