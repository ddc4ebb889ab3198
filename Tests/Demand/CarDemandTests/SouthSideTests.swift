import CarDemand
import Foundation
import Incidents
import RandomStreams
import Testing
import _TemperTestSupport

/// What can be had at all on Chicago's South Side: evenings of 2016 to search on, half of 2017 to judge by.
///
/// The set-up is that of reports/demand, with real days in place of scenarios; each test prints what it
/// found.
@Suite(
  "Chicago's South Side",
  .enabled(
    if: Repository.exists(SouthSide.file)
      && ProcessInfo.processInfo.environment["TEMPER_SOUTH_SIDE"] != nil,
    "takes minutes and Chicago's records: set TEMPER_SOUTH_SIDE and TEMPER_DATA"))
struct SouthSideTests {
  @Test("what is searched on the days that judge is the better for it", arguments: [15, 20, 25])
  func searchedOnTheDaysThemselves(cars: Int) throws {
    let side = try SouthSide(cars: cars)
    var search = DemandSearch(
      training: side.judged, choosing: side.judged, fresh: side.judged, rules: side.rules)
    search.triesBlocks = false
    let base = side.lateWeight(side.proportional)
    let gains = [search.run().allocation, side.plan].map { side.lateWeight($0) / base - 1 }
    print(
      "\(cars) cars: \(base) late weights with cars in proportion; searched on the very days that "
        + "judge \(100 * gains[0]) %, on the year before \(100 * gains[1]) %")
    #expect(gains[0] < 0 && gains[0] <= gains[1])
  }

  @Test("prices of missing cars tell which are missed most", arguments: [20])
  func prices(cars: Int) throws {
    let side = try SouthSide(cars: cars)
    let plan = side.plan
    let risks = CellRisks(plan, on: side.year)
    let cells = (0..<plan.blockCount).flatMap { block in
      (0..<plan.sectorCount).map { Cell(block: block, sector: $0) }
    }.filter { plan.cars[$0.block][$0.sector] > 0 }
    func price(_ cell: Cell) -> Double {
      risks.cells[cell.block][cell.sector].steps[1].price.mean
    }
    let whole = side.judged.loss(of: plan)
    var random = RandomStream(seed: 1)
    // Each car waits in any other sector for two hours.
    func lossOfDisplacing(_ cells: [Cell]) -> Double {
      let displaced = cells.reduce(plan) { plan, cell in
        let others = (0..<plan.sectorCount).filter { $0 != cell.sector }
        let block = cell.block..<cell.block + 1
        return plan.adding(-1, to: cell.sector, in: block)
          .adding(1, to: others[random.uniform(below: others.count)], in: block)
      }
      return side.judged.loss(of: displaced) - whole
    }
    func lossOfMissing(_ cells: [Cell]) -> Double {
      side.judged.loss(
        of: cells.reduce(plan) { $0.adding(-1, to: $1.sector, in: $1.block..<$1.block + 1) })
        - whole
    }
    let draws = (0..<60).map { _ in Array(cells.shuffled(using: &random).prefix(4)) }
    let cheapest = Array(cells.sorted { price($0) < price($1) }.prefix(4))
    let sums = draws.map { $0.reduce(0) { $0 + price($1) } }
    for (kind, loss) in [("missing", lossOfMissing), ("displaced", lossOfDisplacing)] {
      let losses = draws.map(loss)
      let mean = losses.reduce(0, +) / Double(losses.count)
      let chosen = (0..<20).reduce(0) { sum, _ in sum + loss(cheapest) / 20 }
      let correlation = Self.correlation(sums, losses)
      print(
        "four \(kind) cars: prices and losses on other days correlate by \(correlation); chosen "
          + "by price they lose \(chosen), at random \(mean)")
      #expect(correlation > 0 && chosen < mean, "\(kind)")
      if kind == "missing" { #expect(correlation >= 0.6) }
    }
  }

  private struct Cell {
    let block: Int
    let sector: Int
  }

  private static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let count = Double(first.count)
    let means = (first.reduce(0, +) / count, second.reduce(0, +) / count)
    let products = zip(first, second).map { ($0 - means.0, $1 - means.1) }
    let (a, b) = (
      products.reduce(0) { $0 + $1.0 * $1.0 }, products.reduce(0) { $0 + $1.1 * $1.1 }
    )
    return products.reduce(0) { $0 + $1.0 * $1.1 } / (a * b).squareRoot()
  }
}

/// Sectors and evenings, each three times with other minutes on scene and second cars.
private struct SouthSide {
  static let file = Repository.data.appending(path: "chicago/incidents_2016_2017h1.csv.gz")

  /// The evenings of 2016, and those of the first half of 2017.
  let year, judged: AllocationTrial
  let rules: AllocationRules

  init(cars: Int) throws {
    let all = try IncidentRecords(contentsOf: [Self.file.path])
    let south = all.records.filter { $0.latitude < 41.83 }
    let (first, cut) = (CalendarDate(daysSince1970: 16_801), CalendarDate(daysSince1970: 17_167))
    let known = south.filter { $0.time.hour < cut.midnight }
    let plane = CityPlane(around: known)
    let travel = StreetTravel(kilometresPerHour: 36, turnout: 1)
    let sectors = PatrolSectors(
      count: 15, of: known, on: plane, travel: travel, division: .area)
    var callRules = CallRules()
    for (index, type) in all.types.enumerated() {
      callRules.typePriorities[index] = ["A", "B"].contains(type) ? 1 : 3
    }
    let byHour = Dictionary(grouping: south.filter { $0.span == 1 }, by: \.time.hour)
    func trial(from day: CalendarDate, days: Int, seed: UInt64) -> AllocationTrial {
      let starts = (0..<3 * days).map { day.midnight.advanced(by: 24 * ($0 / 3) + 16) }
      let evenings = starts.map { start in
        (start..<start.advanced(by: 8)).flatMap { byHour[$0] ?? [] }
      }
      return AllocationTrial(
        CallScenarios(
          evenings, starts: starts.map(\.start), rules: callRules, on: plane, seed: seed),
        posts: sectors.posts, travel: travel, blockMinutes: 120, threads: 2)
    }
    year = trial(from: first, days: 366, seed: 7)
    judged = trial(from: cut, days: 181, seed: 99)
    rules = AllocationRules(cars: cars, sectors: 15, blocks: 4)
  }

  var proportional: Allocation {
    StartAllocations(trial: year, rules: rules).allocation(.proportional)
  }

  /// What a search on 2016 finds.
  var plan: Allocation {
    var search = DemandSearch(training: year, choosing: year, fresh: year, rules: rules)
    search.triesBlocks = false
    return search.run().allocation
  }

  /// The mean weight of late calls of an evening that judges.
  func lateWeight(_ allocation: Allocation) -> Double {
    let outcomes = judged.outcomes(of: allocation)
    return outcomes.reduce(0) { $0 + $1.lateWeight } / Double(outcomes.count)
  }
}
