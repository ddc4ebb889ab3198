import CarDemand
import CommandSupport
import DemandOutput
import Figures
import ForecastOutput
import Incidents
import RandomStreams
import Temper

/// The run of `temper demand`, from records to a report.
struct DemandRun {
  private let command: DemandCommand
  private let incidents: IncidentRecords
  /// The shift that there is, if one was given.
  private let given: PatrolInstance?
  private let blockMinutes: Int
  private let forecast: DemandForecast
  private let plane: CityPlane
  private let posts: [PlanePoint]
  private let travel: StreetTravel
  private let frame: DemandInstance.Frame
  private let rules: AllocationRules
  private let callRules: CallRules

  init(_ command: DemandCommand, _ incidents: IncidentRecords) throws {
    self.command = command
    self.incidents = incidents
    let given = try command.shift.shift.map { try PatrolInstance(contentsOf: $0) }
    let span = given.map(Self.span) ?? command.shift.span
    forecast =
      if let file = command.forecast {
        try DemandForecast(file: file, incidents, of: span, seed: command.seed.seed)
      } else {
        try DemandForecast(command, incidents, of: span)
      }
    let block = command.shift.blockMinutes(step: given?.shift.stepMinutes)
    guard block % (given?.shift.stepMinutes ?? block) == 0 else {
      throw Failure(
        .invalidData,
        "blocks have \(Figure.hours(ofMinutes: block)) hours (--block-hours), expected whole steps of "
          + "\(given?.shift.stepMinutes ?? block) min; name another number, or none")
    }
    blockMinutes = block
    guard !forecast.training.isEmpty else {
      throw Failure(.invalidData, "no record is from before the shift; add files of earlier days")
    }
    plane = CityPlane(around: forecast.training)
    travel = command.calls.travel
    let (posts, frame) = try Self.places(command, given, forecast, plane, travel)
    // The last block has what is left.
    let cars = (0..<(forecast.minutes + block - 1) / block).map { number in
      given.map { Self.cars(of: $0, block: number, block) } ?? frame.cars
    }
    (self.posts, self.frame) = (posts, frame)
    rules = try command.limits.rules(cars: cars, sectors: frame.sectors)
    callRules = try command.calls.rules(types: incidents.types)
    self.given = given
  }

  /// Searches, judges, and puts together what is told.
  func report() throws -> DemandReport {
    let sets = (0..<3).map(trial)
    let search = search(sets, rules)
    let result = search.run()
    // From here on there is something to lose.
    Interrupt.keepResult()
    let request = DemandReport.Request(
      start: "\(forecast.starts[0])", days: forecast.starts.count,
      blockMinutes: blockMinutes, method: forecast.method,
      scenarios: command.scenarios, seed: command.seed.seed,
      lateMinutes: command.lateMinutes.value)
    let risks = CellRisks(result.allocation, on: sets[2])
    var report = DemandReport(
      request: request,
      instance: given.map { DemandInstance.instance($0, risks, least: rules.least, request) }
        ?? DemandInstance.shift(frame, risks, least: rules.least, request),
      result: result, risks: risks, outcomes: sets[2].outcomes(of: result.allocation),
      proportionalOutcomes: sets[2].outcomes(of: result.proportional),
      data: DataStatement(incidents), program: Program.version)
    if command.limits.hasLimits {
      report.policy = policyCost(sets, of: result.allocation)
    }
    if command.realDays { report.realDays = try realDays(result, sets[0]) }
    report.bound = try command.bound.map { try bound(on: $0) }
    report.seconds = RunningTime.elapsed / .seconds(1)
    return report
  }

  // MARK: - Scenarios and searches

  private func trial(_ incidents: [[Incident]], _ starts: [LocalMinute], seed: UInt64)
    -> AllocationTrial
  {
    AllocationTrial(
      CallScenarios(incidents, starts: starts, rules: callRules, on: plane, seed: seed),
      posts: posts, travel: travel, blockMinutes: Double(blockMinutes),
      threads: command.processor.count)
  }

  /// The scenarios of set 0, 1, …, each with random numbers of its own.
  private func trial(_ set: Int) -> AllocationTrial {
    let drawn = forecast.scenarios(set * command.scenarios..<(set + 1) * command.scenarios)
    return trial(drawn.incidents, drawn.starts, seed: seed(of: set))
  }

  private func seed(of set: Int) -> UInt64 {
    var seeds = SplitMix64(seed: command.seed.seed)
    return (0...set).reduce(0) { _, _ in seeds.next() }
  }

  private func search(_ sets: [AllocationTrial], _ rules: AllocationRules) -> DemandSearch {
    var search = DemandSearch(
      training: sets[0], choosing: sets[1], fresh: sets[2], rules: rules)
    search.friction = command.limits.friction
    search.seed = command.seed.seed
    let limit = Duration.seconds(0.7 * command.timeLimit)
    search.isCancelled = { Interrupt.isRequested || RunningTime.elapsed > limit }
    let isShown = !command.quiet && Console.hasTerminal
    search.report = { done, all in
      Interrupt.keepResult()
      if isShown { Console.transient(done < all ? "descent \(done) of \(all)" : "") }
    }
    return search
  }

  /// What the limits of sectors cost: the loss of the plan less that of one without them.
  private func policyCost(_ sets: [AllocationTrial], of plan: Allocation) -> PairedDifference? {
    guard
      let free = AllocationRules(
        cars: rules.cars, least: rules.least.map { _ in 0 }, most: rules.most.map { _ in .max })
    else { return nil }
    var search = search(sets, free)
    search.triesBlocks = !plan.isStatic
    let other = search.run().allocation
    return PairedDifference(
      sets[2].outcomes(of: plan).map(\.loss), sets[2].outcomes(of: other).map(\.loss))
  }

  // MARK: - What it is worth

  /// Draws of what records do not say, for each real day.
  private static let drawsOfDay = 3

  private func realDays(
    _ result: DemandSearch.Result, _ training: AllocationTrial
  ) throws -> DemandReport.RealDays {
    let days = try forecast.realDays(incidents)
    let draws = Self.drawsOfDay
    let trial = trial(
      days.flatMap { Array(repeating: $0, count: draws) },
      forecast.starts.flatMap { Array(repeating: $0, count: draws) }, seed: seed(of: 3))
    func byDay(_ allocation: Allocation) -> (weights: [Double], late: Int, calls: Int) {
      let outcomes = trial.outcomes(of: allocation)
      let weights = days.indices.map { day in
        outcomes[day * draws..<(day + 1) * draws].reduce(0) { $0 + $1.lateWeight } / Double(draws)
      }
      return (
        weights, outcomes.reduce(0) { $0 + $1.late }, outcomes.reduce(0) { $0 + $1.calls }
      )
    }
    let uniform = StartAllocations(trial: training, rules: rules).allocation(.uniform)
    let (plan, base) = (byDay(result.allocation), byDay(result.proportional))
    func share(_ played: (weights: [Double], late: Int, calls: Int)) -> Double {
      Double(played.late) / Double(max(1, played.calls))
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    return DemandReport.RealDays(
      days: days.count, callsPerShift: Double(plan.calls) / Double(days.count * draws),
      late: share(plan), lateWeight: mean(plan.weights), proportionalLate: share(base),
      proportionalLateWeight: mean(base.weights),
      againstProportional: DayGain(of: plan.weights, against: base.weights),
      againstUniform: DayGain(of: plan.weights, against: byDay(uniform).weights))
  }

  /// A bound on the first scenarios, and the best allocation that a search finds on the same ones.
  private func bound(on count: Int) throws -> DemandReport.Bound {
    let drawn = forecast.scenarios(0..<count)
    let trial = trial(drawn.incidents, drawn.starts, seed: seed(of: 0))
    var search = search([trial, trial, trial], rules)
    search.triesBlocks = false
    let found = search.run().allocation
    let started = RunningTime.elapsed
    var options = SolverOptions()
    options.timeLimit = .seconds(max(1, 0.25 * command.timeLimit))
    options.threads = command.processor.count
    options.isCancelled = { Interrupt.isRequested }
    let bound = try AllocationBound(trial, rules: rules).solve(HiGHSSolver(), options: options)
    return DemandReport.Bound(
      scenarios: count, bound: bound, found: trial.loss(of: found),
      seconds: (RunningTime.elapsed - started) / .seconds(1))
  }
}
