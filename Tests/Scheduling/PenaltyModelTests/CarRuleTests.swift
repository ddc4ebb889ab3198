import PatrolModel
import PenaltyModel
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds QUBO and layered model of instances with rules for single cars against all schedules.
struct CarRuleTests {
  private static let seeds = _TemperTestSupport.seeds(80)

  @Test(
    "The least energy is the best schedule's travel, if there is one",
    arguments: CarRule.allCases, Self.seeds)
  func minimum(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    let model = try ScheduleQUBO(instance)
    // Chains of a long stay, slack and moves take auxiliary bits.
    guard model.variableCount <= 18 else {
      #expect(model.auxiliaryCount > 0)
      return
    }
    try expectOptimalMinimisers(of: model)
  }

  private func expectOptimalMinimisers(of model: ScheduleQUBO) throws {
    let instance = model.instance
    let choice = PenaltyBounds(instance).sufficient
    let qubo = try model.qubo(weights: choice.weights)
    let violations = try model.violations()
    let best = LabelledSearch(instance).leastTravel()
    for word in PlainQUBO(qubo).minimisers() {
      let assignment = BitVector((0..<qubo.variableCount).map { word >> UInt32($0) & 1 == 1 })
      let decoding = model.decode(assignment)
      #expect(decoding.breaches.isEmpty == (best != nil))
      #expect((violations.energy(of: assignment) == 0) == (best != nil))
      guard let best, let schedule = decoding.schedule else { continue }
      #expect(qubo.energy(of: assignment) == Int64(best.tenths))
      #expect(LabelledSearch(instance).keepsRules(schedule))
    }
    if instance.hasCarRules { #expect(choice.words.hasPrefix("proven sufficient: A, B, C > nTM")) }
  }

  /// Instances whose rule takes auxiliary bits, 20 in all at most.
  private static let jointCases: [(rule: CarRule, seed: UInt64)] =
    [(CarRule.classDemand, AuxiliaryBits.classSlack), (.travelLimit, .travel)].flatMap {
      rule, kind in
      (1_000..<6_000 as Range<UInt64>).lazy.filter { seed in
        let size = ScheduleQUBOSize(.random(seed: seed, rule: rule))
        return size.bits <= 20 && size.auxiliaries[kind] ?? 0 > 0
      }.prefix(200).map { (rule, $0) }
    }

  @Test("Rules that take auxiliary bits leave the minimum where it is", arguments: jointCases)
  func joint(one: (rule: CarRule, seed: UInt64)) throws {
    #expect(Self.jointCases.count == 400)
    let instance = PatrolInstance.random(seed: one.seed, rule: one.rule)
    try expectOptimalMinimisers(of: try ScheduleQUBO(instance))
  }

  @Test(
    "Schedules have the same energy as bits, as labels and by definition",
    arguments: CarRule.allCases, Self.seeds)
  func energies(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    let model = try ScheduleQUBO(instance, everySector: true)
    let weights = PenaltyWeights(
      demand: Minutes(3), oneLocation: Minutes(5), presence: Minutes(7))
    let qubo = try model.qubo(weights: weights)
    let layers = ScheduleLayers(instance, weights: weights)
    let search = LabelledSearch(instance)
    for schedule in search.schedules.lazy.filter({ isComplete($0, instance) }).prefix(100) {
      let state = layers.state(schedule)
      #expect(layers.schedule(state) == schedule)
      let (labels, decoding) = (layers.model.cost(of: state), layers.decode(state))
      #expect(decoding.breaches.isEmpty == search.keepsRules(schedule))
      #expect(labels.isValid == search.keepsRules(schedule))
      #expect(labels.transitions == search.travel(schedule).tenths)
      guard let assignment = model.encode(schedule) else {
        #expect(!search.keepsRules(schedule))
        continue
      }
      let breakdown = model.breakdown(of: assignment, weights: weights)
      #expect(breakdown[.migration] == search.travel(schedule))
      #expect(Int64(breakdown.total.tenths) == qubo.energy(of: assignment))
      let labelled = layers.breakdown(of: state, weights: weights)
      for term in PenaltyTerm.allCases where term != .travelLimit {
        #expect(breakdown[term] == labelled[term])
      }
      // Where no leg is too long by itself, both count the same minutes, one of them squared.
      if breakdown[.presence] == .zero {
        #expect((breakdown[.travelLimit] == .zero) == (labelled[.travelLimit] == .zero))
      }
      #expect(Set(model.decode(assignment).breaches) == Set(decoding.breaches))
      #expect(model.decode(assignment).schedule == schedule)
    }
  }

  @Test(
    "Bit strings have the energy of their terms, and the size is known beforehand",
    arguments: CarRule.allCases, Self.seeds)
  func terms(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    var random = RandomStream(seed: seed, stream: 8)
    let everySector = random.uniform(below: 2) == 0
    let model = try ScheduleQUBO(instance, everySector: everySector)
    let size = ScheduleQUBOSize(instance, everySector: everySector)
    #expect(size.bits == model.variableCount && size.auxiliaryBits == model.auxiliaryCount)
    #expect(size.couplingCount >= model.couplingCount)
    let weights = PenaltyWeights(
      demand: Minutes(tenths: random.uniform(below: 500)),
      oneLocation: Minutes(tenths: random.uniform(below: 500)),
      presence: Minutes(tenths: random.uniform(below: 500)))
    let qubo = try model.qubo(weights: weights)
    let violations = try model.violations()
    for _ in 0..<10 {
      let assignment = BitVector(random.bits(model.variableCount))
      let breakdown = model.breakdown(of: assignment, weights: weights)
      #expect(qubo.energy(of: assignment) == Int64(breakdown.total.tenths))
      let units = PenaltyTerm.allCases.dropFirst().map(breakdown.units)
      #expect(violations.energy(of: assignment) == Int64(units.reduce(0, +)))
      if model.auxiliaryCount == 0 {
        #expect(model.decode(assignment).breaches.isEmpty == breakdown.isFeasible)
      }
    }
  }

  @Test("Breaches are said in a planner's words")
  func words() throws {
    let instance = PatrolInstance.random(seed: 3, rule: .off)
    let (car, step) = (CarIndex(0), StepIndex(1))
    let breaches: [Breach] = [
      .notAdmitted(car, SectorIndex(1), step),
      .legTooLong(car, SectorIndex(0), SectorIndex(1), step),
    ]
    let leg = instance.travel[from: SectorIndex(0), to: SectorIndex(1)]
    let words = breaches.map { $0.words(in: instance) }
    #expect(words[0].hasPrefix("car F-0 is in sector S-1 at step 2 (09:00), "))
    #expect(
      words[1] == """
        car F-0 travels \(leg) minutes from S-0 to S-1 for step 2 (09:00), longer than allowed
        """)
  }

  /// Whether just the cars in service have sectors: only such schedules have a state.
  private func isComplete(_ schedule: Schedule, _ instance: PatrolInstance) -> Bool {
    instance.carIndices.allSatisfy { car in
      instance.shift.steps.allSatisfy {
        (schedule[$0, car] == nil) == instance.fleet[car].off.contains($0)
      }
    }
  }
}
