import Failures
public import LinearPrograms
public import PatrolModel
import ScheduleFlows

/// Finds the least travel of a shift, and proves that there is none below it.
public struct ExactSolver: Sendable {
  /// The shift.
  public var instance: PatrolInstance
  /// How to find the optimum.
  public var method = ExactMethod.automatic
  /// What solves the integer programs.
  public var engine = ProgramEngine.highs
  /// A feasible plan to start from; one of another instance is left aside.
  public var start: Schedule?
  /// The run may end when (travel − bound) / travel is no more than this; 0 for a full proof.
  public var relativeGap = 0.0
  /// The most time, building included; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// The most time where a large flow model has a plan within a percent of the bound, if that is more
  /// than ``timeLimit``.
  public var closeTimeLimit: Duration?
  /// The number of threads, at least 1.
  public var threads = 1
  /// The seed of the solver's random numbers.
  public var seed: Int32 = 0
  /// Asked again and again, on any thread; `true` ends the run, which keeps its best schedule.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// What is known before: no schedule travels less.
  public var knownBound = Minutes.zero
  /// The most columns of a flow model that are not sifted by their reduced costs first.
  public var restrictionColumnCount = 20_000

  /// Creates a solver for an instance, without limits.
  public init(_ instance: PatrolInstance) { self.instance = instance }

  /// Solves the instance.
  ///
  /// - Parameter report: Told of better schedules and bounds, on the calling thread.
  /// - Returns: How it ended; no schedule and a limit met are results, not errors.
  /// - Throws: ``ExactError`` if the method does not hold, or the answer cannot be trusted.
  public func solve(
    report: @escaping (ExactEvent) -> Void = { _ in }
  ) throws(ExactError) -> ExactResult {
    let clock = RunClock(timeLimit: timeLimit)
    do throws(RosterRefusal) {
      try instance.refuseRoster(by: "the method \(resolvedMethod.rawValue)")
    } catch { throw .notApplicable(error.account.problem, remedy: error.account.remedy) }
    switch resolvedMethod {
    case .automatic, .transport, .aggregated:
      guard instance.rules.carTravelLimit == nil else {
        throw .notApplicable(
          "\(method.rawValue) does not know how far each car travels",
          remedy: ExactMethod.automatic.remedy)
      }
      return try solveFlows(clock, report)
    case .paper: return try solveAsPublished(clock, report)
    case .exhaustive: return try enumerate(clock)
    }
  }

  /// Nothing is known before all assignments have been seen.
  private func enumerate(_ clock: RunClock) throws(ExactError) -> ExactResult {
    do throws(ExactError) {
      return try CompleteAssignments(instance) { clock.isOver || isCancelled() }.result()
    } catch {
      guard error == .interrupted else { throw error }
      return ExactResult(
        method: .exhaustive, end: isCancelled() ? .cancelled : .time, best: nil, bound: knownBound)
    }
  }

  /// The program may be too large to be built in time.
  private func solveAsPublished(
    _ clock: RunClock, _ report: @escaping (ExactEvent) -> Void
  ) throws(ExactError) -> ExactResult {
    let model: PublishedProgram
    do throws(ExactError) {
      model = try PublishedProgram(instance) { clock.isOver || isCancelled() }
    } catch .interrupted {
      return ExactResult(
        method: .paper, end: isCancelled() ? .cancelled : .time, best: nil, bound: knownBound)
    }
    return try solve(model, knownBound: knownBound, clock, report)
  }

  /// The network says by itself whether a move depends on others.
  private func solveFlows(
    _ clock: RunClock, _ report: @escaping (ExactEvent) -> Void
  ) throws(ExactError) -> ExactResult {
    let network: FlowNetwork
    do throws(FlowError) { network = try FlowNetwork(instance) } catch {
      if case .tooLarge = error {
        throw .tooLarge(error.account.problem, remedy: error.account.remedy)
      }
      return ExactResult(method: resolvedMethod, end: .complete, best: nil, bound: nil)
    }
    guard network.isSeparable || resolvedMethod != .transport else {
      throw .notApplicable(
        network.presenceRows.isEmpty
          ? "transport cannot tell \(network.groups.count) groups of cars apart"
          : "transport cannot keep the rule \(instance.presence.name)",
        remedy: ExactMethod.automatic.remedy)
    }
    let model = AggregatedFlow(network)
    if network.isSeparable, resolvedMethod == .transport || model.program.columnCount == 0 {
      return try transport(model)
    }
    guard model.program.columnCount > 0 else { return try withoutChoice(model) }
    if let limit = timeLimit, let more = closeTimeLimit, limit < more,
      clock.elapsed > limit * Self.mostBuildShare
    {
      return ExactResult(method: .aggregated, end: .time, best: nil, bound: nil)
    }
    return try solve(model, knownBound: bound(of: network), clock, report)
  }

  /// The share of the time limit for building: solving takes longer, and a model that took more is left to
  /// whoever has the rest of the time until ``closeTimeLimit``.
  private static let mostBuildShare = 0.25

  /// What meeting the demand costs if cars are alike and no presence rule holds.
  private func bound(of network: FlowNetwork) -> Minutes {
    let alike =
      network.groups.count == 1 ? network : try? FlowNetwork(instance, mergesGroups: true)
    return alike.map { LagrangianBound($0).travel } ?? .zero
  }

  /// Without a presence rule, or without moves, each move is for itself.
  private func transport(_ model: AggregatedFlow) throws(ExactError) -> ExactResult {
    guard let flow = model.network.cheapestFlow() else {
      return ExactResult(method: .transport, end: .complete, best: nil, bound: nil)
    }
    let travel = model.network.travel(of: flow)
    let best = try decode(flow, by: model, objective: Double(travel.tenths))
    return ExactResult(method: .transport, end: .complete, best: best, bound: best.travel)
  }

  /// Rules that leave each car one place at one step.
  private func withoutChoice(_ model: AggregatedFlow) throws(ExactError) -> ExactResult {
    guard model.program.violation(of: []) == nil else {
      return ExactResult(method: .aggregated, end: .complete, best: nil, bound: nil)
    }
    let best = try decode([], by: model, objective: 0)
    return ExactResult(method: .aggregated, end: .complete, best: best, bound: best.travel)
  }

  private var resolvedMethod: ExactMethod { method.resolved(for: instance) }

  private func solve(
    _ model: some ExactFormulation, knownBound: Minutes, _ clock: RunClock,
    _ report: @escaping (ExactEvent) -> Void
  ) throws(ExactError) -> ExactResult {
    let program = model.program
    report(
      .built(
        columns: program.columnCount, rows: program.rowCount, terms: program.termCount,
        time: clock.elapsed))
    let first = start.flatMap { model.values(of: $0) }.map { $0.map { Double($0) } }
    let found = try ExactError.solving { () throws(SolverError) in
      var search = RestrictedSearch(
        solver: try engine.solver(), options: options, clock: clock,
        knownBound: Double(knownBound.tenths), report: report, stages: model.stages,
        closeTimeLimit: closeTimeLimit)
      let isLarge = program.columnCount > restrictionColumnCount && model is AggregatedFlow
      // Reduced costs come with the optimum of a linear program, which CP-SAT does not solve.
      return try isLarge && engine == .highs
        ? search.solve(program, start: first) : search.solveWhole(program, start: first)
    }
    return try result(found, of: model)
  }

  private var options: SolverOptions {
    var options = SolverOptions()
    options.threads = threads
    options.seed = seed
    options.isCancelled = isCancelled
    // Objectives are whole tenths: half of one is closer than any two of them.
    options.absoluteGap = 0.5
    options.relativeGap = relativeGap
    return options
  }

  private func result(
    _ found: RestrictedSearch.Found, of model: some ExactFormulation
  ) throws(ExactError) -> ExactResult {
    let best: (schedule: Schedule, travel: Minutes)? = try found.solution.map {
      (solution) throws(ExactError) in
      try decode(solution.values.map { Int($0) }, by: model, objective: solution.objective)
    }
    return ExactResult(
      method: resolvedMethod, end: found.end, best: best,
      bound: bound(found), nodes: found.nodes)
  }

  /// The best of what is proven without tolerances and of what is left of a solver's bound with them.
  private func bound(_ found: RestrictedSearch.Found) -> Minutes? {
    let proven = Minutes(tenths: found.proven)
    guard let bound = Minutes(roundingUpBound: found.bound) else {
      return proven > .zero && found.bound < .infinity ? proven : nil
    }
    return max(bound, proven)
  }

  /// The schedule of a solution, if it travels as the model says.
  private func decode(
    _ values: [Int], by model: some ExactFormulation, objective: Double
  ) throws(ExactError) -> (schedule: Schedule, travel: Minutes) {
    let schedule = try model.schedule(of: values)
    var travel = Minutes.zero
    for car in instance.carIndices {
      let places = [instance.fleet[car].start] + schedule.route(of: car)
      for case (let from?, let to?) in zip(places, places.dropFirst()) {
        travel += instance.travel[from: from, to: to]
      }
    }
    // A solution may pay for more than it says, as the published program's x has no upper rows; the
    // schedule then is worth less, and the model has to agree on that.
    let values = Double(travel.tenths) == objective ? values : model.values(of: schedule) ?? []
    guard values.count == model.program.columnCount, Double(travel.tenths) <= objective,
      model.program.objective(of: values.map { Double($0) }) == Double(travel.tenths)
    else {
      throw .wrongAnswer("cars travel \(travel) minutes, the model says \(objective / 10)")
    }
    return (schedule, travel)
  }
}

/// The time of a run, from its very start.
struct RunClock: Sendable {
  private let start = ContinuousClock.now
  private(set) var timeLimit: Duration?

  init(timeLimit: Duration?) { self.timeLimit = timeLimit }

  /// Gives a run more time, if that is more.
  mutating func extend(to limit: Duration?) {
    if let old = timeLimit, let limit { timeLimit = max(old, limit) }
  }

  var elapsed: Duration { start.duration(to: .now) }
  var isOver: Bool { timeLimit.map { elapsed >= $0 } ?? false }
  /// What is left of the limit, at least a millisecond; `nil` without one.
  var remaining: Duration? { timeLimit.map { max(.milliseconds(1), $0 - elapsed) } }
}
