import ExactScheduling
import LinearPrograms
import PatrolModel
import ScheduleChecking
import ScheduleFlows
import Testing
import _TemperTestSupport

@Suite("With rules for single cars, an exact solver")
struct CarRuleTests {
  /// Random shifts with each rule.
  static let shifts = seeds(24)

  @Test("without HiGHS finds the optima of tiny shifts", arguments: CarRule.allCases, shifts)
  func exhaustive(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    guard instance.rules.carTravelLimit == nil else {
      #expect(throws: ExactError.self) { try ExactSolver(instance, .exhaustive).solve() }
      return
    }
    try expect([.exhaustive], to: LabelledSearch(instance).leastTravel(), on: instance)
  }

  @Test(
    "finds the same optima by flows of each group and by the published program", .needsHiGHS,
    arguments: CarRule.allCases, shifts)
  func agreement(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    let optimum = LabelledSearch(instance).leastTravel()
    try expect([.automatic], to: optimum, on: instance)
    // The published program takes as long as all the rest.
    if seed % 6 == 0 { try expect([.paper], to: optimum, on: instance) }
    if instance.rules.carTravelLimit == nil { try expect([.aggregated], to: optimum, on: instance) }
  }

  @Test("finds them for groups of several cars", .needsHiGHS, arguments: seeds(48))
  func groups(seed: UInt64) throws {
    let instance = PatrolInstance.grouped(seed: seed)
    var solver = ExactSolver(instance)
    solver.method = .exhaustive
    let optimum = try solver.solve().travel
    try expect([.automatic, .aggregated], to: optimum, on: instance)
    if seed % 5 == 0 { try expect([.paper], to: optimum, on: instance) }
    solver.method = .aggregated
    solver.restrictionColumnCount = 0
    #expect(try solver.solve().travel == optimum)
  }

  @Test("takes the values of a schedule back to that schedule", arguments: shifts)
  func values(seed: UInt64) throws {
    let instance = PatrolInstance.grouped(seed: seed)
    var solver = ExactSolver(instance)
    solver.method = .exhaustive
    guard let schedule = try solver.solve().schedule else { return }
    let travel = Double(ScheduleChecker(instance).judge(schedule).totalTravel.tenths)
    let models: [any ExactFormulation] = [
      AggregatedFlow(try FlowNetwork(instance)), try PublishedProgram(instance),
    ]
    for model in models {
      let values = try #require(model.values(of: schedule))
      #expect(model.program.violation(of: values.map { Double($0) }) == nil)
      #expect(model.program.objective(of: values.map { Double($0) }) == travel)
      #expect(model.values(of: try model.schedule(of: values)) == values)
    }
  }

  @Test("says how many groups of cars it tells apart")
  func words() throws {
    let shift = try #require(InstanceFiles.shipped["team-x-9x9x6"])
    func words(_ cars: [Car], _ presence: PresenceRule) -> String {
      ExactMethod.automatic.words(for: shift.with(cars, presence))
    }
    let alike = (0..<shift.carCount).map { Car(id: .init("\($0)"), start: SectorIndex($0 % 2)) }
    #expect(words(alike, .none).hasPrefix("transport: "))
    #expect(
      words(alike, .noReturn) == "aggregated: cars are alike, so flows and no-return rows are exact"
    )
    #expect(
      ExactMethod.automatic.words(for: PatrolInstance.grouped(seed: 4)).hasPrefix("aggregated: "))
  }

  private func expect(
    _ methods: [ExactMethod], to optimum: Minutes?, on instance: PatrolInstance
  ) throws {
    for method in methods {
      var solver = ExactSolver(instance)
      solver.method = method
      let result = try solver.solve()
      #expect(result.end == .complete)
      #expect(result.travel == optimum, "\(method) \(instance.presence)")
      #expect(result.status == (optimum == nil ? .infeasible : .optimal), "\(method)")
      guard let schedule = result.schedule else { continue }
      let verdict = ScheduleChecker(instance).judge(schedule)
      #expect(verdict.isFeasible && verdict.totalTravel == optimum, "\(verdict.violations)")
    }
  }
}

extension ExactSolver {
  fileprivate init(_ instance: PatrolInstance, _ method: ExactMethod) {
    self.init(instance)
    self.method = method
  }
}

extension PatrolInstance {
  /// The same shift with other cars under another rule.
  fileprivate func with(_ cars: [Car], _ presence: PresenceRule) -> PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: .named(cars), shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel, rules: rules, roster: roster)
  }
}
