import PatrolModel
import ScheduleFlows
import Testing
import _TemperTestSupport

@Suite("The Lagrangian bound")
struct LagrangianBoundTests {
  @Test("is never above the optimum, and never falls", arguments: seeds(20))
  func valid(seed: UInt64) throws {
    for rule in PresenceRule.samples {
      let instance = PatrolInstance.random(
        seed: seed, cars: 2 + Int(seed % 4), sectors: 2 + Int(seed % 3), steps: 3 + Int(seed % 3),
        presence: rule)
      guard let optimum = ExhaustiveSearch(instance).leastTravel() else { continue }
      var bound = LagrangianBound(try FlowNetwork(instance))
      var last = bound.travel
      #expect(last <= optimum)
      for _ in 0..<4 {
        bound.improve(iterations: 25)
        #expect(last <= bound.travel && bound.travel <= optimum, "\(rule)")
        last = bound.travel
      }
      #expect(rule != .none || last == optimum)
      #expect(bound.rowPrices.allSatisfy { $0 >= 0 })
    }
  }

  @Test("is what its prices say, by the definition of L(λ)", arguments: 0..<40)
  func definition(seed: Int) throws {
    for rule in PresenceRule.samples where rule != .none {
      let instance = PatrolInstance.random(
        seed: UInt64(seed), cars: 2 + seed % 2, sectors: 3 - seed % 2, steps: 3 + seed % 2,
        presence: rule)
      let network = try FlowNetwork(instance)
      var bound = LagrangianBound(network)
      bound.improve(iterations: 40)
      // Prices are whole 4096ths of a tenth of a minute.
      let prices = bound.rowPrices.map { Int(($0 * 40960).rounded()) }
      let search = LabelledSearch(instance.replacing(presence: .none))
      // The least over all schedules that meet the demand of travel and prices together.
      let least = search.schedules.filter(search.keepsRules).map { schedule in
        let flow = network.flow(of: schedule) ?? []
        return zip(network.presenceRows, prices).reduce(4096 * search.travel(schedule).tenths) {
          sum, row in
          sum + row.1 * (row.0.arcs.reduce(0) { $0 + flow[$1.rawValue] } - row.0.limit)
        }
      }.min()
      let value = try #require(least)
      let tenths = value > 0 ? (value + 4095) / 4096 : 0
      #expect(bound.travel.tenths == tenths, "\(rule), seed \(seed)")
    }
  }

  @Test("ends at a ceiling, and when it is told to")
  func ends() throws {
    let instance = try #require(InstanceFiles.shipped["presence-13x11x12"])
    let start = LagrangianBound(try FlowNetwork(instance))
    var cancelled = start
    cancelled.improve(iterations: 1000, isCancelled: { true })
    #expect(cancelled.travel == start.travel)
    var reached = start
    reached.improve(iterations: 1000, ceiling: start.travel)
    #expect(reached.travel == start.travel)
    var improved = start
    improved.improve(iterations: 1000)
    #expect(improved.travel > start.travel)
  }

  @Test(
    "reaches 99.8 % of the optima of real shifts",
    .enabled(if: !InstanceFiles.realOptima.isEmpty, "\(InstanceFiles.realAreNeeded)"),
    arguments: InstanceFiles.realOptima.keys.sorted())
  func tight(name: String) throws {
    let instance = try #require(InstanceFiles.real[name])
    let optimum = try #require(InstanceFiles.realOptima[name])
    var bound = LagrangianBound(try FlowNetwork(instance))
    bound.improve(iterations: 1000)
    #expect(bound.travel <= optimum)
    // A tiny shift's duality gap may be any share of its optimum.
    let share = name.hasPrefix("tiny") ? 0.9 : 0.998
    #expect(bound.travel.value >= share * optimum.value)
  }
}
