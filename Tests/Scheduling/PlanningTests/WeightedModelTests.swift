import Annealing
import Contradictions
import PatrolModel
import PenaltyModel
import Planning
import RandomStreams
import ScheduleChecking
import Testing
import _TemperTestSupport

/// What every kind of moves has to keep, whatever it goes through.
@Suite("A weighted model")
struct WeightedModelTests {
  private static let seeds = 0..<30 as Range<UInt64>

  @Test(
    "is annealed to a state whose energy is the sum of its terms and that of the definition",
    arguments: SolveRequest.Moves.allCases, seeds)
  func energy(moves: SolveRequest.Moves, seed: UInt64) throws {
    let shift = try Case(seed: seed, moves)
    try checkEnergy(shift.weighted(), shift, moves: moves)
  }

  @Test(
    "is annealed to a state whose energy is the sum of its terms under rules for single cars",
    arguments: SolveRequest.Moves.allCases, CarRule.allCases)
  func carRules(moves: SolveRequest.Moves, rule: CarRule) throws {
    for seed in 0..<4 as Range<UInt64> {
      let instance = PatrolInstance.random(seed: seed, rule: rule)
      let shift = try Case(instance, seed: seed, moves)
      try checkCarRules(shift.weighted(), shift, seed: seed)
    }
  }

  @Test(
    "breaks no rule that its moves keep by themselves",
    arguments: SolveRequest.Moves.allCases, seeds)
  func kept(moves: SolveRequest.Moves, seed: UInt64) throws {
    let free = PenaltyWeights(demand: .zero, oneLocation: .zero, presence: .zero)
    let shift = try Case(seed: seed, moves, weights: free)
    try checkKept(shift.weighted(), shift, moves: moves)
  }

  @Test(
    "decodes what it encodes as the same schedule", arguments: SolveRequest.Moves.allCases, seeds)
  func encoding(moves: SolveRequest.Moves, seed: UInt64) throws {
    var shift = try Case(seed: seed, moves)
    let schedule = shift.schedule()
    try checkEncoding(shift.weighted(), shift, schedule: schedule)
  }

  @Test(
    "is repaired to plans that the checker accepts, unless max-stay stops repairs",
    arguments: SolveRequest.Moves.allCases, seeds)
  func repair(moves: SolveRequest.Moves, seed: UInt64) throws {
    var shift = try Case(seed: seed, moves)
    guard shift.instance.planningConflicts().isEmpty else { return }
    let schedule = shift.schedule()
    try checkRepair(shift.weighted(), shift, schedule: schedule)
  }

  @Test("has no state with a car nowhere unless rules take cars out of service")
  func nowhere() throws {
    for moves in SolveRequest.Moves.allCases where !moves.areOfBits {
      let shift = try Case(seed: 1, moves)
      try checkNowhere(shift.weighted(), shift)
    }
  }

  @Test("belongs to moves that are found by their name, bits by those of a matrix")
  func list() throws {
    let all = SolveRequest.Moves.allCases
    #expect(Set(all.map(\.rawValue)).count == all.count)
    #expect(SolveRequest.Moves(rawValue: "none") == nil)
    for moves in all {
      #expect(SolveRequest.Moves(rawValue: moves.rawValue) == moves)
      var request = try Examples.request("tiny-3x3x3")
      request.moves = moves
      let size = try moves.model(of: request).size
      #expect((size != nil) == moves.areOfBits)
      #expect(size == nil || size?.bits == 24)
    }
  }

  private func checkEnergy<Model: WeightedModel>(
    _ model: Model, _ shift: Case, moves: SolveRequest.Moves
  ) throws {
    let best = shift.annealed(model).best
    let terms = model.breakdown(of: best.state)
    #expect(terms.total.tenths == Int(best.energy))
    #expect(terms.isFeasible == model.decode(best.state).breaches.isEmpty)
    let definition = PlacedEnergy(model, best.state)
    if shift.instance.presence.hasChains && moves.areOfBits {
      // Auxiliary bits that are not at their products cost more than these.
      #expect(terms.total.tenths >= definition.energy(shift.weights))
    } else {
      #expect(terms.total.tenths == definition.energy(shift.weights))
    }
  }

  private func checkCarRules<Model: WeightedModel>(
    _ model: Model, _ shift: Case, seed: UInt64
  ) throws {
    let best = shift.annealed(model).best
    #expect(model.breakdown(of: best.state).total.tenths == Int(best.energy), "seed \(seed)")
  }

  private func checkKept<Model: WeightedModel>(
    _ model: Model, _ shift: Case, moves: SolveRequest.Moves
  ) throws {
    let terms = model.breakdown(of: shift.annealed(model).best.state)
    #expect(moves.demandIsPenalty || terms.units(.demand) == 0)
    #expect(moves.oneLocationIsPenalty || terms.units(.oneLocation) == 0)
  }

  private func checkEncoding<Model: WeightedModel>(
    _ model: Model, _ shift: Case, schedule: Schedule
  ) throws {
    let state = try #require(model.encode(schedule))
    #expect(model.decode(state).schedule == schedule)
    for step in shift.instance.shift.steps {
      for car in shift.instance.carIndices {
        #expect(model.sectors(of: car, at: step, in: state) == [schedule[step, car]])
      }
    }
    let verdict = ScheduleChecker(shift.instance).judge(schedule)
    #expect(model.decode(state).breaches.isEmpty == verdict.isFeasible)
    #expect(model.breakdown(of: state)[.migration] == verdict.totalTravel)
  }

  private func checkRepair<Model: WeightedModel>(
    _ model: Model, _ shift: Case, schedule: Schedule
  ) throws {
    let start = try #require(model.encode(schedule))
    for state in [start, shift.annealed(model).best.state] {
      guard let plan = model.repaired(state) else {
        guard case .maxStay = shift.instance.presence else {
          Issue.record("repairs ended before a plan")
          continue
        }
        continue
      }
      #expect(ScheduleChecker(shift.instance).judge(plan).isFeasible)
    }
  }

  private func checkNowhere<Model: WeightedModel>(
    _ model: Model, _ shift: Case
  ) throws {
    let (steps, cars) = (shift.instance.stepCount, shift.instance.carCount)
    var schedule = Schedule(carCount: cars, stepCount: steps)
    schedule[StepIndex(0), CarIndex(0)] = nil
    #expect(model.encode(schedule) == nil)
  }
}

// MARK: - Cases

/// A small shift with weights, and what is annealed for it.
private struct Case {
  let instance: PatrolInstance
  let weights: PenaltyWeights
  private let model: any ShiftModel
  private var random: RandomStream

  init(seed: UInt64, _ moves: SolveRequest.Moves, weights: PenaltyWeights? = nil) throws {
    let presence = PresenceRule.samples[Int(seed % UInt64(PresenceRule.samples.count))]
    try self.init(
      .random(seed: seed, cars: 3, sectors: 3, steps: 5, presence: presence), seed: seed, moves,
      weights: weights)
  }

  init(
    _ instance: PatrolInstance, seed: UInt64, _ moves: SolveRequest.Moves,
    weights: PenaltyWeights? = nil
  ) throws {
    self.instance = instance
    var random = RandomStream(seed: seed, stream: 1)
    self.weights =
      weights ?? PenaltyWeights { _ in Minutes(tenths: random.uniform(below: 500)) }
    self.random = random
    var request = SolveRequest(instance: instance, seed: seed, stop: Stop())
    request.moves = moves
    request.algorithm = seed % 2 == 0 ? .digitalAnnealer : .parallelTempering
    model = try moves.model(of: request)
  }

  /// A schedule that visits sectors with demand only: the demand met, or by chance.
  mutating func schedule() -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    let isMet = random.uniform(below: 2) == 0
    for step in instance.shift.steps {
      let places = instance.sectorIndices.flatMap {
        Array(repeating: $0, count: instance.demand[step, $0])
      }.shuffled(using: &random)
      for car in instance.carIndices {
        schedule[step, car] = places[isMet ? car.rawValue : random.uniform(below: places.count)]
      }
    }
    return schedule
  }

  /// A short run.
  func annealed<Model: WeightedModel>(_ model: Model) -> AnnealingResult<Model.State> {
    model.minimise(by: Annealer(seed: 1, replicas: 3), until: Stop(steps: 40)) { _ in }
  }

  /// The model with the case's weights.
  func weighted() throws -> any WeightedModel { try Self.weighted(model, by: weights) }

  private static func weighted<Model: ShiftModel>(
    _ model: Model, by weights: PenaltyWeights
  ) throws -> any WeightedModel {
    try model.weighted(by: weights)
  }
}

extension PresenceRule {
  /// Whether its bits of a QUBO are joined by auxiliary ones.
  fileprivate var hasChains: Bool {
    if case .maxStay(let limit) = self { limit >= 2 } else { false }
  }
}

/// The published energy from its sums, over the sectors that each car is in at each step.
private struct PlacedEnergy {
  private let instance: PatrolInstance
  /// The sectors of each car, by step and car.
  private let places: [[Set<SectorIndex>]]

  init<Model: WeightedModel>(_ model: Model, _ state: Model.State) {
    instance = model.instance
    places = model.instance.shift.steps.map { step in
      model.instance.carIndices.map { Set(model.sectors(of: $0, at: step, in: state)) }
    }
  }

  /// In tenths of minutes.
  func energy(_ weights: PenaltyWeights) -> Int {
    travel + weights[.demand].tenths * demand + weights[.oneLocation].tenths * oneLocation
      + weights[.presence].tenths * presence
  }

  private var travel: Int {
    zip(places, places.dropFirst()).reduce(0) { sum, steps in
      sum
        + zip(steps.0, steps.1).reduce(0) { sum, legs in
          sum
            + legs.0.reduce(0) { sum, from in
              sum + legs.1.reduce(0) { $0 + instance.travel[from: from, to: $1].tenths }
            }
        }
    }
  }

  private var demand: Int {
    instance.shift.steps.reduce(0) { sum, step in
      instance.sectorIndices.reduce(sum) { sum, sector in
        let got = places[step.rawValue].count { $0.contains(sector) }
        let lack = instance.demand[step, sector] - got
        return sum + lack * lack
      }
    }
  }

  private var oneLocation: Int {
    places.joined().reduce(0) { $0 + ($1.count - 1) * ($1.count - 1) }
  }

  private var presence: Int {
    switch instance.presence {
    case .none: 0
    case .noReturn: windows(3) { $0[0] && $0[2] }
    case .maxStay(let limit): windows(limit + 1) { $0.allSatisfy { $0 } }
    }
  }

  /// In how many windows of so many steps a car's being in a sector is a break.
  private func windows(_ length: Int, _ isBreak: ([Bool]) -> Bool) -> Int {
    guard instance.stepCount >= length else { return 0 }
    return (0...instance.stepCount - length).reduce(0) { sum, start in
      instance.carIndices.reduce(sum) { sum, car in
        sum
          + instance.sectorIndices.count { sector in
            isBreak((start..<start + length).map { places[$0][car.rawValue].contains(sector) })
          }
      }
    }
  }
}
