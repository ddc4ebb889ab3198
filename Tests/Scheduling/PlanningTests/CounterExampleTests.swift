import PatrolModel
import PenaltyModel
import Planning
import Testing
import _TemperTestSupport

@Suite("A counter-example")
struct CounterExampleTests {
  @Test(
    "says where cars are, also where they have starts or are out of service",
    arguments: [CarRule.start, .off, .all], 0..<20 as Range<UInt64>)
  func places(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    var request = WeightsRequest(instance: instance)
    let tenth = Minutes(tenths: 1)
    request.weights = PenaltyWeights(demand: tenth, oneLocation: tenth, presence: tenth)
    request.steps = 50
    let example: CounterExample
    switch try WeightsRun(request).run().verdict {
    case .refuted(let found), .open(let found?): example = found
    default: return
    }
    func cars(_ sector: SectorIndex, _ step: StepIndex) -> Int {
      example.places.count { $0.sector == sector && $0.step == step }
    }
    #expect(example.places.allSatisfy { instance.sectorIndices.contains($0.sector) })
    var missed: Set<[Int]> = []
    for breach in example.breaches {
      guard case .demandMissed(let sector, let step, _, let got) = breach else { continue }
      #expect(cars(sector, step) == got)
      missed.insert([sector.rawValue, step.rawValue])
    }
    for step in instance.shift.steps {
      for sector in instance.sectorIndices where !missed.contains([sector.rawValue, step.rawValue])
      {
        #expect(cars(sector, step) == instance.demand[step, sector])
      }
    }
  }
}
