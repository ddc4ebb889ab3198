import ExactScheduling
import Failures
import LinearPrograms
import PatrolModel
import ScheduleChecking
import ScheduleFlows
import Synchronization
import Testing
import _TemperTestSupport

@Suite("An exact solver")
struct ExactSolverTests {
  @Test("without a solver finds the optima of tiny shifts", arguments: 0..<100)
  func exhaustive(seed: Int) throws {
    for rule in PresenceRule.samples {
      let instance = Self.tiny(seed: seed, rule)
      try expect(.exhaustive, to: ExhaustiveSearch(instance).leastTravel(), on: instance)
    }
  }

  @Test(
    "finds the same optima by flows, by the published program, and by trying all assignments",
    .needsHiGHS, arguments: Array(seeds(17)) + [256])
  func agreement(seed: UInt64) throws {
    // 256 is the shift that HiGHS solved wrongly while it used symmetries.
    for rule in PresenceRule.samples {
      let instance = Self.tiny(seed: Int(seed), rule)
      let optimum = ExhaustiveSearch(instance).leastTravel()
      try expect(.aggregated, to: optimum, on: instance)
      try expect(.automatic, to: optimum, on: instance)
      try expect(.paper, to: optimum, on: instance)
    }
  }

  @Test("finds them with few columns at a time", .needsHiGHS, arguments: 0..<40)
  func restricted(seed: Int) throws {
    for rule in PresenceRule.samples where rule != .none {
      let instance = Self.tiny(seed: seed, rule)
      var solver = ExactSolver(instance)
      solver.restrictionColumnCount = 0
      let result = try solver.solve()
      #expect(result.travel == ExhaustiveSearch(instance).leastTravel(), "\(rule)")
      #expect(result.status == (result.travel == nil ? .infeasible : .optimal))
    }
  }

  @Test(
    "proves the optima of real shifts", .needsHiGHS,
    .enabled(if: !InstanceFiles.realOptima.isEmpty, "\(InstanceFiles.realAreNeeded)"),
    arguments: InstanceFiles.realOptima.keys.sorted())
  func real(name: String) throws {
    let instance = try #require(InstanceFiles.real[name])
    try expect(.automatic, to: InstanceFiles.realOptima[name], on: instance)
  }

  @Test("takes the values of a schedule back to that schedule", .needsHiGHS, arguments: 0..<20)
  func values(seed: Int) throws {
    let instance = Self.tiny(seed: seed, .noReturn)
    guard let schedule = try ExactSolver(instance).solve().schedule else { return }
    let flows = AggregatedFlow(try FlowNetwork(instance))
    let published = try PublishedProgram(instance)
    let travel = Double(ScheduleChecker(instance).judge(schedule).totalTravel.tenths)
    for model in [flows, published] as [any ExactFormulation] {
      let values = try #require(model.values(of: schedule))
      #expect(model.program.violation(of: values.map { Double($0) }) == nil)
      #expect(model.program.objective(of: values.map { Double($0) }) == travel)
      #expect(model.values(of: try model.schedule(of: values)) == values)
    }
    #expect(try published.schedule(of: #require(published.values(of: schedule))) == schedule)
  }

  @Test("keeps its bound when it is cancelled or has no time", .needsHiGHS)
  func limits() throws {
    let instance = try #require(InstanceFiles.shipped["presence-20x20x16"])
    var solver = ExactSolver(instance)
    solver.isCancelled = { true }
    let cancelled = try solver.solve()
    #expect(cancelled.end == .cancelled && cancelled.status != .optimal)
    solver.isCancelled = { false }
    solver.method = .paper
    solver.timeLimit = .milliseconds(100)
    let late = try solver.solve()
    #expect(late.end == .time)
    #expect([.noneFound, .feasible].contains(late.status))
  }

  @Test("keeps the plan that it starts from when it is cancelled, sifted or not", .needsHiGHS)
  func start() throws {
    let instance = try #require(InstanceFiles.shipped["presence-13x11x12"])
    var solver = ExactSolver(instance)
    let best = try solver.solve()
    (solver.start, solver.isCancelled) = (best.schedule, { true })
    for columns in [0, Int.max] {
      solver.restrictionColumnCount = columns
      #expect(try solver.solve().travel == best.travel, "\(columns)")
    }
  }

  @Test("ends at the gap that is asked for, sifted or not", .needsHiGHS)
  func gap() throws {
    var solver = ExactSolver(try #require(InstanceFiles.shipped["presence-13x11x12"]))
    solver.relativeGap = 0.5
    for columns in [0, Int.max] {
      solver.restrictionColumnCount = columns
      let result = try solver.solve()
      #expect(try #require(result.gap) <= 0.5, "\(columns)")
      #expect([.gap, .complete].contains(result.end), "\(columns)")
    }
  }

  @Test("does not go on to build a program when it is cancelled or has no time")
  func building() throws {
    var solver = ExactSolver(try #require(InstanceFiles.shipped["presence-20x20x16"]))
    solver.method = .paper
    solver.knownBound = Minutes(tenths: 7)
    solver.timeLimit = .zero
    let late = try solver.solve()
    #expect(late.end == .time && late.status == .noneFound && late.bound == solver.knownBound)
    solver.timeLimit = nil
    solver.isCancelled = { true }
    #expect(try solver.solve().end == .cancelled)
    #expect(throws: ExactError.interrupted) {
      try PublishedProgram(solver.instance, isOver: { true })
    }
  }

  @Test("ends while it tries all assignments when it is cancelled or has no time")
  func enumerating() throws {
    // 120 ways to place five cars at a step, and 14,400 pasts.
    let instance = PatrolInstance.random(
      seed: 3, cars: 5, sectors: 5, steps: 6, presence: .noReturn)
    var solver = ExactSolver(instance)
    solver.method = .exhaustive
    solver.knownBound = Minutes(tenths: 7)
    solver.timeLimit = .zero
    let late = try solver.solve()
    #expect(late.end == .time && late.status == .noneFound && late.bound == solver.knownBound)
    solver.timeLimit = nil
    let asked = Mutex(0)
    for moment in [1, 10, 100, 1_000] {
      asked.withLock { $0 = 0 }
      solver.isCancelled = {
        asked.withLock {
          $0 += 1
          return $0 >= moment
        }
      }
      #expect(try solver.solve().end == .cancelled, "at the look number \(moment)")
      // Asked once more for the reason.
      #expect(asked.withLock { $0 } <= moment + 1)
    }
  }

  @Test("tells of the model, then of ever better schedules and bounds", .needsHiGHS)
  func events() throws {
    let instance = try #require(InstanceFiles.shipped["presence-20x20x16"])
    var events: [ExactEvent] = []
    let result = try ExactSolver(instance).solve { events.append($0) }
    guard case .built(let columns, let rows, _, _) = events.first else {
      Issue.record("the model comes first")
      return
    }
    let network = try FlowNetwork(instance)
    #expect(columns == network.arcs.count && rows > network.presenceRows.count)
    let bounds = events.compactMap { event -> Minutes? in
      if case .progress(_, let bound, _, _) = event { bound } else { nil }
    }
    #expect(!bounds.isEmpty && bounds == bounds.sorted())
    #expect(result.status == .optimal && bounds.allSatisfy { $0 <= result.travel ?? .zero })
  }

  @Test("refuses methods that do not hold, and models that are too large")
  func refused() throws {
    var solver = ExactSolver(try #require(InstanceFiles.shipped["presence-18x18x20"]))
    solver.method = .transport
    #expect(
      throws: ExactError.notApplicable(
        "transport cannot keep the rule no-return", remedy: .otherMethod("automatic"))
    ) {
      try solver.solve()
    }
    solver.method = .exhaustive
    #expect(throws: ExactError.self) { try solver.solve() }
    let large = PatrolInstance.random(
      seed: 1, cars: 200, sectors: 200, steps: 12, presence: .noReturn)
    #expect(throws: ExactError.self) { try PublishedProgram(large) }
  }

  private func expect(
    _ method: ExactMethod, to optimum: Minutes?, on instance: PatrolInstance
  ) throws {
    var solver = ExactSolver(instance)
    solver.method = method
    let result = try solver.solve()
    #expect(result.end == .complete)
    #expect(result.travel == optimum, "\(method) \(instance.presence)")
    #expect(result.status == (optimum == nil ? .infeasible : .optimal))
    guard let schedule = result.schedule else { return }
    let verdict = ScheduleChecker(instance).judge(schedule)
    #expect(verdict.isFeasible && verdict.totalTravel == optimum, "\(verdict.violations)")
  }

  private static func tiny(seed: Int, _ rule: PresenceRule) -> PatrolInstance {
    PatrolInstance.random(
      seed: UInt64(seed), cars: 2 + seed % 3, sectors: 2 + seed / 3 % 3, steps: 1 + seed / 9 % 5,
      presence: rule)
  }
}
