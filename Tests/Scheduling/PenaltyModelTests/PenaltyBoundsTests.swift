import PatrolModel
import PenaltyModel
import QUBOModel
import Testing
import _TemperTestSupport

struct PenaltyBoundsTests {
  /// Figures derived by hand and by an independent program, in tenths of minutes.
  struct Figures: Sendable {
    let name: String
    /// M, 2 M*, R.
    let bounds: [Int]
    /// Whether condition (i) holds; it matters with `no-return` only.
    let tailExchange: Bool
    /// A = B, C.
    let weights: [Int]
    /// N with every sector, N, interacting pairs with every sector.
    let sizes: [Int]
  }

  private static let figures = [
    Figures(
      name: "team-x-9x9x6", bounds: [140, 268, 268], tailExchange: true, weights: [135, 0],
      sizes: [486, 369, 7_128]),
    Figures(
      name: "team-y-13x13x12", bounds: [290, 573, 573], tailExchange: true, weights: [287, 0],
      sizes: [2_028, 1_547, 46_644]),
    Figures(
      name: "team-z-17x17x12", bounds: [194, 373, 368], tailExchange: true, weights: [187, 0],
      sizes: [3_468, 2_363, 106_352]),
    Figures(
      name: "tiny-3x3x3", bounds: [131, 254, 248], tailExchange: true, weights: [377, 249],
      sizes: [27, 24, 99]),
    Figures(
      name: "tiny-4x5x5", bounds: [117, 229, 229], tailExchange: false, weights: [584, 469],
      sizes: [100, 80, 650]),
    Figures(
      name: "presence-13x11x12", bounds: [290, 573, 573], tailExchange: true, weights: [861, 574],
      sizes: [1_716, 1_287, 39_182]),
    Figures(
      name: "presence-17x17x10", bounds: [194, 373, 368], tailExchange: false,
      weights: [1_740, 1_553], sizes: [2_890, 1_904, 90_168]),
    Figures(
      name: "presence-18x18x20", bounds: [400, 782, 782], tailExchange: false,
      weights: [7_593, 7_201], sizes: [6_480, 4_158, 220_644]),
    Figures(
      name: "presence-20x20x14", bounds: [224, 397, 379], tailExchange: true, weights: [579, 380],
      sizes: [5_600, 3_900, 210_000]),
    Figures(
      name: "presence-20x20x16", bounds: [290, 573, 573], tailExchange: false,
      weights: [4_348, 4_061], sizes: [6_400, 4_260, 241_200]),
    Figures(
      name: "presence-20x20x18", bounds: [273, 528, 502], tailExchange: true, weights: [768, 503],
      sizes: [7_200, 4_720, 272_400]),
  ]

  @Test(
    "Bounds, weights and sizes of the real instances are those derived independently",
    .enabled(if: !InstanceFiles.real.isEmpty, "\(InstanceFiles.realAreNeeded)"),
    arguments: figures)
  func realInstance(figures: Figures) throws {
    let instance = try #require(InstanceFiles.real[figures.name])
    let bounds = PenaltyBounds(instance)
    #expect(
      [bounds.longestLeg, bounds.twiceHalfDetour, bounds.tailExchange].map(\.tenths)
        == figures.bounds)
    if instance.presence != .none {
      #expect(bounds.tailExchangeAlwaysHelps == figures.tailExchange)
    }
    let choice = bounds.sufficient
    #expect(choice.weights.demand == choice.weights.oneLocation)
    #expect([choice.weights.demand, choice.weights.presence].map(\.tenths) == figures.weights)
    #expect(choice.words.hasPrefix("proven sufficient: "))
    let all = ScheduleQUBOSize(instance, everySector: true)
    let size = ScheduleQUBOSize(instance)
    #expect([all.bits, size.bits, all.couplingCount] == figures.sizes)
    let built = try ScheduleQUBO(instance)
    #expect(built.variableCount == size.bits && built.couplingCount <= size.couplingCount)
  }

  @Test("Weights are never larger than accepted ones")
  func clamped() {
    let far = Minutes(7 * 24 * 60)
    let instance = PatrolInstance(
      name: "far", summary: "", fleet: .anonymous(count: 1_000),
      shift: Shift(startMinute: 0, stepMinutes: 1, stepCount: 500), presence: .maxStay(limit: 1),
      sectors: (0..<2).map { Sector(id: .init("\($0)"), name: "") },
      demand: Demand(rows: Array(repeating: [500, 500], count: 500)),
      travel: TravelTimes(rows: [[.zero, far], [far, .zero]]))
    let choice = PenaltyBounds(instance).sufficient
    #expect(choice.weights.demand == PenaltyWeights.largest)
    #expect(choice.weights.presence == PenaltyWeights.largest)
    #expect(choice.words == "practical, not proven: largest accepted")
  }

  @Test("Bounds equal their definitions", arguments: 0..<200 as Range<UInt64>)
  func definitions(seed: UInt64) {
    let instance = PatrolInstance.random(
      seed: seed, cars: 2, sectors: 1 + Int(seed % 5), steps: 3, presence: .none)
    let all = instance.sectorIndices
    func w(_ a: SectorIndex, _ b: SectorIndex) -> Int { instance.travel[from: a, to: b].tenths }
    var (longest, detour, exchange) = (0, 0, 0)
    for a in all {
      for b in all {
        longest = max(longest, w(a, b))
        for c in all {
          detour = max(detour, w(a, b) + w(b, c))
          for other in all where other != b {
            exchange = max(exchange, w(other, a) - w(b, a) + w(b, c) - w(other, c))
          }
        }
      }
    }
    let bounds = PenaltyBounds(instance)
    #expect(bounds.longestLeg.tenths == longest)
    #expect(bounds.twiceHalfDetour.tenths == detour)
    #expect(bounds.tailExchange.tenths == exchange)
  }
}
