package import CarDemand
package import PatrolModel

/// The shift that a plan of cars asks for: minimum, target and price of each cell.
///
/// The target is the plan's number. The minimum is what a sector was promised, or the number below which
/// another missing car costs at least twice the mean: there the sector's own price holds, above it that of
/// the shift. Nothing is hard, as a car that is missing costs much and one in the next sector little.
package enum DemandInstance {
  /// Where sectors are and what they are called, and the shift with its cars.
  package struct Frame: Sendable {
    package let name: String
    package let summary: String
    package let cars: Int
    package let shift: Shift
    package let sectors: [Sector]
    package let travel: TravelTimes

    package init(
      name: String, summary: String, cars: Int, shift: Shift, sectors: [Sector],
      travel: TravelTimes
    ) {
      self.name = name
      self.summary = summary
      self.cars = cars
      self.shift = shift
      self.sectors = sectors
      self.travel = travel
    }
  }

  /// A missing car that costs so many times the mean is one below the minimum.
  private static let steep = 2.0

  /// A shift of cars that are alike and of posts, without other rules.
  package static func shift(
    _ frame: Frame, _ risks: CellRisks, least: [Int], _ request: DemandReport.Request
  ) -> PatrolInstance {
    instance(
      PatrolInstance(
        name: frame.name, summary: frame.summary, fleet: .anonymous(count: frame.cars),
        shift: frame.shift, presence: .none, sectors: frame.sectors,
        demand: Demand(
          ranges: Array(
            repeating: frame.sectors.map { _ in
              DemandRange(minimum: 0, target: 0, maximum: frame.cars)
            }, count: frame.shift.stepCount)), travel: frame.travel, roster: priced),
      risks, least: least, request)
  }

  /// A shift that there is, with its cars and rules, and this demand.
  package static func instance(
    _ base: PatrolInstance, _ risks: CellRisks, least: [Int], _ request: DemandReport.Request
  ) -> PatrolInstance {
    let (shift, mean) = (base.shift, risks.meanPrice)
    let stepsOfBlock = request.blockMinutes / shift.stepMinutes
    let minimums = risks.cells.map { zip($0, least).map { max($1, minimum(of: $0, mean: mean)) } }
    let rows = (0..<shift.stepCount).map { step in
      let block = min(risks.cells.count - 1, step / stepsOfBlock)
      return zip(risks.cells[block], minimums[block]).map { cell, minimum in
        DemandRange(
          minimum: minimum, target: cell.cars, maximum: max(cell.cars, base.fleet.count))
      }
    }
    func minutes(_ losses: [Double]) -> Minutes {
      let loss = losses.reduce(0, +) / Double(max(1, losses.count))
      return Minutes(
        rounding: DemandReport.minutes(loss, request, stepMinutes: shift.stepMinutes)) ?? .zero
    }
    var roster = base.roster
    let shares = risks.cells.indices.map { DemandReport.share(ofBlock: $0, request, of: shift) }
    let cells = risks.cells.indices.flatMap { block in
      zip(risks.cells[block], minimums[block]).map { ($0, $1, shares[block]) }
    }
    roster.targetPrice = minutes(
      cells.filter { $0.0.cars > $0.1 }.map { max(0, $0.0.steps[1].price.mean) * $0.2 })
    roster.shortagePrice = minutes(
      cells.compactMap { cell, minimum, share in below(cell, minimum).map { $0 * share } })
    let sectors = base.sectors.indices.map { index in
      let own = risks.cells.indices.compactMap {
        block in
        below(risks.cells[block][index], minimums[block][index]).map { $0 * shares[block] }
      }
      return priced(base.sectors[index], own.isEmpty ? nil : minutes(own))
    }
    return PatrolInstance(
      name: base.name, summary: base.summary, fleet: base.fleet, shift: shift,
      presence: base.presence, sectors: sectors, demand: Demand(ranges: rows),
      travel: base.travel, rules: base.rules, roster: roster)
  }

  /// Rules of a shift in which cars may be missing, at prices yet to be known.
  private static var priced: RosterRules {
    var rules = RosterRules()
    rules.shortagePrice = .zero
    return rules
  }

  private static func minimum(of cell: CellRisks.Cell, mean: Double) -> Int {
    let cheap = cell.steps.dropFirst().prefix { $0.price.mean < steep * mean }
    return cell.cars - cheap.count
  }

  /// What the first car below a minimum loses; `nil` where none can be.
  private static func below(_ cell: CellRisks.Cell, _ minimum: Int) -> Double? {
    guard minimum > 0 else { return nil }
    return max(0, cell.steps[cell.cars - minimum + 1].price.mean)
  }

  private static func priced(_ sector: Sector, _ price: Minutes?) -> Sector {
    Sector(
      id: sector.id, name: sector.name, position: sector.position, classes: sector.classes,
      isReserve: sector.isReserve, presence: sector.presence, shortagePrice: price)
  }
}
