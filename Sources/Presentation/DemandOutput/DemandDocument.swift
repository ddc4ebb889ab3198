import CarDemand
import Documents
import ForecastOutput
import PatrolModel

/// How many cars each sector needs, with its risks, as JSON: `temper-demand` version 1.
package struct DemandDocument: JSONDocument {
  struct Estimate: Encodable {
    let mean: Double
    let standardError: Double

    init(_ difference: PairedDifference) {
      mean = difference.mean
      standardError = difference.standardError
    }
  }

  struct Change: Encodable {
    let change: Double
    let low: Double
    let high: Double

    init(_ gain: DayGain) {
      change = gain.change
      low = gain.interval.lowerBound
      high = gain.interval.upperBound
    }
  }

  struct SectorReference: Encodable {
    let id: String
    let name: String
    let lon: Double?
    let lat: Double?
  }

  struct Totals: Encodable {
    let callsPerShift: Double
    let lateShare: Double
    let lateWeight: Double
    let responseMinutes: Double

    init(_ totals: DemandReport.Totals) {
      callsPerShift = totals.calls
      lateShare = totals.share
      lateWeight = totals.lateWeight
      responseMinutes = totals.response
    }
  }

  /// A number of cars in a cell.
  struct Risk: Encodable {
    let cars: Int
    let lateShare: Double
    /// What the shift loses more than with one car more.
    let price: Estimate
    /// The same in minutes of driving for a step.
    let pricePerStepMinutes: Double
  }

  struct Cell: Encodable {
    let sector: String
    let time: String
    let callsPerShift: Double
    let cars: Int
    let min: Int
    let target: Int
    let risk: [Risk]
  }

  struct Descent: Encodable {
    let start: String
    let startLoss: Double
    let loss: Double
    let choosingLoss: Double
  }

  struct RealDays: Encodable {
    let days: Int
    let callsPerShift: Double
    let lateShare: Double
    let lateWeight: Double
    let proportionalLateShare: Double
    let proportionalLateWeight: Double
    let againstProportional: Change
    let againstUniform: Change
  }

  struct Bound: Encodable {
    let scenarios: Int
    let bound: Double
    let found: Double
    let gap: Double
    let seconds: Double
  }

  private let format = "temper-demand"
  private let version = 1
  private let program: String
  private let seed: UInt64
  private let start: String
  private let days: Int
  private let blockMinutes: Int
  private let stepMinutes: Int
  private let cars: Int
  private let method: String
  private let scenarios: Int
  private let lateMinutes: Double
  private let sectors: [SectorReference]
  private let demand: [[Int]]
  private let wholeShift: [Int]
  private let proportional: [[Int]]
  private let isStatic: Bool
  private let moves: Int
  private let risk: Totals
  private let proportionalRisk: Totals
  private let promisedGain: Estimate
  private let realGain: Estimate
  private let byBlocks: Estimate?
  private let policyCost: Estimate?
  private let cells: [Cell]
  private let descents: [Descent]
  private let allocationsTried: Int
  private let shiftsPlayed: Int
  private let isComplete: Bool
  private let realDays: RealDays?
  private let bound: Bound?
  private let seconds: Double
  private let data: DataStatement

  /// Collects what is to be written.
  package init(_ report: DemandReport) {
    let (request, result, instance) = (report.request, report.result, report.instance)
    program = report.program
    seed = request.seed
    start = request.start
    days = request.days
    blockMinutes = request.blockMinutes
    stepMinutes = instance.shift.stepMinutes
    cars = instance.carCount
    method = request.method
    scenarios = request.scenarios
    lateMinutes = request.lateMinutes
    sectors = instance.sectors.map {
      SectorReference(
        id: $0.id.rawValue, name: $0.name, lon: $0.position?.longitude, lat: $0.position?.latitude)
    }
    demand = result.allocation.cars
    wholeShift = result.wholeShift.cars[0]
    proportional = result.proportional.cars
    isStatic = result.allocation.isStatic
    moves = result.allocation.moveCount
    risk = Totals(report.totals)
    proportionalRisk = Totals(report.proportionalTotals)
    promisedGain = Estimate(result.promisedGain)
    realGain = Estimate(result.realGain)
    byBlocks = result.byBlocks.map { Estimate($0) }
    policyCost = report.policy.map { Estimate($0) }
    cells = report.risks.cells.indices.flatMap { block in
      instance.sectorIndices.map { Self.cell(report, block, $0) }
    }
    descents = result.descents.map {
      Descent(
        start: $0.rule?.rawValue ?? "kick", startLoss: $0.startLoss, loss: $0.loss,
        choosingLoss: $0.chosenBy)
    }
    allocationsTried = result.candidates
    shiftsPlayed = result.shiftsPlayed
    isComplete = result.isComplete
    realDays = report.realDays.map {
      RealDays(
        days: $0.days, callsPerShift: $0.callsPerShift, lateShare: $0.late,
        lateWeight: $0.lateWeight, proportionalLateShare: $0.proportionalLate,
        proportionalLateWeight: $0.proportionalLateWeight,
        againstProportional: Change($0.againstProportional),
        againstUniform: Change($0.againstUniform))
    }
    bound = report.bound.map {
      Bound(
        scenarios: $0.scenarios, bound: $0.bound, found: $0.found, gap: $0.gap,
        seconds: $0.seconds)
    }
    seconds = report.seconds
    data = report.data
  }

  private static func cell(
    _ report: DemandReport, _ block: Int, _ sector: SectorIndex
  ) -> Cell {
    let (request, instance) = (report.request, report.instance)
    let cell = report.risks.cells[block][sector.rawValue]
    let step = StepIndex(block * request.blockMinutes / instance.shift.stepMinutes)
    let range = instance.range(step, sector)
    let share = DemandReport.share(ofBlock: block, request, of: instance.shift)
    return Cell(
      sector: instance[sector].id.rawValue, time: report.clock(ofBlock: block),
      callsPerShift: cell.calls, cars: cell.cars, min: range.minimum, target: range.target,
      risk: cell.steps.map {
        Risk(
          cars: $0.cars, lateShare: $0.lateShare, price: Estimate($0.price),
          pricePerStepMinutes: DemandReport.minutes(
            $0.price.mean * share, request, stepMinutes: instance.shift.stepMinutes))
      })
  }
}
