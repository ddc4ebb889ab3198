import PatrolModel
import Rosters
import Testing
import _TemperTestSupport

/// Prices of rules, held against all schedules with the rule and without it.
@Suite("What a rule costs", .needsHiGHS)
struct RulePriceTests {
  static let rosters = seeds(12)

  @Test("is the difference of the best schedules with it and without it", arguments: rosters)
  func equalsExhaustion(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    for part in parts(of: instance) {
      var request = RosterRequest(instance, seed: 1)
      request.method = .exact
      let price = try RulePrice(of: part, request)
      let with = bestOfAll(instance)?.thousandths
      let without = bestOfAll(instance.without(part))?.thousandths
      #expect(price.with.value?.thousandths == with, "seed \(seed), \(part)")
      #expect(price.without.value?.thousandths == without, "seed \(seed), \(part)")
      #expect(price.isProven == (with != nil && without != nil), "seed \(seed), \(part)")
      if let with, let without {
        #expect(price.cost == with - without, "seed \(seed), \(part)")
        #expect(with >= without, "seed \(seed), \(part): a rule less leaves all plans there are")
      }
    }
  }

  @Test("is asked of rules of many kinds by these seeds")
  func coversKinds() {
    let all = (0..<100 as Range<UInt64>).flatMap {
      parts(of: PatrolInstance.randomRoster(seed: $0))
    }
    let kinds = Set(all.map(kind))
    #expect(kinds.isSuperset(of: ["presence", "leg", "limit", "start", "stay", "moves", "demand"]))
  }

  private func kind(of part: RulePrice.Part) -> String {
    switch part {
    case .demand: "demand"
    case .rule(.presence): "presence"
    case .rule(.longestLeg): "leg"
    case .rule(.carTravelLimit): "limit"
    case .rule(.start): "start"
    case .rule(.classes): "classes"
    case .rule(.roster(.minimumStay)): "stay"
    case .rule(.roster(.moveLimit)): "moves"
    case .rule(.roster): "roster"
    case .rule(.fixed), .rule(.forbidden), .rule(.classDemand): "assignment"
    }
  }

  /// All rules of a shift, and a unit of its demand.
  private func parts(of instance: PatrolInstance) -> [RulePrice.Part] {
    var parts = instance.planningRules.map(RulePrice.Part.rule)
    let step = StepIndex(instance.stepCount - 1)
    let needed = instance.sectorIndices.first { instance.demand.range(step, $0).target > 0 }
    if let needed { parts.append(.demand(step, needed)) }
    return parts
  }
}
