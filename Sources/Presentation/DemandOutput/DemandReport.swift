package import CarDemand
package import ForecastOutput
package import PatrolModel

/// How many cars each sector needs, with what is risked, and all that belongs to it.
package struct DemandReport: Sendable {
  /// What was asked.
  package struct Request: Sendable {
    /// The first shift's start as in `2017-01-31 16:00`, and how many shifts on consecutive days.
    package let start: String
    package let days: Int
    /// How long cars wait where they are put.
    package let blockMinutes: Int
    /// How incidents are forecast.
    package let method: String
    package let scenarios: Int
    package let seed: UInt64
    /// Minutes of driving that a late call of weight 1 is worth.
    package let lateMinutes: Double

    package init(
      start: String, days: Int, blockMinutes: Int, method: String, scenarios: Int,
      seed: UInt64, lateMinutes: Double
    ) {
      self.start = start
      self.days = days
      self.blockMinutes = blockMinutes
      self.method = method
      self.scenarios = scenarios
      self.seed = seed
      self.lateMinutes = lateMinutes
    }
  }

  /// A plan on real days.
  package struct RealDays: Sendable {
    package let days: Int
    package let callsPerShift: Double
    /// The share of calls late, and late weights per shift: of the plan, of cars in proportion to workload.
    package let late: Double
    package let lateWeight: Double
    package let proportionalLate: Double
    package let proportionalLateWeight: Double
    package let againstProportional: DayGain
    package let againstUniform: DayGain

    package init(
      days: Int, callsPerShift: Double, late: Double, lateWeight: Double, proportionalLate: Double,
      proportionalLateWeight: Double, againstProportional: DayGain, againstUniform: DayGain
    ) {
      self.days = days
      self.callsPerShift = callsPerShift
      self.late = late
      self.lateWeight = lateWeight
      self.proportionalLate = proportionalLate
      self.proportionalLateWeight = proportionalLateWeight
      self.againstProportional = againstProportional
      self.againstUniform = againstUniform
    }
  }

  /// A loss that no allocation goes below on the same scenarios, and what was found there.
  package struct Bound: Sendable {
    package let scenarios: Int
    package let bound: Double
    package let found: Double
    package let seconds: Double

    package init(scenarios: Int, bound: Double, found: Double, seconds: Double) {
      self.scenarios = scenarios
      self.bound = bound
      self.found = found
      self.seconds = seconds
    }

    /// The part of what was found that is not proven to be needed.
    var gap: Double { found > 0 ? max(0, found - bound) / found : 0 }
  }

  package let request: Request
  /// The shift to be planned, with its demand.
  package let instance: PatrolInstance
  package let result: DemandSearch.Result
  package let risks: CellRisks
  /// What the plan and the proportional one come to on fresh scenarios.
  package let outcomes: [AllocationTrial.Outcome]
  package let proportionalOutcomes: [AllocationTrial.Outcome]
  package let data: DataStatement
  package let program: String
  /// What limits of sectors cost: the loss with them less that without; `nil` if there are none.
  package var policy: PairedDifference?
  package var realDays: RealDays?
  package var bound: Bound?
  package var seconds = 0.0

  package init(
    request: Request, instance: PatrolInstance, result: DemandSearch.Result, risks: CellRisks,
    outcomes: [AllocationTrial.Outcome], proportionalOutcomes: [AllocationTrial.Outcome],
    data: DataStatement, program: String
  ) {
    self.request = request
    self.instance = instance
    self.result = result
    self.risks = risks
    self.outcomes = outcomes
    self.proportionalOutcomes = proportionalOutcomes
    self.data = data
    self.program = program
  }

  /// The clock at which a block begins.
  func clock(ofBlock block: Int) -> String {
    instance.shift.clock(
      StepIndex(block * request.blockMinutes / instance.shift.stepMinutes))
  }

  /// The price of a missing car in minutes for a step, given what it loses in a whole block.
  static func minutes(_ loss: Double, _ request: Request, stepMinutes: Int) -> Double {
    max(0, loss) * request.lateMinutes * Double(stepMinutes) / Double(request.blockMinutes)
  }

  /// By what a loss in a block is multiplied for that of a whole one: 1, or more in a shorter last.
  static func share(ofBlock block: Int, _ request: Request, of shift: Shift) -> Double {
    let end = shift.stepMinutes * shift.stepCount
    let own = min(request.blockMinutes, end - block * request.blockMinutes)
    return own == request.blockMinutes ? 1 : Double(request.blockMinutes) / Double(own)
  }

  /// Calls late and their weights, per shift.
  struct Totals {
    let calls, late, lateWeight, response: Double

    init(_ outcomes: [AllocationTrial.Outcome]) {
      let count = Double(max(1, outcomes.count))
      calls = Double(outcomes.reduce(0) { $0 + $1.calls }) / count
      late = Double(outcomes.reduce(0) { $0 + $1.late }) / count
      lateWeight = outcomes.reduce(0) { $0 + $1.lateWeight } / count
      response = outcomes.reduce(0) { $0 + $1.responseMinutes } / count / max(1, calls)
    }

    var share: Double { calls > 0 ? late / calls : 0 }
  }

  var totals: Totals { Totals(outcomes) }
  var proportionalTotals: Totals { Totals(proportionalOutcomes) }
}
