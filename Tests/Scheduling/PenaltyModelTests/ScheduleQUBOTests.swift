import PatrolModel
import PenaltyModel
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

struct ScheduleQUBOTests {
  @Test(
    "Random bit strings have the published energy, term by term",
    arguments: 0..<250 as Range<UInt64>)
  func energy(seed: UInt64) throws {
    var one = try RandomScheduleQUBO(seed: seed)
    let qubo = try one.qubo.qubo(weights: one.weights)
    let violations = try one.qubo.violations()
    for _ in 0..<40 {
      let bits = one.random.bits(one.qubo.variableCount)
      let assignment = BitVector(bits)
      let naive = NaiveEnergy(one.instance, everySector: one.everySector, bits)
      let breakdown = one.qubo.breakdown(of: assignment, weights: one.weights)
      for term in PenaltyTerm.allCases { #expect(breakdown.units(term) == naive.units(term)) }
      #expect(qubo.energy(of: assignment) == Int64(naive.energy(one.weights)))
      #expect(breakdown.total.tenths == naive.energy(one.weights))
      let units = [PenaltyTerm.demand, .oneLocation, .presence].reduce(0) {
        $0 + naive.units($1)
      }
      #expect(violations.energy(of: assignment) == Int64(units))
      #expect(breakdown.isFeasible == (units == 0))
      #expect(units >= 0)
    }
  }

  @Test("Weights are those of the breakdown's terms")
  func weights() throws {
    var one = try RandomScheduleQUBO(seed: 8, presence: .noReturn)
    let breakdown = one.qubo.breakdown(
      of: BitVector(one.random.bits(one.qubo.variableCount)), weights: one.weights)
    #expect(breakdown[.migration].tenths == breakdown.units(.migration))
    #expect(breakdown[.demand].tenths == one.weights.demand.tenths * breakdown.units(.demand))
    #expect(
      breakdown[.oneLocation].tenths
        == one.weights.oneLocation.tenths * breakdown.units(.oneLocation))
    #expect(breakdown[.presence].tenths == one.weights.presence.tenths * breakdown.units(.presence))
  }

  @Test(
    "At one-hot states the layered model has the same energy", arguments: 0..<250 as Range<UInt64>)
  func layers(seed: UInt64) throws {
    var one = try RandomScheduleQUBO(seed: seed)
    let layers = ScheduleLayers(one.instance, weights: one.weights)
    let qubo = try one.qubo.qubo(weights: one.weights)
    for _ in 0..<10 {
      let schedule = one.schedule()
      let state = layers.state(schedule)
      #expect(layers.schedule(state) == schedule)
      let assignment = try #require(one.qubo.encode(schedule))
      let cost = layers.model.cost(of: state)
      let breakdown = one.qubo.breakdown(of: assignment, weights: one.weights)
      #expect(Int64(layers.model.energy(cost)) == qubo.energy(of: assignment))
      #expect(cost.transitions == breakdown.units(.migration))
      #expect(cost.deviation == breakdown.units(.demand))
      #expect(cost.breaks == breakdown.units(.presence))
    }
  }

  @Test("The size known beforehand is that of what is built", arguments: 0..<300 as Range<UInt64>)
  func size(seed: UInt64) throws {
    let one = try RandomScheduleQUBO(seed: seed)
    let size = ScheduleQUBOSize(one.instance, everySector: one.everySector)
    #expect(size.bits == one.qubo.variableCount)
    #expect(size.auxiliaryBits == one.qubo.auxiliaryCount)
    #expect(size.couplingCount - one.freeMoves == one.qubo.couplingCount)
    #expect((0...1).contains(size.density))
    let qubo = try one.qubo.qubo(weights: one.weights)
    #expect(qubo.interactions.rows.memoryBytes < size.sparseBytes)
  }

  @Test("A model beyond the memory limit is refused", arguments: PresenceRule.samples)
  func memoryLimit(presence: PresenceRule) throws {
    let instance = PatrolInstance.random(
      seed: 1, cars: 4, sectors: 3, steps: 5, presence: presence)
    let needed = ScheduleQUBOSize(instance, everySector: true).sparseBytes
    #expect(throws: QUBOError.memoryLimit(needed: needed, limit: needed - 1)) {
      try ScheduleQUBO(instance, everySector: true, memoryLimit: needed - 1)
    }
    #expect(throws: Never.self) {
      try ScheduleQUBO(instance, everySector: true, memoryLimit: needed)
    }
  }

  @Test("A model that fits no machine is refused before anything is allocated")
  func hugeModel() {
    let rows = Array(repeating: [100_000] + Array(repeating: 0, count: 999), count: 2_000)
    let instance = PatrolInstance(
      name: "huge", summary: "", fleet: .anonymous(count: 100_000),
      shift: Shift(startMinute: 0, stepMinutes: 1, stepCount: 2_000), presence: .noReturn,
      sectors: (0..<1_000).map { Sector(id: .init("\($0)"), name: "") }, demand: Demand(rows: rows),
      travel: TravelTimes(
        rows: Array(repeating: Array(repeating: .zero, count: 1_000), count: 1_000)))
    #expect(throws: QUBOError.self) { try ScheduleQUBO(instance, everySector: true) }
    #expect(ScheduleQUBOSize(instance, everySector: true).dense16Bytes == .max)
  }
}

extension RandomScheduleQUBO {
  /// Pairs that the size counts as migration and that take no room, since the move takes no time.
  fileprivate var freeMoves: Int {
    func hasBit(_ step: StepIndex, _ sector: SectorIndex) -> Bool {
      everySector || instance.demand[step, sector] > 0
    }
    var count = 0
    for (step, next) in zip(instance.shift.steps, instance.shift.steps.dropFirst()) {
      for a in instance.sectorIndices where hasBit(step, a) {
        count += instance.sectorIndices.count { b in
          a != b && hasBit(next, b) && instance.travel[from: a, to: b] == .zero
        }
      }
    }
    return count * instance.carCount
  }
}
